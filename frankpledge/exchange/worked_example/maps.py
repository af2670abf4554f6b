"""The map: what leads to what."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from frankpledge.benefits.actions import maps
from frankpledge.benefits.actions.maps import Box
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("map")
    yield Step(files.day(told["made_on"]), partial(_draw, scene, told))


def labels() -> Mapping[str, str]:
    """What each box says, by its key in the file."""
    return {each["key"]: each["label"] for each in files.document("map")["boxes"]}


def _draw(scene: Scene, told: Mapping[str, Any]) -> None:
    by, boxes = scene.who(Role.CONTRIBUTOR), {}
    for each in told["boxes"]:
        party = scene.bodies[each["party"]] if "party" in each else None
        bearer = each.get("bearer", "")
        box = Box(kind=each["kind"], label=each["label"], bearer=bearer, organisation=party)
        boxes[each["key"]] = maps.put(
            by=by, collaboration=scene.record, version=scene.workspace.version, box=box
        )
    arrows = {}
    for cause, effect in told["arrows"]:
        arrows[cause, effect] = maps.join(
            by=by,
            collaboration=scene.record,
            version=scene.workspace.version,
            cause_id=boxes[cause].pk,
            effect_id=boxes[effect].pk,
        )
    maps.clear(
        by=by,
        collaboration=scene.record,
        version=scene.workspace.version,
        edge_id=arrows[*told["cleared"]["arrow"]].pk,
        reason=told["cleared"]["reason"],
    )
