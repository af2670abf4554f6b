"""The first matter: the agreements and other co-operation that these forces have."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.exchange.considerations.words import functions_of, names_of, not_all, standing, table
from frankpledge.exchange.papers import Block, Bullets, Paragraph, Section, line
from frankpledge.register.queries.considerations import Pack, Part


def in_short(pack: Pack) -> Section:
    """The counts of everything that follows, in sentences."""
    lines = [_found(pack, Part.OURS)]
    if missing := pack.without_any:
        lines.append(
            _("None was found for %(forces)s. That does not mean that there is none.")
            % {"forces": names_of(missing)}
        )
    lines += [_found(pack, part) for part in (Part.NATIONAL, Part.OTHERS, Part.ALLIANCE, Part.EACH_OTHER)]
    return Section(_("In short"), "in-short", (Bullets(tuple(line(each) for each in lines)),))


def sections(pack: Pack) -> tuple[Section, ...]:
    """What these forces have: for this work, in wide alliances, with each other, and with every force."""
    heading = Section(
        _("(a) Agreements and other co-operation that these forces have"),
        "existing",
        (Paragraph(line(_areas(pack))),),
    )
    parts = (
        (Part.OURS, _("For this work, with at least one of these forces")),
        (Part.ALLIANCE, _("Alliances over many kinds of work")),
        (Part.EACH_OTHER, _("What these forces do with each other besides")),
        (Part.NATIONAL, _("For this work, with every force")),
    )
    return (
        heading,
        *(Section(title, part.replace("_", "-"), _blocks(pack, part), 3) for part, title in parts),
    )


def _areas(pack: Pack) -> str:
    bodies = "; ".join(
        _("%(force)s, maintained by %(body)s")
        % {"force": force.name, "body": force.policing_body or _("not known")}
        for force in pack.forces
    )
    return _(
        "Each force stands for two legal persons, its chief officer and its policing body. %(bodies)s."
    ) % {"bodies": bodies}


def _blocks(pack: Pack, part: Part) -> tuple[Block, ...]:
    entries = pack.of(part)
    if not entries:
        return (Paragraph(line(_("None on this register."))),)
    lead = [_lead(part), not_all(pack, part)]
    return (*(Paragraph(line(each)) for each in lead if each), table(entries))


def _lead(part: Part) -> str:
    return {
        Part.ALLIANCE: _(
            "Such an alliance may take in this work: our sources do not list its work one by one."
        ),
        Part.EACH_OTHER: _("Other work that two or more of these forces share, or shared."),
    }.get(part, "")


def _found(pack: Pack, part: Part) -> str:
    count = pack.count(part)
    told = {"count": f"{count:,}", "functions": functions_of(pack), "standing": standing(pack, part)}
    if not count:
        return _none(part) % told
    return f"{_some(part, count) % told}: {told['standing']}."


def _some(part: Part, count: int) -> str:
    return {
        Part.OURS: ngettext(
            "%(count)s collaboration for %(functions)s was found with at least one of these forces",
            "%(count)s collaborations for %(functions)s were found with at least one of these forces",
            count,
        ),
        Part.NATIONAL: ngettext(
            "%(count)s collaboration for this work is one that every force is in",
            "%(count)s collaborations for this work are ones that every force is in",
            count,
        ),
        Part.OTHERS: ngettext(
            "%(count)s collaboration for this work was found among others",
            "%(count)s collaborations for this work were found among others",
            count,
        ),
        Part.ALLIANCE: ngettext(
            "%(count)s alliance over many kinds of work was found with at least one of them",
            "%(count)s alliances over many kinds of work were found with at least one of them",
            count,
        ),
        Part.EACH_OTHER: ngettext(
            "%(count)s collaboration for other work was found that several of them share or shared",
            "%(count)s collaborations for other work were found that several of them share or shared",
            count,
        ),
    }[part]


def _none(part: Part) -> str:
    return {
        Part.OURS: _("No collaboration for %(functions)s was found with any of these forces."),
        Part.NATIONAL: _("None for this work was found that every force is in."),
        Part.OTHERS: _("None for this work was found among others."),
        Part.ALLIANCE: _("No alliance over many kinds of work was found with any of them."),
        Part.EACH_OTHER: _("No other work was found that several of them share."),
    }[part]
