"""The ledger: shares that add up to the penny whoever enters them and how, and nobody's entry lost."""

import threading
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry
from frankpledge.benefits.actions import ledgers
from frankpledge.benefits.drafts.ledgers import Line, Share, checked, checked_pence
from frankpledge.benefits.models import Category, EntryKind, LedgerEntry, LedgerShare, SplitBy, Vintage
from frankpledge.benefits.queries.ledgers import compared, ledger_of
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import Organisation, Role
from tests.benefits.test_constraints import CHECK_NOW, execute
from tests.ledgers import YEAR, body, books, entered, line, locked, shares, vintage_of, weighted
from tests.members import Members
from tests.tracking import begun, profiled
from tests.world import World

pytestmark = pytest.mark.django_db
PENCE = st.integers(0, 10**12)
MANY = [Organisation(pk=number, slug=f"b{number}", name=f"B{number}") for number in range(1, 41)]


@pytest.fixture
def clerk(members: Members) -> Actor:
    return members.actor("northshire", Role.CONTRIBUTOR)


@pytest.fixture
def plan(clerk: Actor, world: World) -> Vintage:
    begun(clerk, world.record("dogs"))
    return vintage_of(clerk, world.record("dogs"))


@given(PENCE, st.lists(st.integers(1, 10**6), min_size=1, max_size=40))
def test_a_whole_split_by_any_numbers_re_adds_to_the_penny(whole: int, weights: list[int]) -> None:
    given_ = [
        Share(organisation=each, weight=Decimal(weight)) for each, weight in zip(MANY, weights, strict=False)
    ]
    done = checked(line(split_by=SplitBy.NUMBERS, amount_pence=whole, shares=given_))
    assert sum(share.amount_pence or 0 for share in done.shares) == whole == done.amount_pence


@given(PENCE, st.integers(1, 40))
def test_equal_parts_re_add_and_differ_by_a_penny_at_most(whole: int, parties: int) -> None:
    given_ = [Share(organisation=each) for each in MANY[:parties]]
    done = checked(line(split_by=SplitBy.EQUAL, amount_pence=whole, shares=given_))
    parts = [share.amount_pence or 0 for share in done.shares]
    assert sum(parts) == whole
    assert max(parts) - min(parts) <= 1


@given(st.lists(PENCE, min_size=1, max_size=40))
def test_shares_typed_by_themselves_make_the_whole(amounts: list[int]) -> None:
    given_ = [
        Share(organisation=each, amount_pence=pence) for each, pence in zip(MANY, amounts, strict=False)
    ]
    assert checked(line(shares=given_)).amount_pence == sum(amounts)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=39))
def test_a_transfer_nets_to_nought_or_is_refused(amounts: list[int]) -> None:
    def transfer(pence: list[int]) -> Line:
        given_ = [Share(organisation=each, amount_pence=p) for each, p in zip(MANY, pence, strict=False)]
        return checked(line(kind=EntryKind.TRANSFER, shares=given_))

    balanced = [*amounts, -sum(amounts)]
    if any(balanced):
        assert transfer(balanced).amount_pence == 0
    with pytest.raises(Invalid):
        transfer([*balanced[:-1], balanced[-1] + 1])


