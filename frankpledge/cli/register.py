"""`frankpledge load-register`: the files of the register into the database."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from frankpledge.exchange.register_files import FileReport, Report


@click.command("load-register")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the files are, in folders `register` and `taxonomies` (default: the ones that ship).",
)
@click.option("--check", is_flag=True, help="Only read the files and say what is wrong. Writes nothing.")
@click.option("--verbose", is_flag=True, help="List every row that was added, changed or only held.")
def load_register(folder: Path | None, *, check: bool, verbose: bool) -> None:
    """Load the files of the register: every row, or nothing.

    Says for each file how many rows were added, changed, and left as they were. Rows that are held and no
    longer in the file are kept, and listed. Loading the same files again changes nothing.

    When anything is wrong in any file, nothing is written: every problem is listed with its file, line and
    column, and the status is 1.
    """
    from frankpledge.audit.actors import whoever_runs_this
    from frankpledge.exchange import register_files

    if check:
        register_files.read_and_check(folder)
        click.echo(_("The files are right. Nothing was written."))
        return
    began = time.monotonic()
    report = register_files.load(by=whoever_runs_this(), folder=folder)
    for line in _lines(report, verbose=verbose):
        click.echo(line)
    click.echo(_("Done in %(seconds).1f seconds.") % {"seconds": time.monotonic() - began})


def _lines(report: "Report", *, verbose: bool) -> list[str]:
    lines = [_line(file) for file in report.files]
    if verbose:
        lines += [line for file in report.files for line in _rows(file)]
    lines += [
        _("%(file)s: held here, no longer in the file: %(row)s") % {"file": file.file, "row": row}
        for file in report.files
        for row in file.held_only
        if file.file != "register/references.csv"
    ]
    lines += [
        _("Add this line to register/references.csv, so that the reference stays for ever: %(line)s")
        % {"line": line}
        for line in report.references_to_add
    ]
    lines += [
        _("register/references.csv: kept for “%(slug)s”, which is not in collaborations.csv") % {"slug": slug}
        for slug in report.references_reserved
    ]
    lines += [
        _("%(row)s: not loaded, because its people have changed it here") % {"row": row}
        for row in report.left_alone
    ]
    if not report.changed_anything:
        lines.append(_("Everything was held already, just as it stands in the files."))
    return lines


def _line(file: "FileReport") -> str:
    read = ngettext("%(count)d row", "%(count)d rows", file.read) % {"count": file.read}
    return _("%(file)-35s %(read)9s: %(added)d added, %(changed)d changed, %(left)d left as they were") % {
        "file": file.file,
        "read": read,
        "added": len(file.added),
        "changed": len(file.changed),
        "left": file.left,
    }


def _rows(file: "FileReport") -> list[str]:
    added = [_("%(file)s: added %(row)s") % {"file": file.file, "row": row} for row in file.added]
    return added + [
        _("%(file)s: changed %(row)s (%(columns)s)")
        % {"file": file.file, "row": row.label, "columns": ", ".join(row.columns)}
        for row in file.changed
    ]
