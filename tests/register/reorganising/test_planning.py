"""What becomes of each record: every case said once by hand, and what must hold whatever is planned."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.people.models import Basis, Capacity, Kind
from frankpledge.register.models import Effect, LegalBasis, PartiesCoverage, Role, StepKind, Why
from frankpledge.register.queries.reorganisations import capacity_of
from frankpledge.register.reorganising import (
    Body,
    Entry,
    Moving,
    Pair,
    Plan,
    Record,
    Renaming,
    Steps,
    Succession,
    plan,
    succession,
)

DAY = datetime.date(2028, 5, 4)
FORCES = tuple("abcd")
S22A = LegalBasis.SECTION_22A


def body(slug: str, kind: Kind = Kind.FORCE, **more: Any) -> Body:
    return Body(slug=slug, name=slug.upper(), short_name=slug, kind=kind, capacity=capacity_of(kind), **more)


HELD = {
    each.slug: each
    for each in (
        *(body(slug) for slug in FORCES),
        *(body(f"p{slug}", Kind.POLICING_BODY) for slug in FORCES),
        body("fire", Kind.FIRE_SERVICE),
        body("firm", Kind.SUPPLIER),
        body("fund", Kind.PARTNER),
    )
}
PAIRS = tuple(Pair(f"p{slug}", slug, number) for number, slug in enumerate(FORCES, start=1))
NEW, BOARD = body("new", is_new=True), body("board", Kind.POLICING_BODY, is_new=True)
SERVICE = body("service", Kind.NATIONAL_BODY, is_new=True)


def follow(before: str, *after: Body, kind: StepKind = StepKind.MERGE) -> Succession:
    return Succession(kind=kind, before=tuple(before.split()), after=after)


A_AND_B = (follow("a b", NEW), follow("pa pb", BOARD))
EVERY_BODY = tuple(
    follow(f"p{slug}", body(f"mayor-{slug}", Kind.POLICING_BODY, is_new=True), kind=StepKind.REPLACE)
    for slug in FORCES
)


def record(*parties: str, number: int = 1, **more: Any) -> Record:
    """One with these parties: `a`, or `a/lead`."""
    entries = []
    for place, party in enumerate(parties):
        slug, _slash, role = party.partition("/")
        entries.append(
            Entry(id=number * 100 + place, body=slug, role=Role(role or "member"), basis=Basis.STATED)
        )
    given: dict[str, Any] = {
        "legal_basis": S22A, "coverage": PartiesCoverage.COMPLETE, "expected": None, "functions": ("dogs",),
        **more,
    }  # fmt: skip
    return Record(id=number, reference=f"C-{number:04d}", title="T", entries=tuple(entries), **given)


def planned(steps: Steps | Sequence[Succession], *records: Record) -> Plan:
    whole = steps if isinstance(steps, Steps) else Steps(tuple(steps))
    found = succession(whole, HELD, PAIRS)
    assert found.problems == ()
    return plan(DAY, whole, found, PAIRS, records)


def effect(steps: Steps | Sequence[Succession], held: Record) -> tuple[Effect | None, set[Why]]:
    found = planned(steps, held).effects
    return (found[0].effect, set(found[0].why)) if found else (None, set())


CARRIES, INTERNAL, MOVES, NEEDS = (
    Effect.CARRIES_OVER, Effect.BECOMES_INTERNAL, Effect.MOVES, Effect.NEEDS_A_PARTY,
)  # fmt: skip
PARTIAL: dict[str, Any] = {"coverage": PartiesCoverage.PARTIAL}
NOT_STATED: dict[str, Any] = {"legal_basis": LegalBasis.NOT_STATED}


@pytest.mark.parametrize(
    ("steps", "held", "expected", "because"),
    [
        (A_AND_B, record("c", "d"), None, None),
        (A_AND_B, record("a", "c"), CARRIES, Why.SUCCESSOR),
        (A_AND_B, record("a", "b", "c"), CARRIES, Why.JOINED),
        (A_AND_B, record("a", "b"), INTERNAL, Why.ONE_AREA),
        (A_AND_B, record("a", "b", **NOT_STATED), INTERNAL, Why.ONE_AREA),
        (A_AND_B, record("pa", "pb"), INTERNAL, Why.ONE_AREA),
        (A_AND_B, record("a", "pb"), INTERNAL, Why.ONE_AREA),
        (A_AND_B, record("a", "b", "fund/funder"), INTERNAL, Why.ONE_AREA),
        # Who else is in it is not known, so nobody can say that it is one area's own business.
        (A_AND_B, record("a", "b", **PARTIAL), NEEDS, Why.LIST_INCOMPLETE),
        (A_AND_B, record("a", "b", expected=3), NEEDS, Why.LIST_INCOMPLETE),
        # A firm or another service is somebody else.
        (A_AND_B, record("a/customer", "b/customer", "firm/supplier", **NOT_STATED), CARRIES, Why.JOINED),
        # A chief officer, a policing body and another person may agree; two chiefs with one body may not.
        (A_AND_B, record("a", "b", "fire"), CARRIES, Why.JOINED),
        ((follow("pa pb", BOARD),), record("a", "b"), NEEDS, Why.SECTION_22A),
        ((follow("pa pb", BOARD),), record("a", "b", **NOT_STATED), CARRIES, Why.OVERSEER),
        ((follow("pa pb", BOARD),), record("a", "b", "c"), CARRIES, Why.OVERSEER),
        (EVERY_BODY, record("a", "b"), CARRIES, Why.OVERSEER),
        (EVERY_BODY, record("pa", "pb"), CARRIES, Why.SUCCESSOR),
        # Its area alone before and after: nothing that the reorganisation did.
        (EVERY_BODY, record("a"), CARRIES, Why.OVERSEER),
        ((follow("a", body("x", is_new=True), body("y", is_new=True), kind=StepKind.SPLIT),),
         record("a", "c"), CARRIES, Why.SPLIT),
        (Steps(renamings=(Renaming("a", "Z", "Z"),)), record("a", "c"), CARRIES, Why.RENAMED),
        (Steps(movings=(Moving(function="dogs", function_name="Dogs", to=SERVICE),)),
         record("a", "c"), MOVES, Why.FUNCTION),
        (Steps(movings=(Moving(function="dogs", function_name="Dogs", to=SERVICE),)),
         record("a", "c", functions=("dogs", "horses")), MOVES, Why.OTHER_FUNCTIONS),
        (Steps(movings=(Moving(function="dogs", function_name="Dogs", to=SERVICE,
                               apart_from=frozenset({"C-0001"})),)), record("a", "c"), None, None),
        # What moves has ended, whoever merges on the same day.
        (Steps(A_AND_B, movings=(Moving(function="dogs", function_name="Dogs", to=SERVICE),)),
         record("a", "b"), MOVES, Why.FUNCTION),
    ],
)  # fmt: skip
def test_what_becomes_of_a_record(
    steps: Steps | Sequence[Succession], held: Record, expected: Effect | None, because: Why | None
) -> None:
    found, why = effect(steps, held)
    assert found == expected
    assert because is None or because in why


@pytest.mark.parametrize(
    ("parties", "joining"),
    [
        (("a/lead", "b"), {("new", "lead")}),
        (("a/lead", "b/host"), {("new", "lead"), ("new", "host")}),
        (("a", "b/funder"), {("new", "member"), ("new", "funder")}),
        (("a/customer", "b"), {("new", "customer"), ("new", "member")}),
    ],
)
def test_a_successor_has_every_role_of_those_before_it(
    parties: tuple[str, ...], joining: set[tuple[str, str]]
) -> None:
    found = planned(A_AND_B, record(*parties, "c", "d")).effects[0]
    assert {(each.body, str(each.role)) for each in found.joining} == joining


def test_who_takes_in_another_and_so_leads_is_no_plain_member_any_more() -> None:
    takes_in = (follow("a b", HELD["b"]), follow("pa pb", HELD["pb"]))
    found = planned(takes_in, record("a/lead", "b", "c")).effects[0]
    assert {entry.body for entry in found.leaving} == {"a", "b"}
    assert [(each.body, each.role) for each in found.joining] == [("b", Role.LEAD)]


def test_what_only_some_sources_say_is_the_stronger_of_two() -> None:
    held = record("a", "b", "c")
    assumed = tuple(
        Entry(id=each.id, body=each.body, role=each.role, basis=basis)
        for each, basis in zip(held.entries, (Basis.ASSUMED, Basis.PARTIAL, Basis.STATED), strict=True)
    )
    whole = Record(**{name: getattr(held, name) for name in held.__slots__} | {"entries": assumed})
    assert planned(A_AND_B, whole).effects[0].joining[0].basis == Basis.PARTIAL


def test_each_force_has_one_policing_body_afterwards() -> None:
    found = succession(Steps(A_AND_B), HELD, PAIRS)
    assert {(pair.body, pair.force) for pair in found.pairs} == {
        ("board", "new"), ("pc", "c"), ("pd", "d"),
    }  # fmt: skip
    assert [pair.relation_id for pair in found.ending] == [1, 2]


def test_a_force_to_come_may_be_given_its_policing_body() -> None:
    chosen = body("new", is_new=True, maintained_by="pc")
    found = succession(Steps((follow("a b", chosen),)), HELD, PAIRS)
    assert ("pc", "new") in {(pair.body, pair.force) for pair in found.pairs}
    assert found.problems == ()


ROLES = st.sampled_from([f"/{role}" for role in Role])
PARTIES = st.lists(st.tuples(st.sampled_from(sorted(HELD)), ROLES).map("".join), max_size=6, unique=True)
RECORDS = st.lists(
    st.tuples(PARTIES, st.sampled_from([("dogs",), ("dogs", "horses"), ("horses",)])), max_size=6
).map(
    lambda drawn: [
        record(*parties, number=number, functions=functions)
        for number, (parties, functions) in enumerate(drawn, start=1)
    ]
)
STEPS = st.sampled_from(
    [
        Steps(A_AND_B),
        Steps(EVERY_BODY),
        Steps((follow("a b c", HELD["c"]), follow("pa pb pc", HELD["pc"]))),
        Steps((follow("d", body("x", is_new=True), body("y", is_new=True), kind=StepKind.SPLIT),)),
        Steps(A_AND_B, movings=(Moving(function="dogs", function_name="Dogs", to=SERVICE),)),
    ]
)


def after(found: Plan, held: Record) -> Record:
    """The record as it is after the plan, numbered anew."""
    effect = next((each for each in found.effects if each.record.id == held.id), None)
    if effect is None or effect.ends:
        return held
    staying = [entry for entry in held.entries if entry not in effect.leaving]
    parties = [f"{entry.body}/{entry.role}" for entry in staying]
    parties += [f"{each.body}/{each.role}" for each in effect.joining]
    return record(*parties, number=held.id, functions=held.functions)


@given(STEPS, RECORDS)
def test_nobody_is_lost_and_doing_it_again_changes_nobody(steps: Steps, records: list[Record]) -> None:
    found = planned(steps, *records)
    heirs = found.successions.heirs
    assert len({each.record.id for each in found.effects}) == len(found.effects)
    assert sum(found.counts.values()) == len(found.effects)
    for each in found.effects:
        if each.ends:
            assert (each.leaving, each.joining) == ((), ())
            continue
        now = {entry.body for entry in after(found, each.record).entries}
        assert not now & heirs.keys()
        for entry in each.record.entries:
            assert set(found.successions.following(entry.body, each.record.reference)) <= now
        joined = [(party.body, party.role) for party in each.joining]
        assert len(joined) == len(set(joined))
        assert not set(each.leaving) - set(each.record.entries)
    touched = {each.record.id for each in found.effects}
    for untouched in records:
        if untouched.id not in touched:
            assert not {entry.body for entry in untouched.entries} & heirs.keys()


@given(STEPS, RECORDS)
def test_capacities_stay_as_they_were(steps: Steps, records: list[Record]) -> None:
    """Where a chief officer or policing body was in it, one is in it still."""
    found = planned(steps, *records)
    bodies = found.successions.bodies
    for each in found.effects:
        now = after(found, each.record)
        for capacity in Capacity:
            before = any(bodies[entry.body].capacity == capacity for entry in each.record.entries)
            assert before == any(bodies[entry.body].capacity == capacity for entry in now.entries)
