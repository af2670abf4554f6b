"""A benefit handed to another owner, who accepts it."""

import uuid
from collections.abc import Iterator, Mapping
from functools import partial

from frankpledge.benefits.actions import handovers
from frankpledge.benefits.models import Handover, HandoverState
from frankpledge.exchange.worked_example import files, profiles
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("ending")["handover"]
    yield Step(files.day(told["offered_on"]), partial(_offer, scene, told))
    yield Step(files.day(told["answered_on"]), partial(_accept, scene, told))


def _offer(scene: Scene, told: Mapping[str, str]) -> None:
    held = scene.profile(told["benefit"])
    handovers.offer(
        by=scene.who(Role.OWNER, held.owner.slug if held.owner else ""),
        reference=held.reference,
        to_organisation=scene.bodies[told["to"]],
        to_post=told["post"],
        reason=told["reason"],
        key=uuid.uuid4(),
    )


def _accept(scene: Scene, told: Mapping[str, str]) -> None:
    reference = scene.references[told["benefit"]]
    offer = Handover.objects.get(profile__reference=reference, state=HandoverState.OFFERED)
    by = scene.who(Role.OWNER, told["to"])
    handovers.answer(by=by, handover_id=offer.pk, accepts=True, words=told["words"])
    profiles.sign(scene, told["benefit"], told["to"])
