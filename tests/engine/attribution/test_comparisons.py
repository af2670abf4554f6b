"""Designs that compare with others: against published answers, statsmodels and made-up truth."""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pytest

from frankpledge.engine.attribution import (
    Design,
    Panel,
    Predictor,
    before_and_after,
    control,
    controlled,
    did,
    differences,
    from_means,
    synthetic,
)
from frankpledge.engine.attribution.bootstrap import clustered, interval, p_value, signs
from frankpledge.engine.errors import Contradiction, EngineError, NoAnswer, TooFew, Unknown
from tests.engine.attribution.published import GERMANY

Starts = dict[str, float]


def made(
    bodies: int,
    periods: int,
    starts: Starts,
    effect: float,
    *,
    seed: int = 1,
    noise: float = 1.0,
    drift: float = 0.0,
) -> Panel:
    rng = np.random.default_rng(seed)
    rows = [(f"force {body:02}", float(period)) for body in range(bodies) for period in range(periods)]
    own, common = rng.normal(100, 10, bodies), rng.normal(0, 2, periods).cumsum()
    outcome = [
        own[int(body[-2:])]
        + common[int(period)]
        + rng.normal(0, noise)
        + effect * (period >= starts.get(body, math.inf))
        + drift * period * (body in starts)
        for body, period in rows
    ]
    return Panel(tuple(body for body, _ in rows), tuple(period for _, period in rows), tuple(outcome), starts)


FOUR = {f"force {body:02}": 36.0 for body in range(4)}


def test_v20_card_and_krueger_from_means() -> None:
    """hedibert.org: 23.380, 20.431, 21.097, 20.898; the difference of differences is 2.750."""
    assert from_means((20.431, 20.898), (23.380, 21.097)).value == pytest.approx(2.750, abs=0.0005)
    # The article's own standard errors of its four means; its printed interval is of 2.76 (1.36).
    found = from_means((20.44, 21.03), (23.33, 21.17), errors=(0.51, 0.52, 1.35, 0.94))
    assert found.value == pytest.approx(2.76, abs=0.015)
    assert found.low < found.value < found.high


def test_v20_the_same_from_rows_in_groups() -> None:
    means = {("pa", 0): 23.380, ("pa", 1): 21.097, ("nj", 0): 20.431, ("nj", 1): 20.898}
    rows = [(f"{state} {shop}", period, mean + off) for (state, period), mean in means.items()
            for shop, off in enumerate((-3, 0, 3))]  # fmt: skip
    panel = Panel(
        tuple(row[0] for row in rows), tuple(float(row[1]) for row in rows), tuple(row[2] for row in rows),
        {f"nj {shop}": 1.0 for shop in range(3)},
    )  # fmt: skip
    settings = did.Settings(effects="groups", errors="classical")
    found = differences(panel, np.random.default_rng(1), settings)
    assert found.effect.value == pytest.approx(2.750, abs=0.0005)
    # Residual variance 72 over 8 degrees of freedom, four cells of three.
    error = math.sqrt(4 * 9 / 3)
    assert found.effect.p == pytest.approx(0.4503, abs=0.01)
    assert found.effect.error == pytest.approx(error)
    assert found.effect.high - found.effect.value == pytest.approx(2.306004 * error)


def test_two_way_effects_and_errors_are_those_of_statsmodels() -> None:
    import statsmodels.api as sm

    panel = made(12, 48, FOUR, 3.0)
    found = {each.name: each for each in differences(panel, np.random.default_rng(1)).effects}
    bodies, times = np.eye(12)[panel.body_at], np.eye(48)[panel.time_at][:, 1:]
    model = sm.OLS(panel.values, np.column_stack([panel.treated, bodies, times]))
    for name, how in (("clustered", "cluster"), ("robust", "HC1"), ("classical", "nonrobust")):
        more = {"groups": panel.body_at} if how == "cluster" else None
        fitted = model.fit(cov_type=how, cov_kwds=more, use_t=True)
        low, high = fitted.conf_int()[0]
        each = found[name]
        assert (each.value, each.low, each.high) == pytest.approx((fitted.params[0], low, high))
        assert each.error == pytest.approx(fitted.bse[0])


