"""`simulate`: what the whole, and each party, may come to, and how sure that is."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from frankpledge.engine.uncertainty import (
    Simulation,
    beside_independence,
    quantile,
    rank_correlations,
)
from frankpledge.engine.uncertainty.summaries import proportion
from frankpledge.exchange.cases import reading
from frankpledge.exchange.cases.plain import plain
from frankpledge.exchange.cases.report import Report, stamped
from frankpledge.exchange.cases.simulate import words
from frankpledge.exchange.cases.simulate.case import SimulateCase, generator, model, settings
from frankpledge.exchange.pictures import histograms


def report(given: Mapping[str, Any]) -> Report:
    """The report of a case as it was read from JSON. Raises Invalid, saying which field is wrong."""
    case = reading.build(SimulateCase, given)
    first, independent = beside_independence(model(case), generator(case), settings(case))
    sentences = list(words.sentences(case, first, independent))
    return Report(
        title=case.title,
        sentences=sentences,
        tables=list(words.tables(case, first, independent)),
        document=stamped(given, _document(case, first, independent)),
        picture=histograms.of_draws(
            title=f"{case.title}: what the whole may come to",
            summary=" ".join(sentences),
            values=first.drawn("npv"),
            written=lambda value: words.amount(case, value),
        ),
    )


def _document(case: SimulateCase, first: Simulation, independent: Simulation) -> dict[str, Any]:
    values = first.drawn("npv")
    return {
        "command": "simulate",
        "title": case.title,
        "unit": case.unit,
        "seed": first.seed,
        "generator": first.generator,
        "draws": first.draws,
        "settled": first.settled,
        "confidence": first.confidence,
        "npv": plain(first.npv),
        "parties": plain(first.parties),
        "quantiles": [
            {"chance": at, **plain(quantile(values, at, case.confidence))} for at in case.quantiles
        ],
        "below": [{"amount": at, **plain(_below(values, at, case))} for at in case.below],
        "independent": {
            "npv": plain(independent.npv),
            "parties": [
                {"name": party.name, "worse_off": plain(party.worse_off)} for party in independent.parties
            ],
        },
        "rank_correlations": [{"line": name, "correlation": rho} for name, rho in rank_correlations(first)],
        "repair": plain(first.repair),
        "lines": list(_lines(case)),
    }


def _below(values: np.ndarray[Any, np.dtype[np.float64]], at: float, case: SimulateCase) -> Any:
    return proportion(int(np.count_nonzero(values < at)), len(values), case.confidence)


def _lines(case: SimulateCase) -> Iterator[dict[str, Any]]:
    for line in model(case).lines:
        shape = type(line.amount).__name__.lower()
        yield {"name": line.name, "shape": shape, "mean": line.amount.mean, "sd": line.amount.sd}
