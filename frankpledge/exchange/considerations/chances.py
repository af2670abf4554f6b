"""The third matter: the opportunities that the register can point at, and what has been said of such work."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.dates import PartialDate
from frankpledge.exchange.considerations.words import record_link, status
from frankpledge.exchange.papers import Block, Bullets, Line, Paragraph, Run, Section, line
from frankpledge.exchange.phrases import when
from frankpledge.register.models import FigureState, SaidAs
from frankpledge.register.queries.considerations import Entry, Pack, Part, Saying


def sections(pack: Pack) -> tuple[Section, ...]:
    """What could be joined, what falls due, and what has been said about cost and benefit."""
    points = (
        (_("To join or learn from, in the same region"), "same-region", pack.in_the_same_region),
        (_("To join or learn from, with forces they already work with"), "partners", pack.of_their_partners),
        (
            _("To widen: with some of these forces, not all"),
            "to-widen",
            tuple(entry for entry in pack.of(Part.OURS) if not entry.is_over and _takes_in_some(pack, entry)),
        ),
        (_("Ending within a year, as far as is known"), "ending", pack.falling_due),
        (_("Not known whether it still runs: worth asking"), "worth-asking", pack.of_unknown_status),
    )
    lead = _(
        "What the register can point at. Which of these is an opportunity is for the person who decides."
    )
    return (
        Section(_("(c) Opportunities open to these forces"), "opportunities", (Paragraph(line(lead)),)),
        *(Section(title, anchor, _listed(entries), 3) for title, anchor, entries in points),
        Section(_("What has been said about cost and benefit of such work"), "said", _said(pack), 3),
    )


def _takes_in_some(pack: Pack, entry: Entry) -> bool:
    present = {member.slug for member in entry.members if not member.has_left}
    return not pack.slugs <= present


def _listed(entries: Iterable[Entry]) -> tuple[Block, ...]:
    lines = tuple(_point(entry) for entry in entries)
    return (Bullets(lines),) if lines else (Paragraph(line(_("None on this register."))),)


def _point(entry: Entry) -> Line:
    about = status(entry)
    if entry.ends_on and not entry.is_over:
        about += "; " + _("ends %(day)s") % {"day": when(PartialDate.parse(entry.ends_on))}
    return line(record_link(entry), f" ({entry.reference}): {about[:1].lower()}{about[1:]}.")


def _said(pack: Pack) -> tuple[Block, ...]:
    if not pack.sayings:
        return (Paragraph(line(_("Nothing on this register."))),)
    lead = [
        _(
            "Each is somebody’s claim. They are never added up: they overlap, differ in kind, and may"
            " contradict."
        )
    ]
    if len(pack.sayings) < pack.sayings_count:
        told = {"shown": len(pack.sayings), "count": f"{pack.sayings_count:,}"}
        lead.append(_("The first %(shown)s of %(count)s are given.") % told)
    return (Paragraph(line(" ".join(lead))), Bullets(tuple(_claim(each) for each in pack.sayings)))


def _claim(saying: Saying) -> Line:
    on = when(PartialDate.parse(saying.said_on)) if saying.said_on else _("undated")
    told = {"who": saying.said_by, "as": SaidAs(saying.said_as).label, "on": on}
    words = [
        str(FigureState(saying.state).label),
        *([_("contradicted by another")] if saying.is_contradicted else []),
        *([_("replaced by a later one")] if saying.is_replaced else []),
        *([_cited(saying)] if saying.sources else []),
    ]
    said_by = _("Said by %(who)s (%(as)s), %(on)s") % told
    return line(
        Run(saying.title, f"/collaborations/{saying.reference}"),
        f": “{saying.sentence}” {said_by}; {'; '.join(words)}.",
    )


def _cited(saying: Saying) -> str:
    numbers = ", ".join(str(number) for number in saying.sources)
    return ngettext("source %(numbers)s", "sources %(numbers)s", len(saying.sources)) % {"numbers": numbers}
