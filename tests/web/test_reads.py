"""Whoever answers for a record sees who looked into what is not public about it, and nobody else does."""

import hashlib

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from frankpledge.audit.actions import note_read
from frankpledge.people.models import Role
from tests.corrections import send
from tests.members import Members, person, sign_in
from tests.world import World


@pytest.fixture
def address(world: World) -> str:
    return f"/collaborations/{world.record('dogs').address}"


@pytest.mark.django_db
def test_an_owner_sees_who_read_a_message_a_change_and_the_history(
    client: Client, members: Members, world: World, address: str
) -> None:
    message = send(about=world.record("dogs").reference, said_wrong="It is not so.").reference
    reader = members.actor("northshire", Role.READER)
    note_read(by=reader, subject_kind="correction", subject_key=message)
    note_read(by=reader, subject_kind="history of collaboration", subject_key=world.record("dogs").reference)
    note_read(by=reader, subject_kind="correction", subject_key="M-ANOTHER")
    sign_in(client, members.user("northshire", Role.OWNER))
    page = client.get(f"{address}/reads").content.decode()
    assert page.count(str(reader)) == 2
    assert message in page
    assert "M-ANOTHER" not in page
    assert "Who read what is not public" in client.get(f"{address}/history").content.decode()


@pytest.mark.django_db
def test_it_comes_as_data_too(client: Client, members: Members, world: World, address: str) -> None:
    note_read(
        by=members.actor("northshire", Role.READER),
        subject_kind="history of collaboration",
        subject_key=world.record("dogs").reference,
    )
    sign_in(client, members.user("northshire", Role.OWNER))
    [read] = client.get(f"{address}/reads?format=json").json()["reads"]
    assert read["what"] == "The history, with what is not public"
    assert client.get(f"{address}/reads?format=csv").content.decode().count("\r\n") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("body", "role"), [("port-vale", Role.OWNER), ("northshire", Role.READER)])
def test_nobody_else_sees_it_or_a_way_to_it(
    client: Client, members: Members, address: str, body: str, role: Role
) -> None:
    sign_in(client, person("newcomer@people.example", "A newcomer", role, body))
    assert client.get(f"{address}/reads").status_code in {403, 404}
    assert "Who read what is not public" not in client.get(f"{address}/history").content.decode()


@pytest.mark.django_db
def test_many_reads_ask_no_more_of_the_database(
    client: Client,
    members: Members,
    world: World,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(60):
        reader = members.actor("northshire", Role.READER)
        kind = "correction"
        # Each from somewhere else: one place may not send as many.
        sender = hashlib.sha256(str(number).encode()).hexdigest()
        about = world.record("dogs").reference
        message = send(about=about, sender=sender, said_wrong=f"Not so, {number}.").reference
        note_read(by=reader, subject_kind=kind, subject_key=message)
    sign_in(client, members.user("northshire", Role.OWNER))
    client.get(f"{address}/reads")
    with django_assert_max_num_queries(14):
        first = client.get(f"{address}/reads").content.decode()
    assert first.count("A message") == 50
    assert client.get(f"{address}/reads?page=2").content.decode().count("A message") == 10
