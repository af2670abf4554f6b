"""The second matter: how others do this work, and what these forces already share with whom."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.exchange.considerations.words import not_all, record_link, standing, table
from frankpledge.exchange.papers import Block, Bullets, Line, Paragraph, Run, Section, line
from frankpledge.exchange.phrases import listed
from frankpledge.register.models import Model
from frankpledge.register.queries.considerations import Area, Entry, Pack, Part


def sections(pack: Pack) -> tuple[Section, ...]:
    """Others' ways by model, and with whom each of these forces shares this work already."""
    return (
        Section(
            _("(b) A consistent approach: how others do it"),
            "consistency",
            (Paragraph(line(_explained())), *_ways(pack)),
        ),
        Section(_("With whom these forces share this work already"), "shared", _shared(pack), 3),
    )


def _explained() -> str:
    return _(
        "The register shows by which models this work is done elsewhere, and which forces would then"
        " do it one way and which another. Whether a consistent approach is desirable here is for the"
        " person who decides."
    )


def _ways(pack: Pack) -> tuple[Block, ...]:
    entries = pack.of(Part.OTHERS)
    if not entries:
        return (Paragraph(line(_("No other way of doing it is on this register."))),)
    models = [model for model in Model if pack.count(Part.OTHERS, model=model)]
    ways = Bullets(tuple(line(_way(pack, model)) for model in models))
    cut = not_all(pack, Part.OTHERS)
    return (ways, *([Paragraph(line(cut))] if cut else []), table(entries))


def _way(pack: Pack, model: Model) -> str:
    told = {"model": model.label, "standing": standing(pack, Part.OTHERS, model=model)}
    return _("%(model)s: %(standing)s.") % told


def _shared(pack: Pack) -> tuple[Block, ...]:
    return (Bullets(tuple(_of_force(pack, force) for force in pack.forces)),)


def _of_force(pack: Pack, force: Area) -> Line:
    """One force's present partners for this work, each record named."""
    entries = [entry for entry in pack.of(Part.OURS) if not entry.is_over and _is_in(force, entry)]
    if not entries:
        return line(
            Run(force.short_name, f"/organisations/{force.slug}"), _(": with nobody on this register.")
        )
    runs = [Run(force.short_name, f"/organisations/{force.slug}"), Run(": ")]
    for number, entry in enumerate(entries):
        runs += [Run("; "), *_partners(force, entry)] if number else [*_partners(force, entry)]
    return (*runs, Run("."))


def _is_in(force: Area, entry: Entry) -> bool:
    return any(member.slug == force.slug and not member.has_left for member in entry.members)


def _partners(force: Area, entry: Entry) -> Iterator[Run]:
    names = [
        member.short_name for member in entry.members if member.slug != force.slug and not member.has_left
    ]
    if len(names) > 6:
        count = ngettext("%(count)s other", "%(count)s others", len(names)) % {"count": len(names)}
        yield Run(_("with %(names)s in ") % {"names": count})
    elif names:
        yield Run(_("with %(names)s in ") % {"names": listed(names)})
    yield record_link(entry)
