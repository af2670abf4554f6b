"""`frankpledge send-digests`: what the worker does each morning, at once."""

import click
from django.utils.translation import gettext as _


@click.command("send-digests")
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day to send for, as 2026-11-23 (default: today). Weekly ones go on Mondays.",
)
def send_digests(day: object) -> None:
    """Send everybody's e-mail about what happened and what needs them, to those who want one that day.

    The worker does this every morning. Nobody is sent a second one for the same day.
    """
    import datetime

    from django.utils import timezone

    from frankpledge.exchange import digests
    from frankpledge.exchange.digests import Sent

    on = day.date() if isinstance(day, datetime.datetime) else timezone.localdate()
    fates = digests.send_all(on)
    told = {
        Sent.SENT: _("%(count)d sent."),
        Sent.NOTHING: _("%(count)d had nothing to be told."),
        Sent.ALREADY: _("%(count)d had theirs for that day already."),
        Sent.FAILED: _("%(count)d could not be handed over; what they were to tell is in the next."),
    }
    for fate, words in told.items():
        if fates[fate] or fate is Sent.SENT:
            click.echo(words % {"count": fates[fate]})
