"""`frankpledge benefits`: what benefits come to, made anew from what was returned, or compared with it."""

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@click.group()
def benefits() -> None:
    """What benefits have come to: made anew, or compared with what was returned."""


@benefits.command()
def rebuild() -> None:
    """Work out anew how far every benefit has got, from its baseline, plan and locked returns.

    Needed only after rows were put into the database by other means than Frankpledge's own, or when a new
    version of the method works something out in another way.
    """
    from frankpledge.benefits.actions import double_counts, standings

    count, pairs = standings.rebuild(), double_counts.refresh()
    told = ngettext("Worked out %(count)s benefit.", "Worked out %(count)s benefits.", count)
    click.echo(told % {"count": f"{count:,}"})
    twice = ngettext("%(count)s pair may be counted twice.", "%(count)s pairs may be counted twice.", pairs)
    click.echo(twice % {"count": f"{pairs:,}"})


@benefits.command()
def reconcile() -> None:
    """Compare what is stored of every benefit with what comes out now, and name what differs.

    Changes nothing. Ends with status 1 if anything differs: `frankpledge benefits rebuild` puts it right.
    """
    from frankpledge.benefits.queries import double_counts, standings

    count = differing = 0
    for reference, names in standings.reconciled():
        count += 1
        if names:
            differing += 1
            click.echo(f"{reference}: {', '.join(names)}")
    told = {"count": f"{count:,}", "differing": f"{differing:,}"}
    click.echo(_("Compared %(count)s benefits; %(differing)s differ.") % told)
    if pairs := len(double_counts.differing()):
        differing += pairs
        twice = ngettext(
            "%(count)s pair that may be counted twice differs.",
            "%(count)s pairs that may be counted twice differ.",
            pairs,
        )
        click.echo(twice % {"count": f"{pairs:,}"})
    if differing:
        raise click.exceptions.Exit(1)
