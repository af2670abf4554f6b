"""A reorganisation from its first step to its day, on the fictional cast."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.actions import domains, invitations, tokens
from frankpledge.people.models import (
    Alias,
    Delegation,
    Membership,
    Organisation,
    Relation,
    RelationKind,
    Role,
)
from frankpledge.register.actions import follows, reorganisation_steps, reorganisations
from frankpledge.register.actions.reorganisation_steps import After, StepDraft
from frankpledge.register.models import (
    Change,
    ChangeState,
    Collaboration,
    Effect,
    Follow,
    Party,
    ReorganisationState,
    ReorganisedRecord,
    StepKind,
)
from frankpledge.register.queries import reorganisations as queries
from frankpledge.register.queries.keepers import keepers_of, keepers_of_organisation
from frankpledge.register.search import index
from tests.members import NATIONAL, Members
from tests.reorganisations import (
    BODIES_MERGE,
    FERRIES_MOVE,
    FORCES_MERGE,
    MERGER,
    PORT_VALE_SPLITS,
    applied,
    begun,
    planned,
    tomorrow,
)
from tests.world import CURATOR, World

TODAY = timezone.localdate()


def parties(record: Collaboration) -> set[tuple[str, str, str, str]]:
    return {
        (party.organisation.slug, party.role, str(party.joined_on or ""), str(party.left_on or ""))
        for party in record.parties.select_related("organisation")
    }


def slugs(ids: frozenset[int]) -> set[str]:
    return set(Organisation.objects.filter(pk__in=ids).values_list("slug", flat=True))


def test_forces_that_merge_are_followed_in_every_record(world: World) -> None:
    applied(*MERGER)
    assert parties(world.record("marches")) == {
        ("northshire", "lead", "", str(TODAY)),
        ("eastmarch", "member", "", str(TODAY)),
        ("port-vale", "member", "", ""),
        ("norrland", "lead", str(TODAY), ""),
    }
    body = world.body("norrland")
    assert (body.name, body.kind, body.region, str(body.valid_from)) == (
        "Norrland Police", "force", "north-east", str(TODAY),
    )  # fmt: skip
    assert str(world.body("northshire").valid_to) == str(TODAY)
    tied = {(each.subject.slug, each.object.slug) for each in Relation.objects.filter(starts_on=str(TODAY))}
    assert tied == {
        ("norrland", "northshire"), ("norrland", "eastmarch"),
        ("norrland-policing-board", "pcc-northshire"), ("norrland-policing-board", "pcc-eastmarch"),
        ("norrland-policing-board", "norrland"),
    }  # fmt: skip


def test_an_agreement_of_two_forces_that_merge_ends_as_forces_merged(world: World) -> None:
    before = parties(world.record("dogs"))
    applied(*MERGER)
    dogs = world.record("dogs")
    assert (dogs.status, dogs.ending_kind, str(dogs.ends_on)) == ("ended", "merged", str(TODAY))
    assert parties(dogs) == before
    event = dogs.events.get(on=str(TODAY))
    assert event.kind == "ended"
    assert "Norrland Police" in event.what


def test_who_follows_keeps_what_they_kept_and_what_had_ended(world: World, members: Members) -> None:
    applied(*MERGER)
    for name in ("dogs", "forensics"):
        assert {"norrland", "norrland-policing-board"} <= slugs(keepers_of(world.record(name).pk))
    assert slugs(keepers_of_organisation(world.body("northshire").pk)) >= {
        "northshire", "norrland", "norrland-policing-board",
    }  # fmt: skip
    owner = members.user("northshire", Role.OWNER)
    held = Membership.objects.current().filter(user=owner)
    assert [(each.organisation.slug, each.role) for each in held if each.organisation] == [
        ("norrland", "owner")
    ]
    assert Entry.objects.filter(action="people.memberships.give", detail__organisation=["norrland"] * 2)


def test_keys_invitations_domains_and_follows_go_to_the_one_who_follows(
    world: World, members: Members
) -> None:
    curator = members.actor(NATIONAL, Role.CURATOR)
    until = TODAY + datetime.timedelta(days=30)
    made = tokens.make(by=curator, organisation="northshire", name="A", role=Role.READER, until=until)
    invitations.invite(
        by=curator, email="new@northshire.example", role=Role.READER, stem="/", organisation="northshire"
    )
    mapped = domains.map_to(by=curator, provider="x", value="northshire.example", organisation="northshire")
    follows.follow(by=members.actor("eastmarch", Role.OWNER), what="northshire")
    stands_in = Delegation.objects.create(
        organisation=world.body("northshire"),
        delegator=members.user("northshire", Role.OWNER),
        delegate=members.user("northshire", Role.PUBLISHER),
        starts_on=TODAY,
        ends_on=until,
    )
    applied(*MERGER)
    stands_in.refresh_from_db()
    assert stands_in.organisation.slug == "norrland"
    acting = tokens.use(secret=made.secret)
    assert acting is not None
    assert acting.organisation == "norrland"
    mapped.refresh_from_db()
    assert mapped.organisation.slug == "norrland"
    assert world.body("norrland").invitations.count() == 1
    assert {each.organisation.slug for each in Follow.objects.all() if each.organisation} == {
        "northshire", "norrland",
    }  # fmt: skip


def test_a_split_is_followed_by_all_and_asked_about(world: World, members: Members) -> None:
    curator = members.actor(NATIONAL, Role.CURATOR)
    made = tokens.make(by=curator, organisation="port-vale", name="A", role=Role.READER, until=TODAY)
    row = applied(PORT_VALE_SPLITS)
    assert ("port", "customer", str(TODAY), "") in parties(world.record("records"))
    assert ("vale", "customer", str(TODAY), "") in parties(world.record("records"))
    assert tokens.use(secret=made.secret) is None
    assert ReorganisedRecord.objects.get(reorganisation=row, collaboration=world.record("records")).asks
    maintained = Relation.objects.filter(kind=RelationKind.MAINTAINS, subject__slug="port-vale-mayoralty")
    assert {each.object.slug for each in maintained if not each.ends_on} == {"port", "vale"}


def test_what_does_a_moved_function_alone_ends_as_moved_to_a_national_body(world: World) -> None:
    applied(FERRIES_MOVE)
    record = world.record("crossings")
    assert (record.status, record.ending_kind) == ("ended", "to_national_body")
    assert Organisation.objects.get(slug="national-ferry-service").kind == "national_body"


def test_where_other_functions_remain_its_keepers_are_asked(world: World) -> None:
    move = StepDraft(kind=StepKind.MOVE, after=(After(name="National Dogs"),), function="dogs")
    applied(move)
    dogs = world.record("dogs")
    assert dogs.status == "running"
    asked = Change.objects.get(collaboration=dogs, state=ChangeState.PROPOSED)
    assert (asked.wanted, asked.before) == (
        {"functions": ["training"]}, {"functions": ["dogs", "training"]}
    )  # fmt: skip


def test_a_record_can_be_left_out_of_a_move(world: World) -> None:
    reference = world.record("crossings").reference
    move = StepDraft(
        kind=StepKind.MOVE, after=(After(name="Ferries"),), function="ferries", apart_from=(reference,)
    )
    assert queries.planned(begun(move)).effects == ()


def test_a_renamed_body_keeps_its_address_and_is_found_by_its_old_name(world: World) -> None:
    step = StepDraft(
        kind=StepKind.RENAME,
        before=("northshire",),
        after=(After(slug="northshire", name="North Police", short_name="North"),),
    )
    applied(step)
    assert world.body("northshire").name == "North Police"
    former = Alias.objects.filter(organisation__slug="northshire", kind="former")
    assert set(former.values_list("text", flat=True)) == {"Northshire Police", "Northshire"}


def test_one_force_may_take_in_another(world: World) -> None:
    takes_in = StepDraft(
        kind=StepKind.MERGE, before=("northshire", "eastmarch"), after=(After(slug="eastmarch"),)
    )
    bodies = StepDraft(
        kind=StepKind.MERGE, before=("pcc-northshire", "pcc-eastmarch"), after=(After(slug="pcc-eastmarch"),)
    )
    applied(takes_in, bodies)
    assert parties(world.record("marches")) == {
        ("northshire", "lead", "", str(TODAY)),
        ("eastmarch", "member", "", str(TODAY)),
        ("eastmarch", "lead", str(TODAY), ""),
        ("port-vale", "member", "", ""),
    }
    assert world.body("eastmarch").valid_to is None


def test_nothing_happens_before_the_day_and_until_then_it_is_taken_back(world: World) -> None:
    row = planned(*MERGER, takes_effect_on=tomorrow())
    with pytest.raises(Invalid, match="not before"):
        reorganisations.apply(by=CURATOR, reference=row.reference, version=row.version)
    assert not Organisation.objects.filter(slug="norrland").exists()
    row = reorganisations.take_back(by=CURATOR, reference=row.reference, version=row.version)
    assert (row.state, row.planned_by) == (ReorganisationState.DRAFT, "")
    again = reorganisations.take_back(by=CURATOR, reference=row.reference, version=row.version - 1)
    assert again.version == row.version


def test_applied_twice_it_is_done_once(world: World) -> None:
    row = applied(*MERGER)
    entries = Entry.objects.count()
    again = reorganisations.apply(by=CURATOR, reference=row.reference, version=row.version - 1)
    assert (again.version, Entry.objects.count()) == (row.version, entries)
    for move in (reorganisations.take_back, reorganisations.discard, reorganisations.plan):
        with pytest.raises(Invalid):
            move(by=CURATOR, reference=row.reference, version=row.version)


def test_of_two_curators_the_second_is_told(world: World, members: Members) -> None:
    first, second = members.actor(NATIONAL, Role.CURATOR), CURATOR
    row = begun(*MERGER)
    seen = row.version
    reorganisation_steps.add_steps(by=first, reference=row.reference, drafts=(FERRIES_MOVE,))
    with pytest.raises(Stale):
        reorganisations.plan(by=second, reference=row.reference, version=seen)
    with pytest.raises(Stale):
        reorganisations.discard(by=second, reference=row.reference, version=seen)
    with pytest.raises(Stale):
        reorganisations.set_basics(
            by=second, reference=row.reference, version=seen, title="Another", takes_effect_on=TODAY
        )


def test_a_failure_in_the_midst_leaves_everything_as_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = planned(*MERGER)
    entries, before = Entry.objects.count(), parties(world.record("marches"))

    def fail(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(index, "refresh", fail)
    with pytest.raises(RuntimeError):
        reorganisations.apply(by=CURATOR, reference=row.reference, version=row.version)
    assert (Entry.objects.count(), parties(world.record("marches"))) == (entries, before)
    assert not Organisation.objects.filter(slug="norrland").exists()
    assert queries.due(TODAY).get() == row


@pytest.mark.parametrize(
    ("drafts", "problem"),
    [
        ((), "does nothing yet"),
        ((FORCES_MERGE,), "Say which one policing body maintains Norrland Police"),
        ((BODIES_MERGE, FORCES_MERGE, StepDraft(
            kind=StepKind.REPLACE, before=("pcc-eastmarch",), after=(After(name="Mayor"),)
        )), "stands in two steps"),
        ((StepDraft(kind=StepKind.MERGE, before=("northshire",), after=(After(name="N"),)),), "at least two"),
        ((StepDraft(kind=StepKind.SPLIT, before=("northshire",), after=(After(name="N"),)),), "at least two"),
        ((StepDraft(
            kind=StepKind.REPLACE, before=("northshire",), after=(After(slug="pcc-port-vale"),)
        ),), "Forces are followed by forces"),
        ((StepDraft(
            kind=StepKind.REPLACE, before=("pcc-port-vale",), after=(After(name="Mayor"),)
        ),), "is no more"),
        ((StepDraft(
            kind=StepKind.REPLACE, before=("pcc-northshire",),
            after=(After(name="X", short_name="Port Vale"),)
        ),), "is taken by Port Vale"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_said_and_bars_it(
    world: World, drafts: tuple[StepDraft, ...], problem: str
) -> None:
    row = begun(*drafts)
    assert problem in " ".join(queries.planned(row).problems)
    with pytest.raises(Invalid, match=problem):
        reorganisations.plan(by=CURATOR, reference=row.reference, version=row.version)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (StepDraft(kind=StepKind.MERGE, before=("nobody",), after=(After(name="A"),)), "before"),
        (StepDraft(kind=StepKind.MERGE, after=(After(name="A"),)), "before"),
        (StepDraft(kind=StepKind.MERGE, before=("northshire",)), "after"),
        (StepDraft(kind=StepKind.MERGE, before=("northshire",), after=(After(name="!!!"),)), "after"),
        (StepDraft(kind=StepKind.MERGE, before=("northshire",), after=(After(name="a" * 201),)), "after"),
        (StepDraft(kind=StepKind.MOVE, after=(After(name="A"),), function="nothing"), "function"),
    ],
)
def test_a_step_that_names_nothing_is_refused(world: World, draft: StepDraft, field: str) -> None:
    row = begun()
    with pytest.raises(Invalid) as refused:
        reorganisation_steps.add_steps(by=CURATOR, reference=row.reference, drafts=(draft,))
    assert field in refused.value.fields


def test_the_basics_are_asked_for(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        reorganisations.begin(by=CURATOR, title=" ", takes_effect_on=None, source_url="here")
    assert set(refused.value.fields) == {"title", "takes_effect_on", "source_url"}


def test_sent_twice_it_is_begun_and_added_once(world: World) -> None:
    key = uuid.uuid4()
    rows = {reorganisations.begin(by=CURATOR, title="A", takes_effect_on=TODAY, key=key).pk for _ in range(2)}
    assert len(rows) == 1
    row = begun(*MERGER)
    again = reorganisation_steps.add_steps(by=CURATOR, reference=row.reference, drafts=MERGER)
    assert (again.version, again.steps.count()) == (row.version, 2)


def test_a_step_is_taken_out_once(world: World) -> None:
    row = begun(*MERGER)
    step = row.steps.order_by("pk")[0]
    for _each in range(2):
        row = reorganisation_steps.remove_step(by=CURATOR, reference=row.reference, step_id=step.pk)
    assert [each.pk for each in row.steps.all()] != [step.pk]
    assert row.steps.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CURATOR, Role.INSPECTOR}])
def test_only_a_curator_writes_one(world: World, members: Members, role: Role) -> None:
    by = members.actor(NATIONAL if role == Role.ANALYST else "northshire", role)
    with pytest.raises(NotAllowed):
        reorganisations.begin(by=by, title="Mine", takes_effect_on=TODAY)
    row = planned(*MERGER)
    for move in (reorganisations.apply, reorganisations.take_back, reorganisations.plan):
        with pytest.raises(NotAllowed):
            move(by=by, reference=row.reference, version=row.version)
    with pytest.raises(NotAllowed):
        reorganisation_steps.add_steps(by=by, reference=row.reference, drafts=(FERRIES_MOVE,))


def test_what_a_curator_began_without_a_second_step_is_refused(world: World, members: Members) -> None:
    with pytest.raises(NotAllowed, match="second step"):
        reorganisations.begin(
            by=members.actor(NATIONAL, Role.CURATOR, verified=False), title="Mine", takes_effect_on=TODAY
        )


def test_every_changed_row_says_why_and_from_when(world: World) -> None:
    row = applied(*MERGER)
    made = Change.objects.filter(state=ChangeState.APPROVED)
    assert {each.holds_from for each in made} == {TODAY}
    assert all(row.reference in each.reason for each in made)
    left = Party.objects.filter(left_on=str(TODAY)).count()
    assert made.filter(target_kind="party", operation="change").count() == left > 0
    counts = queries.done(row)
    assert {each.effect for each in counts} == {Effect.CARRIES_OVER, Effect.BECOMES_INTERNAL}
