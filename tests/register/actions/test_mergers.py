"""Merging two filings of one agreement: who may, what becomes of every row, and where the addresses lead."""

import datetime
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.test import Client
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.models import Role
from frankpledge.register.actions import carrying, claims, collaborations, confirmations, follows, mergers
from frankpledge.register.actions.confirmations import Said
from frankpledge.register.actions.mergers import Pair, Side
from frankpledge.register.models import (
    Change,
    Citation,
    Claim,
    Collaboration,
    CollaborationAddress,
    Confirmation,
    Correction,
    Event,
    Fact,
    Follow,
    Merger,
    Party,
    TargetKind,
)
from frankpledge.register.queries import collaborations as read
from frankpledge.register.queries.facts import facts_of, mark
from frankpledge.register.search import asking
from tests.changes import approve, proposed
from tests.corrections import send
from tests.members import CAST, NATIONAL, Members, standing_in
from tests.world import CURATOR, World, dogs, party, saving

pytestmark = pytest.mark.django_db

REASON = "The two signed pages are one agreement."


@pytest.fixture
def again(world: World) -> Collaboration:
    """The dogs, filed once more under another name, with something of its own in every part."""
    draft = dogs()
    events = (*draft.events, replace(draft.events[0], what="Kennels open."))
    april = PartialDate(2015, 4)
    parties = (
        party("northshire", joined_on=april),
        replace(draft.parties[1], joined_on=None),
        replace(draft.parties[2], left_on=None),
        party("harrow-systems"),
    )
    filed = replace(
        draft,
        slug="marches-hounds",
        title="Marches Hounds",
        names=("Hounds",),
        purpose="Hounds for all.",
        status_as_of=PartialDate(2025, 1),
        events=events,
        parties=parties,
        notes="Filed by Eastmarch.",
    )
    collaborations.put(by=CURATOR, draft=filed)
    claims.put_all(by=CURATOR, drafts=[saving("hounds-01", "It saves £5.", "marches-hounds", "5")])
    return Collaboration.objects.get(slug="marches-hounds")


def found(by: Actor, world: World, again: Collaboration) -> Pair:
    return mergers.pair(by=by, stays=world.record("dogs").reference, given_up=again.reference)


def asked(by: Actor, world: World, again: Collaboration, **chosen: Side) -> dict[str, Any]:
    both = found(CURATOR, world, again)
    sides = {fact: chosen.get(fact.value, Side.STAYS) for fact in both.differing}
    return {
        "by": by,
        "stays": world.record("dogs").reference,
        "given_up": again.reference,
        "chosen": sides,
        "reason": REASON,
        "seen": both.seen,
    }


def every_row(record: Collaboration) -> dict[str, set[int]]:
    """The numbers of all rows that name a record, by table."""
    return {
        carrying.label(model): {row.pk for row in model._base_manager.filter(**{column: record.pk})}
        for model, column in carrying.tables()
    }


def test_who_decides_over_both_and_curators_merge_and_nobody_else(
    members: Members, world: World, again: Collaboration
) -> None:
    may = {(NATIONAL, Role.CURATOR), ("eastmarch", Role.OWNER)}
    may |= {("northshire", Role.OWNER), ("northshire", Role.PUBLISHER)}
    for place, role in CAST:
        by = members.actor(place, role)
        if (place, role) in may:
            assert mergers.preview(**asked(by, world, again)).carried.moved
        else:
            with pytest.raises(NotAllowed):
                mergers.preview(**asked(by, world, again))
    for by in (PUBLIC, members.actor("northshire", Role.OWNER, verified=False)):
        with pytest.raises(NotAllowed):
            mergers.merge(**asked(by, world, again))


def test_who_stands_in_merges_for_somebody_and_every_entry_says_so(
    members: Members, world: World, again: Collaboration
) -> None:
    mergers.merge(**asked(standing_in(members), world, again))
    entries = Entry.objects.filter(action="register.mergers.merge")
    told = "person: Reader of northshire, for Owner of northshire"
    assert {(each.actor, each.organisation) for each in entries} == {(told, "northshire")}


def test_who_decides_over_only_one_of_them_does_not(members: Members, world: World) -> None:
    """Northshire leads the dogs; the records contract has no keeper but curators."""
    other = world.record("records").reference
    with pytest.raises(NotAllowed):
        mergers.pair(
            by=members.actor("northshire", Role.OWNER), stays=world.record("dogs").reference, given_up=other
        )


