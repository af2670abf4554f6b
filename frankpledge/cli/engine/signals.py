"""`frankpledge signals`: which points of a series are news, and which are noise."""

from collections.abc import Mapping
from typing import Any

from frankpledge.cli.engine.tables import table_command
from frankpledge.exchange.cases.report import Report

WORDS = """Tell a change from the noise that was always there.

CASE is a JSON file (- reads what is piped in) with a series and the chart to make of it, or a CSV file with
the columns `value` and, if you like, `label`. docs/method/schemas/signals.json describes every field.
"""


def _report(case: Mapping[str, Any]) -> Report:
    from frankpledge.exchange.cases import signals

    return signals.report(case)


signals = table_command("signals", _report, WORDS)
