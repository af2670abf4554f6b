"""`frankpledge corrections`: what readers say is wrong, for the curator of this copy."""

import datetime
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from frankpledge.register.models import Correction

REASON = click.option(
    "--reason", required=True, metavar="TEXT", help="Why. It is kept in the audit, not shown."
)
OUTCOMES = {"changed": "changed", "not-changed": "not_changed"}
WIDTH = 14


@click.group()
def corrections() -> None:
    """See and answer what readers say is wrong.

    Whoever uses these commands acts as a curator; the audit names the account of this machine.
    """


def on_one(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the argument that names the message."""
    return click.argument("reference", metavar="REFERENCE")(command)


@corrections.command("list")
@click.option(
    "--all", "everything", is_flag=True, help="Also those that were answered, withdrawn or set aside."
)
def list_corrections(*, everything: bool) -> None:
    """List what waits for an answer, the one due first on top."""
    from frankpledge.register.queries import corrections as received

    rows = list(received.whole_list() if everything else received.open_list())
    for row in rows:
        click.echo(_list_line(row))
    if not rows:
        click.echo(_("Nothing was received.") if everything else _("Nothing waits for an answer."))
        return
    click.echo(ngettext("%(count)d message.", "%(count)d messages.", len(rows)) % {"count": len(rows)})


@corrections.command()
@on_one
def show(reference: str) -> None:
    """Show one message whole, with who sent it. Do not pass that on."""
    from frankpledge.register.queries import corrections as received

    for line in _facts(received.by_reference(reference)):
        click.echo(line)


@corrections.command()
@on_one
def check(reference: str) -> None:
    """Say on the message's page that it is being checked."""
    _done(_actions().check(by=_actor(), reference=_written(reference)))


@corrections.command()
@on_one
@click.option("--words", required=True, metavar="TEXT", help="What the body says, in its own words. Public.")
@click.option(
    "--body", default="", metavar="NAME", help="Which body (default: the one the message speaks for)."
)
@click.option("--reason", default="", metavar="TEXT", help="Why. It is kept in the audit, not shown.")
def display(reference: str, words: str, body: str, reason: str) -> None:
    """Have the record say "disputed", in the body's own words.

    Check first that the message comes from the body. Used again, it replaces the words.
    """
    given = {"words": words, "body": body, "reason": reason}
    _done(_actions().display(by=_actor(), reference=_written(reference), **given))


@corrections.command()
@on_one
@REASON
def hide(reference: str, reason: str) -> None:
    """Have the record say "disputed" no more."""
    _done(_actions().hide(by=_actor(), reference=_written(reference), reason=reason))


@corrections.command()
@on_one
@click.option("--text", required=True, metavar="TEXT", help="The answer. Public.")
@click.option(
    "--outcome", required=True, type=click.Choice(list(OUTCOMES)), help="What became of the register."
)
def answer(reference: str, text: str, outcome: str) -> None:
    """Answer on the message's page. Change the register's files first when it was right."""
    from frankpledge.register.models import CorrectionState

    state = CorrectionState(OUTCOMES[outcome])
    _done(_actions().answer(by=_actor(), reference=_written(reference), text=text, outcome=state))


@corrections.command()
@on_one
@REASON
def withdraw(reference: str, reason: str) -> None:
    """Close a message because whoever sent it takes it back."""
    _done(_actions().withdraw(by=_actor(), reference=_written(reference), reason=reason))


@corrections.command()
@on_one
@REASON
def spam(reference: str, reason: str) -> None:
    """Set aside what is not about the register."""
    _done(_actions().mark_spam(by=_actor(), reference=_written(reference), reason=reason))


@corrections.command("not-spam")
@on_one
@REASON
def not_spam(reference: str, reason: str) -> None:
    """Take back what was set aside by mistake."""
    _done(_actions().unmark_spam(by=_actor(), reference=_written(reference), reason=reason))


@corrections.command("forget-senders")
@click.option(
    "--days", default=90, show_default=True, type=click.IntRange(min=0), help="Closed that long ago."
)
def forget_senders(days: int) -> None:
    """Empty the names and email addresses of messages that are closed."""
    from django.utils import timezone

    before = timezone.localdate() - datetime.timedelta(days=days)
    count = _actions().forget_senders(by=_actor(), closed_before=before)
    told = ngettext(
        "The sender of %(count)d message was forgotten.",
        "The senders of %(count)d messages were forgotten.",
        count,
    )
    click.echo(told % {"count": count})


def _actions() -> Any:
    from frankpledge.register.actions import corrections as actions

    return actions


def _actor() -> Any:
    from frankpledge.audit.actors import whoever_runs_this

    return whoever_runs_this()


def _written(reference: str) -> str:
    from frankpledge.register import references

    return references.written("T", reference) or reference


def _done(correction: "Correction") -> None:
    told = {"reference": correction.reference, "state": correction.get_state_display()}
    click.echo(_("%(reference)s: %(state)s.") % told)
    if correction.display == "displayed":
        click.echo(_("The record says that %(body)s disputes it.") % {"body": correction.display_body})


def _list_line(row: "Correction") -> str:
    from django.utils import timezone

    late = _("LATE") if row.is_overdue_on(timezone.localdate()) else ""
    about = row.about_key or row.get_about_kind_display()
    cells = (row.reference, str(row.due_on), f"{late:4}", f"{row.get_state_display():30.30}", about)
    return "  ".join(cells).rstrip()


def _facts(row: "Correction") -> Iterator[str]:
    about = (
        f"{row.get_about_kind_display()}: {row.about_key}" if row.about_key else row.get_about_kind_display()
    )
    facts = {
        _("Reference"): row.reference,
        _("State"): row.get_state_display(),
        _("About"): about,
        _("Part"): row.field,
        _("Received"): str(row.received_on),
        _("Answer due"): str(row.due_on),
        _("Link"): row.source_url,
        _("Name"): row.sender_name,
        _("Organisation"): row.sender_organisation,
        _("Speaks for"): row.speaks_for,
        _("Email"): row.sender_email,
        _("Answered"): str(row.answered_on or ""),
    }
    for name, value in facts.items():
        yield f"{name + ':':{WIDTH}}{value or _('not given')}"
    texts = {
        _("What is wrong"): row.said_wrong,
        _("What would be right"): row.would_be_right,
        _("Our answer"): row.answer,
        _("Displayed as disputed by %(body)s") % {"body": row.display_body}: _shown_words(row),
    }
    for name, text in texts.items():
        if text:
            yield f"\n{name}:\n{text}"


def _shown_words(row: "Correction") -> str:
    return row.display_words if row.display == "displayed" else ""
