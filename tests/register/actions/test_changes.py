"""Proposing and deciding changes: who may, what it does, what it meets, and that nothing is done twice."""

import datetime
import itertools
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import FrankpledgeError, Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.actions import memberships
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, POWERS, Membership, Power, Role
from frankpledge.people.rights import Rights
from frankpledge.register.actions import changes
from frankpledge.register.actions.changes import Aim, Choice
from frankpledge.register.changing.conflicts import Conflict
from frankpledge.register.models import (
    Change,
    ChangeState,
    Claim,
    Collaboration,
    Operation,
    Party,
    SearchCard,
    TargetKind,
)
from frankpledge.register.queries import changes as queries
from tests.changes import REASON, approve, approved, begin, present, proposed, refuse
from tests.members import Members
from tests.world import CURATOR, World

RECORD, PARTY, CLAIM = TargetKind.COLLABORATION, TargetKind.PARTY, TargetKind.CLAIM
TITLE = {"title": "Northern Marches Hounds"}
# Northshire's people keep the dog unit; the records contract has no current member, and so no keepers.
OWN, ANOTHERS = "dogs", "records"
CAST = [*(("northshire", role) for role in ORGANISATION_ROLES), *(("", role) for role in NATIONAL_ROLES)]


def contributor(members: Members) -> Actor:
    return members.actor("northshire", Role.CONTRIBUTOR)


def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


def state(change: Change) -> str:
    return Change.objects.get(pk=change.pk).state


# --- from beginning to end --------------------------------------------------------------------------


