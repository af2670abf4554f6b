"""`frankpledge verify-audit` and `audit-checkpoint`: whether the audit entries are as they were written."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.db import DatabaseError
from django.utils.translation import gettext as _

from frankpledge.errors import FrankpledgeError

if TYPE_CHECKING:
    from frankpledge.audit.chain import Checkpoint

TAMPERED, CANNOT_TELL = 1, 2
FILE = click.Path(dir_okay=False, path_type=Path)


class CannotTell(FrankpledgeError):
    """Nothing could be found out, good or bad."""


class Check(click.Command):
    """A command whose status says what it found: 0 good, 1 tampered with, 2 cannot tell."""

    status_of_refusal = CANNOT_TELL


@click.command("verify-audit", cls=Check)
@click.option("--checkpoint", type=FILE, help="Also check that it goes on from this checkpoint.")
def verify_audit(checkpoint: Path | None) -> None:
    """Check that nobody changed, removed, added or reordered an audit entry.

    Works out every entry's hash again and names the first entry that does not fit. Ends with status 0 when
    all fit, 1 when one does not, and 2 when it cannot tell.
    """
    reached = _reached(_read(checkpoint) if checkpoint else None)
    click.echo(_("All %(count)d entries fit, up to entry %(last)d.") % _told(reached))
    if checkpoint:
        click.echo(_("They go on from the checkpoint in %(file)s.") % {"file": checkpoint})


@click.command("audit-checkpoint", cls=Check)
@click.option("--output", type=FILE, help="Write it there instead of printing it.")
def audit_checkpoint(output: Path | None) -> None:
    """Write down how far the chain of audit entries goes now, to be kept elsewhere.

    Checks the whole chain first. A file that holds an earlier checkpoint is replaced only when the chain goes
    on from it; otherwise it is left as it is, and the status is 1.
    """
    reached = _reached(_read(output) if output and output.exists() else None)
    if output is None:
        click.echo(reached.as_json(), nl=False)
        return
    _write(output, reached.as_json())
    click.echo(_("Wrote a checkpoint of %(count)d entries, up to entry %(last)d.") % _told(reached))


def _reached(checkpoint: "Checkpoint | None") -> "Checkpoint":
    """How far the chain goes; ends the command with status 1 at the first entry that does not fit."""
    from frankpledge.audit import chain

    try:
        verdict = chain.verify(checkpoint)
    except DatabaseError as error:
        raise CannotTell(_("The entries cannot be read: %(why)s") % {"why": error}) from error
    if verdict.fault is None:
        return verdict.reached
    told = {"id": verdict.fault.entry_id, "wrong": verdict.fault.wrong}
    click.echo(_("Entry %(id)d does not fit. %(wrong)s") % told, err=True)
    click.echo(_("The %(count)d entries before it fit.") % _told(verdict.reached), err=True)
    sys.exit(TAMPERED)


def _told(reached: "Checkpoint") -> dict[str, int]:
    return {"count": reached.count, "last": reached.last_id}


def _read(file: Path) -> "Checkpoint":
    from frankpledge.audit.chain import Checkpoint, NoCheckpoint

    try:
        return Checkpoint.from_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, NoCheckpoint) as error:
        raise CannotTell(f"{file}: {error}") from error


def _write(file: Path, text: str) -> None:
    """Whole or not at all."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8")
        os.replace(unfinished, file)  # noqa: PTH105 - takes the place of what is there
    except OSError as error:
        raise CannotTell(f"{file}: {error}") from error
