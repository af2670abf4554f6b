"""Appraisal of whole cases: published ones, and what must hold for any."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.additionality import Shares
from frankpledge.engine.appraisal import (
    Case,
    Discounting,
    Input,
    Kind,
    Line,
    Optimism,
    Packs,
    Prices,
    View,
    appraise,
)
from frankpledge.engine.appraisal.cases import Inflation, KindShare
from frankpledge.engine.discounting import Timing
from frankpledge.engine.errors import (
    Contradiction,
    Empty,
    EngineError,
    NotFinite,
    OutOfRange,
    Unknown,
    WrongKind,
    WrongLength,
)
from frankpledge.engine.packs.deflators import Calendar
from frankpledge.engine.packs.schedules import Band
from tests.engine.packs import shipped

PACKS = Packs(
    discount=shipped("discount-hmt-2018"),
    deflator=shipped("deflator-gdp-calendar"),
    optimism=shipped("optimism-bias-mott-macdonald-2002"),
)
PARTIES = ("Northshire", "Southshire", "Eastshire")
AMOUNTS = st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=12).map(tuple)
UNDISCOUNTED = Discounting(flat_rate=0)


def line(name: str, kind: Kind, *amounts: float, **words: object) -> Line:
    return Line(name=name, kind=kind, amounts=amounts, **words)  # type: ignore[arg-type] # a shorthand


def npsv(*lines: Line, **words: object) -> float:
    return appraise(Case(lines=lines, **words), PACKS).whole.npsv  # type: ignore[arg-type] # a shorthand


@st.composite
def lines_of_parties(draw: st.DrawFn) -> tuple[Line, ...]:
    count = draw(st.integers(1, 8))
    made = []
    for place in range(count):
        kind = draw(st.sampled_from(list(Kind)))
        payer, receiver = draw(st.permutations(PARTIES))[:2]
        to_party = receiver if kind is Kind.TRANSFER else ""
        made.append(
            Line(name=f"line {place}", kind=kind, amounts=draw(AMOUNTS), party=payer, to_party=to_party,
                 public=draw(st.booleans()))
        )  # fmt: skip
    return tuple(made)


def test_v02_as_a_case() -> None:
    """Validation case V02: Scottish Government value-for-money guide, Annex A, Table 2."""
    assert npsv(line("net", Kind.BENEFIT, *[1000] * 10, -500)) == pytest.approx(8253, abs=0.5)


def test_v11_both_forms_of_the_ratio() -> None:
    """Validation case V11: derived from the Green Book's definitions."""
    whole = appraise(
        Case(lines=(line("c", Kind.COST, 10), line("s", Kind.SAVING, 4), line("b", Kind.BENEFIT, 8))), PACKS
    ).whole
    assert whole.npsv == pytest.approx(2)
    assert whole.ledger.bcr.value == pytest.approx(1.20)
    assert whole.ledger.bcr_net_cost.value == pytest.approx(1.3333, abs=5e-5)


@given(lines_of_parties())
def test_parties_add_up_to_the_whole_and_transfers_vanish(lines: tuple[Line, ...]) -> None:
    result = appraise(Case(lines=lines), PACKS)
    assert sum(each.npsv for each in result.parties) == pytest.approx(result.whole.npsv, abs=0.01)
    assert result.whole.ledger.paid == result.whole.ledger.received == 0
    paid, received = (
        sum(getattr(each.ledger, word) for each in result.parties) for word in ("paid", "received")
    )
    assert paid == pytest.approx(received, abs=0.01)
    assert abs(sum(result.npsv_pence.values()) - 100 * result.whole.npsv) < 1


@given(lines_of_parties(), st.floats(-100, 100))
def test_everything_scales(lines: tuple[Line, ...], times: float) -> None:
    scaled = tuple(replace(each, amounts=tuple(times * amount for amount in each.amounts)) for each in lines)
    one, other = (appraise(Case(lines=each), PACKS) for each in (lines, scaled))
    assert other.whole.npsv == pytest.approx(times * one.whole.npsv, rel=1e-9, abs=1)


