"""Words that the parts of the paper share: names, counts, and one record as a row."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.dates import PartialDate
from frankpledge.exchange.papers import Line, Run, Table
from frankpledge.exchange.phrases import listed, sentence, span, when
from frankpledge.register.models import LegalBasis, Model, PartiesCoverage, Role, Status
from frankpledge.register.queries.considerations import Area, Entry, Member, Pack, Part
from frankpledge.register.queries.entries import Place

# More than these are counted, not named.
MOST_NAMED = 8
NOT_ONLY_MEMBERS = (Role.LEAD, Role.HOST, Role.SUPPLIER, Role.CUSTOMER)


def functions_of(pack: Pack) -> str:
    """`dogs`, `dogs and firearms`."""
    return listed(each.name[:1].lower() + each.name[1:] for each in pack.functions)


def names_of(forces: Iterable[Area]) -> str:
    """The forces by name, or how many they are where they are many."""
    named = [force.short_name for force in forces]
    if len(named) <= MOST_NAMED:
        return listed(named)
    return ngettext("%(count)s force", "%(count)s forces", len(named)) % {"count": len(named)}


def record_link(entry: Entry) -> Run:
    """The record's title, which leads to it."""
    return Run(entry.title, f"/collaborations/{entry.address}")


def standing(pack: Pack, part: Part, *, model: str = "") -> str:
    """How many of them stand how: `1 described as running when last reported, 2 over`."""
    words = {
        Place.RUNNING: _("%(count)s described as running when last reported"),
        Place.PLANNED: _("%(count)s proposed or agreed"),
        Place.NOT_KNOWN: _("%(count)s of which it is not known whether it still runs"),
        Place.PAST: _("%(count)s over"),
    }
    counts = ((place, pack.count(part, place=place, model=model)) for place in words)
    return ", ".join(words[place] % {"count": f"{count:,}"} for place, count in counts if count)


def table(entries: Iterable[Entry]) -> Table:
    """Records one below the other."""
    return Table(
        caption=_("Who is in each, how it stands, and on what legal basis"),
        columns=(_("Collaboration"), _("Who"), _("Status and dates"), _("Legal basis"), _("Sources")),
        rows=tuple(_row(entry) for entry in entries),
        widths=(6, 6, 4, 4, 2),
    )


def _row(entry: Entry) -> tuple[Line, ...]:
    purpose = f" {entry.purpose}" if entry.purpose else ""
    model = str(Model(entry.model).label)
    return (
        (record_link(entry), Run(f" ({entry.reference}). {model}.{purpose}")),
        _who(entry),
        (Run(f"{status(entry)}. {sentence(dates(entry))}."),),
        (Run(_legal(entry)),),
        (Run(", ".join(str(number) for number in entry.sources) or _("none")),),
    )


def status(entry: Entry) -> str:
    """`Running as at June 2023`."""
    label = sentence(str(Status(entry.status).label))
    if not entry.status_as_of:
        return _("%(status)s (the evidence is undated)") % {"status": label}
    day = when(PartialDate.parse(entry.status_as_of))
    return _("%(status)s as at %(day)s") % {"status": label, "day": day}


def dates(entry: Entry) -> str:
    """From when to when, as far as that is known."""
    ends = (PartialDate.parse(text) if text else None for text in (entry.starts_on, entry.ends_on))
    return span(*ends)


def _legal(entry: Entry) -> str:
    basis = str(LegalBasis(entry.legal_basis).label)
    text = _("A text was found.") if entry.has_agreement_text else _("No text of an agreement was found.")
    return f"{basis}. {text}"


def _who(entry: Entry) -> Line:
    runs: list[Run] = []
    for member in entry.members:
        if runs:
            runs.append(Run(", "))
        runs += [Run(member.short_name, f"/organisations/{member.slug}"), Run(_as_what(member))]
    if entry.part is Part.NATIONAL:
        led = [Run(_("Every force. Led or hosted by ")), *runs] if runs else [Run(_("Every force"))]
        return (*led, Run("."), Run(_beyond(entry)))
    if not runs:
        return (Run(_("not known")),)
    return (*runs, Run("."), Run(_beyond(entry)))


def _as_what(member: Member) -> str:
    words = [str(Role(member.role).label)] if member.role in NOT_ONLY_MEMBERS else []
    words += [_("assumed")] if member.is_assumed else []
    words += [_("left")] if member.has_left else []
    return f" ({', '.join(words)})" if words else ""


def _beyond(entry: Entry) -> str:
    """What is missing from the list of parties."""
    words = {
        PartiesCoverage.PARTIAL: _(" Our sources name some of the parties, not all."),
        PartiesCoverage.ASSUMED: _(" No source lists who signed: the parties are assumed."),
        PartiesCoverage.NOT_KNOWN: _(" Who else is in it is not known."),
    }
    return words.get(PartiesCoverage(entry.parties_coverage), "")


def not_all(pack: Pack, part: Part) -> str:
    """That a list is cut; "" where it is whole."""
    shown, count = len(pack.of(part)), pack.count(part)
    if shown == count:
        return ""
    told = {"shown": f"{shown:,}", "count": f"{count:,}"}
    return _("%(shown)s of %(count)s are listed; searching the register finds them all.") % told
