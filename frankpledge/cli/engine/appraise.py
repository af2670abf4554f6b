"""`frankpledge appraise`: what it is worth, to each party and to all."""

from collections.abc import Mapping
from typing import Any

from frankpledge.cli.engine.cases import case_command
from frankpledge.exchange.cases.report import Report

WORDS = """Appraise a collaboration: discount, adjust, compare, and say how sure it is.

CASE is a JSON file (- reads what is piped in) with lines of cost and benefit by party and year, or with
single calculations: discount factors, optimism bias, additionality, weights, switching values, the worth of
knowing, a benefit map, past forecasts. A CSV file with columns line, kind, year, amount (and party, to_party,
prices) is read as lines. docs/method/schemas/appraise.json describes every field.
"""


def _report(case: Mapping[str, Any]) -> Report:
    from frankpledge.exchange.cases import appraise

    return appraise.report(case)


def _from_csv(text: str) -> Mapping[str, Any]:
    from frankpledge.exchange.cases.appraise.flows import from_csv

    return from_csv(text)


appraise = case_command("appraise", _report, WORDS, from_csv=_from_csv)
