"""The tables of an answer: the lines appraised, and what follows from them."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from frankpledge.engine import money
from frankpledge.engine.figures import Figure
from frankpledge.engine.sensitivity.tornado import Swing
from frankpledge.exchange.cases.appraise import single
from frankpledge.exchange.cases.appraise.answer import (
    AppraiseAnswer,
    Appraised,
    Leaving,
    LineWorth,
    Told,
    Turn,
    Worth,
)
from frankpledge.exchange.cases.appraise.words import amount, figure, ratio, share
from frankpledge.exchange.cases.report import Table

T = TypeVar("T")


def tables(answer: AppraiseAnswer) -> Iterator[Table]:
    """Every part of the answer that is there."""
    if answer.appraisal:
        yield from _appraisal(answer.unit, answer.appraisal)
    yield from single.tables(answer)


def _appraisal(unit: str, found: Appraised) -> Iterator[Table]:
    def rows(each: Sequence[T], cells: Callable[[str, T], list[str]]) -> list[list[str]]:
        return [cells(unit, one) for one in each]

    yield _worth(unit, found)
    made = [
        ("Why there is none", "|For|Because", list(_reasons(found))),
        ("Lines", "Line|Party|Kind|Present value|Sunk", rows(found.lines, _line)),
        ("Where the decision turns", "|Now|Turns at|Change", rows(found.switching, _turn)),
        ("What moves it most", "Input|At low|At high|Swing", rows(found.tornado, _swing)),
        ("What is worth measuring first", "Input|Worth at most", list(_measuring(unit, found))),
        ("Scenarios", "|Net present value|Benefit-cost ratio", rows(found.scenarios, _told)),
        ("Under other packs", "|Net present value|Benefit-cost ratio", rows(found.also_under, _told)),
        ("Leaving", "|Party|Year|Staying|Leaving|Gain", rows(found.exits, _leaving)),
    ]
    yield from single.filled(made)


def _worth(unit: str, found: Appraised) -> Table:
    columns = [("All together", found.whole)]
    if found.weighted:
        columns.append(("Weighted", found.weighted))
    if len(found.parties) > 1:
        columns += [(each.name, each) for each in found.parties]
    rows = [[word, *(written(unit, each) for _, each in columns)] for word, written in ROWS.items()]
    return Table(title="Worth", header=["", *(name for name, _ in columns)], rows=rows)


def _money(word: str) -> Callable[[str, Worth], str]:
    return lambda unit, each: amount(unit, getattr(each, word))


def _npsv(unit: str, each: Worth) -> str:
    return amount(unit, each.npsv) if each.npsv_pence is None else money.pounds(each.npsv_pence)


def _short(found: Figure, written: Callable[[float], str]) -> str:
    return "none" if found.value is None else written(found.value)


def _payback(_: str, each: Worth) -> str:
    return "never" if each.payback.year is None else str(each.payback.year)


def _reasons(found: Appraised) -> Iterator[list[str]]:
    """Every figure that is missing, or needs a word, in the order of the table."""
    everyone = [("all", found.whole), *((each.name, each) for each in found.parties)]
    for name, each in everyone if len(found.parties) > 1 else everyone[:1]:
        reasons = {
            "Benefit-cost ratio": each.bcr.why,
            "The same, to net cost": each.bcr_net_cost.why,
            "Even yearly amount": each.equivalent_annual.why,
            "Years to pay back": each.payback.why,
            "Internal rate of return": each.internal_rate.rate.why,
        }
        yield from ([word, name, why] for word, why in reasons.items() if why)


ROWS: dict[str, Callable[[str, Worth], str]] = {
    "Net present value": _npsv,
    "Of that, in budgets": _money("net_cash"),
    "Costs, public": _money("public_costs"),
    "Costs, private": _money("private_costs"),
    "Savings": _money("savings"),
    "Benefits": _money("benefits"),
    "Drawbacks": _money("disbenefits"),
    "Paid to other parties": _money("paid"),
    "Received from them": _money("received"),
    "Benefit-cost ratio": lambda _, each: _short(each.bcr, ratio),
    "The same, to net cost": lambda _, each: _short(each.bcr_net_cost, ratio),
    "Even yearly amount": lambda unit, each: _short(
        each.equivalent_annual, lambda value: amount(unit, value)
    ),
    "Years to pay back": _payback,
    "Internal rate of return": lambda _, each: _short(each.internal_rate.rate, share),
}


def _line(unit: str, each: LineWorth) -> list[str]:
    return [each.name, each.party, each.kind.value, amount(unit, each.present_value), amount(unit, each.sunk)]


def _turn(_: str, each: Turn) -> list[str]:
    name = each.name if each.of == "rate" else f"{each.of} {each.name}"
    change = "" if each.change is None else share(each.change)
    return [name, f"{each.value:,.4g}", figure(each.at, lambda value: f"{value:,.4g}"), change]


def _swing(unit: str, each: Swing) -> list[str]:
    return [each.name, *(amount(unit, value) for value in (each.at_low, each.at_high, each.swing))]


def _measuring(unit: str, found: Appraised) -> Iterator[list[str]]:
    if found.measuring:
        yield from ([name, amount(unit, each.value)] for name, each in found.measuring.partial.items())
        yield ["all of them", amount(unit, found.measuring.perfect.value)]


def _told(unit: str, each: Told) -> list[str]:
    return [each.name, amount(unit, each.npsv), figure(each.bcr, ratio)]


def _leaving(unit: str, each: Leaving) -> list[str]:
    amounts = (amount(unit, value) for value in (each.staying, each.leaving, each.gain))
    return [each.name, each.party or "all", str(each.year), *amounts]