def test_a_panel_with_rows_missing_is_judged_by_those_it_has() -> None:
    import statsmodels.api as sm

    whole = made(10, 40, FOUR, 3.0)
    keep = np.random.default_rng(2).random(400) < 0.9
    bodies, periods, outcome = (
        np.array(each)[keep].tolist() for each in (whole.bodies, whole.periods, whole.outcome)
    )
    panel = Panel(tuple(bodies), tuple(periods), tuple(outcome), FOUR)
    found = differences(panel, np.random.default_rng(1))
    matrix = np.column_stack([panel.treated, np.eye(10)[panel.body_at], np.eye(40)[panel.time_at][:, 1:]])
    assert found.effect.value == pytest.approx(sm.OLS(panel.values, matrix).fit().params[0])


def test_a_panel_without_noise_gives_its_own_number_back() -> None:
    found = differences(made(12, 48, FOUR, 3.0, noise=0.0), np.random.default_rng(1))
    assert {each.name for each in found.effects} == {"clustered", "robust", "classical", "bootstrap"}
    for each in found.effects:
        assert (each.value, each.low, each.high) == pytest.approx((3, 3, 3))


def test_a_clean_comparison_reaches_e4() -> None:
    found = differences(made(12, 48, FOUR, 3.0), np.random.default_rng(1))
    assert (found.failed, found.grade) == ((), "E4")
    assert found.effect.name == "bootstrap"
    assert found.effect.low <= 3 <= found.effect.high


def test_the_gate_before_seldom_fails_where_both_ran_side_by_side() -> None:
    failed = 0
    for seed in range(60):
        panel = made(12, 40, {f"force {body:02}": 30.0 for body in range(4)}, 0.0, seed=seed)
        found = differences(panel, np.random.default_rng(seed), did.Settings(periods_a_year=10))
        failed += bool(found.failed)
    assert failed <= 8


def test_a_trend_of_the_treated_alone_fails_the_gate_before() -> None:
    found = differences(made(12, 48, FOUR, 0.0, drift=0.5), np.random.default_rng(1))
    assert "side by side before" in [gate.name for gate in found.failed]


@pytest.mark.parametrize(
    ("panel", "gate"),
    [
        (made(8, 48, FOUR, 3.0), "six bodies to compare with"),
        (made(12, 48, {"force 00": 36.0}, 3.0), "two bodies treated"),
        (made(12, 48, {"force 00": 36.0, "force 01": 40.0}, 3.0), "one start"),
        (made(12, 30, {"force 00": 20.0, "force 01": 20.0}, 3.0), "three years before"),
    ],
)
def test_each_gate_costs_a_grade(panel: Panel, gate: str) -> None:
    found = differences(panel, np.random.default_rng(1))
    assert [each.name for each in found.failed] == [gate]
    assert found.grade == "E3"


def test_the_bootstrap_rejects_what_is_true_as_often_as_it_says_where_clustered_errors_do_not() -> None:
    """Six forces, two treated, neighbours alike: the usual errors are far too small."""
    rejected = {"bootstrap": 0, "clustered": 0}
    for seed in range(120):
        rng = np.random.default_rng(seed)
        bodies, times = np.repeat(np.arange(8), 12), np.tile(np.arange(12), 8)
        shocks = rng.normal(0, 1, (8, 12)).cumsum(axis=1)[bodies, times]
        treatment = ((bodies < 4) & (times >= 6)).astype(float)
        others = np.column_stack([np.eye(8)[bodies], np.eye(12)[times][:, 1:]])
        found = clustered(treatment, shocks, others, bodies)
        rejected["clustered"] += abs(found.estimate / found.error) > 1.96
        rejected["bootstrap"] += p_value(found, signs(8, 999, rng)) < 0.05
    assert rejected["bootstrap"] <= 0.11 * 120
    assert rejected["clustered"] > rejected["bootstrap"]


