"""Asking a command of the engine, and what its schemas say."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from frankpledge.config.command_line import main

SCHEMAS = Path(__file__).parents[3] / "docs" / "method" / "schemas"


def ask(command: str, case: object, folder: Path, *options: str) -> Result:
    """The command's answer to a case, as a person would see it."""
    file = folder / "case.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    return CliRunner().invoke(main, [command, str(file), *options])


def answered(command: str, case: object, folder: Path, *options: str) -> dict[str, Any]:
    """The document that it prints for programs."""
    result = ask(command, case, folder, "--json", *options)
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.output)
    return document


def written(name: str) -> dict[str, Any]:
    """A schema as it is published."""
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return found
