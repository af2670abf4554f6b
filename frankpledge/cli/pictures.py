"""`frankpledge draw-pictures`: the drawings of every picture, without waiting for the worker."""

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@click.command("draw-pictures")
@click.option("--verbose", is_flag=True, help="List every picture that was drawn.")
def draw_pictures(*, verbose: bool) -> None:
    """Draw every picture that pages show and that is not drawn yet.

    The worker that `frankpledge run` starts does the same by itself; this is for a copy that runs without
    one. A page whose picture is not drawn shows its table instead.
    """
    from frankpledge.exchange.pictures import studio

    drawn = 0
    for picture in studio.draw_missing():
        drawn += 1
        if verbose:
            click.echo(f"{picture.key[:12]}  {picture.title}")
    if not drawn:
        click.echo(_("Every picture was drawn already."))
        return
    click.echo(ngettext("Drew %(count)d picture.", "Drew %(count)d pictures.", drawn) % {"count": drawn})
