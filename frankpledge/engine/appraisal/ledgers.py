"""Ledgers: present values by kind, for one party or for all, and the indicators that follow from them.

    NPSV = savings + benefits - disbenefits - costs           (all of them present values)
    net cash = savings - public costs                         (what is left in budgets)
    NPSC = costs                                              (when options have the same benefits)
    BCR  = (savings + benefits - disbenefits - private costs) / public costs
    BCR, net-cost form = (benefits - disbenefits - private costs) / (public costs - savings)
    equivalent annual value = NPSV / (D(1) + ... + D(n))

The first ratio's denominator is the gross public cost to all parties; the net-cost form stands beside it,
never alone. Transfers between parties are in the parties' ledgers only: what one pays another is a cost to
the payer, and income of the receiver beside savings. Source: Green Book 2018, 5.54 to 5.56. Limits: a ratio
below one is not by itself poor value, and ratios of unlike things are not for ranking.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine import returns
from frankpledge.engine.appraisal.cases import Kind
from frankpledge.engine.appraisal.flows import Flow
from frankpledge.engine.discounting import Timing, equivalent_annual
from frankpledge.engine.figures import Figure
from frankpledge.engine.packs.schedules import Schedule
from frankpledge.engine.returns import Payback, Return


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Present values in the case's unit and base-year prices, all written positive."""

    public_costs: float = 0.0
    private_costs: float = 0.0
    savings: float = 0.0
    benefits: float = 0.0
    disbenefits: float = 0.0
    paid: float = 0.0
    received: float = 0.0

    @property
    def npsv(self) -> float:
        """Net present social value: what is left of everything good after everything bad."""
        good = self.savings + self.benefits + self.received
        return good - self.public_costs - self.private_costs - self.disbenefits - self.paid

    @property
    def npsc(self) -> float:
        """Net present social cost: all costs, whoever bears them."""
        return self.public_costs + self.private_costs + self.paid

    @property
    def net_cash(self) -> float:
        """What is left in public budgets: savings and income, less public costs and payments."""
        return self.savings + self.received - self.public_costs - self.paid

    @property
    def bcr(self) -> Figure:
        """The ratio to gross public cost.

        >>> Ledger(public_costs=10, savings=4, benefits=8).bcr
        Figure(value=1.2, why='')
        """
        cost = self.public_costs + self.paid
        if cost <= 0:
            return Figure.none("there is no public cost to divide by")
        return Figure((self.npsv + cost) / cost)

    @property
    def bcr_net_cost(self) -> Figure:
        """The ratio to public cost less savings.

        >>> round(Ledger(public_costs=10, savings=4, benefits=8).bcr_net_cost.value, 4)
        1.3333
        """
        cost = self.public_costs + self.paid - self.savings - self.received
        if cost <= 0:
            return Figure.none("savings are as large as the public cost, so a ratio would mislead")
        return Figure((self.npsv + cost) / cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """A ledger and what it says. `net` are undiscounted real net flows by year."""

    name: str
    ledger: Ledger
    net: tuple[float, ...]
    discounted: tuple[float, ...]
    equivalent_annual: Figure

    @property
    def npsv(self) -> float:
        return self.ledger.npsv

    @property
    def payback(self) -> Payback:
        return returns.payback(self.net)

    @property
    def discounted_payback(self) -> Payback:
        return returns.payback(self.discounted)

    @property
    def internal_rate(self) -> Return:
        return returns.internal_rate(self.net)


def indicators(
    name: str, flows: Iterable[Flow], schedule: Schedule, timing: Timing, *, weighted: bool = False
) -> Indicators:
    """The indicators of a party, or of the whole when `name` is "". Weights count only when asked for."""
    amounts: dict[str, float] = {}
    net, discounted = np.zeros(0), np.zeros(0)
    for each in flows:
        times = each.line.weight if weighted else 1.0
        for word, sign in _places(name, each):
            amounts[word] = amounts.get(word, 0.0) + times * each.present_value
            net = _added(net, sign * times * each.real)
            discounted = _added(discounted, sign * times * each.real * each.factors)
    if not net.size:
        net = discounted = np.zeros(1)
    ledger = Ledger(**amounts)
    return Indicators(
        name=name,
        ledger=ledger,
        net=tuple(net.tolist()),
        discounted=tuple(discounted.tolist()),
        equivalent_annual=equivalent_annual(ledger.npsv, schedule, years=len(net) - 1, timing=timing),
    )


def _places(name: str, flow: Flow) -> list[tuple[str, int]]:
    """Where a flow stands in the ledger of `name`, and with which sign in its net."""
    line = flow.line
    if line.kind is Kind.TRANSFER:
        if not name:
            return []
        return [("paid", -1)] * (line.party == name) + [("received", 1)] * (line.to_party == name)
    if name and line.party != name:
        return []
    return [_PLACES[line.kind] if line.kind is not Kind.COST or line.public else ("private_costs", -1)]


_PLACES = {
    Kind.COST: ("public_costs", -1),
    Kind.SAVING: ("savings", 1),
    Kind.BENEFIT: ("benefits", 1),
    Kind.DISBENEFIT: ("disbenefits", -1),
}


def _added(total: NDArray[np.float64], more: NDArray[np.float64]) -> NDArray[np.float64]:
    return more if not total.size else np.add(total, more)
