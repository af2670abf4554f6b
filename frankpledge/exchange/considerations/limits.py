"""What the register cannot know, said as plainly as what it holds.

What bodies withhold is named in every paper in the same words, whether there is any or not.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.exchange.considerations.words import MOST_NAMED, names_of
from frankpledge.exchange.papers import Bullets, Section, line
from frankpledge.exchange.phrases import listed
from frankpledge.register.models import LegalBasis, PartiesCoverage, Status
from frankpledge.register.queries.considerations import Entry, Pack, Part

INCOMPLETE = (PartiesCoverage.PARTIAL, PartiesCoverage.NOT_KNOWN)


def section(pack: Pack) -> Section:
    """The list, with what is always so first."""
    lines = (*_always(), *_of_forces(pack), *_of_records(pack))
    return Section(
        _("What this register cannot know"), "cannot-know", (Bullets(tuple(line(each) for each in lines)),)
    )


def as_data(pack: Pack) -> list[str]:
    """The same sentences."""
    return [*_always(), *_of_forces(pack), *_of_records(pack)]


def _always() -> Iterator[str]:
    yield _(
        "Agreements that nobody published, or that we did not find. This is what was found, not a"
        " complete list."
    )
    yield _("What bodies keep from publication. It is in no such paper, and none says whether there is any.")
    yield _(
        "Co-operation that rests on no agreement, such as help from one force to another on the day."
        " Section 23HA asks about other co-operation too: ask the forces."
    )
    yield _(
        "Whether any of this served efficiency or effectiveness. The register holds what was claimed"
        " and by whom, not what is so."
    )


def _of_forces(pack: Pack) -> Iterator[str]:
    if missing := pack.without_any:
        yield _(
            "With whom this work is done in %(forces)s, if with anybody: no source that we read says so."
        ) % {"forces": names_of(missing)}


def _of_records(pack: Pack) -> Iterator[str]:
    of_the_work = pack.of(Part.OURS, Part.OTHERS, Part.NATIONAL)
    yield from _about(
        (entry for entry in of_the_work if entry.parties_coverage in INCOMPLETE),
        _(
            "Who else is in %(records)s: our sources do not name all parties, so one of these forces"
            " may be in it."
        ),
        _(
            "Who else is in %(records)s: our sources do not name all parties, so one of these forces"
            " may be in them."
        ),
    )
    yield from _about(
        (entry for entry in of_the_work if entry.parties_coverage == PartiesCoverage.ASSUMED),
        _("Who signed %(records)s: the parties are assumed."),
        _("Who signed %(records)s: the parties are assumed."),
    )
    yield from _about(
        (entry for entry in of_the_work if entry.status == Status.NOT_KNOWN),
        _("Whether %(records)s still runs."),
        _("Whether these still run: %(records)s."),
    )
    ours = pack.of(Part.OURS, Part.NATIONAL)
    if ours:
        yield from _gaps(ours)
    if not pack.sayings:
        yield _("What such work costs or brings: nobody’s figure is on this register.")


def _about(entries: Iterable[Entry], one: str, many: str) -> Iterator[str]:
    found = list(entries)
    if found:
        records = _records(found)
        yield (one if len(found) == 1 else many) % {"records": records}


def _records(entries: list[Entry]) -> str:
    named = [f"{entry.title} ({entry.reference})" for entry in entries[:MOST_NAMED]]
    if beyond := len(entries) - len(named):
        named.append(ngettext("%(count)s more", "%(count)s more", beyond) % {"count": f"{beyond:,}"})
    return listed(named)


def _gaps(ours: tuple[Entry, ...]) -> Iterator[str]:
    gaps = (
        (
            sum(not entry.has_agreement_text for entry in ours),
            _("What the agreement says: for %(count)s of %(all)s of them under (a) no text was found."),
        ),
        (
            sum(entry.legal_basis == LegalBasis.NOT_STATED for entry in ours),
            _("The legal basis: for %(count)s of %(all)s of them under (a) our sources do not state it."),
        ),
    )
    for count, words in gaps:
        if count:
            yield words % {"count": count, "all": len(ours)}
