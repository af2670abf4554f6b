"""What a legal person says of a record: who may say it, what counts, and what changed since."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.actions import memberships, tokens
from frankpledge.people.models import Role
from frankpledge.register.actions import confirmations
from frankpledge.register.actions.confirmations import About, Said, View
from frankpledge.register.models import Confirmation, Fact, Provenance, Status, TargetKind, Verdict
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.facts import facts_of, mark
from tests.changes import approved
from tests.members import CAST, Members, as_actor, person
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

NOBODY = ("nobody", "")


def dogs(world: World, day: datetime.date | None = None) -> Record:
    return collaborations.record(world.record("dogs").reference, day or timezone.localdate())


def seen(world: World) -> str:
    return mark(facts_of(dogs(world)))


def say(
    world: World,
    by: Actor,
    *confirms: About,
    body: str = "northshire",
    key: uuid.UUID | None = None,
    mark_seen: str = "",
    **disputes: str,
) -> list[Confirmation]:
    """An answer of a body: what it confirms, and what each disputed fact should be."""
    return confirmations.say(
        by=by,
        reference=world.record("dogs").reference,
        organisation=world.body(body),
        said=Said(
            office="Head of collaboration",
            confirms=frozenset(confirms),
            disputes={
                Fact(name) if name != "record" else None: View(words) for name, words in disputes.items()
            },
        ),
        seen=mark_seen or seen(world),
        key=key or uuid.uuid4(),
    )


def owner(members: Members, body: str = "northshire") -> Actor:
    return members.actor(body, Role.OWNER)


def test_only_an_owner_of_the_very_body_says_anything_for_it(members: Members, world: World) -> None:
    for place, role in (*CAST, NOBODY):
        by = PUBLIC if (place, role) == NOBODY else members.actor(place, Role(role))
        if (place, role) == ("northshire", Role.OWNER):
            assert say(world, by, None)
        else:
            with pytest.raises(NotAllowed):
                say(world, by, None)
    assert set(Confirmation.objects.values_list("organisation__slug", flat=True)) == {"northshire"}


def test_neither_the_other_half_of_a_pair_nor_a_command_nor_a_key_nor_one_step_speaks(
    members: Members, world: World
) -> None:
    commissioner = as_actor(person("pcc@northshire.example", "Cam", Role.OWNER, "pcc-northshire"))
    key = tokens.make(
        by=CURATOR,
        organisation="northshire",
        name="Feed",
        role=Role.OWNER,
        until=timezone.localdate() + datetime.timedelta(days=9),
    )
    by_key = Actor(kind=commissioner.kind.SYSTEM, name="Feed", token_id=key.token.pk, is_verified=True)
    unproved = members.actor("northshire", Role.OWNER, verified=False)
    for by in (commissioner, CURATOR, by_key, unproved):
        with pytest.raises(NotAllowed):
            say(world, by, None)
    assert say(world, commissioner, None, body="pcc-northshire")


def test_a_body_that_is_no_party_today_says_nothing(members: Members, world: World) -> None:
    left = as_actor(person("owner@port-vale.example", "Pat", Role.OWNER, "port-vale"))
    with pytest.raises(NotAllowed, match="not one of the legal persons"):
        say(world, left, None, body="port-vale")


def test_of_a_record_that_has_ended_those_who_were_in_it_at_the_end_say(
    members: Members, world: World
) -> None:
    """The laboratory closed in 2021, and was the work of eastmarch and northshire until then."""
    reference = world.record("forensics").reference
    held = collaborations.record(reference, timezone.localdate())
    for slug in ("eastmarch", "northshire"):
        confirmations.say(
            by=owner(members, slug),
            reference=reference,
            organisation=world.body(slug),
            said=Said(office="Head", confirms=frozenset({None})),
            seen=mark(facts_of(held)),
            key=uuid.uuid4(),
        )
    said = collaborations.record(reference, timezone.localdate()).said
    assert (said.confirmed_persons, said.persons, said.areas) == (2, 4, 2)


def test_a_whole_confirmation_makes_the_record_confirmed_and_counts_persons_and_areas(
    members: Members, world: World
) -> None:
    say(world, owner(members), None)
    held = dogs(world)
    assert held.provenance == Provenance.CONFIRMED == world.record("dogs").provenance
    assert (held.said.confirmed_persons, held.said.persons) == (1, 4)
    assert (held.said.confirmed_areas, held.said.areas) == (0, 2)
    commissioner = as_actor(person("pcc@northshire.example", "Cam", Role.OWNER, "pcc-northshire"))
    say(world, commissioner, None, body="pcc-northshire")
    assert (dogs(world).said.confirmed_persons, dogs(world).said.confirmed_areas) == (2, 1)
    assert dogs(world).said.last_on == timezone.localdate()


def test_a_dispute_keeps_both_views_and_the_record_is_not_confirmed(members: Members, world: World) -> None:
    say(world, owner(members), None, status="It ended in May.")
    held = dogs(world)
    assert held.provenance == Provenance.PUBLIC_SOURCES == world.record("dogs").provenance
    (word,) = held.said.disputes
    assert (word.fact, word.view, word.verdict) == (Fact.STATUS, "It ended in May.", Verdict.DISPUTES)
    assert held.collaboration.status == Status.RUNNING
    assert held.said.about(Fact.STATUS) == (word,)
    assert held.said.about(Fact.END) == ()


def test_one_fact_alone_is_confirmed_or_disputed_without_the_rest(members: Members, world: World) -> None:
    say(world, owner(members), Fact.STATUS)
    assert not dogs(world).said.is_confirmed
    assert [word.fact for word in dogs(world).said.bodies[0].words] == [Fact.STATUS]
    say(world, owner(members), status="It ended.")
    (word,) = dogs(world).said.bodies[0].words
    assert word.is_dispute


def test_the_newest_answer_counts_and_none_is_changed(members: Members, world: World) -> None:
    by = owner(members)
    say(world, by, None, status="It ended.")
    say(world, by, record="It is no collaboration.")
    assert [word.fact for word in dogs(world).said.disputes] == [None]
    say(world, by, None)
    assert dogs(world).said.disputes == ()
    assert world.record("dogs").provenance == Provenance.CONFIRMED
    say(world, by, record="It is none after all.")
    assert world.record("dogs").provenance == Provenance.PUBLIC_SOURCES
    assert Confirmation.objects.count() == 5


def test_one_body_does_not_speak_against_the_word_of_another(members: Members, world: World) -> None:
    say(world, owner(members), None)
    say(world, owner(members, "eastmarch"), body="eastmarch", status="It ended.")
    held = dogs(world)
    assert held.provenance == Provenance.CONFIRMED
    assert [each.confirms_the_whole for each in held.said.bodies] == [False, True]


def test_a_later_change_shows_beside_the_confirmation_and_an_earlier_day_is_as_it_was(
    members: Members, world: World
) -> None:
    say(world, owner(members), None)
    assert dogs(world).said.bodies[0].words[0].changed == ()
    record = world.record("dogs")
    approved(owner(members), record, TargetKind.COLLABORATION, {"model": "lead_force"})
    assert dogs(world).said.bodies[0].words[0].changed == (Fact.MODEL,)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    before = dogs(world, yesterday)
    assert not before.said.is_anything
    assert before.provenance == Provenance.PUBLIC_SOURCES


def test_the_same_form_sent_twice_is_taken_once(members: Members, world: World) -> None:
    key = uuid.uuid4()
    first = say(world, owner(members), None, key=key, status="It ended.")
    again = say(world, owner(members), None, key=key, status="It ended.")
    assert [row.pk for row in first] == [row.pk for row in again]
    assert Confirmation.objects.count() == 2


def test_whoever_looked_at_what_is_no_longer_so_is_told(members: Members, world: World) -> None:
    before = seen(world)
    approved(owner(members), world.record("dogs"), TargetKind.COLLABORATION, {"model": "lead_force"})
    with pytest.raises(Invalid, match="has changed since") as refused:
        say(world, owner(members), None, mark_seen=before)
    assert set(refused.value.fields) == {"seen"}
    assert not Confirmation.objects.exists()


def test_an_answer_without_office_or_view_says_which_is_missing(members: Members, world: World) -> None:
    with pytest.raises(Invalid) as refused:
        confirmations.say(
            by=owner(members),
            reference=world.record("dogs").reference,
            organisation=world.body("northshire"),
            said=Said(office=" ", disputes={Fact.STATUS: View(" ", "because"), None: View("x" * 2001)}),
            seen=seen(world),
            key=uuid.uuid4(),
        )
    assert set(refused.value.fields) == {"office", "view_status", "view_record"}
    with pytest.raises(Invalid) as refused:
        say(world, owner(members))
    assert set(refused.value.fields) == {"answer"}


def test_the_entry_says_for_which_body_and_nothing_of_the_words(members: Members, world: World) -> None:
    say(world, owner(members), None, status="kanariviews")
    entries = Entry.objects.filter(action="register.confirmations.say")
    assert {entry.organisation for entry in entries} == {"northshire"}
    assert not any("kanari" in str(entry.detail) + entry.reason for entry in entries)


def test_a_record_of_which_nothing_was_said_costs_no_statement_more(members: Members, world: World) -> None:
    with CaptureQueriesContext(connection) as nothing:
        dogs(world)
    say(world, owner(members), None)
    with CaptureQueriesContext(connection) as one:
        dogs(world)
    say(world, owner(members, "eastmarch"), None, body="eastmarch", status="x")
    with CaptureQueriesContext(connection) as two:
        dogs(world)
    assert len(one) == len(two) == len(nothing) + 3


def test_an_owner_whose_role_ended_says_nothing_more(members: Members, world: World) -> None:
    by = owner(members)
    held = members.user("northshire", Role.OWNER).memberships.get()
    memberships.end(by=CURATOR, membership_id=held.pk, reason="Moved")
    with pytest.raises(NotAllowed):
        say(world, by, None)
