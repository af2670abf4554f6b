"""Correlations that can be are kept; those that cannot be are repaired, and the repair is told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frankpledge.engine.errors import Contradiction, NotFinite, OutOfRange, Unknown, WrongLength
from frankpledge.engine.uncertainty import Line, Model, Normal, Settings, Triangular, correlation, simulate

EXACT = Settings(draws=20_000, until_settled=False, keep_lines=True)


def test_higham_2002_nearest_correlation_matrix() -> None:
    """Higham (2002), IMA J. Numer. Anal. 22, section 4: 0.7607 and 0.1573, at a distance of 0.5278."""
    found = correlation.of([[1, 1, 0], [1, 1, 1], [0, 1, 1]])
    assert found.repair is not None
    assert found.matrix[0] == pytest.approx([1, 0.7607, 0.1573], abs=5e-5)
    assert found.repair.distance == pytest.approx(0.5278, abs=5e-5)
    assert found.repair.least_eigenvalue == pytest.approx(1 - np.sqrt(2))
    assert [change[:3] for change in found.repair.changes] == [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 0.0)] or len(
        found.repair.changes
    ) == 3


@given(st.integers(2, 8), st.integers(0, 2**32 - 1))
def test_any_symmetric_matrix_becomes_one_that_can_be(size: int, seed: int) -> None:
    given_ = np.random.default_rng(seed).uniform(-1, 1, (size, size))
    given_ = (given_ + given_.T) / 2
    np.fill_diagonal(given_, 1)
    found = correlation.of(given_)
    assert np.linalg.eigvalsh(found.matrix)[0] > -1e-9
    assert np.diag(found.matrix) == pytest.approx(np.ones(size))
    assert found.factor @ found.factor.T == pytest.approx(found.matrix, abs=1e-7)
    assert (found.repair is None) == (np.linalg.eigvalsh(given_)[0] >= -1e-10)


def test_a_matrix_that_can_be_is_not_touched() -> None:
    given_ = [[1, 0.6], [0.6, 1]]
    found = correlation.of(given_)
    assert found.repair is None
    assert found.matrix.tolist() == given_


def test_perfect_correlation_is_allowed() -> None:
    model = Model(
        (Line("a", Normal(0, 1)), Line("b", Normal(0, 1), "cost")), (1.0,), correlation.of([[1, 1], [1, 1]])
    )
    assert simulate(model, np.random.default_rng(1), EXACT).npv.sd == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("measure", "asked"), [("spearman", 0.5), ("kendall", 0.4)])
def test_rank_correlations_come_out_as_asked(measure: correlation.Measure, asked: float) -> None:
    from scipy import stats

    lines = (Line("a", Triangular(1, 2, 9)), Line("b", Normal(5, 1)))
    made = Model(lines, (1.0,), correlation.of([[1, asked], [asked, 1]], measure=measure))
    drawn = simulate(made, np.random.default_rng(4), EXACT).lines
    assert drawn is not None
    test = stats.spearmanr if measure == "spearman" else stats.kendalltau
    assert test(drawn["a"], drawn["b"]).statistic == pytest.approx(asked, abs=0.02)


def test_groups_move_together_and_others_do_not() -> None:
    found = correlation.grouped(["pay", None, "pay", "cause"], {"pay": 0.7, "cause": 0.5})
    assert found.matrix.tolist() == [[1, 0, 0.7, 0], [0, 1, 0, 0], [0.7, 0, 1, 0], [0, 0, 0, 1]]
    with pytest.raises(Unknown, match="group"):
        correlation.grouped(["pay"], {})


def test_what_cannot_be_a_correlation_is_refused() -> None:
    with pytest.raises(WrongLength):
        correlation.of([[1, 0.5]])
    with pytest.raises(OutOfRange):
        correlation.of([[1, 1.5], [1.5, 1]])
    with pytest.raises(NotFinite):
        correlation.of([[1, np.nan], [np.nan, 1]])
    with pytest.raises(Contradiction):
        correlation.of([[1, 0.5], [0.2, 1]])
    with pytest.raises(Contradiction):
        correlation.of([[0.9, 0], [0, 1]])
    with pytest.raises(Unknown, match="measure"):
        correlation.of([[1.0]], measure="pearson")  # type: ignore[arg-type] # what is tested
