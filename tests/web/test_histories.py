"""The history of a record: what, when and why for everybody; who, and what is not decided, for its people."""

import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.audit.models import Read
from frankpledge.people.models import Role
from frankpledge.register.actions import changes
from frankpledge.register.actions.changes import Aim
from frankpledge.register.models import Change, ChangeState, Collaboration, Operation, TargetKind
from tests.members import Members, sign_in
from tests.world import World

WHY = "Both boards gave it a new name."


@pytest.fixture
def proposed(members: Members, world: World) -> Change:
    """A contributor of northshire proposed another title for the dogs."""
    return propose(members, world.record("dogs"), "Marches dogs and handlers", WHY)


def propose(members: Members, record: Collaboration, title: str, why: str) -> Change:
    by = members.actor("northshire", Role.CONTRIBUTOR)
    aim = Aim(kind=TargetKind.COLLABORATION, operation=Operation.CHANGE, owner=record, target_id=record.pk)
    begun = changes.begin(by=by, aim=aim, wanted={"title": title}, key=uuid.uuid4())
    said = changes.explain(
        by=by, reference=begun.reference, version=begun.version, reason=why, holds_from=None
    )
    return changes.propose(by=by, reference=said.reference, version=said.version)


def decide(members: Members, change: Change, decision: ChangeState, reason: str = "") -> None:
    by = members.actor("eastmarch", Role.OWNER)
    changes.decide(
        by=by, reference=change.reference, version=change.version, decision=decision, reason=reason
    )


@pytest.fixture
def page(client: Client, world: World) -> Callable[[], str]:
    address = world.record("dogs").address

    def read() -> str:
        return client.get(f"/collaborations/{address}/history").content.decode()

    return read


def test_everybody_reads_what_was_changed_by_which_body_and_why(
    page: Callable[[], str], members: Members, proposed: Change
) -> None:
    decide(members, proposed, ChangeState.APPROVED)
    said = page()
    for words in ("Northern Marches Dog Unit", "Marches dogs and handlers", WHY, "by Eastmarch Police"):
        assert words in said
    assert "Owner of eastmarch" not in said
    assert "Contributor of northshire" not in said


def test_nobody_else_reads_what_is_not_decided_or_was_refused(
    page: Callable[[], str], client: Client, members: Members, proposed: Change
) -> None:
    for _each in range(2):
        said = page()
        assert proposed.reference not in said
        assert "Marches dogs and handlers" not in said
        if proposed.state == ChangeState.PROPOSED:
            decide(members, proposed, ChangeState.REFUSED, "The boards have not met.")
            proposed.refresh_from_db()
    sign_in(client, members.user("northshire", Role.READER))
    assert proposed.reference in page()
    assert "The boards have not met." in page()


def test_its_owner_reads_who_by_name_and_a_reader_does_not(
    page: Callable[[], str], client: Client, members: Members, proposed: Change
) -> None:
    decide(members, proposed, ChangeState.APPROVED)
    sign_in(client, members.user("northshire", Role.READER))
    assert "Owner of eastmarch" not in page()
    sign_in(client, members.user("northshire", Role.OWNER))
    assert "Owner of eastmarch, for Eastmarch Police" in page()


@pytest.mark.django_db(transaction=True)
def test_what_was_done_by_sql_is_told_as_done_by_nobody_known(page: Callable[[], str], world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE register_collaboration SET notes = 'Changed behind our backs.' WHERE id = %s",
            [world.record("dogs").pk],
        )
    said = page()
    assert "unknown (direct SQL)" in said
    assert "Changed behind our backs." in said


def test_that_somebody_read_what_is_not_public_is_noted(
    page: Callable[[], str], client: Client, members: Members, proposed: Change
) -> None:
    page()
    assert not Read.objects.exists()
    sign_in(client, members.user("northshire", Role.READER))
    page()
    assert Read.objects.get().subject_kind == "history of collaboration"


def test_it_costs_as_many_statements_for_one_change_as_for_many(
    client: Client, members: Members, world: World
) -> None:
    dogs = world.record("dogs")

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/collaborations/{dogs.address}/history")
        return len(asked)

    statements()
    decide(members, propose(members, dogs, "First name", WHY), ChangeState.APPROVED)
    before = statements()
    for number in range(4):
        change = propose(members, world.record("dogs"), f"Name {number}", WHY)
        decide(members, change, ChangeState.APPROVED)
    assert statements() == before


def test_an_organisation_has_its_own(client: Client, world: World) -> None:
    said = client.get("/organisations/northshire/history").content.decode()
    assert "History of Northshire Police" in said


@pytest.mark.parametrize("form", ["csv", "json"])
def test_it_is_there_as_data(client: Client, members: Members, proposed: Change, form: str) -> None:
    decide(members, proposed, ChangeState.APPROVED)
    address = proposed.collaboration.address if proposed.collaboration else ""
    answer = client.get(f"/collaborations/{address}/history?format={form}")
    assert WHY in answer.content.decode()
    assert "Owner of eastmarch" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/collaborations/C-9999/history", "/organisations/nobody/history"])
def test_what_is_not_there_has_none(client: Client, world: World, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_record_leads_to_it(client: Client, world: World) -> None:
    address = world.record("dogs").address
    assert f"/collaborations/{address}/history" in client.get(f"/collaborations/{address}").content.decode()
