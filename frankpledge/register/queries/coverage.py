"""What the register holds and does not hold: counts of records, never of what anybody does."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from frankpledge.people.models import Basis, Kind, Region
from frankpledge.register.models import (
    MEMBER_ROLES,
    Agreement,
    AgreementState,
    Claim,
    ClaimKind,
    Collaboration,
    Event,
    LegalBasis,
    Model,
    PartiesCoverage,
    Party,
    Provenance,
    Purpose,
    PurposeState,
    Role,
    Status,
)

# A trend needs a start and a status for nine records in ten, or it would show which records were found.
ENOUGH_FOR_A_TREND = Fraction(9, 10)
POLICE = (Kind.FORCE, Kind.POLICING_BODY)

Records = QuerySet[Collaboration, Any]


class Field(TextChoices):
    """One thing that is looked for in every record, in the order in which a record tells it."""

    PURPOSE = "purpose", _("Why, in a sentence")
    START = "start", _("Start date")
    STATUS = "status", _("Status, and as at when")
    END = "end", _("End date, past or agreed")
    LEGAL_BASIS = "legal_basis", _("Legal basis")
    LEAD = "lead", _("Who leads or hosts")
    PARTIES = "parties", _("Complete list of parties")
    JOINED = "joined", _("When every party joined")
    EVENT = "event", _("Anything dated that happened")
    FIGURE = "figure", _("Any figure published")
    SAVING = "saving", _("Any figure for a saving")
    AGREEMENT = "agreement", _("Text of an agreement")
    CONFIRMED = "confirmed", _("Confirmed by a party")


@dataclass(frozen=True, slots=True)
class Held:
    """How many of so many are known."""

    known: int
    of: int

    @property
    def not_known(self) -> int:
        return self.of - self.known

    @property
    def share(self) -> Fraction:
        return Fraction(self.known, self.of) if self.of else Fraction(0)


@dataclass(frozen=True, slots=True)
class InRegion:
    """The records with a stated party in a region, and how many of the facts looked for are held of them."""

    region: Region
    records: int
    facts: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many records are of one kind: three counts of different records, each counted once."""

    key: str
    label: str
    stated: int
    assumed: int
    everywhere: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is held of the records in scope. `left_out` are those known not to have been in being."""

    day: datetime.date | None
    records: int
    left_out: int
    fields: Mapping[Field, Held]
    status_alone: Held
    regions: tuple[InRegion, ...]
    in_a_region: int
    functions: tuple[Spread, ...]
    models: tuple[Spread, ...]

    @property
    def may_show_a_trend(self) -> bool:
        """Whether a start and a status are known for nine in ten."""
        return min(self.fields[Field.START].share, self.status_alone.share) >= ENOUGH_FOR_A_TREND

    @property
    def everywhere(self) -> int:
        """How many records every force is in. A record has one model, so these counts may be added."""
        return sum(each.everywhere for each in self.models)

    @property
    def assumed(self) -> int:
        return sum(each.assumed for each in self.models)

    @property
    def regional_and_local(self) -> int:
        return self.stated + self.assumed

    @property
    def in_no_region(self) -> int:
        """Regional and local records of which no source states a police member in a region."""
        return self.regional_and_local - self.in_a_region

    @property
    def stated(self) -> int:
        return sum(each.stated for each in self.models)


def coverage(day: datetime.date | None = None) -> Coverage:
    """What is held today; with a past `day`, of the records not known to have been over or not begun then.

    Five statements, however many records there are.
    """
    records = in_scope(day)
    counts = records.aggregate(
        found=Count("pk"), known_status=Count("pk", filter=HAS_STATUS), **_known_of_each()
    )
    found: int = counts["found"]
    regions, in_a_region = _regions(records)
    return Coverage(
        day=day,
        records=found,
        left_out=Collaboration.objects.count() - found,
        fields={field: Held(counts[field.value], found) for field in Field},
        status_alone=Held(counts["known_status"], found),
        regions=regions,
        in_a_region=in_a_region,
        functions=tuple(sorted(_spread(records, "functions__slug", "functions__name"), key=_by_label)),
        models=tuple(sorted(_by_model(records), key=_by_label)),
    )


HAS_STATUS = ~Q(status=Status.NOT_KNOWN)
EVERYWHERE = Q(search_entry__takes_in_every_force=True)
_STATED_POLICE_MEMBERS = ([*MEMBER_ROLES], [Basis.STATED, Basis.PARTIAL], [*POLICE], Region.values)
# The row without a region is of all records that are in one.
_IN_REGIONS = """
SELECT member.region, count(DISTINCT held.id), sum(held.facts)
FROM ({held}) AS held
JOIN (
    SELECT DISTINCT party.collaboration_id, organisation.region
    FROM register_party AS party
    JOIN people_organisation AS organisation ON organisation.id = party.organisation_id
    WHERE party.role = ANY(%s) AND party.basis = ANY(%s)
        AND organisation.kind = ANY(%s) AND organisation.region = ANY(%s)
) AS member ON member.collaboration_id = held.id
GROUP BY GROUPING SETS ((member.region), ())
"""


def in_scope(day: datetime.date | None) -> Records:
    """Every record; with a past `day`, those not known to have been over, or not begun, on it."""
    everything = Collaboration.objects.order_by()
    if day is None:
        return everything
    begun = Q(search_entry__not_before__isnull=True) | Q(search_entry__not_before__lte=day)
    not_over = Q(search_entry__not_from__isnull=True) | Q(search_entry__not_from__gt=day)
    return everything.filter(begun, not_over)


def is_known() -> dict[Field, Q | Exists]:
    """The condition that a record holds each field."""
    of_it = Q(collaboration=OuterRef("pk"))
    members = Party.objects.filter(of_it, role__in=MEMBER_ROLES)
    figures = Claim.objects.filter(of_it, amount__isnull=False)
    return {
        Field.PURPOSE: Exists(Purpose.objects.filter(of_it, state=PurposeState.PUBLISHED)),
        Field.START: Q(starts_on__isnull=False),
        Field.STATUS: HAS_STATUS & Q(status_as_of__isnull=False),
        Field.END: Q(ends_on__isnull=False),
        Field.LEGAL_BASIS: ~Q(legal_basis=LegalBasis.NOT_STATED),
        Field.LEAD: Exists(members.filter(role__in=(Role.LEAD, Role.HOST))),
        Field.PARTIES: Q(parties_coverage=PartiesCoverage.COMPLETE),
        Field.JOINED: Exists(members) & ~Exists(members.filter(joined_on__isnull=True)),
        Field.EVENT: Exists(Event.objects.filter(of_it)),
        Field.FIGURE: Exists(figures),
        Field.SAVING: Exists(figures.filter(kind=ClaimKind.SAVING)),
        Field.AGREEMENT: Exists(Agreement.objects.filter(of_it, state=AgreementState.FOUND)),
        Field.CONFIRMED: Q(provenance=Provenance.CONFIRMED),
    }


def _known_of_each() -> dict[str, Count]:
    return {field.value: Count("pk", filter=Q(condition)) for field, condition in is_known().items()}


def _regions(records: Records) -> tuple[tuple[InRegion, ...], int]:
    """Each region, and how many records are in any. One with members in two regions is counted in both."""
    how_many = sum((Case(When(known, then=1), default=0) for known in is_known().values()), Value(0))
    held, parameters = (
        records.exclude(EVERYWHERE).annotate(facts=how_many).values("id", "facts").query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(_IN_REGIONS.format(held=held), [*parameters, *_STATED_POLICE_MEMBERS])
        found = {region: (count, facts) for region, count, facts in cursor.fetchall()}
    in_any, _facts = found.pop(None)
    regions = tuple(
        InRegion(region, count, Held(facts, count * len(Field)))
        for region in Region
        for count, facts in [found.get(region.value, (0, 0))]
        if count
    )
    return regions, in_any


def _spread(records: Records, key: str, label: str) -> tuple[Spread, ...]:
    assumed = ~EVERYWHERE & Q(parties_coverage=PartiesCoverage.ASSUMED)
    rows = records.values(key=F(key), label=F(label)).annotate(
        stated=Count("pk", filter=~EVERYWHERE & ~assumed),
        assumed=Count("pk", filter=assumed),
        everywhere=Count("pk", filter=EVERYWHERE),
    )
    return tuple(Spread(**row) for row in rows)


def _by_model(records: Records) -> Iterator[Spread]:
    for each in _spread(records, "model", "model"):
        yield replace(each, label=str(Model(each.key).label))


def _by_label(spread: Spread) -> str:
    return spread.label