def test_the_interval_of_the_bootstrap_is_what_its_test_keeps() -> None:
    panel = made(14, 30, {f"force {body:02}": 20.0 for body in range(5)}, 2.0)
    others = np.column_stack([np.eye(14)[panel.body_at], np.eye(30)[panel.time_at][:, 1:]])
    found = clustered(panel.treated, panel.values, others, panel.body_at)
    patterns = signs(14, 999, np.random.default_rng(3))
    low, high = interval(found, patterns, 0.95)
    width = high - low
    assert p_value(found, patterns, low - 0.02 * width) <= 0.05 < p_value(found, patterns, low + 0.02 * width)
    assert (
        p_value(found, patterns, high + 0.02 * width) <= 0.05 < p_value(found, patterns, high - 0.02 * width)
    )


def test_three_clusters_can_reject_nothing_and_the_interval_says_so() -> None:
    panel = made(3, 30, {"force 00": 20.0}, 9.0)
    found = differences(panel, np.random.default_rng(1))
    assert (found.effect.low, found.effect.high) == (-math.inf, math.inf)


def germany() -> tuple[dict[str, list[dict[str, str]]], list[dict[str, str]]]:
    with GERMANY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_country = defaultdict(list)
    for row in rows:
        by_country[row["country"]].append(row)
    return by_country, rows


def average(column: str, years: Iterable[int], name: str = "") -> Predictor:
    wanted = {str(year) for year in years}
    values = {
        country: float(np.mean([float(row[column]) for row in rows if row["year"] in wanted and row[column]]))
        for country, rows in germany()[0].items()
    }
    return Predictor(name or column, values)


def of_germany() -> Panel:
    rows = germany()[1]
    return Panel(
        tuple(row["country"] for row in rows),
        tuple(float(row["year"]) for row in rows),
        tuple(float(row["gdp"]) for row in rows),
        {"West Germany": 1990.0},
    )


def predictors(first: int, last: int, schooling: list[int], invested: str) -> tuple[Predictor, ...]:
    years = range(first, last)
    return (
        *(average(column, years) for column in ("gdp", "trade", "infrate", "industry")),
        average("schooling", schooling),
        average(invested, [1980]),
    )


def test_german_reunification() -> None:
    """pysyncon's own test: weights 0.41, 0.22, 0.16, 0.11, 0.10 and an effect of -1,555."""
    trained = synthetic(of_germany(), control.Settings(
        predictors=predictors(1971, 1981, [1970, 1975], "invest70"),
        fit_on=tuple(map(float, range(1981, 1991))), placebos=False,
    ))  # fmt: skip
    importance = tuple(value for _, value in trained.tables["importance"])
    settings = control.Settings(
        predictors=predictors(1981, 1991, [1980, 1985], "invest80"),
        fit_on=tuple(map(float, range(1960, 1990))),
        importance=importance,
    )
    found = synthetic(of_germany(), settings)
    assert found.effect.value == pytest.approx(-1555.13, rel=0.025)
    assert found.diagnostics["gap_se"] == pytest.approx(317.65, rel=0.025)
    weights = dict(found.tables["weights"])
    published = {
        "Austria": 0.4145,
        "USA": 0.2162,
        "Japan": 0.1632,
        "Switzerland": 0.1077,
        "Netherlands": 0.0984,
    }
    assert {name: weights[name] for name in published} == pytest.approx(published, abs=0.01)


def test_our_exact_weights_are_pysyncons() -> None:
    given_ = {"predictors": predictors(1981, 1991, [1980, 1985], "invest80"), "importance": (1.0,) * 6}
    mine, theirs = (
        synthetic(of_germany(), control.Settings(solver=solver, placebos=False, **given_))  # type: ignore[arg-type] # words
        for solver in ("exact", "pysyncon")
    )
    assert dict(mine.tables["weights"]) == pytest.approx(dict(theirs.tables["weights"]), abs=0.02)
    assert mine.effect.value == pytest.approx(theirs.effect.value, rel=0.025)


