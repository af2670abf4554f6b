"""What every command on a case has in common: reading it, and printing what came of it."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from frankpledge.errors import Invalid
from frankpledge.exchange.cases.report import Report, as_text


def case_command(
    name: str,
    answer: Callable[[Mapping[str, Any]], Report],
    words: str,
    *,
    from_csv: Callable[[str], Mapping[str, Any]] | None = None,
) -> click.Command:
    """`frankpledge NAME CASE.json`: `answer` makes the report, `words` are what `--help` says.

    `from_csv` makes a case of the text of a file whose name ends in .csv, where a case has a natural series.
    """

    @click.command(name, help=words)
    @click.argument("case", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
    @click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
    @click.option(
        "--svg", type=click.Path(dir_okay=False, path_type=Path), help="Draw the picture into this file."
    )
    def command(case: Path, *, as_json: bool, svg: Path | None) -> None:
        report = answer(read(case, from_csv))
        if svg is not None:
            draw(report, svg)
        click.echo(as_json_text(report) if as_json else as_text(report), nl=False)

    return command


def read(path: Path, from_csv: Callable[[str], Mapping[str, Any]] | None = None) -> Mapping[str, Any]:
    """The case in a file; `-` is what is piped in. Raises Invalid unless it is one JSON object, or CSV."""
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    if from_csv is not None and path.suffix.lower() == ".csv":
        return from_csv(text)
    try:
        case = json.loads(text)
    except json.JSONDecodeError as problem:
        raise Invalid(f"{path} is not JSON: {problem}.") from problem
    if not isinstance(case, dict):
        raise Invalid(f"{path} must hold one JSON object: {{...}}.")
    return case


def as_json_text(report: Report) -> str:
    """The report's document; it has no NaN and no infinity, which are not JSON."""
    return json.dumps(report.document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def draw(report: Report, path: Path) -> None:
    """Writes the report's picture as SVG. Raises Invalid when there is nothing to draw."""
    from frankpledge.exchange.cases import drawing

    if report.picture is None or not report.picture.has_something_to_draw:
        raise Invalid("There is nothing to draw in this case.")
    path.write_text(drawing.svg(report.picture), encoding="utf-8")