@given(lines_of_parties(), st.randoms())
def test_the_order_of_lines_does_not_matter(lines: tuple[Line, ...], random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    one, other = (appraise(Case(lines=tuple(each)), PACKS).whole for each in (lines, shuffled))
    assert one.npsv == pytest.approx(other.npsv, abs=0.01)


@given(lines_of_parties())
def test_net_cost_and_gross_forms_tell_the_same_side_of_one(lines: tuple[Line, ...]) -> None:
    ledger = appraise(Case(lines=lines), PACKS).whole.ledger
    for ratio in (ledger.bcr, ledger.bcr_net_cost):
        if ratio.value is not None and abs(ledger.npsv) > 1e-3:
            assert (ratio.value >= 1) == (ledger.npsv > 0)


def test_a_transfer_is_a_cost_to_one_and_income_to_the_other() -> None:
    pay = line("recharge", Kind.TRANSFER, 100, 100, party="A", to_party="B")
    result = appraise(
        Case(lines=(pay, line("unit", Kind.COST, 300, party="B")), discount=UNDISCOUNTED), PACKS
    )
    assert (result.party("A").npsv, result.party("B").npsv, result.whole.npsv) == (-200, -100, -300)
    assert result.party("A").ledger.npsc == 200
    assert (result.party("B").ledger.net_cash, result.whole.ledger.net_cash) == (-100, -300)
    assert result.whole.ledger.public_costs == 300


def test_a_forward_look_leaves_out_what_is_past_or_bound() -> None:
    lines = (
        line("build", Kind.COST, 1000, 500),
        line("lease", Kind.COST, 50, starts=2, sunk=True),
        line("run", Kind.COST, 100, 100, starts=2),
        line("gain", Kind.SAVING, 300, 300, starts=2),
    )
    case = Case(lines=lines, first_year=2024, decision_year=2026, view=View.FORWARD)
    result = appraise(case, PACKS)
    assert result.whole.npsv == pytest.approx(200 + 200 / 1.035)
    assert {each.name: each.amount for each in result.sunk} == {"build": 1500, "lease": 50}
    assert result.seen_from == 2026
    whole_life = appraise(replace(case, view=View.WHOLE_LIFE), PACKS)
    assert whole_life.sunk == ()
    assert whole_life.whole.npsv < 0
    assert "sunk" in whole_life.warnings[0]


def test_nominal_lines_are_deflated_and_real_ones_are_not() -> None:
    nominal = line("a", Kind.BENEFIT, *(1000 * 1.02**year for year in range(6)), prices=Prices.NOMINAL)
    constant = Inflation(constant=0.02)
    assert npsv(nominal, inflation=constant) == pytest.approx(npsv(line("a", Kind.BENEFIT, *[1000] * 6)))


def test_prices_of_another_year_are_brought_to_the_base_year() -> None:
    old = line("a", Kind.BENEFIT, 100, price_year=2015)
    assert npsv(old, first_year=2024) == pytest.approx(100 * 100 / 75.1536)
    with pytest.raises(Unknown, match="2017"):
        npsv(line("a", Kind.BENEFIT, 100, price_year=2017), first_year=2024)
    with pytest.raises(Unknown, match="2026"):
        npsv(old, first_year=2026)
    later = npsv(old, first_year=2026, inflation=Inflation(growth=0.02))
    assert later == pytest.approx(100 * 100 / 75.1536 * 1.02**2)


def test_financial_years_are_approximated_only_when_asked_for_and_it_says_so() -> None:
    case = Case(
        lines=(line("a", Kind.COST, 100, price_year=2018),),
        first_year=2023,
        inflation=Inflation(in_financial_years=True),
    )
    result = appraise(case, PACKS)
    index = {year: 0.75 * one + 0.25 * other for year, one, other in
             ((2018, 79.1606, 81.1085), (2023, 96.2507, 100))}  # fmt: skip
    assert result.whole.npsv == pytest.approx(-100 * index[2023] / index[2018])
    assert "approximated" in result.warnings[0]


def test_relative_prices_and_a_schedule_of_its_own() -> None:
    dear = line("pay", Kind.COST, 100, 100, relative_growth=0.01)
    assert npsv(dear, discount=UNDISCOUNTED) == pytest.approx(-201)
    life = line("life years", Kind.BENEFIT, 0, 100, schedule="health")
    assert npsv(life) == pytest.approx(100 / 1.015)
    assert npsv(life, discount=Discounting(timing=Timing.MID)) == pytest.approx(100 / 1.015**0.5)


def test_additionality_and_optimism_bias_work_on_a_line() -> None:
    cost = line("it", Kind.COST, 100, optimism=Optimism(upper=0.5, managed=0.4))
    gain = line("g", Kind.BENEFIT, 100, optimism=Optimism(upper=0.2), additionality=Shares(deadweight=0.25))
    result = appraise(Case(lines=(cost, gain)), PACKS)
    assert [each.present_value for each in result.lines] == pytest.approx([130, 60])
    assert (result.lines[0].optimism, result.lines[1].additional) == pytest.approx((1.3, 0.75))


def test_the_upper_bound_may_come_from_the_pack() -> None:
    one = line("it", Kind.COST, 100, optimism=Optimism(kind="equipment-development"))
    parts = (
        KindShare(kind="standard-buildings", share=0.5),
        KindShare(kind="equipment-development", share=0.5),
    )
    both = line("hub", Kind.COST, 100, optimism=Optimism(parts=parts, managed=1.0, at_contract_award=True))
    result = appraise(Case(lines=(one, both)), PACKS)
    assert [each.present_value for each in result.lines] == pytest.approx([300, 106])


def test_a_cause_allowed_for_twice_is_said() -> None:
    twice = line("it", Kind.COST, 1, optimism=Optimism(upper=0.5, cause="scope"), tails_for=("scope",))
    once = replace(twice, tails_for=("price",))
    assert "counted twice" in appraise(Case(lines=(twice,)), PACKS).warnings[0]
    assert appraise(Case(lines=(once,)), PACKS).warnings == ()


def test_inputs_multiply_and_divide() -> None:
    hours = line("hours", Kind.BENEFIT, 10, times=("officers", "rate"), divided_by=("share",))
    inputs = {"officers": Input(value=3), "rate": Input(value=20), "share": Input(value=2)}
    assert npsv(hours, inputs=inputs) == 300
    with pytest.raises(OutOfRange, match="share"):
        npsv(hours, inputs={**inputs, "share": Input(value=0)})
    with pytest.raises(Unknown, match="officers"):
        npsv(hours, inputs={})


def test_weights_are_off_until_asked_for() -> None:
    lines = (line("pay", Kind.COST, 100), line("victims", Kind.BENEFIT, 80, weight=2.5))
    assert appraise(Case(lines=lines), PACKS).weighted is None
    result = appraise(Case(lines=lines, use_weights=True), PACKS)
    assert result.weighted is not None
    assert (result.whole.npsv, result.weighted.npsv) == (-20, 100)


def test_a_result_names_its_packs_and_runs_again_under_others() -> None:
    lines = (line("c", Kind.COST, 1000), line("s", Kind.SAVING, *[0] + [120] * 10))
    result = appraise(Case(lines=lines), PACKS)
    other = result.under(replace(PACKS, discount=shipped("discount-review-2026")))
    assert [each.name for each in result.packs] == [
        "discount-hmt-2018", "deflator-gdp-calendar", "optimism-bias-mott-macdonald-2002",
    ]  # fmt: skip
    assert other.packs[0].name == "discount-review-2026"
    assert result.whole.npsv == pytest.approx(-1000 + 120 * 8.316605, abs=0.01)
    assert other.whole.npsv == pytest.approx(-1000 + 120 * 8.530203, abs=0.01)
    assert other.under(PACKS).whole == result.whole


def test_without_costs_there_is_no_ratio_and_it_says_why() -> None:
    whole = appraise(Case(lines=(line("s", Kind.SAVING, 5),)), PACKS).whole
    assert whole.ledger.bcr.value is None
    assert "no public cost" in whole.ledger.bcr.why
    assert whole.equivalent_annual.value is None


def test_a_private_cost_is_no_denominator() -> None:
    lines = (
        line("p", Kind.COST, 10),
        line("victims", Kind.COST, 4, public=False),
        line("b", Kind.BENEFIT, 20),
    )
    ledger = appraise(Case(lines=lines), PACKS).whole.ledger
    assert ledger.bcr.value == pytest.approx(1.6)
    assert ledger.npsc == 14


def test_the_equivalent_annual_value_compares_unequal_lives() -> None:
    short = appraise(Case(lines=(line("a", Kind.COST, 1000, *[50] * 5),)), PACKS).whole
    assert short.equivalent_annual.value == pytest.approx(-1000 / 4.515052 - 50, abs=1e-3)


def test_internal_rate_and_payback_are_of_real_flows() -> None:
    lines = (line("c", Kind.COST, 100), line("s", Kind.SAVING, 0, 60, 60))
    whole = appraise(Case(lines=lines), PACKS).whole
    assert whole.internal_rate.rate.value == pytest.approx(0.130662, abs=1e-6)
    assert whole.payback.exact == pytest.approx(1 + 40 / 60)
    assert whole.net == (-100, 60, 60)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"amounts": ()}, Empty),
        ({"amounts": (1.0, float("nan"))}, NotFinite),
        ({"starts": -1}, OutOfRange),
        ({"kind": Kind.TRANSFER}, Contradiction),
        ({"to_party": "B"}, Contradiction),
        ({"kind": Kind.TRANSFER, "party": "A", "to_party": "A"}, Contradiction),
        ({"prices": Prices.NOMINAL, "relative_growth": 0.01}, Contradiction),
        ({"relative_growth": -1.0}, OutOfRange),
        ({"weight": -1.0}, OutOfRange),
    ],
)
def test_lines_that_cannot_be_are_refused(words: dict[str, object], refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        Line(**{"name": "a", "kind": Kind.COST, "amounts": (1.0,), **words})  # type: ignore[arg-type] # what is tested


def test_cases_that_cannot_be_are_refused() -> None:
    one = line("a", Kind.COST, 1)
    with pytest.raises(Empty):
        Case(lines=())
    with pytest.raises(EngineError, match="more than once"):
        Case(lines=(one, one))
    with pytest.raises(Contradiction, match="decision_year"):
        Case(lines=(one,), view=View.FORWARD, first_year=2026, decision_year=2030)
    with pytest.raises(Empty, match="discount pack"):
        appraise(Case(lines=(one,)), Packs())
    with pytest.raises(Contradiction):
        Optimism(upper=0.1, kind="outsourcing")
    with pytest.raises(Contradiction):
        Input(value=1, low=2, high=1)
    with pytest.raises(OutOfRange, match="optimism bias"):
        npsv(line("b", Kind.BENEFIT, 1, optimism=Optimism(upper=2.0)))


def test_a_case_beyond_the_schedule_is_refused() -> None:
    with pytest.raises(OutOfRange, match="125"):
        npsv(line("a", Kind.COST, *np.ones(127).tolist()))


def test_an_index_and_bands_of_ones_own_may_stand_for_the_packs() -> None:
    """A published index or schedule that no pack holds is given with the case."""
    inflation = Inflation(index={2024: 100.0, 2025: 104.0}, calendar=Calendar.FINANCIAL, growth=0.02)
    nominal = line("a", Kind.BENEFIT, 100, 100, 100, prices=Prices.NOMINAL)
    own = appraise(
        Case(lines=(nominal,), first_year=2024, inflation=inflation, discount=UNDISCOUNTED), Packs()
    )
    assert own.whole.net == pytest.approx((100, 100 / 1.04, 100 / 1.04 / 1.02))
    bands = Discounting(bands=(Band(0, 1, 0.1), Band(2, None, 0.0)))
    assert npsv(line("a", Kind.BENEFIT, 0, 110, 110), discount=bands) == pytest.approx(200)
    assert npsv(line("a", Kind.BENEFIT, 0, 110), discount=replace(bands, flat_rate=0.0)) == 110


def test_relative_prices_may_differ_from_year_to_year() -> None:
    dear = line("pay", Kind.COST, 100, 100, 100, relative_growth=(0.01, 0.02))
    assert npsv(dear, discount=UNDISCOUNTED) == pytest.approx(-(100 + 101 + 101 * 1.02))
    with pytest.raises(WrongLength):
        npsv(replace(dear, relative_growth=(0.01,)))
    with pytest.raises(OutOfRange):
        replace(dear, relative_growth=(0.01, -1.0))


def test_a_word_does_as_well_as_the_member_it_names_and_another_is_refused() -> None:
    words = Line(name="a", kind="cost", amounts=(0, 100), prices="nominal")  # type: ignore[arg-type] # what is tested
    case = Case(
        lines=(words, line("b", Kind.COST, 0, 0, 0)),
        first_year=2026,
        decision_year=2027,
        view="forward",  # type: ignore[arg-type] # what is tested
        discount=Discounting(timing="mid"),  # type: ignore[arg-type] # what is tested
        inflation=Inflation(constant=0.02),
    )
    assert appraise(case, PACKS).whole.npsv == pytest.approx(-100 / 1.02)
    assert case.discount.timing is Timing.MID
    for wrong in ({"kind": "gift"}, {"kind": "cost", "prices": "today"}):
        with pytest.raises(WrongKind, match="allowed"):
            Line(name="a", amounts=(1,), **wrong)  # type: ignore[arg-type] # what is tested