def test_every_row_of_the_record_given_up_is_at_the_other_or_in_the_record_of_the_merger(
    members: Members, world: World, again: Collaboration
) -> None:
    owner = members.actor("northshire", Role.OWNER)
    change = approve(owner, proposed(owner, again, TargetKind.COLLABORATION, {"notes": "More."}))
    message = send(about=again.reference, said_wrong="No.")
    follows.follow(by=owner, what=again.reference)
    follows.follow(by=owner, what=world.record("dogs").reference)
    record = read.record(again.reference, timezone.localdate())
    confirmations.say(
        by=owner,
        reference=again.reference,
        organisation=world.body("northshire"),
        said=Said(office="Head", confirms=frozenset({None})),
        seen=mark(facts_of(record)),
        key=uuid.uuid4(),
    )
    stays, before = world.record("dogs"), every_row(again)
    assert all(before[table] for table in ("register.Event", "register.Claim", "register.Change"))
    merger = mergers.merge(**asked(owner, world, again))
    after = every_row(stays)
    # Names are put anew, the other's own title among them; who followed both follows one.
    before.pop("register.CollaborationName")
    assert {*stays.names.values_list("text", flat=True)} == {"Hounds", "Marches Hounds"}
    assert before.pop("register.Follow")
    for table, rows in before.items():
        left = {row["id"] for row in merger.left.get(table, ())}
        gone = rows - after[table] - left
        assert not gone, (table, gone)
    own = merger.left["register.Collaboration"][0]
    assert (own["reference"], own["title"], own["notes"]) == (again.reference, "Marches Hounds", "More.")
    assert not Collaboration.objects.filter(pk=again.pk).exists()
    assert Change.objects.get(pk=change.pk).collaboration == stays
    assert Correction.objects.get(pk=message.pk).collaboration == stays
    assert Confirmation.objects.get().collaboration == stays
    assert Follow.objects.get(collaboration=stays).user_id == owner.user_id
    assert Claim.objects.get(key="marches-hounds-01").collaboration == stays
    assert set(Event.objects.filter(collaboration=stays).values_list("what", flat=True)) == {
        "The unit begins.", "Port Vale leaves.", "Kennels open.",
    }  # fmt: skip
    assert CollaborationAddress.objects.get(slug="marches-hounds").collaboration == stays
    assert Citation.objects.filter(collaboration=stays, claim__key="marches-hounds-01").exists()


def test_parties_are_united_and_what_one_filing_did_not_know_the_other_fills_in(
    world: World, again: Collaboration
) -> None:
    carried = mergers.preview(**asked(CURATOR, world, again)).carried
    assert sorted(carried.united) == ["eastmarch", "port-vale"]
    mergers.merge(**asked(CURATOR, world, again))
    held = Party.objects.filter(collaboration=world.record("dogs"))
    said = {(each.organisation.slug, each.role): (each.joined_on, each.left_on) for each in held}
    april_2015, april_2018 = PartialDate(2015, 4), PartialDate(2018, 4)
    assert said == {
        ("northshire", "lead"): (april_2015, None),
        # It is said in two roles: nobody but a person can tell which is right.
        ("northshire", "member"): (april_2015, None),
        ("eastmarch", "member"): (april_2015, None),
        ("port-vale", "member"): (april_2015, april_2018),
        ("wayfarers-fund", "funder"): (None, None),
        ("harrow-systems", "member"): (None, None),
    }


def test_each_fact_is_taken_from_the_chosen_side(world: World, again: Collaboration) -> None:
    both = found(CURATOR, world, again)
    assert set(both.differing) == {Fact.TITLE, Fact.PURPOSE, Fact.STATUS}
    mergers.merge(**asked(CURATOR, world, again, title=Side.GIVEN_UP, status=Side.GIVEN_UP))
    held = read.record(both.stays.collaboration.reference, timezone.localdate())
    assert held.collaboration.title == "Marches Hounds"
    assert held.collaboration.status_as_of == PartialDate(2025, 1)
    assert held.purpose is not None
    assert held.purpose.statement == "Joint police dog unit."
    assert set(held.names) == {"Northern Marches Dog Unit", "Hounds"}
    assert held.collaboration.notes == "Filed by Eastmarch."
    assert Merger.objects.get().chosen == {"title": "given_up", "purpose": "stays", "status": "given_up"}


def test_the_addresses_lead_to_the_record_that_stays_for_ever(
    client: Client, world: World, again: Collaboration
) -> None:
    gone, stays = again.reference, world.record("dogs")
    mergers.merge(**asked(CURATOR, world, again))
    right = f"/collaborations/{stays.address}"
    for written in (gone, again.address, f"{gone.lower()}-other-words", "marches-hounds"):
        for query in ("", "?as-at=2016-01-01", "?format=json"):
            answer = client.get(f"/collaborations/{written}{query}")
            assert (answer.status_code, answer["Location"]) == (301, right + query), written
    assert client.get(f"/collaborations/{gone}/history").status_code == 301
    page = client.get(right).content.decode()
    assert f"Also filed as {gone}" in page
    assert client.get(f"{right}?format=json").json()["merged"][0]["reference"] == gone
    then = client.get(f"{right}?as-at=2016-01-01").content.decode()
    assert "Kennels open." in then
    assert f"Also filed as {gone}" in then
    history = client.get(f"{right}/history").content.decode()
    assert "Two records were merged into one" in history
    assert REASON in history


