"""The tables of single calculations."""

import math
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from frankpledge.engine.forecasts import Quality
from frankpledge.engine.sensitivity import Information
from frankpledge.exchange.cases.appraise.answer import (
    AppraiseAnswer,
    NamedAdditional,
    NamedUplift,
    NamedWeighted,
    OptionWorth,
    ValuedAt,
)
from frankpledge.exchange.cases.appraise.words import amount, figure, plain, ratio, share
from frankpledge.exchange.cases.report import Table

IN_WORDS = {"Party", "Kind", "For", "Because", "Where", "Verdict", "Source"}
# A title, columns parted by |, and rows.
Made: TypeAlias = tuple[str, str, list[list[str]]]
STEPS = ("gross", "deadweight", "leakage", "displacement", "substitution", "net")


def filled(made: Sequence[Made]) -> Iterator[Table]:
    """Tables of a title, columns parted by |, and rows; those without rows are left out."""
    for title, header, rows in made:
        if rows:
            columns = header.split("|")
            words = frozenset({0, *(place for place, name in enumerate(columns) if name in IN_WORDS)})
            yield Table(title=title, header=columns, rows=rows, words=words)


def tables(answer: AppraiseAnswer) -> Iterator[Table]:
    """Every single calculation of the answer."""
    yield from filled([*_of_worth(answer), *_of_adjustments(answer), *_of_doubt(answer), *_of_checks(answer)])


def _of_worth(answer: AppraiseAnswer) -> Iterator[Made]:
    unit = answer.unit
    options = answer.options.options if answer.options else ()
    yield (
        "Options",
        "|Net present value|Net present cost|Benefit-cost ratio|Even yearly amount|Beside the first",
        [_option(unit, each) for each in options],
    )
    yield "Discount factors", "Year|Factor", [[y, f"{each:.4f}"] for y, each in answer.factors.items()]
    real = enumerate(answer.deflated)
    yield "In base-year prices", "Place|Real", [[str(place), amount(unit, each)] for place, each in real]


def _of_adjustments(answer: AppraiseAnswer) -> Iterator[Made]:
    yield (
        "Optimism bias",
        "|Upper|Managed|Resultant|Unmitigated|Adjusted",
        list(map(_uplift, answer.optimism)),
    )
    yield (
        "Additionality",
        "|Gross|Deadweight|Leakage|Displacement|Substitution|Net|Beside reference",
        list(map(_additional, answer.additionality)),
    )
    weighted = [_weighted(answer.unit, each) for each in answer.distribution]
    yield "Distributional weights", "|Weight|Unweighted|Weighted", weighted


def _of_doubt(answer: AppraiseAnswer) -> Iterator[Made]:
    known = answer.information.partial if answer.information else {}
    yield "Switching values", "|At", [[each.name, figure(each.at)] for each in answer.switching]
    worth = [_known(answer.unit, name, each) for name, each in known.items()]
    yield "Worth knowing", "|At most|Standard error", worth
    correlations = [[each.name, figure(each.correlation)] for each in answer.correlations]
    yield "Rank correlation", "|Correlation", correlations


def _of_checks(answer: AppraiseAnswer) -> Iterator[Made]:
    faults = answer.benefit_map.findings if answer.benefit_map else ()
    enough = answer.profiles.enough_for if answer.profiles else {}
    yield "To look at in the map", "Fault|Where", [[each.fault, " > ".join(each.nodes)] for each in faults]
    yield (
        "Forecasts",
        "Made|Known|Open|Mean error|Mean size|Inside range|Verdict",
        list(map(_forecast, answer.forecasts)),
    )
    uplifts = [[share(each), share(uplift)] for each, uplift in enough.items()]
    yield "Uplift that would have been enough", "For|Uplift", uplifts
    yield "Unit values", "|Quantity|Each|Total|Prices of|Source", list(map(_valued, answer.values))


def _option(unit: str, each: OptionWorth) -> list[str]:
    even = figure(each.equivalent_annual, lambda value: amount(unit, value))
    worth, cost, beside = (amount(unit, value) for value in (each.npsv, each.npsc, each.beside_first))
    return [each.name, worth, cost, figure(each.bcr, ratio), even, beside]


def _uplift(each: NamedUplift) -> list[str]:
    found = each.result
    shares = [share(value) for value in (found.upper, found.managed, found.resultant)]
    return [each.name, *shares, plain(found.unmitigated), plain(found.adjusted)]


def _additional(each: NamedAdditional) -> list[str]:
    beside = "" if each.additional_impact is None else plain(each.additional_impact)
    return [each.name, *(plain(getattr(each.result, step)) for step in STEPS), beside]


def _weighted(unit: str, each: NamedWeighted) -> list[str]:
    found = each.result
    return [each.name, f"{found.weight:.3f}", amount(unit, found.unweighted), amount(unit, found.weighted)]


def _known(unit: str, name: str, each: Information) -> list[str]:
    spread = "not known" if math.isnan(each.standard_error) else amount(unit, each.standard_error)
    return [name, amount(unit, each.value), spread]


def _forecast(each: Quality) -> list[str]:
    counts = [each.vintage or "all", str(each.known), str(each.open)]
    errors = [figure(each.bias), figure(each.mean_absolute_error)]
    return [*counts, *errors, figure(each.coverage, share), each.verdict]


def _valued(each: ValuedAt) -> list[str]:
    amounts = [f"{each.quantity:,g}", f"{each.unit_value:,.2f}", f"{each.total:,.2f}"]
    return [each.name, *amounts, each.price_year or "not known", each.source]
