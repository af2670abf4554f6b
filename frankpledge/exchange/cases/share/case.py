"""A case of sharing, as it is written, and the game and keys that it means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from frankpledge.engine import money
from frankpledge.engine.sharing import (
    CostFunction,
    CostGame,
    EconomiesOfScale,
    Fit,
    Key,
    LargestNeed,
    Method,
    fit,
)
from frankpledge.engine.sharing.coalitions import Numbers
from frankpledge.engine.sharing.games import MOST_PARTIES
from frankpledge.errors import Invalid

Amounts: TypeAlias = Mapping[str, float]


class Kind(StrEnum):
    """Whether the figures are costs to bear or profits to have."""

    COST = "cost"
    PROFIT = "profit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A declared cost function: fixed + unit costs times demands + scale times all demand to an exponent."""

    demands: Amounts
    fixed: float = 0.0
    unit_cost: float = 0.0
    unit_costs: Amounts = field(default_factory=dict)
    scale: float = 0.0
    exponent: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A cost function to be fitted to each party's cost alone and to the cost of the whole."""

    demands: Amounts
    exponent: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCase:
    """A key by figures of the parties, or a mix of keys named before it; neither means the same for each.

    `fixed` with `fixed_key` and `variable_key` makes a bill with a fixed part, in the case's unit.
    """

    name: str
    figures: Amounts | None = None
    mix: Mapping[str, float] | None = None
    fixed: float | None = None
    fixed_key: str = "equal"
    variable_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Who leaves or joins, from the case's members, and by which method it is looked at."""

    leave: tuple[str, ...] = ()
    join: tuple[str, ...] = ()
    method: Method = Method.SHAPLEY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """How many orders of joining are drawn, and from which seed."""

    orders: int = 2000
    seed: int = 20_201_021


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCase:
    """Who shares what. docs/method/schemas/share.json says the same for programs."""

    parties: tuple[str, ...]
    title: str = "Sharing"
    unit: str = "pounds"
    kind: Kind = Kind.COST
    costs: Amounts = field(default_factory=dict)
    economies_of_scale: Scale | None = None
    fitted: Fitted | None = None
    largest_need: Amounts | None = None
    methods: tuple[Method, ...] = (Method.SHAPLEY, Method.REMAINING_BENEFIT, Method.NUCLEOLUS)
    benefits: Amounts | None = None
    own_benefits: Amounts | None = None
    own_drawbacks: Amounts | None = None
    exit_costs: Amounts | None = None
    keys: tuple[KeyCase, ...] = ()
    amount: float | None = None
    agreed: Amounts | None = None
    members: tuple[str, ...] = ()
    what_if: tuple[WhatIf, ...] = ()
    sample: Sample | None = None

    @property
    def sign(self) -> int:
        """The engine shares costs: a profit is a cost below 0."""
        return -1 if self.kind is Kind.PROFIT else 1

    @property
    def current(self) -> tuple[str, ...]:
        """Who is in now: everybody, unless the case says."""
        return self.members or self.parties


@dataclass(frozen=True, slots=True)
class Costs:
    """What a case says of costs: the whole table, or only the formula when it would be too long."""

    game: CostGame | None
    function: CostFunction | None
    fitted: Fit | None


def costs(case: ShareCase) -> Costs:
    """The game over all parties, with known costs in place of modelled ones."""
    fitted = _fitted(case)
    function = fitted.model if fitted else _function(case)
    if function is None:
        known = {group: case.sign * cost for group, cost in case.costs.items()}
        return Costs(CostGame.of(case.parties, known) if known else None, None, None)
    if case.kind is Kind.PROFIT:
        raise Invalid("A cost function is for costs: give the profit of every group instead.")
    if len(case.parties) > MOST_PARTIES:
        return Costs(None, function, fitted)
    game = CostGame.modelled_by(case.parties, function)
    return Costs(game.with_known(case.costs), function, fitted)


def _function(case: ShareCase) -> CostFunction | None:
    if case.economies_of_scale is not None:
        given = case.economies_of_scale
        unit_costs = dict.fromkeys(case.parties, given.unit_cost) | dict(given.unit_costs)
        return EconomiesOfScale(
            fixed=given.fixed,
            demands=row(case, "economies_of_scale.demands", given.demands),
            unit_costs=row(case, "economies_of_scale.unit_costs", unit_costs),
            scale=given.scale,
            exponent=given.exponent,
        )
    if case.largest_need is not None:
        return LargestNeed(row(case, "largest_need", case.largest_need))
    return None


def _fitted(case: ShareCase) -> Fit | None:
    if case.fitted is None:
        return None
    names = {frozenset(name.strip() for name in group.split("+")): cost for group, cost in case.costs.items()}
    everybody = frozenset(case.parties)
    wanted = [*(frozenset([party]) for party in case.parties), everybody]
    if any(group not in names for group in wanted):
        raise Invalid("fitted needs, in costs, each party's cost alone and the cost of all together.")
    row(case, "fitted.demands", case.fitted.demands)
    alone = {party: names[frozenset([party])] for party in case.parties}
    demands = {party: case.fitted.demands[party] for party in case.parties}
    return fit(demands, alone, names[everybody], exponent=case.fitted.exponent)


def row(case: ShareCase, name: str, amounts: Amounts) -> Numbers:
    """The amounts in the parties' order. Raises Invalid unless there is one for each party and no other."""
    if set(amounts) != set(case.parties):
        raise Invalid(f"{name} must have one figure for each of {', '.join(case.parties)}, and no other.")
    return np.array([amounts[party] for party in case.parties], dtype=np.float64)


def keys(case: ShareCase, whole: float | None) -> dict[str, Key]:
    """The case's keys over its present members, by name, in their order; `equal` is always known."""
    made = {"equal": Key.equal(case.current)}
    for given in case.keys:
        made[given.name] = _key(given, made, case, whole)
    return made


def _key(given: KeyCase, made: Mapping[str, Key], case: ShareCase, whole: float | None) -> Key:
    if sum(each is not None for each in (given.figures, given.mix, given.fixed)) > 1:
        raise Invalid(f"The key {given.name} has more than one of figures, mix and fixed.")
    if given.figures is not None:
        missing = [party for party in case.current if party not in given.figures]
        if missing:
            raise Invalid(f"The key {given.name} has no figure for {', '.join(missing)}.")
        return Key.by(given.name, {party: given.figures[party] for party in case.current})
    if given.mix is not None:
        return Key.mix(given.name, [(part, _named(name, made)) for name, part in given.mix.items()])
    if given.fixed is None:
        return Key(given.name, made["equal"].parties, made["equal"].shares)
    if not whole or not 0 <= given.fixed <= whole:
        raise Invalid(
            f"The key {given.name} has a fixed part of {given.fixed:g}; allowed: from 0 to the whole."
        )
    exact, bill = money.fraction("fixed", given.fixed), money.fraction("the whole", whole)
    parts = [
        (exact / bill, _named(given.fixed_key, made)),
        (1 - exact / bill, _named(given.variable_key, made)),
    ]
    return Key.mix(given.name, parts)


def _named(name: str, made: Mapping[str, Key]) -> Key:
    if name not in made:
        raise Invalid(f"There is no key {name!r} before this one; there are {', '.join(made)}.")
    return made[name]
