"""Each benefit and drawback: written, linked, agreed and signed off."""

import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import measures, profiles, sign_offs
from frankpledge.benefits.actions.profiles import Links, Realises
from frankpledge.benefits.actions.sign_offs import Signing
from frankpledge.benefits.drafts.profiles import DAYS, NUMBERS, OF_ONE
from frankpledge.benefits.models import MapNode, Measure, Signs
from frankpledge.benefits.states.profiles import Move
from frankpledge.exchange.worked_example import files, maps
from frankpledge.exchange.worked_example.scene import LEAD, Scene, Step
from frankpledge.people.models import Role
from frankpledge.register.models import Objective

Told = Mapping[str, Any]


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("profiles")
    written = files.day(told["written_on"])
    yield Step(written, partial(_define, scene, told["measure"]))
    for each in told["profiles"]:
        yield Step(written, partial(_write, scene, each))
    for each in told["profiles"]:
        yield Step(written, partial(_link, scene, each))
        yield Step(files.day(told["agreed_on"]), partial(_agree, scene, each))
        yield Step(files.day(told["signed_on"]), partial(sign, scene, each["key"], each["owner"]))


def _define(scene: Scene, told: Told) -> None:
    """What one force measures in a way of its own."""
    party = told["party"]
    by, body = scene.who(Role.OWNER, party), scene.bodies[party]
    measures.define(by=by, words=told["words"], organisation=body, slug=told["slug"])


def _write(scene: Scene, told: Told) -> None:
    by = scene.who(Role.CONTRIBUTOR)
    made = profiles.add(by=by, collaboration=scene.record, values=_values(scene, told), key=uuid.uuid4())
    scene.references[told["key"]] = made.reference
    named = [Realises(scene.bodies[each["party"]], each["post"]) for each in told["realisers"]]
    profiles.name_realisers(by=by, reference=made.reference, version=made.version, realisers=named)


def _values(scene: Scene, told: Told) -> dict[str, Any]:
    """What the file says, as a profile takes it."""
    said = {name: _value(name, value) for name, value in told["values"].items()}
    measure = Measure.objects.filter(slug=told["measure"]).order_by("definition_version").last()
    node = MapNode.objects.get(workspace=scene.workspace, label=maps.labels()[told["key"]])
    said |= {"measure": measure, "owner": scene.bodies[told["owner"]], "node": node}
    if party := told.get("beneficiary_party"):
        said["beneficiary_party"] = scene.bodies[party]
    return said


def _value(name: str, value: Any) -> Any:
    if name in DAYS:
        return files.day(value)
    return Decimal(value) if name in {*NUMBERS, *OF_ONE} else value


def _link(scene: Scene, told: Told) -> None:
    held = scene.profile(told["key"])
    objectives = Objective.objects.filter(
        purpose__collaboration=scene.record, position__in=told["objectives"]
    )
    links = Links(
        objectives=frozenset(objectives.values_list("pk", flat=True)),
        drawbacks=frozenset(scene.profile(key).pk for key in told["drawbacks"]),
    )
    by = scene.who(Role.CONTRIBUTOR)
    profiles.link(by=by, reference=held.reference, version=held.version, links=links)


def _agree(scene: Scene, told: Told) -> None:
    held = scene.profile(told["key"])
    by = scene.who(Role.OWNER, told["owner"])
    profiles.settle(by=by, reference=held.reference, version=held.version, move=Move.AGREE)


def sign(scene: Scene, key: str, owner: str) -> None:
    """The profile as it stands: by its owner, a finance officer and an analyst, each for their body."""
    _signed(scene, key, scene.who(Role.OWNER, owner), Signs.OWNER, owner)
    _signed(scene, key, scene.who(Role.FINANCE), Signs.FINANCE, LEAD)
    _signed(scene, key, scene.who(Role.CONTRIBUTOR), Signs.ANALYST, LEAD)


def _signed(scene: Scene, key: str, by: Actor, signs_as: Signs, party: str) -> None:
    held = scene.profile(key)
    signing = Signing(signs_as=signs_as, organisation=scene.bodies[party])
    sign_offs.sign(by=by, reference=held.reference, version=held.version, signing=signing)
