"""The map in a browser without scripts: boxes, arrows, what the checks find, why a double count is none."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.benefits.models import MapEdge, MapNode
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from tests.corrections import words_of
from tests.members import Members
from tests.tracking import begun, joined, mapped, profiled
from tests.web.test_workspaces import filled, signed_in
from tests.world import CURATOR, World

BUDGET = 20


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members, Role.CONTRIBUTOR)


@pytest.fixture
def dogs(world: World, members: Members) -> Collaboration:
    begun(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"))
    return world.record("dogs")


def page_of(record: Collaboration) -> str:
    return f"/collaborations/{record.reference}/benefits/map"


def test_a_map_from_its_first_box_to_no_findings(clerk: Client, dogs: Collaboration) -> None:
    page = page_of(dogs)
    assert "There is no map yet" in words_of(clerk.get(page))
    for kind, label in (
        ("change", "One unit"),
        ("benefit", "Hours freed"),
        ("disbenefit", "Calls unanswered"),
        ("objective", "More patrol"),
    ):
        typed = {**filled(clerk.get(f"{page}/add")), "kind": kind, "label": label}
        for _ in range(2):
            assert clerk.post(f"{page}/add", typed).status_code == 303
    assert MapNode.objects.count() == 4
    assert "Nothing leads to “Hours freed”" in words_of(clerk.get(page))
    boxes = {node.label: node.pk for node in MapNode.objects.all()}
    for cause, effect in (
        ("One unit", "Hours freed"),
        ("One unit", "Calls unanswered"),
        ("Hours freed", "More patrol"),
    ):
        join = f"{page}/boxes/{boxes[cause]}/join"
        form = filled(clerk.get(join))
        assert clerk.post(join, {**form, "effect": str(boxes[effect])}).status_code == 303
    assert "The checks find nothing" in words_of(clerk.get(page))
    assert "leads to More patrol" in words_of(clerk.get(page))


def test_a_double_count_is_found_and_cleared_with_a_reason(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    first, second = (profiled(contributor, dogs, title) for title in ("Hours", "Patrol"))
    boxes = [mapped(contributor, dogs, f"Change {n}", f"Benefit {n}")[1] for n in range(2)]
    for held, node in zip((first, second), boxes, strict=True):
        write = f"/collaborations/{dogs.reference}/benefits/profiles/{held.reference}/write/place"
        form = filled(clerk.get(write))
        assert clerk.post(write, {**form, "node": str(node.pk)}).status_code == 303
    arrow = joined(contributor, dogs, *boxes)
    page = page_of(dogs)
    assert "“Benefit 0” leads on to “Benefit 1”, and both are counted" in words_of(clerk.get(page))
    assert "counted by the same measure: Benefit 0 → Benefit 1" in words_of(clerk.get(page))
    clear = f"{page}/arrows/{arrow.pk}/clear"
    typed = {**filled(clerk.get(clear)), "reason": "Different <dogs>."}
    assert clerk.post(clear, typed).status_code == 303
    shown = words_of(clerk.get(page))
    assert "and both are counted" not in shown
    assert "Different" in shown
    take = f"{page}/boxes/{boxes[0].pk}/remove"
    refused = clerk.post(take, filled(clerk.get(take)))
    assert refused.status_code == 422
    assert "A benefit has its place here" in words_of(refused)


def test_boxes_and_arrows_are_taken_away_and_said_otherwise(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    change, benefit = mapped(contributor, dogs, "One unit", "Hours freed")
    arrow, page = joined(contributor, dogs, change, benefit), page_of(dogs)
    form = filled(clerk.get(f"{page}/boxes/{benefit.pk}"))
    for typed, told in (
        ({"label": ""}, "Enter what it is"),
        ({"label": "One unit"}, "There is a box with these words already"),
        ({"kind": "hope"}, "Choose what kind of box it is"),
        ({"organisation": "eastmarch"}, "Choose “a party” where one is named"),
    ):
        refused = clerk.post(f"{page}/boxes/{benefit.pk}", {**form, **typed})
        assert refused.status_code == 422
        assert told in words_of(refused)
    borne = {**form, "bearer": "party", "organisation": "eastmarch"}
    assert clerk.post(f"{page}/boxes/{benefit.pk}", borne).status_code == 303
    assert "Hours freed (Eastmarch Police)" in words_of(clerk.get(page))
    stale = clerk.post(f"{page}/boxes/{benefit.pk}", {**form, "label": "Time"})
    assert stale.status_code == 409
    part = f"{page}/arrows/{arrow.pk}/remove"
    form = filled(clerk.get(part))
    for _ in range(2):
        assert clerk.post(part, form).status_code in {303, 404}
    take = f"{page}/boxes/{change.pk}/remove"
    assert clerk.post(take, filled(clerk.get(take))).status_code == 303
    assert (MapNode.objects.count(), MapEdge.objects.count()) == (1, 0)


def test_who_only_reads_changes_nothing_and_nobody_reaches_another_map(
    dogs: Collaboration, members: Members, world: World, clerk: Client
) -> None:
    begun(CURATOR, world.record("records"))
    change, benefit = mapped(CURATOR, world.record("records"), "Theirs", "Theirs too")
    arrow, page = joined(CURATOR, world.record("records"), change, benefit), page_of(dogs)
    reader = signed_in(members, Role.READER)
    assert "/map/add" not in reader.get(page).content.decode()
    assert reader.get(f"{page}/add").status_code == 403
    for last in (f"boxes/{change.pk}", f"boxes/{change.pk}/remove", f"boxes/{change.pk}/join"):
        assert clerk.get(f"{page}/{last}").status_code == 404
    for last in (f"arrows/{arrow.pk}/remove", f"arrows/{arrow.pk}/clear"):
        assert clerk.get(f"{page}/{last}").status_code == 404


def test_the_map_asks_the_same_for_two_boxes_and_for_forty(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)

    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(page_of(dogs)).status_code == 200
        return len(asked)

    joined(contributor, dogs, *mapped(contributor, dogs, "Change", "Benefit"))
    counted()
    few = counted()
    for number in range(19):
        joined(contributor, dogs, *mapped(contributor, dogs, f"Change {number}", f"Benefit {number}"))
    assert counted() == few <= BUDGET