@examples(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(
    amounts=st.lists(
        st.tuples(st.sampled_from(["cost", "saving", "grant", "income"]), PENCE, PENCE),
        min_size=1,
        max_size=4,
    ),
    moved=st.integers(1, 10**9),
)
def test_the_parties_ledgers_sum_to_the_whole_for_any_entry(
    plan: Vintage, clerk: Actor, amounts: list[tuple[str, int, int]], moved: int
) -> None:
    LedgerEntry.objects.all().delete()
    for kind, ours, theirs in amounts:
        entered(clerk, plan, kind=kind, shares=shares(northshire=ours, eastmarch=theirs))
    entered(clerk, plan, kind=EntryKind.TRANSFER, shares=shares(northshire=-moved, eastmarch=moved))
    execute(*CHECK_NOW)
    totals = books(plan).totals[plan.pk]
    for kind in totals.kinds:
        assert totals.re_adds(YEAR, kind)
        assert totals.of(YEAR, None, kind) == sum(a + b for each, a, b in amounts if each == kind)
    bodies = totals.bodies_in(YEAR)
    assert sum(totals.borne_by(YEAR, each) for each in bodies) == totals.borne_by(YEAR, None)
    assert totals.of(YEAR, None, EntryKind.TRANSFER) == 0


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"what": " "}, "what"),
        ({"year": 24}, "year"),
        ({"kind": "gift"}, "kind"),
        ({"category": "gold"}, "category"),
        ({"category": Category.IN_KIND}, "rate"),
        ({"shares": []}, "shares"),
        ({"amount_pence": 100_02}, "shares"),
        ({"split_by": SplitBy.EQUAL}, "amount"),
        ({"split_by": SplitBy.NUMBERS, "amount_pence": 5}, "shares"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_beside_its_field(
    plan: Vintage, clerk: Actor, words: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        ledgers.add(
            by=clerk, collaboration=plan.workspace.collaboration, kind="plan", number=1,
            line=line(**{"shares": shares(northshire=60_00, eastmarch=40_01), **words}), key=uuid.uuid4(),
        )  # fmt: skip
    assert field in refused.value.fields
    assert not LedgerEntry.objects.exists()


def test_percentages_come_to_a_hundred_or_are_told_what_they_come_to(plan: Vintage, clerk: Actor) -> None:
    wanted: dict[str, Any] = {"split_by": SplitBy.PERCENTAGES, "amount_pence": 100_01}
    made = entered(clerk, plan, **wanted, shares=weighted(northshire="69", eastmarch="31"))
    assert [share.amount_pence for share in made.shares.all()] == [69_01, 31_00]
    assert [share.weight for share in made.shares.all()] == [69, 31]
    with pytest.raises(Invalid, match="come to 99"):
        entered(clerk, plan, **wanted, shares=weighted(northshire="69", eastmarch="30"))


def test_negative_amounts_are_of_transfers_and_balances_alone(plan: Vintage, clerk: Actor) -> None:
    overdrawn = shares(northshire=-5_00, eastmarch=2_00)
    assert entered(clerk, plan, kind=EntryKind.BALANCE, shares=overdrawn).amount_pence == -3_00
    with pytest.raises(Invalid, match="nought or more"):
        entered(clerk, plan, shares=overdrawn)


def test_a_line_is_changed_whole_and_an_old_version_is_told(plan: Vintage, clerk: Actor) -> None:
    made = entered(clerk, plan)
    of: dict[str, Any] = {"by": clerk, "collaboration": plan.workspace.collaboration, "entry_id": made.pk}
    wanted = line(what="Kennels and vans", shares=shares(northshire=1_00))
    changed = ledgers.change(**of, version=1, line=wanted)
    assert (changed.what, changed.amount_pence, changed.shares.count()) == ("Kennels and vans", 1_00, 1)
    assert ledgers.change(**of, version=1, line=wanted).version == 2
    with pytest.raises(Stale):
        ledgers.change(**of, version=1, line=line(what="Vans"))
    with pytest.raises(Stale):
        ledgers.remove(**of, version=1)
    ledgers.remove(**of, version=2)
    ledgers.remove(**of, version=2)
    assert not LedgerEntry.objects.exists()
    done = Entry.objects.order_by("-id").values_list("action", "is_public")[0]
    assert done == ("benefits.ledgers.remove", False)


def test_a_form_sent_twice_is_one_line(plan: Vintage, clerk: Actor) -> None:
    key = uuid.uuid4()
    of: dict[str, Any] = {
        "by": clerk,
        "collaboration": plan.workspace.collaboration,
        "kind": "plan",
        "number": 1,
    }
    assert ledgers.add(**of, line=line(), key=key) == ledgers.add(**of, line=line(), key=key)
    assert LedgerEntry.objects.count() == 1


def test_a_line_of_a_locked_plan_is_not_written(plan: Vintage, clerk: Actor, members: Members) -> None:
    made = entered(clerk, plan)
    locked(members.actor("northshire", Role.OWNER), plan)
    of: dict[str, Any] = {
        "by": clerk,
        "collaboration": plan.workspace.collaboration,
        "entry_id": made.pk,
        "version": 1,
    }
    for wrong in (
        lambda: entered(clerk, plan),
        lambda: ledgers.change(**of, line=line(what="Vans")),
        lambda: ledgers.remove(**of),
    ):
        with pytest.raises(Invalid, match="locked"):
            wrong()


def test_a_benefit_of_the_line_is_of_this_collaboration(plan: Vintage, clerk: Actor, world: World) -> None:
    profile = profiled(clerk, world.record("dogs"))
    assert entered(clerk, plan, profile=profile.reference).profile == profile
    with pytest.raises(Invalid, match="benefit of this"):
        entered(clerk, plan, profile="B-2222-22")


def test_money_is_of_bodies_that_take_part(plan: Vintage, clerk: Actor) -> None:
    entered(clerk, plan, kind=EntryKind.GRANT, shares=shares(wayfarers_fund=5_00))
    entered(clerk, plan, shares=shares(pcc_northshire=5_00))
    with pytest.raises(Invalid, match="take part"):
        entered(clerk, plan, shares=shares(harrow_systems=5_00))


def test_who_does_not_keep_the_record_writes_nothing(plan: Vintage, members: Members) -> None:
    for organisation, role in (("northshire", Role.READER), ("", Role.INSPECTOR)):
        with pytest.raises(NotAllowed):
            entered(members.actor(organisation, role), plan)


def put(by: Actor, entry: LedgerEntry, slug: str, pence: int, seen: int | None = None) -> LedgerEntry:
    return ledgers.put_share(
        by=by,
        collaboration=entry.vintage.workspace.collaboration,
        entry_id=entry.pk,
        seen_pence=seen,
        share=Share(organisation=body(slug), amount_pence=pence),
    )


def test_each_party_puts_its_own_share_into_a_line(plan: Vintage, clerk: Actor, members: Members) -> None:
    made = entered(clerk, plan, shares=shares(northshire=60_00))
    theirs = members.actor("eastmarch", Role.CONTRIBUTOR)
    assert put(theirs, made, "eastmarch", 40_01).amount_pence == 100_01
    assert put(theirs, made, "eastmarch", 40_01).version == 2
    assert put(theirs, made, "pcc-eastmarch", 1_00).amount_pence == 101_01
    with pytest.raises(NotAllowed, match="own share"):
        put(theirs, made, "northshire", 1_00, 60_00)
    with pytest.raises(Stale):
        put(theirs, made, "eastmarch", 1_00)
    assert {each.amount_pence for each in made.shares.all()} == {60_00, 40_01, 1_00}


def test_a_share_is_not_put_into_what_was_split_or_moves_money(plan: Vintage, clerk: Actor) -> None:
    split = entered(
        clerk, plan, split_by=SplitBy.EQUAL, amount_pence=9_00, shares=weighted(northshire="1", eastmarch="1")
    )
    moved = entered(clerk, plan, kind=EntryKind.TRANSFER, shares=shares(northshire=-1_00, eastmarch=1_00))
    for made in (split, moved):
        with pytest.raises(Invalid, match="as a whole"):
            put(
                clerk, made, "northshire", 1_00, made.shares.get(organisation__slug="northshire").amount_pence
            )


@pytest.mark.django_db(transaction=True)
def test_two_parties_that_enter_at_once_are_both_kept_and_still_add_up(
    plan: Vintage, clerk: Actor, members: Members
) -> None:
    made = entered(clerk, plan, shares=shares(northshire=1_00, eastmarch=1_00))
    actors = {slug: members.actor(slug, Role.CONTRIBUTOR) for slug in ("northshire", "eastmarch")}
    start = threading.Barrier(2)
    wrong: list[BaseException] = []

    def enter(slug: str, last: int) -> None:
        try:
            start.wait()
            seen = 1_00
            for pence in range(2_00, last + 1, 1_00):
                put(actors[slug], made, slug, pence, seen)
                seen = pence
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=enter, args=each) for each in (("northshire", 9_00), ("eastmarch", 7_00))
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong
    made.refresh_from_db()
    assert made.amount_pence == 16_00
    assert sorted(made.shares.values_list("amount_pence", flat=True)) == [7_00, 9_00]
    assert made.version == 15


def test_what_the_five_questions_ask_is_one_line_of_the_year(
    clerk: Actor, world: World, members: Members
) -> None:
    record = world.record("dogs")
    begun(clerk, record)
    of: dict[str, Any] = {"by": clerk, "collaboration": record, "year": YEAR, "what": "What it costs"}
    first = ledgers.say_costs(**of, costs_pence={body("northshire"): 5_00})
    again = ledgers.say_costs(**of, costs_pence={body("northshire"): 5_00, body("eastmarch"): 3_00})
    assert first is not None
    assert again is not None
    assert (first.pk, again.amount_pence) == (again.pk, 8_00)
    locked(members.actor("northshire", Role.OWNER), again.vintage)
    anew = ledgers.say_costs(**of, costs_pence={body("northshire"): 6_00})
    assert anew is not None
    assert (anew.vintage.number, anew.amount_pence, anew.vintage.entries.count()) == (2, 6_00, 1)
    assert ledgers.say_costs(**of, costs_pence={}) is None
    assert LedgerShare.objects.filter(entry__vintage=anew.vintage).count() == 0


def test_two_vintages_side_by_side_tell_every_difference(plan: Vintage, clerk: Actor, world: World) -> None:
    entered(clerk, plan)
    entered(clerk, plan, year=YEAR + 1)
    budget = vintage_of(clerk, world.record("dogs"), "budget")
    entered(clerk, budget, shares=shares(northshire=60_00, eastmarch=45_01))
    held = books(plan)
    rows = compared(held.totals[plan.pk], held.totals[budget.pk])
    northshire, eastmarch = body("northshire").pk, body("eastmarch").pk
    assert {row[2:] for row in rows} == {
        (None, 100_01, 105_01), (northshire, 60_00, 60_00), (eastmarch, 40_01, 45_01),
    }  # fmt: skip
    assert {row[0] for row in rows} == {YEAR}


def test_a_ledger_is_read_with_as_many_statements_for_two_parties_as_for_forty(
    plan: Vintage, clerk: Actor, django_assert_num_queries: Any
) -> None:
    entered(clerk, plan)
    with django_assert_num_queries(8):
        held = books(plan)
        ledger_of(held, held.vintages[0])
    forty = list(Organisation.objects.exclude(parties__collaboration=plan.workspace.collaboration)[:40])
    made = entered(clerk, plan, what="Of forty")
    for each in forty:
        LedgerShare.objects.create(entry=made, organisation=each, amount_pence=0)
    with django_assert_num_queries(9):
        held = books(plan)
        found = ledger_of(held, held.vintages[0])
    assert len(found.shares_of(found.entries[1])) == 42


@pytest.mark.parametrize(("text", "pence"), [("1,234.50", 123450), ("£7", 700), ("-3.1", -310), ("", None)])
def test_pounds_are_read_as_pence(text: str, pence: int | None) -> None:
    assert checked_pence("amount", text) == pence


def test_parts_of_a_penny_are_refused() -> None:
    with pytest.raises(Invalid, match="whole pence"):
        checked_pence("amount", "1.005")


def test_a_record_that_is_not_tracked_has_no_ledger_yet(clerk: Actor, world: World) -> None:
    with pytest.raises(NotFound):
        vintage_of(clerk, world.record("dogs"))
