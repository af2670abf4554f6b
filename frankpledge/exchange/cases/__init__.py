"""Cases for the engine, as a person or a program writes them: read, answered, and said in words and tables.

Each command has a module of its own name here, with `report(case)`. The commands and the pages of the method
ask it, so both say the same. Nothing here needs Django.
"""

import importlib
from collections.abc import Mapping
from typing import Any

from frankpledge.errors import NotFound
from frankpledge.exchange.cases.report import Report

COMMANDS = frozenset({"appraise", "attribute", "share", "signals", "simulate"})


def answer(command: str, case: Mapping[str, Any]) -> Report:
    """The report of a case for a command by name. The engine is loaded only when it is asked.

    Raises NotFound for a command that there is not, Invalid for a case that cannot be answered.
    """
    if command not in COMMANDS:
        raise NotFound(f"There is no command {command!r}; there are {', '.join(sorted(COMMANDS))}.")
    report: Report = importlib.import_module(f"{__name__}.{command}").report(case)
    return report
