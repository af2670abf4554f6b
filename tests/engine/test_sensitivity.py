"""How an answer depends on its inputs, against closed forms."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm, spearmanr

from frankpledge.engine.appraisal import Case, Discounting, Input, Kind, Line, Packs, appraise
from frankpledge.engine.appraisal.drawn import net_values
from frankpledge.engine.errors import (
    Contradiction,
    Empty,
    EngineError,
    NotFinite,
    OutOfRange,
    TooFew,
    Unknown,
    WrongLength,
)
from frankpledge.engine.sensitivity import (
    Scenario,
    Switching,
    bracketed,
    linear,
    measure_first,
    one_at_a_time,
    partial,
    perfect,
    rank_correlations,
    run,
    switching_values,
)
from frankpledge.engine.sensitivity.information import ranked
from tests.engine.packs import shipped

PACKS = Packs(discount=shipped("discount-hmt-2018"))
CASE = Case(
    lines=(
        Line(name="team", kind=Kind.COST, amounts=(100,) * 5, party="A", times=("pay",)),
        Line(name="fee", kind=Kind.TRANSFER, amounts=(20,) * 5, party="B", to_party="A"),
        Line(name="hours", kind=Kind.BENEFIT, amounts=(0, 3, 3, 3, 3), party="B", times=("hours", "value")),
        Line(name="stock", kind=Kind.SAVING, amounts=(50,), party="B", divided_by=("slack",)),
    ),
    inputs={
        "pay": Input(value=1.0, low=0.9, high=1.3),
        "hours": Input(value=10.0, low=4.0, high=14.0),
        "value": Input(value=20.0, low=15.0, high=22.0),
        "slack": Input(value=1.0, low=0.5, high=2.0),
    },
)


def found(name: str, case: Case = CASE, *, against: float = 0.0, party: str = "") -> Switching:
    values = switching_values(case, PACKS, against=against, party=party)
    return next(each for each in values if each.name == name)


def with_input(case: Case, name: str, value: float) -> Case:
    return replace(case, inputs={**case.inputs, name: Input(value=value)})


def test_drawn_values_are_those_of_appraising_again() -> None:
    draws = {"pay": [0.9, 1.2], "slack": [2.0, 0.5]}
    for party in ("", "A", "B"):
        drawn = net_values(CASE, PACKS, draws, party=party)
        for place in range(2):
            case = with_input(with_input(CASE, "pay", draws["pay"][place]), "slack", draws["slack"][place])
            result = appraise(case, PACKS)
            assert drawn[place] == pytest.approx((result.party(party) if party else result.whole).npsv)


@pytest.mark.parametrize("name", ["pay", "hours", "value", "slack"])
@pytest.mark.parametrize("against", [0.0, 500.0])
def test_the_decision_turns_at_every_switching_value(name: str, against: float) -> None:
    wide = {key: replace(each, low=None, high=None) for key, each in CASE.inputs.items()}
    case = replace(CASE, inputs=wide)
    at = found(name, case, against=against).at.value
    if at is not None:
        assert appraise(with_input(case, name, at), PACKS).whole.npsv == pytest.approx(against, abs=1e-6)
    else:
        assert name == "slack"


def test_the_closed_form_is_the_published_one() -> None:
    npsv = appraise(CASE, PACKS).whole.npsv
    carried = -100 * float(sum(1.035**-year for year in range(5)))
    assert linear(1.0, npsv, carried).value == pytest.approx(found("pay").at.value)


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(0, 0.2))
def test_a_line_turns_the_decision_where_it_is_scaled_to(cost: float, saving: float, rate: float) -> None:
    first = Line(name="c", kind=Kind.COST, amounts=(cost,))
    later = Line(name="s", kind=Kind.SAVING, amounts=(0, saving))
    case = Case(lines=(first, later), discount=Discounting(flat_rate=rate))
    values = {each.name: each.at.value for each in switching_values(case, PACKS)}
    assert values["c"] == pytest.approx(saving / (1 + rate) / cost)
    assert values["s"] == pytest.approx(cost * (1 + rate) / saving)


def test_a_value_beyond_its_range_says_so_and_none_is_none() -> None:
    one = found("pay")
    assert one.at.why == "outside the range it may take"
    rootless = bracketed(lambda x: x * x + 1, -3, 3)
    assert (rootless.value, rootless.why) == (None, "none in range, -3 to 3")
    idle = Case(lines=CASE.lines, inputs={**CASE.inputs, "idle": Input(value=3)})
    assert "does not depend" in found("idle", idle).at.why


def test_of_several_turns_the_nearest_is_given_and_the_others_named() -> None:
    several = bracketed(lambda x: (x - 1) * (x - 4), 0, 5, near=3.9)
    assert several.value == pytest.approx(4)
    assert several.why == "also at 1"


def test_the_discount_rate_that_turns_the_decision_is_the_internal_rate() -> None:
    cost = Line(name="c", kind=Kind.COST, amounts=(100,))
    case = Case(lines=(cost, Line(name="s", kind=Kind.SAVING, amounts=(0, 60, 60))))
    rate = found("discount rate, flat", case)
    assert rate.at.value == pytest.approx(appraise(case, PACKS).whole.internal_rate.rate.value)
    assert rate.by == "root"


def test_a_party_may_turn_elsewhere_than_the_whole() -> None:
    assert found("pay", party="A").at.value == pytest.approx(0.2)
    assert found("pay").at.value == pytest.approx(4.823, abs=0.001)


def test_a_party_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unknown, match="A, B"):
        switching_values(CASE, PACKS, party="C")
    with pytest.raises(Unknown, match="colour"):
        net_values(CASE, PACKS, {"colour": [1.0]})
    with pytest.raises(OutOfRange, match="slack"):
        net_values(CASE, PACKS, {"slack": [1.0, 0.0]})


def test_bad_brackets_and_answers_are_refused() -> None:
    with pytest.raises(Contradiction):
        bracketed(lambda x: x, 1, 1)
    with pytest.raises(NotFinite):
        bracketed(lambda _: float("nan"), 0, 1)
    with pytest.raises(NotFinite):
        linear(float("inf"), 1, 1)


def test_the_tornado_has_the_widest_swing_first() -> None:
    swings = one_at_a_time(CASE, PACKS)
    assert [each.name for each in swings] == ["hours", "value", "pay", "slack"]
    assert swings[0].at_high == pytest.approx(appraise(with_input(CASE, "hours", 14), PACKS).whole.npsv)
    assert one_at_a_time(Case(lines=CASE.lines[:1], inputs={"pay": Input(value=1)}), PACKS) == ()


def test_rank_correlations_are_spearmans() -> None:
    rng = np.random.default_rng(5)
    strong, weak, noise = rng.normal(size=(3, 500))
    answer = np.exp(strong) + 0.3 * weak
    drawn = {"weak": weak, "strong": strong, "fixed": np.ones(500), "noise": noise}
    ranks = {each.name: each.correlation.value for each in rank_correlations(drawn, answer)}
    assert next(iter(ranks)) == "strong"
    assert ranks["weak"] == pytest.approx(spearmanr(weak, answer).statistic)
    assert ranks["fixed"] is None
    with pytest.raises(TooFew):
        rank_correlations({"a": [1, 2]}, [1, 2])
    with pytest.raises(WrongLength):
        rank_correlations({"a": [1, 2]}, [1, 2, 3])


def test_scenarios_stand_side_by_side() -> None:
    scenarios = [
        Scenario(name="as planned"),
        Scenario(name="late", delays={"hours": 2}, inputs={"pay": 1.1}),
        Scenario(name="half", lines={"hours": 0.5}, flat_rate=0.03),
    ]
    results = run(CASE, PACKS, scenarios)
    assert results["as planned"].whole.npsv == appraise(CASE, PACKS).whole.npsv
    assert results["late"].whole.npsv < results["as planned"].whole.npsv
    halved = replace(CASE, discount=Discounting(flat_rate=0.03),
                     lines=tuple(replace(each, amounts=tuple(0.5 * a for a in each.amounts))
                                 if each.name == "hours" else each for each in CASE.lines))  # fmt: skip
    assert results["half"].whole.npsv == pytest.approx(appraise(halved, PACKS).whole.npsv)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"inputs": {"x": 1}}, Unknown),
        ({"lines": {"x": 1}}, Unknown),
        ({"delays": {"hours": -1}}, OutOfRange),
        ({"inputs": {"pay": float("nan")}}, NotFinite),
    ],
)
def test_scenarios_of_what_is_not_there_are_refused(
    words: dict[str, object], refusal: type[EngineError]
) -> None:
    with pytest.raises(refusal):
        run(CASE, PACKS, [Scenario(name="s", **words)])  # type: ignore[arg-type] # what is tested


def expected_best(mean: float, sd: float) -> float:
    """E[max(X, 0)] of a normal X, less the better of its mean and 0."""
    return float(mean * norm.cdf(mean / sd) + sd * norm.pdf(mean / sd) - max(mean, 0))


@pytest.mark.parametrize("mean", [-30.0, 0.0, 20.0])
def test_perfect_information_about_a_normal_is_its_closed_form(mean: float) -> None:
    draws = mean + 50 * np.random.default_rng(7).standard_normal(200_000)
    information = perfect(np.column_stack([draws, np.zeros_like(draws)]))
    assert abs(information.value - expected_best(mean, 50)) < 4 * information.standard_error + 0.2


@pytest.mark.parametrize("mean", [-30.0, 0.0, 20.0])
def test_partial_information_about_a_normal_is_its_closed_form(mean: float) -> None:
    one, other = np.random.default_rng(11).standard_normal((2, 10_000))
    benefit = mean + 40 * one + 30 * other
    table = np.column_stack([benefit, np.zeros_like(benefit)])
    for row, sd in ((one, 40), (other, 30)):
        about = partial(table, row)
        assert about.value == pytest.approx(expected_best(mean, sd), abs=max(0.8, 4 * about.standard_error))
    both = partial(table, np.column_stack([one, other]))
    assert both.value == pytest.approx(expected_best(mean, 50), abs=1.2)
    assert list(ranked(table, {"other": other, "one": one})) == ["one", "other"]


def test_a_curved_effect_is_seen() -> None:
    one, noise = np.random.default_rng(3).standard_normal((2, 40_000))
    benefit = one**2 - 1 + 0.5 * noise
    table = np.column_stack([benefit, np.zeros_like(benefit)])
    exact = 2 * norm.pdf(1)
    assert partial(table, one).value == pytest.approx(exact, abs=0.02)


@given(
    st.lists(
        st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.integers(0, 2)), min_size=1, max_size=15
    ),
)
def test_knowing_less_is_never_worth_more(rows: list[tuple[float, float, int]]) -> None:
    table = [row[:2] for row in rows]
    chances = [1 / len(rows)] * len(rows)
    about = partial(table, [row[2] for row in rows], chances).value
    assert -1e-9 <= about <= perfect(table, chances).value + 1e-9
    assert partial(table, [1.0] * len(rows), chances).value == pytest.approx(0, abs=1e-9)
    everything = partial(table, np.arange(len(rows)), chances).value
    assert everything == pytest.approx(perfect(table, chances).value, abs=1e-6)


def test_a_few_values_drawn_often_are_told_by_their_means() -> None:
    table = [[value, 0.0] for value in (-10.0, 30.0) for _ in range(5)]
    assert partial(table, [0.0] * 5 + [1.0] * 5).value == pytest.approx(5)


def test_one_option_leaves_nothing_to_know() -> None:
    assert perfect([[1.0], [5.0]]).value == 0
    assert partial([[1.0], [5.0]], [1, 2]).value == 0


@pytest.mark.parametrize(
    ("table", "known", "chances", "refusal"),
    [
        ([], [], None, EngineError),
        ([1, 2], [1, 2], None, WrongLength),
        ([[1, 2]], [1, 2], None, WrongLength),
        ([[1, float("nan")]], [1], None, NotFinite),
        ([[1, 2]], [float("inf")], None, NotFinite),
        ([[1, 2], [3, 4]], [1, 2], [0.5, 0.4], OutOfRange),
        ([[1, 2], [3, 4]], [1, 2], [1.5, -0.5], OutOfRange),
        ([[i, 0] for i in range(50)], list(range(50)), None, TooFew),
        ([[i, 0] for i in range(10)], list(range(10)), None, TooFew),
        (np.empty((0, 2)), [], None, Empty),
    ],
)
def test_tables_that_mean_nothing_are_refused(
    table: list[list[float]], known: list[float], chances: list[float] | None, refusal: type[EngineError]
) -> None:
    with pytest.raises(refusal):
        partial(table, known, chances)


def test_what_to_measure_first_follows_from_low_and_high() -> None:
    """One input, three values: -100, 10 and 120 with chances 0.3, 0.4 and 0.3 against nothing."""
    lines = (Line(name="c", kind=Kind.COST, amounts=(100,)), Line(name="b", kind=Kind.BENEFIT, amounts=(1,)))
    inputs = {
        "hours": Input(value=110, low=0, high=220),
        "sure": Input(value=1),
        "idle": Input(value=1, low=0, high=2),
    }
    case = Case(lines=(lines[0], replace(lines[1], times=("hours",))), inputs=inputs)
    found = measure_first(case, PACKS)
    assert found is not None
    assert found.perfect.value == pytest.approx(0.4 * 10 + 0.3 * 120 - 10)
    assert {name: each.value for name, each in found.partial.items()} == pytest.approx(
        {"hours": 30, "idle": 0}
    )
    assert measure_first(case, PACKS, against=1000.0) is not None
    assert measure_first(Case(lines=lines), PACKS) is None


def test_only_the_widest_eight_inputs_are_looked_at() -> None:
    inputs = {f"x{place}": Input(value=10, low=10 - place, high=10 + place) for place in range(10)}
    lines = tuple(Line(name=name, kind=Kind.BENEFIT, amounts=(1,), times=(name,)) for name in inputs)
    found = measure_first(Case(lines=lines, inputs=inputs), PACKS, against=100)
    assert found is not None
    assert set(found.partial) == {f"x{place}" for place in range(2, 10)}
    assert next(iter(found.partial)) == "x9"
