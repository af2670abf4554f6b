"""A case of sharing answered: every basis of payment, what tests it passes, and what would change."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from frankpledge.engine import checks, money
from frankpledge.engine.errors import NoAnswer
from frankpledge.engine.sharing import (
    Band,
    Change,
    CoreTest,
    CostGame,
    Key,
    LeastCore,
    Leaving,
    Method,
    Shares,
    Standing,
    better_off_leaving,
    change,
    fairness_band,
    in_core,
    least_core,
    remaining_benefit,
    sampled_shapley,
    share,
    standings,
)
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.errors import Invalid
from frankpledge.exchange.cases.share import case as cases
from frankpledge.exchange.cases.share.case import Costs, ShareCase

MOST_GROUPS = 10
MONEY = {"pounds": 100, "pence": 1}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Basis:
    """One way of paying, in the order of the members: by a method, by a key, or as agreed.

    `pence` are there when the unit is money. `test`, `standings` and `leaving` need the costs of groups.
    """

    name: str
    kind: str
    amounts: Numbers
    shares: Shares | None = None
    key: Key | None = None
    pence: tuple[int, ...] | None = None
    test: CoreTest | None = None
    standings: tuple[Standing, ...] = ()
    leaving: tuple[Leaving, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """The whole of what came of a case. `game` is that of the present members.

    `without_answer` says why a method has none.
    """

    case: ShareCase
    costs: Costs
    game: CostGame | None
    whole: float | None
    bases: tuple[Basis, ...]
    least_core: LeastCore | None
    band: Band | None
    changes: tuple[Change, ...]
    without_answer: dict[str, str]


def answer(case: ShareCase) -> Answer:
    """Reads the costs, shares by each method and key, and tests each. Raises Invalid and its kinds."""
    costs = cases.costs(case)
    game = costs.game.among(case.current) if costs.game else None
    whole = _whole(case, costs, game)
    without_answer: dict[str, str] = {}
    paid = [*_by_method(case, costs, game, without_answer), *_by_key(case, whole), *_agreed(case)]
    return Answer(
        case=case,
        costs=costs,
        game=game,
        whole=whole,
        bases=tuple(_tested(basis, case, game) for basis in paid),
        least_core=least_core(game) if game else None,
        band=fairness_band(game) if game and _has_band(case, without_answer) else None,
        changes=_changes(case, costs.game),
        without_answer=without_answer,
    )


def _has_band(case: ShareCase, without_answer: dict[str, str]) -> bool:
    # A bound by benefits is the case's own, and the band is of what costs alone say.
    asked = Method.REMAINING_BENEFIT in case.methods and case.benefits is None
    return asked and Method.REMAINING_BENEFIT not in without_answer


def _whole(case: ShareCase, costs: Costs, game: CostGame | None) -> float | None:
    if case.amount is not None:
        return checks.number("amount", case.amount)
    if game is not None:
        return case.sign * game.whole
    if costs.function is not None:
        members = np.array([[party in case.current for party in case.parties]])
        return float(costs.function(members)[0])
    if case.agreed is not None:
        return sum(checks.number(f"agreed of {party}", each) for party, each in case.agreed.items())
    raise Invalid("Say what is shared: costs, a cost function, or an amount with keys.")


def _by_method(
    case: ShareCase, costs: Costs, game: CostGame | None, without_answer: dict[str, str]
) -> list[Basis]:
    found = []
    for method in case.methods:
        if game is None:
            break
        try:
            found.append(_of_method(_shared(case, game, method), case, method.value))
        except NoAnswer as refusal:
            without_answer[method.value] = str(refusal)
    if costs.function is not None and (case.sample or game is None):
        found.append(_of_method(_sampled(case, costs), case, "sampled_shapley"))
    return found


def _shared(case: ShareCase, game: CostGame, method: Method) -> Shares:
    if method is not Method.REMAINING_BENEFIT or case.benefits is None:
        return share(game, method)
    limits = cases.row(case, "benefits", case.benefits)
    return remaining_benefit(game, limits[[case.parties.index(party) for party in game.parties]])


def _sampled(case: ShareCase, costs: Costs) -> Shares:
    if case.current != case.parties or costs.function is None:
        raise Invalid("Sampling takes all parties of the case: leave members out.")
    sample = case.sample or cases.Sample()
    generator = np.random.default_rng(sample.seed)
    return sampled_shapley(case.parties, costs.function, orders=sample.orders, generator=generator)


def _of_method(shares: Shares, case: ShareCase, name: str) -> Basis:
    amounts = case.sign * shares.amounts
    return Basis(name=name, kind="method", amounts=amounts, shares=shares, pence=_pence(case, amounts))


def _pence(case: ShareCase, amounts: Numbers) -> tuple[int, ...] | None:
    if case.unit not in MONEY:
        return None
    return money.rounded_to_total([float(amount) for amount in amounts * MONEY[case.unit]])


def _by_key(case: ShareCase, whole: float | None) -> list[Basis]:
    if whole is None or not case.keys:
        return []
    named = {given.name for given in case.keys}
    return [_of_key(key, case, whole) for name, key in cases.keys(case, whole).items() if name in named]


def _of_key(key: Key, case: ShareCase, whole: float) -> Basis:
    # The tests look at exact shares: a penny's rounding is no reason to leave.
    amounts = np.array([float(part) * whole for part in key.shares])
    bill = money.pence(repr(whole)) if case.unit == "pounds" else round(whole)
    pence = key.split(bill) if case.unit in MONEY else None
    return Basis(name=key.name, kind="key", amounts=amounts, key=key, pence=pence)


def _agreed(case: ShareCase) -> list[Basis]:
    if case.agreed is None:
        return []
    if set(case.agreed) != set(case.current):
        raise Invalid(f"agreed must have one amount for each of {', '.join(case.current)}, and no other.")
    amounts = np.array([checks.number(f"agreed of {party}", case.agreed[party]) for party in case.current])
    return [Basis(name="agreed", kind="agreed", amounts=amounts, pence=_pence(case, amounts))]


def _tested(basis: Basis, case: ShareCase, game: CostGame | None) -> Basis:
    if game is None:
        return basis
    amounts = case.sign * basis.amounts
    return Basis(
        name=basis.name,
        kind=basis.kind,
        amounts=basis.amounts,
        shares=basis.shares,
        key=basis.key,
        pence=basis.pence,
        test=in_core(game, amounts),
        standings=standings(game, amounts, benefits=case.own_benefits, drawbacks=case.own_drawbacks),
        leaving=better_off_leaving(game, amounts, exit_costs=case.exit_costs, most=MOST_GROUPS),
    )


def _changes(case: ShareCase, game: CostGame | None) -> tuple[Change, ...]:
    if not case.what_if:
        return ()
    if game is None:
        raise Invalid("what_if needs the costs of groups, or a cost function for 24 parties at most.")
    changes = []
    for each in case.what_if:
        _know(each.leave, case.current, "leave")
        _know(each.join, tuple(party for party in case.parties if party not in case.current), "join")
        after = [party for party in (*case.current, *each.join) if party not in each.leave]
        changes.append(change(game, case.current, after, partial(share, method=each.method)))
    return tuple(changes)


def _know(named: tuple[str, ...], allowed: tuple[str, ...], what: str) -> None:
    strangers = [party for party in named if party not in allowed]
    if strangers:
        who = ", ".join(allowed) or "nobody"
        raise Invalid(f"what_if: {', '.join(strangers)} cannot {what}; allowed: {who}.")
