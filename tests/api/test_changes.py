"""Changing the register by program: the same proposals, rights and refusals as on the pages."""

import uuid
from typing import Any

import pytest

from frankpledge.people.models import Role
from frankpledge.register.models import Change, Collaboration, Party
from tests.api.conftest import Answer, Program, key_of
from tests.members import Members
from tests.world import World


def a_title(world: World, title: str = "Marches dogs and handlers", **more: Any) -> dict[str, Any]:
    return {
        "kind": "collaboration",
        "collaboration": world.record("dogs").reference,
        "wanted": {"title": title},
        "reason": "It has a new name.",
        **more,
    }


def proposed(program: Program, body: dict[str, Any], key: str = "") -> Answer:
    return program.post("/changes", body, **{"Idempotency-Key": key or str(uuid.uuid4())})


@pytest.fixture
def owner(members: Members) -> Program:
    return Program(key_of(members, "eastmarch", Role.OWNER))


@pytest.fixture
def reader(members: Members) -> Program:
    return Program(key_of(members, "northshire", Role.READER))


def test_one_system_proposes_and_anothers_owner_approves(
    contributor: Program, owner: Program, anybody: Program, world: World
) -> None:
    sent = proposed(contributor, a_title(world))
    assert sent.status == 200, sent.body
    assert sent.body["state"] == "proposed"
    reference = world.record("dogs").reference
    assert anybody.get(f"/collaborations/{reference}").body["title"] == "Northern Marches Dog Unit"
    waiting = owner.get("/changes?state=proposed").body["changes"]
    assert [each["reference"] for each in waiting] == [sent.body["reference"]]
    assert waiting[0]["wanted"] == {"title": "Marches dogs and handlers"}
    decided = owner.post(
        f"/changes/{sent.body['reference']}/decision",
        {"version": waiting[0]["version"], "decision": "approved"},
    )
    assert decided.status == 200, decided.body
    assert anybody.get(f"/collaborations/{reference}").body["title"] == "Marches dogs and handlers"


def test_sent_twice_it_is_proposed_once(contributor: Program, world: World) -> None:
    key = str(uuid.uuid4())
    first, second = (proposed(contributor, a_title(world), key) for _ in range(2))
    assert first.body == second.body
    assert Change.objects.count() == 1


def test_without_a_key_for_the_sending_it_is_refused(contributor: Program, world: World) -> None:
    assert contributor.post("/changes", a_title(world)).status == 422
    assert not Change.objects.exists()


def test_who_may_not_propose_is_refused(reader: Program, anybody: Program, world: World) -> None:
    assert proposed(reader, a_title(world)).status == 403
    assert proposed(anybody, a_title(world)).status == 401
    assert not Change.objects.exists()


def test_another_bodys_record_is_not_theirs_to_change(contributor: Program, world: World) -> None:
    body = a_title(world, collaboration=world.record("records").reference)
    assert proposed(contributor, body).status == 403
    assert not Change.objects.exists()


def test_a_contributor_does_not_decide(contributor: Program, world: World) -> None:
    sent = proposed(contributor, a_title(world)).body
    answer = contributor.post(
        f"/changes/{sent['reference']}/decision", {"version": sent["version"], "decision": "approved"}
    )
    assert answer.status == 403


def test_an_old_version_is_not_decided(contributor: Program, owner: Program, world: World) -> None:
    sent = proposed(contributor, a_title(world)).body
    path = f"/changes/{sent['reference']}/decision"
    answer = owner.post(path, {"version": sent["version"] - 1, "decision": "approved"})
    assert answer.status == 409
    refused = owner.post(path, {"version": sent["version"], "decision": "refused"})
    assert refused.status == 422
    assert "reason" in refused.body["fields"]


def test_its_author_takes_it_back_and_nobody_else_does(
    contributor: Program, owner: Program, world: World
) -> None:
    sent = proposed(contributor, a_title(world)).body
    path = f"/changes/{sent['reference']}/withdrawal"
    assert owner.post(path, {"version": sent["version"]}).status == 403
    assert contributor.post(path, {"version": sent["version"]}).body["state"] == "withdrawn"


def test_what_is_wrong_is_named_and_nothing_is_kept(contributor: Program, world: World) -> None:
    answer = proposed(contributor, a_title(world, title=""))
    assert answer.status == 422
    assert "title" in answer.body["fields"]
    assert proposed(contributor, a_title(world, wanted={"reference": "C-0001"})).status == 422
    assert proposed(contributor, a_title(world, organisation="northshire")).status == 422
    assert proposed(contributor, a_title(world, collaboration="C-9999")).status == 422
    assert not Change.objects.exists()


def test_a_row_is_changed_by_its_number(contributor: Program, world: World) -> None:
    dogs = world.record("dogs")
    rows = contributor.get(f"/changeable?collaboration={dogs.reference}").body["rows"]
    party = next(row for row in rows if row["fields"].get("organisation") == "eastmarch")
    body = a_title(world, kind="party", id=party["id"], wanted={"joined_on": "2016"})
    assert proposed(contributor, body).body["wanted"] == {"joined_on": "2016"}
    elsewhere = Party.objects.exclude(collaboration=dogs).order_by("pk")[0]
    assert proposed(contributor, {**body, "id": elsewhere.pk}).status == 404


def test_what_can_be_changed_is_listed_whole(contributor: Program, world: World) -> None:
    dogs = world.record("dogs")
    rows = contributor.get(f"/changeable?collaboration={dogs.reference}").body["rows"]
    count = 1 + sum(getattr(dogs, name).count() for name in ("parties", "events", "claims", "agreements"))
    assert len(rows) == count
    assert contributor.get("/changeable?organisation=northshire").body["rows"][0]["kind"] == "organisation"
    assert contributor.get("/changeable").status == 422


def test_nobody_elses_proposal_can_be_seen(contributor: Program, members: Members, world: World) -> None:
    sent = proposed(contributor, a_title(world)).body
    stranger = Program(key_of(members, "northshire", Role.READER))
    assert stranger.get(f"/changes/{sent['reference']}").status == 200
    Party.objects.filter(collaboration=world.record("dogs"), organisation__slug="northshire").delete()
    assert stranger.get(f"/changes/{sent['reference']}").status == 404
    assert stranger.get("/changes").body["changes"] == []


def test_every_record_can_be_listed(contributor: Program, world: World) -> None:
    for reference in Collaboration.objects.order_by("pk").values_list("reference", flat=True)[:12]:
        assert contributor.get(f"/changeable?collaboration={reference}").status == 200
