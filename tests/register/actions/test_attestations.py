"""A body states that its list is complete: who may, what is kept, and what each reader counts."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.actions import memberships
from frankpledge.people.models import Membership, Organisation, Role, User
from frankpledge.people.rights import Rights
from frankpledge.register import sight
from frankpledge.register.actions import attestations, confirmations
from frankpledge.register.actions.attestations import Statement
from frankpledge.register.actions.confirmations import Said, View
from frankpledge.register.financial_years import due_on, last_ended
from frankpledge.register.models import Attestation, Completeness, Fact
from frankpledge.register.queries import attestations as queries
from frankpledge.register.queries import collaborations as records
from frankpledge.register.queries.asked import Kind
from frankpledge.register.queries.facts import facts_of, mark
from frankpledge.register.queries.tasks import tasks_of
from tests.members import CAST, Members, as_actor, person
from tests.releases import withheld
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

# Of the fictional cast, those that northshire keeps.
KEPT = {"dogs", "forensics", "marches"}


def state(
    by: Actor,
    body: Organisation,
    says: Completeness | None = Completeness.ALL,
    words: str = "",
    **more: Any,
) -> Attestation:
    return attestations.state(
        by=by,
        organisation=body,
        statement=Statement(says=says, office=more.get("office", "Chief of staff"), words=words),
        seen=more.get("seen") or attestations.mark(queries.kept_references(body.pk)),
        key=more.get("key") or uuid.uuid4(),
    )


def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


def test_only_an_owner_of_the_very_body_states_it(members: Members, world: World) -> None:
    body = world.body("northshire")
    for place, role in CAST:
        by = members.actor(place, role)
        if (place, role) == ("northshire", Role.OWNER):
            assert state(by, body).pk
        else:
            with pytest.raises(NotAllowed):
                state(by, body)
    commissioner = as_actor(person("pcc@northshire.example", "Cam", Role.OWNER, "pcc-northshire"))
    for by in (PUBLIC, CURATOR, commissioner, members.actor("northshire", Role.OWNER, verified=False)):
        with pytest.raises(NotAllowed):
            state(by, body)


def test_the_list_is_kept_as_it_stood_and_the_newest_statement_counts(members: Members, world: World) -> None:
    body, today = world.body("northshire"), timezone.localdate()
    first = state(owner(members), body)
    assert {each.collaboration for each in first.records.all()} == {world.record(name) for name in KEPT}
    assert first.year == last_ended(today)
    state(owner(members), body, Completeness.REST_TO_COME, "Two on vetting.")
    held = queries.stated(body.pk, today)
    assert held is not None
    assert (held.says, held.words, held.count) == (Completeness.REST_TO_COME, "Two on vetting.", 3)
    assert queries.stated(body.pk, today - datetime.timedelta(days=1)) is None
    assert [each.says for each in queries.every_statement(body.pk)] == ["rest_to_come", "all"]


def test_a_nil_return_is_only_for_a_body_with_none_and_all_only_for_one_with_some(
    members: Members, world: World
) -> None:
    with pytest.raises(Invalid) as refused:
        state(owner(members), world.body("northshire"), Completeness.NIL)
    assert set(refused.value.fields) == {"says"}
    none = as_actor(person("owner@fund.example", "Fay", Role.OWNER, "wayfarers-fund"))
    with pytest.raises(Invalid):
        state(none, world.body("wayfarers-fund"))
    assert state(none, world.body("wayfarers-fund"), Completeness.NIL).records.count() == 0


@pytest.mark.parametrize(
    ("says", "words", "office", "field"),
    [
        (None, "", "Chief", "says"),
        (Completeness.ALL, "", " ", "office"),
        (Completeness.REST_TO_COME, " ", "Chief", "words"),
        (Completeness.ALL, "Two.", "Chief", "words"),
        (Completeness.REST_TO_COME, "x" * 501, "Chief", "words"),
    ],
)
def test_what_is_missing_is_said(
    members: Members, world: World, says: Completeness | None, words: str, office: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        state(owner(members), world.body("northshire"), says, words, office=office)
    assert set(refused.value.fields) == {field}
    assert not Attestation.objects.exists()


def test_a_list_that_changed_meanwhile_is_told_and_the_same_form_is_taken_once(
    members: Members, world: World
) -> None:
    body = world.body("northshire")
    with pytest.raises(Invalid, match="has changed since"):
        state(owner(members), body, seen="0" * 64)
    key = uuid.uuid4()
    assert state(owner(members), body, key=key).pk == state(owner(members), body, key=key).pk
    assert Attestation.objects.count() == 1


def test_a_withheld_record_counts_for_the_body_and_for_nobody_else(members: Members, world: World) -> None:
    body, today = world.body("northshire"), timezone.localdate()
    withheld(world.record("dogs"))
    ours = Rights.of(owner(members))
    with sight.seen_by(ours):
        state(owner(members), body)
        held = queries.stated(body.pk, today)
        assert held is not None
        assert held.count == 3
        assert len(queries.lines_of(body.pk)) == 3
        assert {row.slug: row.filed for row in queries.matrix()}["northshire"] == 3
    with sight.as_public():
        held = queries.stated(body.pk, today)
        assert held is not None
        assert held.count == 2
    entry = Entry.objects.get(action="register.attestations.state")
    assert not any(str(number) in str(entry.detail["attestation"][1])[5:] for number in (2, 3))


def test_the_list_says_what_the_body_confirmed_and_disputes(members: Members, world: World) -> None:
    body = world.body("northshire")
    for name, said in (
        ("dogs", Said(office="Head", confirms=frozenset({None}))),
        (
            "marches",
            Said(office="Head", confirms=frozenset({None}), disputes={Fact.STATUS: View("It ended.")}),
        ),
    ):
        record = records.record(world.record(name).reference, timezone.localdate())
        confirmations.say(
            by=owner(members),
            reference=record.collaboration.reference,
            organisation=body,
            said=said,
            seen=mark(facts_of(record)),
            key=uuid.uuid4(),
        )
    lines = {line.title: (line.confirmed_on is not None, line.disputes) for line in queries.lines_of(body.pk)}
    assert lines == {
        "Northern Marches Forensics": (False, 0),
        "Northern Marches programme": (False, 1),
        "Northern Marches Dog Unit": (True, 0),
    }
    row = next(row for row in queries.matrix() if row.slug == "northshire")
    assert (row.filed, row.confirmed, row.says) == (3, 1, None)


def test_the_matrix_has_enrolled_bodies_only_and_costs_the_same_for_one_and_for_forty_three(
    members: Members, world: World
) -> None:
    held = [members.user("eastmarch", Role.OWNER).memberships.get()]
    with CaptureQueriesContext(connection) as two:
        assert [row.slug for row in queries.matrix()] == ["eastmarch", "northshire"]
    memberships.end(by=CURATOR, membership_id=held[0].pk, reason="Moved")
    assert [row.slug for row in queries.matrix()] == ["northshire"]
    user = User.objects.create(email="many@example.example", name="Many")
    for force in Organisation.objects.filter(kind="force")[:43]:
        memberships.give(by=CURATOR, user_id=user.pk, role=Role.OWNER, organisation=force.slug)
    with CaptureQueriesContext(connection) as many:
        assert len(queries.matrix()) >= 43
    assert len(many) == len(two) == 2


def test_bodies_that_took_part_when_the_year_ended_are_asked_by_a_task(
    members: Members, world: World
) -> None:
    user, year = members.user("northshire", Role.OWNER), last_ended(timezone.localdate())

    def asked() -> list[tuple[str, datetime.date | None]]:
        return [(task.key, task.due_on) for task in tasks_of(user).tasks if task.kind == Kind.STATE]

    assert asked() == []
    before = timezone.now() - datetime.timedelta(days=500)
    Membership.objects.filter(user=user).update(began_at=before)
    assert asked() == [("northshire", due_on(year))]
    state(owner(members), world.body("northshire"))
    assert asked() == []


def test_the_financial_year_and_its_day() -> None:
    assert [last_ended(datetime.date(2026, *day)) for day in ((3, 31), (4, 1), (11, 22))] == [
        2025,
        2026,
        2026,
    ]
    assert due_on(2026) == datetime.date(2026, 6, 30)
