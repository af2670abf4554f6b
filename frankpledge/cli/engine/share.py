"""`frankpledge share`: who pays what, and whether it is fair."""

from collections.abc import Mapping
from typing import Any

from frankpledge.cli.engine.cases import case_command
from frankpledge.exchange.cases.report import Report

WORDS = """Share a cost or a profit among parties, and test whether it is fair.

CASE is a JSON file (- reads what is piped in): the parties, what each group of them would pay by itself, and
the keys that they use or consider. docs/method/schemas/share.json describes every field.
"""


def _report(case: Mapping[str, Any]) -> Report:
    from frankpledge.exchange.cases import share

    return share.report(case)


share = case_command("share", _report, WORDS)
