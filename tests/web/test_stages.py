"""The fourteen stages in a browser: what each asks for, and who answers for it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.benefits.models import StageWork
from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration
from tests.corrections import words_of
from tests.members import Members
from tests.tracking import begun, profiled
from tests.web.test_workspaces import filled, signed_in
from tests.world import World

BUDGET = 45


@pytest.fixture
def clerk(members: Members) -> Client:
    return signed_in(members, Role.CONTRIBUTOR)


@pytest.fixture
def dogs(world: World, members: Members) -> Collaboration:
    begun(members.actor("northshire", Role.CONTRIBUTOR), world.record("dogs"))
    return world.record("dogs")


def test_each_stage_says_how_it_stands_and_what_its_gate_caps(clerk: Client, dogs: Collaboration) -> None:
    page = words_of(clerk.get(f"/collaborations/{dogs.reference}/benefits/stages"))
    assert "0 of fourteen stages are done" in page
    for said in (
        "First write a profile.",
        "Gate not met: The ledger is empty. Costs are shown as not agreed.",
        "Gate not met: Nothing is decided for the last year that is over. Others learn nothing from it.",
        "Nobody answers for it yet",
    ):
        assert said in page


def test_a_stage_is_given_to_somebody_until_a_day(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    page = f"/collaborations/{dogs.reference}/benefits/stages"
    first, second = (filled(clerk.get(f"{page}/6")) for _ in range(2))
    typed = {"owner": "eastmarch", "owner_post": "Finance", "due_on": "1 May 2024", "note": "By the book."}
    assert clerk.post(f"{page}/6", {**first, **typed}).status_code == 303
    stale = clerk.post(f"{page}/6", {**second, **typed, "owner_post": "Law"})
    assert stale.status_code == 409
    assert filled(stale)["owner_post"] == "Law"
    refused = clerk.post(f"{page}/6", {**filled(clerk.get(f"{page}/6")), "due_on": "soon"})
    assert "Enter a real day" in words_of(refused)
    shown = words_of(clerk.get(page))
    for said in ("Eastmarch Police, Finance", "due 1 May 2024 Overdue", "By the book."):
        assert said in shown
    assert StageWork.objects.get().stage == 6
    assert clerk.get(f"{page}/15").status_code == 404
    assert signed_in(members, Role.READER).get(f"{page}/6").status_code == 403


def test_the_list_asks_the_same_for_one_profile_and_for_forty(
    clerk: Client, dogs: Collaboration, members: Members
) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    profiled(contributor, dogs)
    page = f"/collaborations/{dogs.reference}/benefits/stages"

    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert clerk.get(page).status_code == 200
        return len(asked)

    counted()
    few = counted()
    for number in range(39):
        profiled(contributor, dogs, f"Benefit {number}")
    assert counted() == few <= BUDGET