def test_weights_are_shares_and_the_placebo_rank_is_among_all() -> None:
    found = synthetic(of_germany())
    weights = [value for _, value in found.tables["weights"]]
    assert sum(weights) == pytest.approx(1)
    assert min(weights) >= 0
    assert found.effect.p == pytest.approx(found.diagnostics["rank"] / 17)
    assert len(found.tables["placebo ratios"]) == 16


def test_no_effect_is_found_as_often_as_chance_has_it() -> None:
    ps = [synthetic(made(12, 20, {"force 03": 14.0}, 0.0, seed=seed)).effect.p or 0 for seed in range(25)]
    assert 0.35 < np.mean(ps) < 0.75


def test_a_mix_that_does_not_fit_fails_its_gates() -> None:
    panel = made(5, 30, {"force 00": 20.0}, -20.0)
    far = Panel(panel.bodies, panel.periods, tuple(
        value + 200 * (body == "force 00") for body, value in zip(panel.bodies, panel.outcome, strict=True)
    ), panel.starts)  # fmt: skip
    found = synthetic(far)
    assert {"ten donors", "fits before"} <= {gate.name for gate in found.failed}
    assert found.grade in {"E1", "E2"}


def test_a_control_takes_out_what_happened_to_both() -> None:
    rng = np.random.default_rng(5)
    after = np.arange(60) >= 36
    treated, other = rng.poisson(200 * (1 - 0.4 * after)), rng.poisson(300 * (1 - 0.2 * after))
    found = controlled(treated, other, 36, Design(season="none"), bodies=8)
    assert found.effect.low <= 0.75 <= found.effect.high
    assert (found.failed, found.grade) == ((), "E4")
    fewer = controlled(treated, other, 36, Design(season="none"), bodies=1)
    assert fewer.grade == "E3"


def test_a_control_that_ran_another_way_fails_the_gate() -> None:
    rng = np.random.default_rng(5)
    rising = rng.poisson(200 * 1.02 ** np.arange(60))
    found = controlled(rng.poisson(200, 60), rising, 36, Design(season="none"), bodies=8)
    assert "side by side before" in [gate.name for gate in found.failed]


def test_before_and_after_is_e2_with_a_signal_and_e1_without() -> None:
    assert before_and_after([5, 6] * 8 + [9, 10] * 4, 16).grade == "E2"
    quiet = before_and_after([5, 6] * 12, 16)
    assert (quiet.grade, [gate.name for gate in quiet.failed]) == ("E1", ["a signal after"])
    with pytest.raises(TooFew):
        before_and_after([5, 6] * 6, 10)


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda: Panel(("a", "b"), (0, 0), (1, 1), {"a": 0}), NoAnswer),
        (lambda: Panel(("a", "b"), (0, 1), (1, 2), {"c": 0}), Unknown),
        (lambda: Panel(("a", "a"), (0, 0), (1, 2), {"a": 0}), Contradiction),
        (lambda: Panel(("a", "b"), (0, 1), (1, 2), {}), TooFew),
        (lambda: Panel(("a", "a"), (0, 1), (1, 2), {"a": 1}), TooFew),
        (lambda: made(4, 10, {"force 00": 99.0}, 1), TooFew),
        (lambda: made(4, 10, {"force 00": 0.0}, 1), TooFew),
        (lambda: synthetic(made(4, 10, {"force 00": 3.0}, 1)), TooFew),
        (lambda: synthetic(made(2, 20, {"force 00": 9.0}, 1)), TooFew),
        (lambda: synthetic(made(4, 20, {"force 00": 9.0, "force 01": 9.0}, 1)), Contradiction),
        (lambda: synthetic(made(4, 20, {"force 00": 9.0}, 1), control.Settings(donors=("x", "y"))), Unknown),
        (
            lambda: synthetic(
                made(4, 20, {"force 00": 9.0}, 1), control.Settings(predictors=(Predictor("area", {}),))
            ),
            Unknown,
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(make: object, refusal: type[EngineError]) -> None:
    with pytest.raises(refusal):
        make()  # type: ignore[operator] # each is a function
