"""How different forces do one kind of police work: with whom, by which model, and who has none on record."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Basis, Kind
from frankpledge.register.models import Function
from frankpledge.register.queries import belonging
from frankpledge.register.queries.belonging import listed
from frankpledge.register.queries.entries import HAVING_IT_DONE, OWN, PLACE, PLACES, Place
from frankpledge.register.queries.listings import MOST_LISTED, Listing, When, listing
from frankpledge.register.queries.partners import AREAS

# An alliance over many kinds of work that our sources do not list one by one.
MANY_FUNCTIONS = "many-functions"


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """A function in the list of all, with how many collaborations do it."""

    slug: str
    name: str
    description: str
    regional_count: int
    everywhere_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceStanding:
    """What a force has for a function: the weightiest place of what is stated, and of what is assumed."""

    slug: str
    short_name: str
    stated: Place | None
    assumed: Place | None
    in_alliance: bool

    @property
    def has_one(self) -> bool:
        """Whether it is, or may be, in one that sources state."""
        return self.stated is not None and self.stated not in {Place.PAST, Place.NOT_THEN}

    @property
    def had_one(self) -> bool:
        """Whether those that sources state had all ended, or it had left them."""
        return self.stated is Place.PAST

    @property
    def may_have_one(self) -> bool:
        """Whether it is only assumed to be in one."""
        return not self.has_one and self.assumed is not None and self.assumed is not Place.NOT_THEN


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionPage:
    """One function: its collaborations grouped by model, and each territorial force's standing."""

    function: Function
    listing: Listing
    forces: tuple[ForceStanding, ...]

    @property
    def without(self) -> tuple[ForceStanding, ...]:
        """The forces with no regional or local collaboration for it on this register, now or before."""
        return tuple(f for f in self.forces if not (f.has_one or f.had_one or f.may_have_one))


def all_functions(when: When) -> tuple[FunctionLine, ...]:
    """Every function with its counts; on a past day, of those that may have been in being. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, when.parameters)
        return tuple(FunctionLine(*row) for row in cursor.fetchall())


def by_name() -> list[Function]:
    """Every function, for a list to choose from. One statement."""
    return list(Function.objects.order_by("name"))


def function_page(slug: str, when: When, *, most: int = MOST_LISTED) -> FunctionPage:
    """One function, in six statements. Raises NotFound."""
    function = Function.objects.filter(slug=slug).first()
    if function is None:
        raise NotFound(_("There is no function at this address."))
    return FunctionPage(
        function=function,
        listing=listing(_SCOPE, {"function": function.pk}, when, most=most),
        forces=_standings(function, when),
    )


def _standings(function: Function, when: When) -> tuple[ForceStanding, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_FORCES, {**when.parameters, "function": function.pk, "many": MANY_FUNCTIONS})
        rows = cursor.fetchall()
    return tuple(
        ForceStanding(
            slug=slug,
            short_name=short_name,
            stated=None if stated is None else PLACES[stated],
            assumed=None if assumed is None else PLACES[assumed],
            in_alliance=in_alliance,
        )
        for slug, short_name, stated, assumed, in_alliance in rows
    )


_ALL = f"""
SELECT function.slug, function.name, function.description,
    count(*) FILTER (WHERE counted AND NOT everywhere), count(*) FILTER (WHERE counted AND everywhere)
FROM register_function AS function
LEFT JOIN LATERAL (
    SELECT coalesce(found.takes_in_every_force, false) AS everywhere,
        NOT (%(is_past)s AND {belonging.IN_BEING} = 'no') AS counted
    FROM register_collaboration_functions AS place
    JOIN register_collaboration AS collaboration ON collaboration.id = place.collaboration_id
    LEFT JOIN register_searchentry AS found ON found.collaboration_id = collaboration.id
    WHERE place.function_id = function.id
) AS held ON true
GROUP BY function.id ORDER BY function.name
"""
_SCOPE = """scope AS (
    SELECT place.collaboration_id, collaboration.model AS kind
    FROM register_collaboration_functions AS place
    JOIN register_collaboration AS collaboration ON collaboration.id = place.collaboration_id
    WHERE place.function_id = %(function)s
)"""
_FORCES = f"""
WITH {AREAS},
answered AS (
    SELECT area.slug, party.joined_on, party.basis = '{Basis.ASSUMED}' AS is_assumed,
        place.function_id = %(function)s AS is_it, collaboration.status, collaboration.starts_on,
        '{OWN}' AS paired, {belonging.BELONGED} AS alone_then
    FROM register_collaboration_functions AS place
    JOIN register_collaboration AS collaboration ON collaboration.id = place.collaboration_id
    LEFT JOIN register_searchentry AS found ON found.collaboration_id = collaboration.id
    JOIN register_party AS party ON party.collaboration_id = collaboration.id
    JOIN area ON area.id = party.organisation_id
    WHERE (place.function_id = %(function)s
            OR place.function_id = (SELECT id FROM register_function WHERE slug = %(many)s))
        AND NOT coalesce(found.takes_in_every_force, false) AND party.role IN {listed(HAVING_IT_DONE)}
),
placed AS (SELECT slug, is_assumed, is_it, {PLACE} AS place FROM answered)
SELECT force.slug, force.short_name,
    min(placed.place) FILTER (WHERE is_it AND NOT is_assumed),
    min(placed.place) FILTER (WHERE is_it AND is_assumed),
    coalesce(bool_or(NOT is_it AND NOT is_assumed AND placed.place NOT IN (
        {PLACES.index(Place.PAST)}, {PLACES.index(Place.NOT_THEN)})), false)
FROM people_organisation AS force LEFT JOIN placed ON placed.slug = force.slug
WHERE force.kind = '{Kind.FORCE}' AND force.valid_to IS NULL
GROUP BY force.id ORDER BY force.short_name
"""
