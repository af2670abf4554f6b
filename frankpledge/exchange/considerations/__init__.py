"""What to consider before a decision to work together, as data and as a paper: the section 23HA pack."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from frankpledge.exchange.considerations import chances, held, law, limits, others, sources
from frankpledge.exchange.considerations.words import functions_of, names_of
from frankpledge.exchange.papers import Paper, Paragraph, Section, line
from frankpledge.exchange.phrases import sentence, when
from frankpledge.register.queries.considerations import Pack
from frankpledge.register.queries.considerations.pack import seal


def document(pack: Pack) -> dict[str, Any]:
    """The pack as data. Every field of it is public; the seal says whether two packs hold the same."""
    data = pack.as_data()
    return {**data, "law": law.as_data(), "cannot_be_known": limits.as_data(pack), "sha256": seal(data)}


def paper(pack: Pack, *, more: tuple[Section, ...] = ()) -> Paper:
    """The pack in words. `more` stands before what the register cannot know: somebody's judgement on it."""
    return Paper(
        title=title(pack),
        language="cy" if get_language() == "cy" else "en-GB",
        day=pack.day,
        lead=_lead(pack),
        sections=(
            held.in_short(pack),
            *held.sections(pack),
            *others.sections(pack),
            *chances.sections(pack),
            *more,
            limits.section(pack),
            law.section(pack),
            sources.section(pack),
        ),
        footer=_("Frankpledge. As the register stood on %(day)s, revision %(revision)s")
        % {"day": when(pack.day), "revision": f"{pack.revision:,}"},
    )


def title(pack: Pack) -> str:
    """What the paper is called."""
    told = {"functions": sentence(functions_of(pack)), "forces": names_of(pack.forces)}
    return _("%(functions)s for %(forces)s: what to consider") % told


def _lead(pack: Pack) -> tuple[Paragraph, ...]:
    asked = _(
        "Whoever decides whether working together would serve the efficiency or effectiveness of"
        " police forces is to consider three things in particular: the agreements and other"
        " co-operation that those forces have, whether a consistent approach is desirable, and the"
        " opportunities open to them (section 23HA, Police Act 1996). This paper lists what this"
        " register holds on each. The judgement is for the person who decides."
    )
    dated = _(
        "As the register stood on %(day)s (revision %(revision)s). Independent and unofficial; most"
        " of it is from public sources alone. Whether a record’s parties have confirmed it stands on"
        " the record’s own page."
    ) % {"day": when(pack.day), "revision": f"{pack.revision:,}"}
    return (Paragraph(line(asked)), Paragraph(line(dated)))
