"""What the page of one organisation needs beside what was read: its lists in order, and words for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.exchange.pictures.memberships import function_of, of_memberships
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.people.models import Capacity, Kind
from frankpledge.people.queries.organisations import Profile
from frankpledge.register.queries import corrections
from frankpledge.register.queries.claims_about import Sayings
from frankpledge.register.queries.entries import PLACES, Place, Stake
from frankpledge.register.queries.memberships import Membership, Memberships, Tallies
from frankpledge.web import asat, found, navigation, reasons
from frankpledge.web.labels import labels
from frankpledge.web.phrases import when

# The kinds that searching can be narrowed to.
FACETED = (Kind.FORCE, Kind.SPECIAL_FORCE, Kind.OTHER_UK_FORCE)
CAPACITIES: Mapping[str, Promise] = {
    Capacity.CHIEF_OFFICER: gettext_lazy(
        "For an agreement under section 22A of the Police Act 1996 it is represented by its chief officer. "
        "The policing body that oversees it is a separate legal person and a party beside it."
    ),
    Capacity.POLICING_BODY: gettext_lazy(
        "It oversees a police force and holds its chief officer to account. It is a legal person apart from "
        "the force, and a party to agreements under section 22A of the Police Act 1996 in its own name."
    ),
    Capacity.OTHER_PERSON: gettext_lazy(
        "It is neither a chief officer nor a policing body. It can join an agreement under section 22A of "
        "the Police Act 1996 beside police as another person."
    ),
}
KINDS: Mapping[str, Promise] = {
    Kind.SPECIAL_FORCE: gettext_lazy("Special police forces"),
    Kind.OTHER_UK_FORCE: gettext_lazy("Police forces outside England and Wales"),
    Kind.AGENCY: gettext_lazy("Agencies"),
    Kind.NATIONAL_BODY: gettext_lazy("National bodies"),
    Kind.GOVERNMENT_DEPARTMENT: gettext_lazy("Government departments"),
    Kind.FIRE_SERVICE: gettext_lazy("Fire and rescue services"),
    Kind.COUNCIL: gettext_lazy("Councils"),
    Kind.PARTNER: gettext_lazy("Other public partners"),
    Kind.SUPPLIER: gettext_lazy("Private firms"),
}
PLACE_WORDS: Mapping[Place, Promise] = {
    Place.WAS_IN: gettext_lazy("Was in"),
    Place.NOT_KNOWN: gettext_lazy("Not known whether it was in"),
    Place.NOT_THEN: gettext_lazy("Was not in"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """The memberships of one place, by function. `count` is of all, `listed_count` of those told."""

    id: str
    title: str
    place: Place
    count: int
    listed_count: int
    groups: Sequence[tuple[str, Sequence[Membership]]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page with its tables. `intro` is said under its heading."""

    id: str
    title: str
    intro: str
    tables: Sequence[Table]


def context(profile: Profile, stake: Stake, memberships: Memberships, sayings: Sayings) -> dict[str, Any]:
    """Everything that the page's templates read."""
    organisation = profile.organisation
    beyond = memberships.tallies.where(everywhere=False)
    return {
        "profile": profile,
        "organisation": organisation,
        "relations": profile.relations,
        "labels": labels(),
        "why": reasons.in_words,
        "day": stake.day if stake.is_past else None,
        "capacity_gloss": CAPACITIES[organisation.capacity],
        "sections": _sections(stake, memberships),
        "found": found.sentences(stake, memberships),
        **_everywhere(stake, memberships),
        "figures_of": beyond.as_member,
        "memberships": memberships,
        "leading": [each for each in memberships.listed if each.leading and each.place is not Place.NOT_THEN],
        "sayings": sayings,
        "find_address": _find(stake),
        "numbers": {source.pk: number for number, source in enumerate(profile.sources, start=1)},
        "places": PLACE_WORDS,
        "names": [alias for alias in profile.aliases if not alias.group],
        "groups": sorted({alias.group.name for alias in profile.aliases if alias.group}),
        "disputes": corrections.displayed_for_organisation(organisation.pk),
    }


def picture(profile: Profile, memberships: Memberships) -> Picture:
    """A strip of years for each collaboration that is told, under its function."""
    return of_memberships(profile.organisation, memberships, asat.today())


def _everywhere(stake: Stake, memberships: Memberships) -> dict[str, Any]:
    """Those that every force is in, and how many; a policing body's own stand with its own."""
    tallies = memberships.tallies.where(everywhere=True).as_member
    tallies = Tallies(tuple(row for row in tallies.rows if row.place is not Place.NOT_THEN))
    listed = [each for each in memberships.listed if each.everywhere and each.place is not Place.NOT_THEN]
    if stake.is_policing_body:
        tallies = tallies.where(is_own=False)
        listed = [each for each in listed if not each.first.is_own]
    return {"everywhere": listed, "everywhere_count": tallies.count}


def _sections(stake: Stake, memberships: Memberships) -> list[Section]:
    beyond = [each for each in memberships.listed if not each.everywhere]
    tallies = memberships.tallies.where(everywhere=False)
    if not stake.is_policing_body:
        title = _("What it was in") if stake.is_past else _("What it is in")
        return [Section("in", title, "", _tables("in", stake, beyond, tallies))]
    own = [each for each in memberships.listed if each.first.is_own]
    paired = [each for each in beyond if not each.first.is_own]
    return [
        Section(
            "own",
            _("In its own name"),
            _("Collaborations in which a source names this body itself."),
            _tables("own", stake, own, memberships.tallies.where(is_own=True)),
        ),
        Section(
            "pair",
            _("As half of a pair with its force"),
            _(
                "Collaborations in which its force is named and that may have been in the time when this "
                "body oversaw it. An entry of a force stands for the pair: chief officer and policing body. "
                "Where no joining date was found, whether it was in that time is not known."
            ),
            _tables("pair", stake, paired, tallies.where(is_own=False)),
        ),
    ]


def _tables(prefix: str, stake: Stake, told: Iterable[Membership], tallies: Tallies) -> list[Table]:
    everything = list(told)
    titles = _titles_then(when(stake.day)) if stake.is_past else _titles_now()
    tables = []
    for place in (place for place in PLACES if tallies.where(place=place).count):
        held = [each for each in everything if each.place is place]
        tables.append(
            Table(
                id=f"{prefix}-{place}",
                title=titles[place],
                place=place,
                count=tallies.where(place=place).count,
                listed_count=len(held),
                groups=[(function, list(group)) for function, group in groupby(held, function_of)],
            )
        )
    return tables


def _titles_now() -> dict[Place, str]:
    return {
        Place.RUNNING: _("Running when last reported"),
        Place.PLANNED: _("Proposed, agreed or still to begin"),
        Place.NOT_KNOWN: _("Not known whether it still runs"),
        Place.PAST: _("Past: ended, or left"),
    }


def _titles_then(day: str) -> dict[Place, str]:
    return {
        Place.WAS_IN: _("Was in on %(day)s") % {"day": day},
        Place.NOT_KNOWN: _("Not known whether it was in on %(day)s") % {"day": day},
        Place.NOT_THEN: _("Was not in on %(day)s, but before or after") % {"day": day},
    }


def _find(stake: Stake) -> str:
    """Where searching lists everything that the organisation is in; nothing when it cannot."""
    address = navigation.address("find")
    if stake.organisation.kind not in FACETED or not address:
        return ""
    past = f"&{asat.PARAMETER}={stake.day}" if stake.is_past else ""
    return f"{address}?force={stake.organisation.slug}{past}"