def test_a_merged_record_that_is_merged_again_still_leads_there(world: World, again: Collaboration) -> None:
    mergers.merge(**asked(CURATOR, world, again))
    draft = replace(dogs(), slug="marches-pack", title="Marches Pack")
    collaborations.put(by=CURATOR, draft=draft)
    third = Collaboration.objects.get(slug="marches-pack")
    both = mergers.pair(by=CURATOR, stays=third.reference, given_up=world.record("dogs").reference)
    mergers.merge(
        by=CURATOR,
        stays=third.reference,
        given_up=both.given_up.collaboration.reference,
        chosen=dict.fromkeys(both.differing, Side.STAYS),
        reason=REASON,
        seen=both.seen,
    )
    for reference in (again.reference, both.given_up.collaboration.reference):
        assert read.record(reference, timezone.localdate()).collaboration == third


def test_a_reference_given_up_is_never_given_again(world: World, again: Collaboration) -> None:
    assert again.reference == max(Collaboration.objects.values_list("reference", flat=True))
    following = Collaboration.next_reference()
    mergers.merge(**asked(CURATOR, world, again))
    assert Collaboration.next_reference() == following


def test_searching_and_open_data_have_one_record_left(
    client: Client, world: World, again: Collaboration
) -> None:
    assert again.pk in asking.found_by("q=hounds")
    mergers.merge(**asked(CURATOR, world, again))
    assert asking.found_by("q=hounds") == [world.record("dogs").pk]
    assert asking.found_by("q=kennels") == [world.record("dogs").pk]
    lines = b"".join(client.get("/data/collaborations.csv").streaming_content).decode()  # type: ignore[attr-defined] # streamed
    assert again.reference not in lines


def test_a_preview_changes_nothing(world: World, again: Collaboration) -> None:
    before, entries = every_row(again), Entry.objects.count()
    assert mergers.preview(**asked(CURATOR, world, again)).carried.moved["register.Claim"] == 1
    assert every_row(again) == before
    assert Entry.objects.count() == entries
    assert not Merger.objects.exists()


def test_sent_twice_it_is_done_once(world: World, again: Collaboration) -> None:
    wanted = asked(CURATOR, world, again)
    assert mergers.merge(**wanted).pk == mergers.merge(**wanted).pk
    assert Entry.objects.filter(action="register.mergers.merge").count() == 2


def test_what_is_missing_wrong_or_out_of_date_is_refused(
    members: Members, world: World, again: Collaboration
) -> None:
    wanted = asked(CURATOR, world, again)
    with pytest.raises(Invalid) as refused:
        mergers.merge(**{**wanted, "chosen": {}, "reason": " "})
    assert set(refused.value.fields) == {"take_title", "take_purpose", "take_status", "reason"}
    owner = members.actor("northshire", Role.OWNER)
    approve(owner, proposed(owner, again, TargetKind.COLLABORATION, {"model": "lead_force"}))
    with pytest.raises(Invalid):
        mergers.merge(**wanted)
    dogs_reference, marches = world.record("dogs").reference, world.record("marches").reference
    for other in (dogs_reference, marches):
        with pytest.raises(Invalid) as refused:
            mergers.pair(by=CURATOR, stays=dogs_reference, given_up=other)
        assert set(refused.value.fields) == {"with"}


def test_what_waits_for_a_decision_waits_at_the_record_that_stays(
    members: Members, world: World, again: Collaboration
) -> None:
    owner = members.actor("northshire", Role.OWNER)
    change = proposed(owner, again, TargetKind.COLLABORATION, {"model": "lead_force"})
    mergers.merge(**asked(CURATOR, world, again))
    approve(owner, Change.objects.get(pk=change.pk))
    assert world.record("dogs").model == "lead_force"


def test_a_past_day_of_a_fact_that_was_chosen_from_the_other_is_as_it_was_there(
    members: Members, world: World, again: Collaboration
) -> None:
    owner = members.actor("northshire", Role.OWNER)
    since = datetime.date(2020, 5, 1)
    approve(
        owner,
        proposed(owner, again, TargetKind.COLLABORATION, {"purpose": "Hounds for most."}, holds_from=since),
    )
    mergers.merge(**asked(CURATOR, world, again, purpose=Side.GIVEN_UP))
    reference = world.record("dogs").reference
    for day, statement in ((since, "Hounds for most."), (datetime.date(2020, 4, 30), "Hounds for all.")):
        held = read.record(reference, day).purpose
        assert held is not None
        assert held.statement == statement


def test_every_table_that_names_a_record_is_carried(world: World) -> None:
    """One that is added later is carried too; none is forgotten because its name for the record differs."""
    named = {model for model, _column in carrying.tables()}
    for model in (Party, Event, Claim, Change, Correction, Confirmation, Follow, Merger, Collaboration):
        assert model in named
        try:
            column = next(name for each, name in carrying.tables() if each is model)
            assert model._meta.get_field(column).related_model is Collaboration
        except FieldDoesNotExist:
            pytest.fail(str(model))
