"""`frankpledge simulate`: what the whole may come to, and how sure that is."""

from collections.abc import Mapping
from typing import Any

from frankpledge.cli.engine.cases import case_command
from frankpledge.exchange.cases.report import Report

WORDS = """Draw uncertain costs and benefits many times over, and say what they may come to.

CASE is a JSON file (- reads what is piped in): lines with their distributions, years and shares, how they
move together, and a seed. The same seed gives the same answer. docs/method/schemas/simulate.json describes
every field.
"""


def _report(case: Mapping[str, Any]) -> Report:
    from frankpledge.exchange.cases import simulate

    return simulate.report(case)


simulate = case_command("simulate", _report, WORDS)
