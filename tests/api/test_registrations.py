"""Registering by program: the same answers, rights and refusals as on the pages."""

import uuid
from typing import Any

import pytest

from frankpledge.people.models import Role
from frankpledge.register.models import Collaboration, Registration
from tests.api.conftest import Answer, Program, key_of
from tests.members import Members

DRONES: dict[str, Any] = {
    "title": "Northshire and Eastmarch drones",
    "why": "To look for missing people from the air.",
    "parties": ["northshire", "eastmarch"],
    "functions": ["air-support"],
    "lead": {"organisation": "northshire", "role": "host"},
    "legal_basis": "s22A",
    "agreed_on": "2024-05",
    "status": "running",
    "status_as_of": "2025-06-30",
    "not_published_because": "It names the places that are watched.",
}


def registered(program: Program, body: dict[str, Any], key: str = "") -> Answer:
    return program.post("/registrations", body, **{"Idempotency-Key": key or str(uuid.uuid4())})


@pytest.fixture
def owner(members: Members) -> Program:
    return Program(key_of(members, "northshire", Role.OWNER))


def test_an_owners_key_registers_at_once_and_once(owner: Program, anybody: Program) -> None:
    key = str(uuid.uuid4())
    sent = registered(owner, DRONES, key)
    assert sent.status == 200, sent.body
    assert sent.body["state"] == "registered"
    assert registered(owner, DRONES, key).body == sent.body
    assert Collaboration.objects.filter(title=DRONES["title"]).count() == 1
    held = anybody.get(f"/collaborations/{sent.body['collaboration']}").body
    assert (held["title"], held["legal_basis"], held["starts_on"]) == (DRONES["title"], "s22A", None)
    assert held["provenance"] == "by_party"


def test_a_contributors_key_waits(contributor: Program) -> None:
    sent = registered(contributor, DRONES)
    assert (sent.status, sent.body["state"], sent.body["collaboration"]) == (200, "waiting", "")


def test_what_is_left_out_is_not_known(owner: Program) -> None:
    least = {name: DRONES[name] for name in ("title", "why", "parties")}
    sent = registered(owner, least)
    made = Collaboration.objects.get(reference=sent.body["collaboration"])
    assert (made.status, made.legal_basis, made.starts_on) == ("not_known", "not_stated", None)


@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"title": ""}, 422, "title"),
        ({"parties": ["northshire"]}, 422, "parties"),
        ({"parties": ["eastmarch", "port-vale"], "lead": None}, 422, "parties"),
        ({"parties": ["northshire", "nowhere"]}, 422, "parties"),
        ({"functions": ["witchcraft"]}, 422, "functions"),
        ({"lead": {"organisation": "port-vale"}}, 422, "lead"),
        ({"agreed_on": "2999"}, 422, "agreed"),
        ({"status_as_of": ""}, 422, "as_of"),
        ({"published_at": "nowhere"}, 422, "url"),
        ({"status": "sleeping"}, 422, "sent.status"),
    ],
)
def test_what_cannot_be_is_refused_whole(
    owner: Program, wrong: dict[str, Any], status: int, field: str
) -> None:
    sent = registered(owner, {**DRONES, **wrong})
    assert sent.status == status, sent.body
    assert field in sent.body["fields"], sent.body
    assert not Registration.objects.exists()


@pytest.mark.parametrize("role", [Role.READER])
def test_a_readers_key_and_none_register_nothing(members: Members, anybody: Program, role: Role) -> None:
    assert registered(Program(key_of(members, "northshire", role)), DRONES).status == 403
    assert registered(anybody, DRONES).status == 401
    assert not Registration.objects.exists()
