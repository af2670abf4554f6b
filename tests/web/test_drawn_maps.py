"""The map as a picture: columns by kind, boxes that do not touch, arrows that arrive, words escaped."""

import itertools
import re

import pytest

from frankpledge.benefits.actions import maps
from frankpledge.benefits.actions.maps import Box
from frankpledge.benefits.models import MapNode, NodeKind
from frankpledge.benefits.queries.maps import whole_map
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from frankpledge.web.drawn_maps import Drawing, drawn
from tests.members import Members
from tests.tracking import begun, joined, version_of
from tests.web.test_workspaces import signed_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
KINDS = (NodeKind.ENABLER, NodeKind.CHANGE, NodeKind.OUTCOME, NodeKind.BENEFIT, NodeKind.OBJECTIVE)


@pytest.fixture
def dogs(world: World) -> Collaboration:
    begun(CURATOR, world.record("dogs"))
    return world.record("dogs")


def boxed(record: Collaboration, kind: str, label: str) -> MapNode:
    version = version_of(record)
    return maps.put(by=CURATOR, collaboration=record, version=version, box=Box(kind=kind, label=label))


def picture(record: Collaboration) -> Drawing:
    made = drawn(whole_map(record.workspace))
    assert made is not None
    return made


def test_boxes_stand_in_columns_and_do_not_touch(dogs: Collaboration) -> None:
    assert drawn(whole_map(dogs.workspace)) is None
    rows = [[boxed(dogs, kind, f"{kind.label} of many words {at}") for at in range(3)] for kind in KINDS]
    for causes, effects in itertools.pairwise(rows):
        for cause, effect in zip(causes, [*effects[1:], effects[0]], strict=True):
            joined(CURATOR, dogs, cause, effect)
    joined(CURATOR, dogs, rows[0][0], rows[4][0])
    joined(CURATOR, dogs, rows[1][0], rows[1][1])
    made = picture(dogs)
    assert len(made.boxes) == 15
    assert len(made.arrows) == 14
    columns = {box.node.label: box.column for box in made.boxes if box.node}
    assert [columns[row[0].label] for row in rows] == [0, 1, 3, 4, 5]
    assert columns[rows[1][1].label] == 2, "one change leads to another"
    for one, other in itertools.combinations(made.boxes, 2):
        apart = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert one.column != other.column or apart
    assert all(box.y >= 0 and box.y + box.height <= made.height for box in made.boxes)
    assert all(box.x + made.box_width <= made.width for box in made.boxes)
    assert all(len(line) <= 20 for box in made.boxes for line in box.lines)


def test_a_circle_and_an_arrow_backwards_are_drawn_too(dogs: Collaboration) -> None:
    one, other = (boxed(dogs, NodeKind.CHANGE, label) for label in ("One", "Other"))
    last = boxed(dogs, NodeKind.OBJECTIVE, "Last")
    joined(CURATOR, dogs, one, other)
    joined(CURATOR, dogs, other, one)
    joined(CURATOR, dogs, last, one)
    assert len(picture(dogs).arrows) == 3


def test_the_page_has_the_picture_beside_the_lists(dogs: Collaboration, members: Members) -> None:
    page = f"/collaborations/{dogs.reference}/benefits/map"
    client = signed_in(members, Role.READER)
    assert '<svg class="frankpledge-map"' not in client.get(page).content.decode()
    boxed(dogs, NodeKind.DISBENEFIT, "Calls </text><script>alert(1)</script>")
    shown = client.get(page).content.decode()
    [svg] = re.findall(r'<svg class="frankpledge-map".*?</svg>', shown, re.DOTALL)
    assert "<script" not in svg
    assert "Drawback" in svg
    assert 'role="img"' in svg
    assert shown.index("frankpledge-map") < shown.index('id="disbenefit"')
