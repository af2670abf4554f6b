"""Why together: drafted, published, and accepted by each legal person."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role
from frankpledge.register.actions import acceptances, objectives, purpose_versions
from frankpledge.register.actions.acceptances import Said
from frankpledge.register.drafts import ObjectiveDraft
from frankpledge.register.models import AcceptanceAnswer, Purpose, PurposeOrigin, PurposeState


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("purpose")
    published = files.day(told["published_on"])
    yield Step(files.day(told["drafted_on"]), partial(_draft, scene, told))
    yield Step(published, partial(_publish, scene, told))
    for each in told["acceptances"]:
        yield Step(files.day(each["on"]), partial(_accept, scene, each))


def _draft(scene: Scene, told: Mapping[str, Any]) -> None:
    by = scene.who(Role.CONTRIBUTOR)
    draft = purpose_versions.save(by=by, collaboration=scene.record, edition=0, words=told["words"])
    for each in told["objectives"]:
        draft.refresh_from_db(fields=["edition"])
        objective = ObjectiveDraft(**each)
        objectives.put(by=by, collaboration=scene.record, edition=draft.edition, objective=objective)


def _publish(scene: Scene, told: Mapping[str, Any]) -> None:
    draft = Purpose.objects.get(collaboration=scene.record, state=PurposeState.DRAFT)
    purpose_versions.publish(
        by=scene.who(Role.OWNER),
        collaboration=scene.record,
        edition=draft.edition,
        version=draft.version,
        holds_from=files.day(told["published_on"]),
    )


def _accept(scene: Scene, each: Mapping[str, str]) -> None:
    held = Purpose.objects.get(
        collaboration=scene.record, origin=PurposeOrigin.PARTIES, state=PurposeState.PUBLISHED
    )
    acceptances.answer(
        by=scene.who(Role.OWNER, each["party"]),
        collaboration=scene.record,
        organisation=scene.bodies[each["party"]],
        version=held.version,
        seen=0,
        said=Said(answer=AcceptanceAnswer.ACCEPTS, answered_on=files.day(each["on"]), office=each["office"]),
    )