def test_a_contributor_proposes_an_owner_approves_and_only_then_the_register_changes(
    world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    change = proposed(contributor(members), dogs, RECORD, TITLE)
    assert world.record("dogs").title == "Northern Marches Dog Unit"
    assert (change.before, change.wanted) == ({"title": "Northern Marches Dog Unit"}, TITLE)
    assert change.author_organisation == "northshire"
    approve(owner(members), change)
    assert world.record("dogs").title == "Northern Marches Hounds"
    assert SearchCard.objects.get(collaboration=dogs).title == "Northern Marches Hounds"
    held = Change.objects.get(pk=change.pk)
    assert (held.state, held.decider) == (ChangeState.APPROVED, members.user("northshire", Role.OWNER))


def test_the_entry_of_what_was_done_names_the_change_its_reason_and_who_decided(
    world: World, members: Members
) -> None:
    change = approved(owner(members), world.record("dogs"), RECORD, TITLE)
    entry = Entry.objects.filter(action="register.collaborations.put").latest("id")
    assert entry.reason == f"{REASON} ({change.reference})"
    assert entry.actor == str(owner(members))
    assert entry.detail == {"title": ["Northern Marches Dog Unit", "Northern Marches Hounds"]}


def test_no_entry_is_public_until_the_change_is_approved(world: World, members: Members) -> None:
    change = proposed(contributor(members), world.record("dogs"), RECORD, TITLE)
    own = Entry.objects.filter(subject_kind="change", subject_key=change.reference)
    assert set(own.values_list("is_public", flat=True)) == {False}
    refused = refuse(owner(members), change)
    assert not Entry.objects.filter(subject_key=refused.reference, is_public=True).exists()
    other = approved(owner(members), world.record("dogs"), RECORD, TITLE)
    public = Entry.objects.filter(subject_key=other.reference, is_public=True)
    assert [entry.action for entry in public] == ["register.changes.approve"]


def test_a_refused_a_withdrawn_and_a_discarded_change_do_nothing(world: World, members: Members) -> None:
    by, dogs = contributor(members), world.record("dogs")
    refused = refuse(owner(members), proposed(by, dogs, RECORD, TITLE))
    waiting = proposed(by, dogs, RECORD, TITLE)
    withdrawn = changes.withdraw(by=by, reference=waiting.reference, version=waiting.version)
    draft = begin(by, dogs, RECORD, TITLE)
    discarded = changes.discard(by=by, reference=draft.reference, version=draft.version)
    assert [state(each) for each in (refused, withdrawn, discarded)] == ["refused", "withdrawn", "discarded"]
    assert world.record("dogs").title == "Northern Marches Dog Unit"
    with pytest.raises(Invalid, match=refused.reference):
        approve(owner(members), refused)


def test_a_refusal_says_why(world: World, members: Members) -> None:
    change = proposed(contributor(members), world.record("dogs"), RECORD, TITLE)
    with pytest.raises(Invalid) as refused:
        refuse(owner(members), change, reason=" ")
    assert "reason" in refused.value.fields
    assert refuse(owner(members), change).decision_reason == "No source says so."


def test_a_draft_is_saved_and_come_back_to(world: World, members: Members) -> None:
    by = contributor(members)
    change = begin(by, world.record("dogs"), RECORD, TITLE)
    changes.set_values(
        by=by, reference=change.reference, version=1, wanted={"status": "notice_given", "ending_kind": ""}
    )
    held = Change.objects.get(pk=change.pk)
    assert held.wanted == TITLE | {"status": "notice_given"}
    assert held.version == 2
    changes.set_values(
        by=by, reference=change.reference, version=2, wanted={"title": "Northern Marches Dog Unit"}
    )
    assert Change.objects.get(pk=change.pk).wanted == {"status": "notice_given"}


# --- who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("organisation", "role"), CAST)
@pytest.mark.parametrize("record", [OWN, ANOTHERS])
def test_who_may_propose_and_decide_is_as_the_table_of_roles_says(
    world: World, members: Members, organisation: str, role: Role, record: str
) -> None:
    by = members.actor(organisation, role)
    reaches = record == OWN or not organisation
    held = POWERS[role] if reaches else frozenset()
    target = world.record(record)
    assert allowed(lambda: begin(by, target, RECORD, TITLE)) is (Power.PROPOSE_CHANGE in held)
    waiting = proposed(CURATOR, target, RECORD, TITLE)
    refusal = attempt(lambda: approve(by, waiting))
    if Power.READ_RESTRICTED not in held:
        assert isinstance(refusal, NotFound)
    elif Power.DECIDE_CHANGE not in held:
        assert isinstance(refusal, NotAllowed)
    else:
        assert refusal is None


def allowed(what: Callable[[], object]) -> bool:
    return not isinstance(attempt(what), NotAllowed)


def attempt(what: Callable[[], object]) -> FrankpledgeError | None:
    try:
        what()
    except FrankpledgeError as refused:
        return refused
    return None


@pytest.mark.parametrize(("organisation", "role"), CAST)
def test_only_its_author_may_save_propose_withdraw_or_discard(
    world: World, members: Members, organisation: str, role: Role
) -> None:
    by = members.actor(organisation, role)
    draft = begin(members.actor("eastmarch", Role.CONTRIBUTOR), world.record("dogs"), RECORD, TITLE)
    waiting = proposed(members.actor("eastmarch", Role.CONTRIBUTOR), world.record("dogs"), RECORD, TITLE)
    of_draft: dict[str, Any] = {"by": by, "reference": draft.reference, "version": draft.version}
    for what in (
        lambda: changes.set_values(**of_draft, wanted={"notes": "Mine"}),
        lambda: changes.explain(**of_draft, reason="Mine", holds_from=None),
        lambda: changes.propose(**of_draft),
        lambda: changes.discard(**of_draft),
        lambda: changes.choose(**of_draft, choices={}),
    ):
        assert isinstance(attempt(what), NotFound)
    refused = attempt(lambda: changes.withdraw(by=by, reference=waiting.reference, version=waiting.version))
    sees = Power.READ_RESTRICTED in POWERS[role]
    assert isinstance(refused, NotAllowed if sees else NotFound)


def test_without_a_second_factor_nothing_is_proposed_or_decided(world: World, members: Members) -> None:
    waiting = proposed(contributor(members), world.record("dogs"), RECORD, TITLE)
    for by in (
        members.actor("northshire", Role.CONTRIBUTOR, verified=False),
        members.actor("northshire", Role.OWNER, verified=False),
        PUBLIC,
    ):
        with pytest.raises(NotAllowed):
            begin(by, world.record("dogs"), RECORD, TITLE)
    with pytest.raises(NotAllowed):
        approve(members.actor("northshire", Role.OWNER, verified=False), waiting)


def test_who_lost_the_role_may_take_back_what_they_proposed_and_nothing_else(
    world: World, members: Members
) -> None:
    by = contributor(members)
    waiting = proposed(by, world.record("dogs"), RECORD, TITLE)
    draft = begin(by, world.record("dogs"), RECORD, TITLE)
    held = Membership.objects.get(user=by.user_id)
    memberships.end(by=CURATOR, membership_id=held.pk, reason="They left.")
    with pytest.raises(NotAllowed):
        changes.propose(by=by, reference=draft.reference, version=draft.version)
    changes.withdraw(by=by, reference=waiting.reference, version=waiting.version)
    assert state(waiting) == ChangeState.WITHDRAWN


def test_the_other_half_of_a_pair_and_every_current_party_keep_a_record_together(
    world: World, members: Members
) -> None:
    change = proposed(contributor(members), world.record("dogs"), RECORD, TITLE)
    approve(members.actor("eastmarch", Role.OWNER), change)
    assert world.record("dogs").title == TITLE["title"]


def test_a_row_of_another_record_is_not_reached_through_ones_own(world: World, members: Members) -> None:
    supplier = Party.objects.get(collaboration=world.record("records"), organisation__slug="harrow-systems")
    with pytest.raises(NotFound):
        begin(contributor(members), world.record("dogs"), PARTY, {"role": "member"}, target_id=supplier.pk)
    claim = world.claim("national-01")
    with pytest.raises(NotFound):
        begin(contributor(members), world.record("dogs"), CLAIM, {"note": "Ours"}, target_id=claim.pk)
    with pytest.raises(NotAllowed):
        begin(owner(members), None, CLAIM, {"note": "Ours"}, target_id=claim.pk)


@pytest.mark.parametrize(("organisation", "role"), CAST)
def test_what_somebody_sees_is_their_own_and_what_was_proposed_to_their_records(
    world: World, members: Members, organisation: str, role: Role
) -> None:
    by, eastmarch = members.actor(organisation, role), members.actor("eastmarch", Role.CONTRIBUTOR)
    shared = proposed(eastmarch, world.record("dogs"), RECORD, TITLE)
    others = proposed(CURATOR, world.record("records"), RECORD, TITLE)
    begin(eastmarch, world.record("dogs"), RECORD, TITLE)
    seen = set(queries.visible_to(by, Rights.of(by)))
    reads = Power.READ_RESTRICTED in POWERS[role]
    assert seen == ({shared} if reads else set()) | ({others} if reads and not organisation else set())
    assert queries.visible(shared.reference.lower(), by=eastmarch) == shared
    if Power.DECIDE_CHANGE in POWERS[role]:
        assert shared in queries.waiting_for(Rights.of(by))


# --- what it asks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "needed"),
    [
        ({"title": "Another title"}, False),
        ({"notes": "A note"}, False),
        ({"status": "dropped"}, True),
        ({"starts_on": "2015"}, True),
        ({"parties_coverage": "partial"}, True),
    ],
)
def test_status_parties_and_dates_are_not_changed_without_a_reason(
    world: World, members: Members, wanted: dict[str, str], *, needed: bool
) -> None:
    by = contributor(members)
    change = begin(by, world.record("dogs"), RECORD, wanted)
    refused = attempt(lambda: changes.propose(by=by, reference=change.reference, version=change.version))
    assert (isinstance(refused, Invalid) and "reason" in refused.fields) is needed


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"status": "asleep"}, "status"),
        ({"status_as_of": "2018-13"}, "status_as_of"),
        ({"parties_expected": "-1"}, "parties_expected"),
        ({"parties_expected": "many"}, "parties_expected"),
        ({"record_sources": "ftp://example.org/x"}, "record_sources"),
        ({"record_sources": ""}, "record_sources"),
        ({"functions": "dogs\ndogs"}, "functions"),
        ({"parent": "Not A Slug!"}, "parent"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_field(
    world: World, members: Members, wanted: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        begin(contributor(members), world.record("dogs"), RECORD, wanted)
    assert set(refused.value.fields) == {field}
    assert not Change.objects.exists()


@pytest.mark.parametrize("field", ["reference", "slug", "provenance", "id", "inspection_role", "__class__"])
def test_no_other_field_is_taken(world: World, members: Members, field: str) -> None:
    with pytest.raises(Invalid):
        begin(contributor(members), world.record("dogs"), RECORD, {field: "x"})


@pytest.mark.parametrize(
    "wanted",
    [
        {"status": "ended"},
        {"ends_on": "2001"},
        {"functions": "no-such-function"},
        {"parent": "no-such-record"},
        {"parent": "marches-dogs"},
    ],
)
def test_every_rule_of_the_register_is_asked_when_it_is_proposed(
    world: World, members: Members, wanted: dict[str, str]
) -> None:
    by = contributor(members)
    with pytest.raises(Invalid):
        proposed(by, world.record("dogs"), RECORD, wanted)
    assert set(Change.objects.values_list("state", flat=True)) == {"draft"}
    assert not Entry.objects.filter(action="register.changes.propose").exists()


def test_a_change_of_nothing_is_not_proposed(world: World, members: Members) -> None:
    by = contributor(members)
    change = begin(by, world.record("dogs"), RECORD, {"title": "Northern Marches Dog Unit"})
    with pytest.raises(Invalid, match="missing"):
        changes.propose(by=by, reference=change.reference, version=change.version)


@pytest.mark.parametrize(
    "day", [datetime.date(1828, 12, 31), timezone.localdate() + datetime.timedelta(days=1)]
)
def test_it_holds_from_no_day_to_come_and_none_before_there_were_police(
    world: World, members: Members, day: datetime.date
) -> None:
    with pytest.raises(Invalid) as refused:
        proposed(contributor(members), world.record("dogs"), RECORD, TITLE, holds_from=day)
    assert "holds_from" in refused.value.fields


# --- twice ------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_begins_one_change(world: World, members: Members) -> None:
    key, by = uuid.uuid4(), contributor(members)
    first = begin(by, world.record("dogs"), RECORD, TITLE, key=key)
    entries = Entry.objects.count()
    assert begin(by, world.record("dogs"), RECORD, TITLE, key=key) == first
    assert (Change.objects.count(), Entry.objects.count()) == (1, entries)
    with pytest.raises(Invalid):
        begin(owner(members), world.record("dogs"), RECORD, TITLE, key=key)


def test_saving_proposing_deciding_and_closing_twice_is_done_once(world: World, members: Members) -> None:
    by, decider = contributor(members), owner(members)
    change = begin(by, world.record("dogs"), RECORD, TITLE)
    draft: dict[str, Any] = {"by": by, "reference": change.reference}
    once_and_again(lambda: changes.set_values(**draft, version=1, wanted={"notes": "A note"}))
    once_and_again(lambda: changes.explain(**draft, version=2, reason=REASON, holds_from=None))
    once_and_again(lambda: changes.propose(**draft, version=3))
    once_and_again(
        lambda: changes.decide(
            by=decider, reference=change.reference, version=4, decision=ChangeState.APPROVED
        )
    )
    waiting = proposed(by, world.record("dogs"), RECORD, {"title": "Hounds"})
    once_and_again(lambda: changes.withdraw(by=by, reference=waiting.reference, version=waiting.version))
    other = begin(by, world.record("dogs"), RECORD, {"title": "Hounds"})
    once_and_again(lambda: changes.discard(by=by, reference=other.reference, version=other.version))


def once_and_again(what: Callable[[], Change]) -> None:
    first, entries = what(), Entry.objects.count()
    again = what()
    assert (again.pk, again.version, again.state) == (first.pk, first.version, first.state)
    assert Entry.objects.count() == entries


def test_a_form_that_shows_an_older_version_is_refused_and_changes_nothing(
    world: World, members: Members
) -> None:
    by = contributor(members)
    change = begin(by, world.record("dogs"), RECORD, TITLE)
    changes.set_values(by=by, reference=change.reference, version=1, wanted={"title": "First"})
    with pytest.raises(Stale):
        changes.set_values(by=by, reference=change.reference, version=1, wanted={"title": "Second"})
    with pytest.raises(Stale):
        changes.propose(by=by, reference=change.reference, version=1)
    assert Change.objects.get(pk=change.pk).wanted == {"title": "First"}


# --- two people -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "meets"),
    [
        ({"title": "One"}, {"title": "Two"}, True),
        ({"title": "One"}, {"notes": "Two"}, False),
        ({"title": "Same"}, {"title": "Same"}, False),
        ({"title": "One", "notes": "N"}, {"title": "One", "notes": "M"}, True),
        ({"names": "A\nB"}, {"names": "A\nC"}, True),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_the_second_of_two_meets_the_first_just_where_both_changed_the_same_field_otherwise(
    world: World,
    members: Members,
    first: dict[str, str],
    second: dict[str, str],
    *,
    meets: bool,
    swapped: bool,
) -> None:
    if swapped:
        first, second = second, first
    ours = proposed(contributor(members), world.record("dogs"), RECORD, first)
    theirs = proposed(members.actor("eastmarch", Role.CONTRIBUTOR), world.record("dogs"), RECORD, second)
    approve(owner(members), ours)
    refused = attempt(lambda: approve(owner(members), theirs))
    assert isinstance(refused, Conflict) is meets
    if not meets:
        held = present(RECORD, world.record("dogs").pk)
        assert all(held[name] == value for name, value in (ours.wanted | theirs.wanted).items())


def test_somebody_who_saw_the_page_before_it_changed_is_told_as_they_began_now_and_theirs(
    world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    began = present(RECORD, dogs.pk)
    approved(owner(members), dogs, RECORD, {"title": "Theirs"})
    by = contributor(members)
    change = begin(by, dogs, RECORD, {"title": "Mine", "notes": ""}, began=began)
    with pytest.raises(Conflict) as met:
        changes.propose(by=by, reference=change.reference, version=change.version)
    (field,) = met.value.fields
    assert (field.name, field.began, field.now, field.wanted) == (
        "title",
        "Northern Marches Dog Unit",
        "Theirs",
        "Mine",
    )
    assert Change.objects.get(pk=change.pk).wanted == {"title": "Mine"}


def test_a_field_left_as_it_was_does_not_undo_what_somebody_else_made_of_it(
    world: World, members: Members
) -> None:
    dogs = world.record("dogs")
    began = present(RECORD, dogs.pk)
    approved(owner(members), dogs, RECORD, {"title": "Theirs"})
    texts = {"title": "Northern Marches Dog Unit", "title_cy": "Uned Gŵn"}
    approve(owner(members), proposed(contributor(members), dogs, RECORD, texts, began=began))
    assert (world.record("dogs").title, world.record("dogs").title_cy) == ("Theirs", "Uned Gŵn")


@pytest.mark.parametrize(("chosen", "title"), [(Choice.NOW, "Theirs"), (Choice.WANTED, "Mine")])
def test_a_conflict_is_resolved_field_by_field(
    world: World, members: Members, chosen: Choice, title: str
) -> None:
    by, dogs = contributor(members), world.record("dogs")
    mine = proposed(by, dogs, RECORD, {"title": "Mine", "notes": "A note"})
    approved(owner(members), dogs, RECORD, {"title": "Theirs"})
    with pytest.raises(Conflict):
        changes.choose(by=by, reference=mine.reference, version=mine.version, choices={})
    mine = changes.choose(by=by, reference=mine.reference, version=mine.version, choices={"title": chosen})
    approve(owner(members), mine)
    assert (world.record("dogs").title, world.record("dogs").notes) == (title, "A note")


def test_choosing_away_all_of_a_proposed_change_is_refused(world: World, members: Members) -> None:
    by, dogs = contributor(members), world.record("dogs")
    mine = proposed(by, dogs, RECORD, {"title": "Mine"})
    approved(owner(members), dogs, RECORD, {"title": "Theirs"})
    with pytest.raises(Invalid, match="withdraw"):
        changes.choose(by=by, reference=mine.reference, version=mine.version, choices={"title": Choice.NOW})
    assert Change.objects.get(pk=mine.pk).wanted == {"title": "Mine"}


def test_what_was_removed_meanwhile_is_a_conflict_too(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    party = Party.objects.get(collaboration=dogs, organisation__slug="wayfarers-fund")
    change = begin(contributor(members), dogs, PARTY, {"role": "customer"}, target_id=party.pk)
    approved(owner(members), dogs, PARTY, {}, target_id=party.pk, operation=Operation.REMOVE)
    with pytest.raises(Invalid):
        changes.propose(by=contributor(members), reference=change.reference, version=change.version)
    change = changes.explain(
        by=contributor(members), reference=change.reference, version=1, reason=REASON, holds_from=None
    )
    with pytest.raises(Conflict) as met:
        changes.propose(by=contributor(members), reference=change.reference, version=change.version)
    assert met.value.is_gone


# --- every kind of row ------------------------------------------------------------------------------

ADDED = [
    (PARTY, {"organisation": "durham", "role": "member", "basis": "stated", "joined_on": "2019"}),
    (TargetKind.EVENT, {"on": "2020-05", "kind": "reviewed", "what": "It was reviewed."}),
    (
        CLAIM,
        {
            "sentence": "It costs £1m.", "kind": "cost", "said_by": "A committee", "said_as": "party",
            "amount": "1,000,000", "unit": "GBP", "state": "actual", "period_kind": "per_year",
            "covers": "all_parties", "assurance": "claimed",
        },
    ),
    (TargetKind.AGREEMENT, {"url": "https://example.org/agreement.pdf", "kind": "original"}),
]  # fmt: skip
ADDED_TO_A_BODY = [
    (
        TargetKind.RELATION,
        {"subject": "northshire", "kind": "part_of", "object": "eastmarch", "basis": "stated"},
    ),
    (TargetKind.ALIAS, {"text": "Norsh", "kind": "short"}),
    (
        TargetKind.FIGURE,
        {
            "measure": "resident_population",
            "unit": "people",
            "on": "2021",
            "value": "1234.5",
            "confidence": "low",
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "wanted"), [*ADDED, *ADDED_TO_A_BODY])
def test_a_row_is_added_changed_back_and_removed(
    world: World, members: Members, kind: TargetKind, wanted: dict[str, str]
) -> None:
    by = owner(members)
    page = world.body("northshire") if (kind, wanted) in ADDED_TO_A_BODY else world.record("dogs")
    added = approved(by, page, kind, wanted, operation=Operation.ADD)
    assert added.added_id is not None
    held = present(kind, added.added_id)
    assert {name: held[name] for name in added.wanted} == added.wanted
    note = next(name for name in ("note", "what", "basis") if name in held)
    other = "partial" if kind is TargetKind.RELATION else "Other words."
    changed = approved(by, page, kind, {note: other}, target_id=added.added_id)
    assert present(kind, added.added_id) == held | {note: other}
    assert changed.before == {note: held[note]}
    gone = approved(by, page, kind, {}, target_id=added.added_id, operation=Operation.REMOVE)
    assert gone.before == held | {note: other}
    with pytest.raises(NotFound):
        begin(by, page, kind, {note: "Again"}, target_id=added.added_id)


@pytest.mark.parametrize(("kind", "wanted"), [*ADDED, *ADDED_TO_A_BODY])
def test_a_row_is_not_added_without_what_it_must_say_nor_twice(
    world: World, members: Members, kind: TargetKind, wanted: dict[str, str]
) -> None:
    by = owner(members)
    page = world.body("northshire") if (kind, wanted) in ADDED_TO_A_BODY else world.record("dogs")
    first, *_others = wanted
    with pytest.raises(Invalid) as refused:
        proposed(
            by, page, kind, {name: text for name, text in wanted.items() if name != first},
            operation=Operation.ADD,
        )  # fmt: skip
    assert first in refused.value.fields
    approved(by, page, kind, wanted, operation=Operation.ADD)
    if kind not in {CLAIM, TargetKind.RELATION, TargetKind.ALIAS, TargetKind.FIGURE}:
        with pytest.raises(Invalid):
            proposed(by, page, kind, wanted, operation=Operation.ADD)


def test_a_party_that_changes_its_role_and_dates_is_the_same_party(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    before = set(Party.objects.filter(collaboration=dogs).values_list("pk", flat=True))
    party = Party.objects.get(collaboration=dogs, organisation__slug="eastmarch")
    wanted = {"role": "lead", "joined_on": "2016-02", "note": "Took over."}
    approved(owner(members), dogs, PARTY, wanted, target_id=party.pk)
    party.refresh_from_db()
    assert (party.role, str(party.joined_on), party.note) == ("lead", "2016-02", "Took over.")
    assert set(Party.objects.filter(collaboration=dogs).values_list("pk", flat=True)) == before


def test_an_event_of_which_everything_changes_is_the_same_event(world: World, members: Members) -> None:
    dogs = world.record("dogs")
    event = dogs.events.get(kind="left")
    wanted = {"on": "2018-05-01", "kind": "other", "what": "It did leave."}
    approved(owner(members), dogs, TargetKind.EVENT, wanted, target_id=event.pk)
    event.refresh_from_db()
    assert (str(event.on), event.kind, event.what) == ("2018-05-01", "other", "It did leave.")
    assert dogs.events.count() == 2


def test_the_body_of_a_party_is_fixed(world: World, members: Members) -> None:
    party = Party.objects.get(collaboration=world.record("dogs"), organisation__slug="eastmarch")
    change = begin(
        contributor(members), world.record("dogs"), PARTY, {"organisation": "durham"}, target_id=party.pk
    )
    assert change.wanted == {}


def test_a_claim_that_others_must_be_read_with_is_not_removed(world: World, members: Members) -> None:
    dogs, claim = world.record("dogs"), world.claim("dogs-02")
    with pytest.raises(Invalid, match="marches-dogs-03"):
        proposed(owner(members), dogs, CLAIM, {}, target_id=claim.pk, operation=Operation.REMOVE)
    replaced = world.claim("forensics-01")
    with pytest.raises(Invalid, match="marches-forensics-02"):
        proposed(
            owner(members), world.record("forensics"), CLAIM, {}, target_id=replaced.pk,
            operation=Operation.REMOVE,
        )  # fmt: skip


def test_what_somebody_proposed_to_change_is_not_removed_before_that_is_decided(
    world: World, members: Members
) -> None:
    dogs, claim = world.record("dogs"), world.claim("dogs-01")
    waiting = proposed(contributor(members), dogs, CLAIM, {"note": "See page 2."}, target_id=claim.pk)
    with pytest.raises(Invalid, match=waiting.reference):
        proposed(owner(members), dogs, CLAIM, {}, target_id=claim.pk, operation=Operation.REMOVE)
    refuse(owner(members), waiting)
    approved(owner(members), dogs, CLAIM, {}, target_id=claim.pk, operation=Operation.REMOVE)
    assert not Claim.objects.filter(pk=claim.pk).exists()


def test_a_mistake_is_removed_for_every_day(world: World, members: Members) -> None:
    claim = world.claim("dogs-01")
    with pytest.raises(Invalid):
        proposed(
            owner(members), world.record("dogs"), CLAIM, {}, target_id=claim.pk,
            operation=Operation.REMOVE, holds_from=timezone.localdate(),
        )  # fmt: skip


def test_a_renamed_body_is_found_in_its_records_by_its_new_name(world: World, members: Members) -> None:
    wanted = {"name": "Zephyrshire Police", "short_name": "Zephyrshire"}
    approved(owner(members), world.body("northshire"), TargetKind.ORGANISATION, wanted)
    for name in ("dogs", "marches", "forensics"):
        assert "Zephyrshire" in SearchCard.objects.get(collaboration=world.record(name)).parties


def test_a_new_claim_gets_the_next_key_of_its_record(world: World, members: Members) -> None:
    wanted = dict(ADDED)[CLAIM]
    change = approved(owner(members), world.record("dogs"), CLAIM, wanted, operation=Operation.ADD)
    assert change.added_id is not None
    assert Claim.objects.get(pk=change.added_id).key == "marches-dogs-04"


def test_no_whole_record_is_added_or_removed_by_a_change(world: World, members: Members) -> None:
    for operation, kind in itertools.product(
        (Operation.ADD, Operation.REMOVE), (RECORD, TargetKind.ORGANISATION)
    ):
        page = world.record("dogs") if kind is RECORD else world.body("northshire")
        aim = Aim(
            kind=kind,
            operation=operation,
            owner=page,
            target_id=None if operation is Operation.ADD else page.pk,
        )
        with pytest.raises(Invalid):
            changes.begin(by=owner(members), aim=aim, wanted={}, key=uuid.uuid4())
    assert Collaboration.objects.filter(pk=world.record("dogs").pk).exists()
