"""A strip of years for each party of a collaboration, or for each collaboration of an organisation.

What is solid, hatched or blank on a strip is decided day by day by the register's own rules (`belonged_on`,
`in_being_on`), so that a picture never says anything else than a page asked for as at that day.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.exchange.pictures.picture import Cell, Picture
from frankpledge.people.models import Basis
from frankpledge.register.models import Collaboration, Event, Party, Role

KIND = "strips"
MOST_STRIPS = 60
MOST_EVENTS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What bounds a strip: the collaboration's own dates, and what it was last reported to be, and when."""

    starts_on: PartialDate | None
    ends_on: PartialDate | None
    status: str
    status_as_of: PartialDate | None

    @classmethod
    def of(cls, collaboration: Collaboration) -> Self:
        """The standing that a record holds."""
        return cls(
            starts_on=collaboration.starts_on,
            ends_on=collaboration.ends_on,
            status=collaboration.status,
            status_as_of=collaboration.status_as_of,
        )

    @property
    def dates(self) -> tuple[PartialDate | None, ...]:
        return (self.starts_on, self.ends_on, self.status_as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One party in one collaboration: `joined_on` and `left_on` are its own dates, None where not found.

    `label` is the organisation (in a collaboration's picture) or the collaboration (in an organisation's);
    `group` is the heading it stands under, such as a function.
    """

    label: str
    joined_on: PartialDate | None
    left_on: PartialDate | None
    role: str
    basis: str
    standing: Standing
    group: str = ""

    @classmethod
    def of(cls, party: Party, *, label: str, group: str = "") -> Self:
        """The strip of an entry in a party list; its collaboration must be at hand."""
        return cls(
            label=label,
            joined_on=party.joined_on,
            left_on=party.left_on,
            role=party.role,
            basis=party.basis,
            standing=Standing.of(party.collaboration),
            group=group,
        )


def of_collaboration(
    collaboration: Collaboration,
    parties: Iterable[Party],
    today: datetime.date,
    events: Iterable[Event] = (),
) -> Picture:
    """Who was in it in which years: its own strip with its dated events, then one for each party by name.

    Each party's organisation must be at hand. Only the year of `today` counts: give it the real one even
    on a page as at a past date, for the strips show every year anyway.
    """
    in_order = sorted(
        parties, key=lambda party: (party.organisation.name, str(party.joined_on or ""), party.role)
    )
    strips = [Strip.of(party, label=party.organisation.name) for party in in_order]
    first = _("Each strip shows the years in which a party was in %(name)s.") % {"name": collaboration.title}
    return Picture(
        kind=KIND,
        title=_("When each party joined is on record for %(dated)d of %(all)d")
        % {"dated": _dated(strips), "all": len(strips)},
        summary=_how_to_read(first, strips),
        header=[_("Party"), _("Role"), _("Joined"), _("Left"), _("Stated or assumed")],
        rows=[_row(strip) for strip in strips[:MOST_STRIPS]],
        marks=_marks(strips, today, whole=Standing.of(collaboration), events=events),
    )


def of_organisation(name: str, strips: Sequence[Strip], today: datetime.date) -> Picture:
    """What the organisation was in, in which years: a strip for each collaboration, under its function.

    Give the strips in the order to be shown; those of one `group` together.
    """
    first = _("Each strip shows the years in which %(name)s was in a collaboration.") % {"name": name}
    return Picture(
        kind=KIND,
        title=_("When it joined is on record for %(dated)d of %(all)d collaborations")
        % {"dated": _dated(strips), "all": len(strips)},
        summary=_how_to_read(first, strips),
        header=[_("Collaboration"), _("Function"), _("Role"), _("Joined"), _("Left"), _("Stated or assumed")],
        rows=[[strip.label, strip.group, *_row(strip)[1:]] for strip in strips[:MOST_STRIPS]],
        marks=_marks(strips, today),
    )


def _dated(strips: Iterable[Strip]) -> int:
    return sum(1 for strip in strips if strip.joined_on)


def _row(strip: Strip) -> list[Cell]:
    role, basis = str(Role(strip.role).label), str(Basis(strip.basis).label)
    return [strip.label, role, strip.joined_on, strip.left_on, basis]


def _how_to_read(first: str, strips: Sequence[Strip]) -> str:
    said = [first, _("Solid: known to be in it. Hatched: not known whether it was in it then.")]
    if any(strip.basis == Basis.ASSUMED for strip in strips):
        said.append(_("Dotted, in a dashed outline: assumed, because no source lists who signed."))
    if len(strips) > MOST_STRIPS:
        counts = {"most": MOST_STRIPS, "count": len(strips)}
        said.append(_("Only the first %(most)d of %(count)d strips are drawn.") % counts)
    return " ".join(said)


def _marks(
    strips: Sequence[Strip],
    today: datetime.date,
    whole: Standing | None = None,
    events: Iterable[Event] = (),
) -> dict[str, Any]:
    """What the worker draws from: facts and words, nothing worked out yet. Empty when no date is known."""
    shown = strips[:MOST_STRIPS]
    dates = [date for each in shown for date in (each.joined_on, each.left_on, *each.standing.dates)]
    if not shown or not any([*dates, *(whole.dates if whole else ())]):
        return {}
    return {
        "until": today.year,
        "whole": _standing(whole) if whole else None,
        "events": sorted({str(event.on) for event in events})[:MOST_EVENTS],
        "strips": [_facts(strip) for strip in shown],
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "whole": _("The collaboration itself"),
        "yes": _("known"),
        "not_known": _("not known"),
        "assumed": _("assumed"),
        "event": _("a dated event"),
        "assumed_label": _("%(name)s (assumed)"),
    }


def _standing(standing: Standing) -> list[str]:
    starts, ends, as_of = (str(date or "") for date in standing.dates)
    return [starts, ends, str(standing.status), as_of]


def _facts(strip: Strip) -> dict[str, Any]:
    return {
        "label": strip.label,
        "group": strip.group,
        "joined": str(strip.joined_on or ""),
        "left": str(strip.left_on or ""),
        "basis": str(strip.basis),
        "standing": _standing(strip.standing),
    }
