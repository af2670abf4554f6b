"""`frankpledge rebuild-search`: what searching reads, made anew from the record."""

import time

import click
from django.utils.translation import gettext as _


@click.command("rebuild-search")
def rebuild_search() -> None:
    """Make what searching reads anew from the record.

    Needed only after rows were put into the database by other means than Frankpledge's own. Searches wait
    while it runs: a moment for the register that ships, about a minute for 100,000 records.
    """
    from frankpledge.register.search import index

    began = time.monotonic()
    index.rebuild()
    click.echo(_("Done in %(seconds).1f seconds.") % {"seconds": time.monotonic() - began})
