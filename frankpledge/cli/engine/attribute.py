"""`frankpledge attribute`: whether it was the collaboration that changed things."""

from collections.abc import Mapping
from typing import Any

from frankpledge.cli.engine.tables import table_command
from frankpledge.exchange.cases.report import Report

WORDS = """Ask whether a change was the collaboration's doing, and how far that may be believed.

CASE is a JSON file (- reads what is piped in) that names the design and its data. Series are lists, or
names of columns of a table given with --csv. docs/method/schemas/attribute.json describes every field.
"""


def _report(case: Mapping[str, Any]) -> Report:
    from frankpledge.exchange.cases import attribute

    return attribute.report(case)


attribute = table_command("attribute", _report, WORDS)
