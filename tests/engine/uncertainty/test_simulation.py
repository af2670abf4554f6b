"""Draws: right over many seeds, the same for the same seed, and settled when they say so."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from frankpledge.engine.errors import Contradiction, Empty, Unknown, WrongKind, WrongLength
from frankpledge.engine.uncertainty import (
    Certain,
    Discrete,
    Line,
    Lognormal,
    Model,
    Normal,
    Pert,
    Settings,
    Simulation,
    Triangular,
    beside_independence,
    correlation,
    rank_correlations,
    simulate,
)

TASKS = ((2, 3, 5), (5, 8, 14), (3, 4, 6), (1, 2, 3))
MEAN, SD = 18.6667, 2.1082


def tasks() -> Model:
    return Model(tuple(Line(f"task {at}", Triangular(*three)) for at, three in enumerate(TASKS)))


def drawn(model: Model, seed: int, draws: int) -> Simulation:
    return simulate(model, np.random.default_rng(seed), Settings(draws=draws, until_settled=False))


def test_v32_the_sum_of_four_triangulars_over_many_seeds() -> None:
    sizes = [drawn(tasks(), seed, 1000) for seed in range(400)]
    scores = np.array([(each.npv.mean.value - MEAN) / (SD / np.sqrt(1000)) for each in sizes])
    assert 0.9 <= scores.std() <= 1.1
    assert 0.02 <= np.mean(np.abs(scores) > 1.96) <= 0.08
    assert np.mean([each.npv.sd for each in sizes]) == pytest.approx(SD, rel=0.005)
    covered = [each.npv.p90.low <= 21.5566 <= each.npv.p90.high for each in sizes]
    assert 0.9 <= np.mean(covered) <= 0.99


def test_v32_a_million_draws() -> None:
    found = drawn(tasks(), 20261028, 1_000_000)
    assert found.npv.mean.value == pytest.approx(18.6667, abs=0.0085)
    assert found.npv.sd == pytest.approx(2.1082, abs=0.006)
    assert float(np.quantile(found.drawn("npv"), 0.8)) == pytest.approx(20.524, abs=0.015)


def test_v33_two_normals_correlated() -> None:
    lines = (Line("a", Normal(100, 10)), Line("b", Normal(50, 20)))
    model = Model(lines, (1.0,), correlation.of([[1, 0.6], [0.6, 1]]))
    spreads = [drawn(model, seed, 5000).npv.sd for seed in range(40)]
    assert np.mean(spreads) == pytest.approx(27.2029, rel=0.005)


@pytest.mark.parametrize(("rho", "sd"), [(0.0, 3.1623), (0.5, 7.4162)])
def test_v33_ten_items(rho: float, sd: float) -> None:
    lines = tuple(Line(f"item {at}", Normal(0, 1)) for at in range(10))
    model = Model(lines, (1.0,), correlation.grouped(["one"] * 10, {"one": rho}))
    assert np.mean([drawn(model, seed, 5000).npv.sd for seed in range(40)]) == pytest.approx(sd, rel=0.005)


MIXED = Model(
    (
        Line("time", Pert(80, 100, 150), profile=(0, 1, 1), shares={"A": 0.5, "B": 0.5}),
        Line("pay", Triangular(20, 30, 50), "cost", (1, 1, 1), {"A": 0.4, "B": 0.6}, each_year=True),
        Line("kit", Lognormal.of_mean(40, 10), "cost", (1, 0, 0), {"A": 1}),
        Line("charge", Certain(5), "transfer", (1, 1, 1), {"A": 1, "B": -1}),
        Line("chance", Discrete((0, 30), (0.8, 0.2)), "benefit", (0, 0, 1), {"B": 1}),
        Line("B alone", Normal(70, 5), "benefit", (0, 1, 0), {"B": 1}, alone=True),
    ),
    (1.0, 0.9662, 0.9335),
    correlation.grouped(["x", "pay", "pay", None, "x", None], {"x": 0.5, "pay": 0.7}),
)


def test_the_mean_is_what_arithmetic_says() -> None:
    found = drawn(MIXED, 3, 200_000)
    d = MIXED.discount
    expected = (
        MIXED.lines[0].amount.mean * (d[1] + d[2]) - MIXED.lines[1].amount.mean * sum(d) - 40 + 6 * d[2]
    )
    assert abs(found.npv.mean.value - expected) < 4 * found.npv.sd / np.sqrt(200_000)


def test_transfers_touch_no_total_and_parties_add_to_the_whole() -> None:
    found = drawn(MIXED, 3, 500)
    whole = found.drawn("npv")
    assert found.drawn("A: together") + found.drawn("B: together") == pytest.approx(whole)
    without = drawn(replace(MIXED, lines=tuple(
        replace(line, amount=Certain(0)) if line.name == "charge" else line for line in MIXED.lines
    )), 3, 500)  # fmt: skip
    assert without.drawn("npv") == pytest.approx(whole)
    moved = 5 * sum(MIXED.discount)
    assert found.drawn("A: together") - without.drawn("A: together") == pytest.approx(np.full(500, moved))


def test_a_party_is_worse_off_as_often_as_alone_beats_together() -> None:
    found = drawn(MIXED, 3, 5000)
    party = found.parties[1]
    assert party.worse_off is not None
    worse = np.mean(found.drawn("B: together") < found.drawn("B: alone"))
    assert party.worse_off.value == pytest.approx(float(worse))
    assert found.parties[0].worse_off is None


@pytest.mark.parametrize("batch", [1, 7, 64, 5000])
def test_the_batch_changes_nothing_beyond_rounding(batch: int) -> None:
    one = drawn(MIXED, 5, 1000)
    settings = Settings(draws=1000, until_settled=False, batch=batch)
    other = simulate(MIXED, np.random.default_rng(5), settings)
    assert other.outcomes == pytest.approx(one.outcomes, rel=1e-12, abs=1e-9)


def test_more_draws_only_add_to_the_first() -> None:
    assert drawn(MIXED, 5, 1500).outcomes[:700] == pytest.approx(
        drawn(MIXED, 5, 700).outcomes, rel=1e-12, abs=1e-9
    )


PROGRAM = """
import hashlib
import numpy as np
from tests.engine.uncertainty.test_simulation import MIXED, drawn
print(hashlib.sha256(np.round(drawn(MIXED, 5, 4000).outcomes, 7).tobytes()).hexdigest())
"""


@pytest.mark.parametrize("threads", ["1", "4"])
def test_the_same_seed_gives_the_same_answer_in_other_processes_and_with_other_threads(threads: str) -> None:
    environment = {**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    asked = [sys.executable, "-c", PROGRAM]
    found = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    here = hashlib.sha256(np.round(drawn(MIXED, 5, 4000).outcomes, 7).tobytes()).hexdigest()
    assert found.stdout.strip() == here


def test_draws_go_on_until_settled() -> None:
    found = simulate(tasks(), np.random.default_rng(1))
    span = found.npv.p90.value - found.npv.p10.value
    assert found.settled
    assert 10_000 < found.draws < 40_000
    assert max(found.npv.mean.half_width, found.npv.p10.half_width, found.npv.p90.half_width) < 0.01 * span


def test_draws_stop_at_the_most_and_say_that_they_have_not_settled() -> None:
    found = simulate(tasks(), np.random.default_rng(1), Settings(draws=500, step=300, most=1000))
    assert (found.draws, found.settled) == (1000, False)


def test_a_case_without_uncertainty_is_settled_at_once() -> None:
    found = simulate(Model((Line("known", Certain(3)),)), np.random.default_rng(1))
    assert (found.draws, found.settled, found.npv.sd) == (10_000, True, 0)


def test_the_independent_run_shows_what_correlation_does() -> None:
    lines = tuple(Line(f"item {at}", Triangular(0, 1, 5)) for at in range(10))
    model = Model(lines, (1.0,), correlation.grouped(["one"] * 10, {"one": 0.5}))
    first, beside = beside_independence(model, np.random.default_rng(2))
    assert first.draws == beside.draws
    assert first.npv.sd > 2 * beside.npv.sd
    assert first.npv.mean.value == pytest.approx(beside.npv.mean.value, rel=0.03)


def test_the_line_that_varies_most_leads_the_tornado() -> None:
    lines = (Line("small", Normal(0, 1)), Line("large", Normal(0, 9), "cost"), Line("known", Certain(1)))
    settings = Settings(draws=2000, until_settled=False, keep_lines=True)
    found = rank_correlations(simulate(Model(lines), np.random.default_rng(2), settings))
    assert [name for name, _ in found] == ["large", "small", "known"]
    # A line's present value is signed: a cost that grows takes away.
    assert found[0][1] > 0.95
    assert found[2][1] == 0
    with pytest.raises(Empty, match="lines"):
        rank_correlations(drawn(tasks(), 1, 100))


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(Empty, match="lines"):
        Model(())
    with pytest.raises(WrongLength, match="profile"):
        Model((Line("a", Certain(1), profile=(1, 1)),), (1.0,))
    with pytest.raises(Contradiction, match="shares"):
        Line("a", Certain(1), shares={"A": 0.5, "B": 0.4})
    with pytest.raises(Contradiction, match="shares"):
        Line("a", Certain(1), "transfer", shares={"A": 1, "B": 0})
    with pytest.raises(Empty, match="shares"):
        Model((Line("a", Certain(1), shares={"A": 1}), Line("b", Certain(1))))
    with pytest.raises(Unknown, match="kind"):
        Line("a", Certain(1), "gift")  # type: ignore[arg-type] # what is tested
    with pytest.raises(WrongLength, match="correlation"):
        Model((Line("a", Certain(1)),), (1.0,), correlation.of(np.eye(2)))
    with pytest.raises(WrongKind, match="rng"):
        simulate(tasks(), 5)  # type: ignore[arg-type] # what is tested
    with pytest.raises(Contradiction, match="draws"):
        Settings(draws=10, most=5)
    with pytest.raises(Unknown, match="outcome"):
        drawn(tasks(), 1, 10).drawn("profit")
