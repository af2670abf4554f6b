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

    due = list(queries.due(timezone.localdate()))
    for row in due:
        effects = queries.planned(row).counts
        told = ", ".join(f"{effect.label}: {count}" for effect, count in effects.items())
        if not dry_run:
            reorganisations.apply(by=whoever_runs_this(), reference=row.reference, version=row.version)
        click.echo(f"{row.reference} {row.title}: {told}.")
    if not due:
        click.echo(_("None is due."))
