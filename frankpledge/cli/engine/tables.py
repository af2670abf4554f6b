"""Commands on a case whose series may come as a table: `CASE.json --csv TABLE.csv`, or a CSV file alone."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from frankpledge.cli.engine.cases import as_json_text, draw, read
from frankpledge.exchange.cases.columns import from_csv
from frankpledge.exchange.cases.report import Report, as_text

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


def table_command(name: str, answer: Callable[[Mapping[str, Any]], Report], words: str) -> click.Command:
    """`frankpledge NAME CASE.json --csv TABLE.csv`: the table's columns are the case's `columns`."""

    @click.command(name, help=words)
    @click.argument("case", type=FILE)
    @click.option("--csv", "table", type=FILE, help="A table whose columns the case names.")
    @click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
    @click.option(
        "--svg", type=click.Path(dir_okay=False, path_type=Path), help="Draw the picture into this file."
    )
    def command(case: Path, *, table: Path | None, as_json: bool, svg: Path | None) -> None:
        report = answer(with_table(case, table))
        if svg is not None:
            draw(report, svg)
        click.echo(as_json_text(report) if as_json else as_text(report), nl=False)

    return command


def with_table(case: Path, table: Path | None) -> Mapping[str, Any]:
    """The case, with the columns of the table. A CSV file as case is nothing but columns."""
    if case.suffix.lower() == ".csv":
        return {"columns": from_csv(case.read_text(encoding="utf-8-sig"))}
    given = read(case)
    if table is None:
        return given
    return {**given, "columns": from_csv(table.read_text(encoding="utf-8-sig"))}
