"""`frankpledge reorganise`: apply the planned reorganisations whose day has come."""

import click
from django.utils.translation import gettext as _


@click.command("reorganise")
@click.option("--dry-run", is_flag=True, help="Say what each would do, and change nothing.")
def reorganise(*, dry_run: bool) -> None:
    """Apply the planned reorganisations whose day has come, the earliest first.

    The worker does this every night. Each is applied whole or not at all.
    """
    from django.utils import timezone

    from frankpledge.audit.actors import whoever_runs_this
    from frankpledge.register.actions import reorganisations
    from frankpledge.register.queries import reorganisations as queries

    today = timezone.localdate()
    due = list(queries.due(today))
    for row in due:
        effects = queries.planned(row).counts
        told = ", ".join(f"{effect.label}: {count}" for effect, count in effects.items())
        click.echo(f"{row.reference} {row.title}: {told}.")
    if not due:
        click.echo(_("None is due."))
    if dry_run or not due:
        return
    refused = [row for row in reorganisations.apply_due(by=whoever_runs_this(), day=today) if row.refusal]
    for row in refused:
        why = {"reference": row.reference, "why": row.refusal}
        click.echo(_("%(reference)s was not applied, and nothing of it was done: %(why)s") % why, err=True)
    if refused:
        raise SystemExit(1)
