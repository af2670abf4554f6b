"""The sources, by the numbers that the paper gives them."""

from django.utils.translation import gettext as _

from frankpledge.exchange.papers import Block, Bullets, Paragraph, Run, Section, line
from frankpledge.register.queries.considerations import Pack


def section(pack: Pack) -> Section:
    """Each once, in the order in which the paper meets them."""
    lines = tuple(line(Run(source.title, source.url)) for source in pack.sources)
    blocks: tuple[Block, ...] = (Bullets(lines, is_numbered=True),) if lines else ()
    lead = _(
        "Of each record as a whole, and of each claim. The record’s own page says which source"
        " supports which fact."
    )
    return Section(_("Sources"), "sources", (Paragraph(line(lead)), *blocks))
