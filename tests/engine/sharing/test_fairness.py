"""Separable costs, the core, who would leave, the band, cost functions and what-ifs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from frankpledge.engine.errors import Contradiction, EngineError, NoAnswer, TooFew, Unknown, WrongLength
from frankpledge.engine.sharing import (
    CostGame,
    EconomiesOfScale,
    LargestNeed,
    Method,
    Weighting,
    better_off_leaving,
    change,
    egalitarian,
    fairness_band,
    fit,
    in_core,
    in_least_core,
    least_core,
    nucleolus,
    remaining_benefit,
    shapley,
    share,
    standings,
)
from tests.engine.sharing.games import NAMES, SKANE, games, has_core, skane

TRIES = settings(max_examples=40)
POPULATION = np.array([10.13, 21.00, 3.19, 8.22, 34.22, 7.07])


@TRIES
@given(games())
def test_every_method_adds_up_to_the_whole(game: CostGame) -> None:
    for method in (Method.SHAPLEY, Method.EGALITARIAN, Method.NUCLEOLUS, Method.PER_CAPITA_NUCLEOLUS):
        assert share(game, method).amounts.sum() == pytest.approx(game.whole, abs=1e-7)


@TRIES
@given(games(), some.integers(0, 3))
def test_in_pence_the_shares_add_up_to_the_whole(game: CostGame, place: int) -> None:
    method = list(Method)[place]
    try:
        shares = share(game, method)
    except NoAnswer:
        return
    assert sum(shares.in_pence()) == round(game.whole)


def test_skane_with_the_rest_split_alike() -> None:
    rest = (83.82 - sum([17.36, 9.85, 0.82, 6.40, 12.89, 14.06])) / 6
    assert egalitarian(skane()).of("K") == pytest.approx(0.82 + rest)


def test_a_small_benefit_bounds_what_a_party_is_charged_by() -> None:
    game = CostGame.of("AB", {"A": 10, "B": 10, "A+B": 14})
    # Both add 4, and 6 remain. B's benefit is 6, so 6 and 2 of benefit remain above what each adds.
    assert remaining_benefit(game, np.array([20.0, 6.0])).amounts == pytest.approx([8.5, 5.5])
    assert remaining_benefit(game).amounts == pytest.approx([7, 7])


def test_a_party_that_costs_more_than_it_is_worth_is_named() -> None:
    game = CostGame.of("AB", {"A": 10, "B": 10, "A+B": 18})
    assert remaining_benefit(game, np.array([20.0, 5.0])).notes == (
        "Adding B costs more than it is worth to them: look again at who is in.",
    )


def test_no_benefit_to_share_by_is_refused_unless_nothing_is_left_to_share() -> None:
    # Each adds 4 and is worth 4 to itself, so that nothing remains to share the other 2 by.
    game = CostGame.of("AB", {"A": 6, "B": 6, "A+B": 10})
    with pytest.raises(NoAnswer, match="remaining benefit"):
        remaining_benefit(game, np.array([4.0, 4.0]))
    assert remaining_benefit(CostGame.of("AB", {"A": 1, "B": 2, "A+B": 3})).amounts.tolist() == [1, 2]


def test_benefits_for_other_parties_are_refused() -> None:
    with pytest.raises(WrongLength, match="benefits"):
        remaining_benefit(skane(), np.ones(5))


@TRIES
@given(games())
def test_the_least_core_s_gain_says_whether_there_is_a_core(game: CostGame) -> None:
    found = least_core(game)
    assert found.has_core == has_core(game)
    assert found.has_core == (found.gain >= -1e-9)
    assert in_least_core(game, found.element.amounts)


@TRIES
@given(games())
def test_shapley_is_in_the_core_exactly_when_no_group_would_leave(game: CostGame) -> None:
    amounts = shapley(game).amounts
    assert in_core(game, amounts).is_in_core == (not better_off_leaving(game, amounts))


def test_shares_that_do_not_add_up_are_in_no_core() -> None:
    game = CostGame.of("AB", {"A": 3, "B": 4, "A+B": 5})
    test = in_core(game, np.array([2.0, 2.0]))
    assert (test.is_in_core, test.missing) == (False, 1.0)
    assert not in_least_core(game, np.array([2.0, 2.0]))


def test_by_population_malmo_would_be_better_off_alone() -> None:
    """Young, Okada and Hashimoto (1979), Tables 7 and 8: 34.22 against 20.81, and 21.00 against 17.08."""
    rows = {each.party: each for each in standings(skane(), POPULATION)}
    assert rows["M"].saves == pytest.approx(20.81 - 34.22)
    assert [party for party, row in rows.items() if not row.pays_no_more_than_alone] == ["H", "M"]
    assert [party for party, row in rows.items() if row.is_subsidised] == ["A", "T"]
    groups = better_off_leaving(skane(), POPULATION, most=3)
    assert [each.better_off_by for each in groups] == sorted((g.better_off_by for g in groups), reverse=True)
    assert groups[0].pays - groups[0].by_itself == pytest.approx(groups[0].better_off_by)


def test_the_group_that_would_gain_most_is_found_by_looking_at_all() -> None:
    game, amounts = skane(), POPULATION
    gains = {
        group: sum(amounts["AHKLMT".index(party)] for party in group) - cost
        for group, cost in SKANE.items()
        if len(group) < 6
    }
    best = max(gains, key=lambda group: gains[group])
    assert better_off_leaving(game, amounts)[0].group == tuple(best)


def test_what_leaving_costs_can_make_staying_better() -> None:
    game = CostGame.of("AB", {"A": 3, "B": 4, "A+B": 5})
    amounts = np.array([3.5, 1.5])
    (leaving,) = better_off_leaving(game, amounts, exit_costs={"A": 0.2})
    assert leaving.better_off_by == pytest.approx(0.3)
    assert better_off_leaving(game, amounts, exit_costs={"A": 0.6}) == ()
    with pytest.raises(Unknown, match="exit_costs"):
        better_off_leaving(game, amounts, exit_costs={"Z": 1})


def test_own_benefits_and_drawbacks_count_in_the_surplus() -> None:
    game = CostGame.of("AB", {"A": 3, "B": 4, "A+B": 5})
    first, second = standings(game, np.array([2.0, 3.0]), benefits={"A": 10}, drawbacks={"B": 2})
    assert (first.surplus, second.surplus) == (11, -1)


def test_the_band_holds_its_methods_and_measures_what_is_outside() -> None:
    band = fairness_band(skane())
    for method in (shapley, remaining_benefit, nucleolus):
        assert band.distance(method(skane()).amounts) == pytest.approx(0, abs=1e-12)
    outside = band.distance(POPULATION)
    assert outside[4] == pytest.approx(34.22 - 18.32, abs=0.01)
    assert outside[0] == pytest.approx(10.13 - 19.54, abs=0.01)


def test_a_fit_finds_the_formula_it_was_made_from() -> None:
    demands = {"A": 10.0, "B": 25.0, "C": 60.0}
    true = EconomiesOfScale(
        fixed=40, demands=np.array([10.0, 25, 60]), unit_costs=np.full(3, 0.5), scale=12, exponent=0.6
    )
    alone = {party: float(true(np.eye(3, dtype=bool))[place]) for place, party in enumerate(demands)}
    whole = float(true(np.ones((1, 3), dtype=bool))[0])
    assert fit(demands, alone, whole, exponent=0.6).largest_miss < 1e-6
    assert fit(demands, alone, whole).largest_miss < 0.01


def test_a_fit_needs_two_parties_and_their_costs() -> None:
    with pytest.raises(TooFew):
        fit({"A": 1}, {"A": 2}, 2)
    with pytest.raises(Contradiction):
        fit({"A": 1, "B": 1}, {"A": 2}, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"exponent": 0.0},
        {"exponent": 1.1},
        {"fixed": -1.0},
        {"scale": float("nan")},
        {"demands": np.array([-1.0])},
    ],
)
def test_a_formula_without_economies_is_refused(wrong: dict[str, float]) -> None:
    given = {"fixed": 1.0, "demands": np.ones(1), "unit_costs": np.ones(1), "scale": 1.0, "exponent": 0.5}
    with pytest.raises(EngineError, match=next(iter(wrong))):
        EconomiesOfScale(**(given | wrong))  # type: ignore[arg-type] # wrong on purpose


def test_when_one_leaves_the_others_bear_what_it_bore() -> None:
    game = CostGame.modelled_by("ABCD", LargestNeed(np.array([1.0, 2, 4, 10])))
    found = change(game, "ABCD", "ABC", shapley)
    assert found.after == pytest.approx([1 / 3, 5 / 6, 17 / 6, 10])
    assert found.difference == pytest.approx(found.after - [0.25, 7 / 12, 19 / 12, 91 / 12])
    assert found.whole_after - found.whole_before == pytest.approx(4)


def test_when_one_joins_it_is_leaving_backwards() -> None:
    game = CostGame.modelled_by("ABCD", LargestNeed(np.array([1.0, 2, 4, 10])))
    joins, leaves = change(game, "ABC", "ABCD", shapley), change(game, "ABCD", "ABC", shapley)
    assert joins.difference == pytest.approx(-leaves.difference)


@TRIES
@given(games(least=2, most=4))
def test_each_weighting_has_its_own_least_core(game: CostGame) -> None:
    amounts = nucleolus(game, Weighting.PER_MEMBER).amounts
    assert in_least_core(game, amounts, Weighting.PER_MEMBER)


def test_twelve_parties_of_a_modelled_game_are_marked_all_through() -> None:
    game = CostGame.modelled_by(NAMES[:12], LargestNeed(np.arange(1.0, 13)))
    assert shapley(game).is_modelled
    assert fairness_band(game).is_modelled
    assert standings(game, shapley(game).amounts)[0].alone_is_modelled
