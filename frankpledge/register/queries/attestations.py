"""Which bodies stated that their list is complete, when, and how fresh that is."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from frankpledge.people.models import POWERS, Membership, Organisation, Power
from frankpledge.register.financial_years import ends_on
from frankpledge.register.models import Attestation, Collaboration, Completeness, Verdict
from frankpledge.register.queries.belonging import days, listed
from frankpledge.register.queries.keepers import KEEPERS, kept_by

SPEAKING = [role for role, powers in POWERS.items() if Power.SPEAK_FOR in powers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The newest statement of a body up to a day, and how many records on it the reader may see."""

    says: Completeness
    year: int
    words: str
    office: str
    on: datetime.date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record of a body's list: whether the body confirmed it, and what changed or is disputed."""

    reference: str
    title: str
    status: str
    confirmed_on: datetime.date | None
    disputes: int

    @property
    def address(self) -> str:
        return Collaboration(reference=self.reference, title=self.title).address


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One enrolled body in the matrix."""

    slug: str
    name: str
    filed: int
    confirmed: int
    says: Completeness | None
    year: int | None
    stated_on: datetime.date | None


def stated(organisation_id: int, day: datetime.date) -> Stated | None:
    """What a body stated last, up to `day`. One statement."""
    rows = Attestation.objects.filter(organisation=organisation_id, stated_on__lte=day)
    found = rows.annotate(count=Count("records")).order_by("-pk").first()
    if found is None:
        return None
    return Stated(
        says=Completeness(found.says),
        year=found.year,
        words=found.words,
        office=found.office,
        on=found.stated_on,
        count=found.count,
    )


def every_statement(organisation_id: int) -> tuple[Attestation, ...]:
    """All statements of a body, the newest first. One statement."""
    rows = Attestation.objects.filter(organisation=organisation_id)
    return tuple(rows.annotate(count=Count("records")).order_by("-pk"))


def kept_references(organisation_id: int) -> list[tuple[int, str]]:
    """The records that a body keeps, by number and reference. One statement."""
    rows = Collaboration.objects.filter(pk__in=kept_by([organisation_id])).order_by("reference")
    return list(rows.values_list("pk", "reference"))


def lines_of(organisation_id: int) -> tuple[Line, ...]:
    """The list of a body: what it did not confirm first. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_SAID} {_LINES}",
            {**days(timezone.localdate()), "bodies": [organisation_id]},
        )
        rows = cursor.fetchall()
    return tuple(
        Line(reference=row[0], title=row[1], status=row[2], confirmed_on=row[3], disputes=row[4])
        for row in rows
    )


def enrolled() -> frozenset[int]:
    """The bodies for which somebody speaks now. One statement."""
    owners = Membership.objects.current().filter(role__in=SPEAKING, organisation__isnull=False)
    return frozenset(owners.order_by().values_list("organisation_id", flat=True).distinct())


def matrix() -> tuple[Row, ...]:
    """Every enrolled body, by name. Two statements, however many there are."""
    bodies = sorted(enrolled())
    with connection.cursor() as cursor:
        cursor.execute(f"{_SAID} {_MATRIX}", {**days(timezone.localdate()), "bodies": bodies})
        rows = cursor.fetchall()
    return tuple(
        Row(
            slug=slug,
            name=name,
            filed=filed,
            confirmed=confirmed,
            says=Completeness(says) if says else None,
            year=year,
            stated_on=stated_on,
        )
        for slug, name, filed, confirmed, says, year, stated_on in rows
    )


def not_stated(organisation_ids: Iterable[int], year: int) -> tuple[Organisation, ...]:
    """Of these bodies, those that took part when the year ended and have stated nothing for it.

    Who joined later may state it, and is asked for the next year. One statement, or none for none.
    """
    held = list(organisation_ids)
    if not held:
        return ()
    done = Attestation.objects.filter(year=year, organisation__in=held).values("organisation")
    took_part = Membership.objects.filter(
        role__in=SPEAKING, organisation__in=held, began_at__date__lte=ends_on(year)
    ).values("organisation")
    bodies = Organisation.objects.filter(pk__in=held).filter(pk__in=took_part)
    return tuple(bodies.exclude(pk__in=done).order_by("name"))


# Of each body and record: the newest word about the whole, and what was disputed since.
_SAID = f"""
WITH kept AS (
    SELECT DISTINCT collaboration_id, organisation_id FROM ({KEEPERS}) AS keeper
    WHERE organisation_id = ANY(%(bodies)s::bigint[])
),
whole AS (
    SELECT DISTINCT ON (collaboration_id, organisation_id)
        collaboration_id, organisation_id, id, verdict, answered_on
    FROM register_confirmation WHERE fact = '' AND organisation_id = ANY(%(bodies)s::bigint[])
    ORDER BY collaboration_id, organisation_id, id DESC
),
fact AS (
    SELECT DISTINCT ON (collaboration_id, organisation_id, fact)
        collaboration_id, organisation_id, id, verdict
    FROM register_confirmation WHERE fact <> '' AND organisation_id = ANY(%(bodies)s::bigint[])
    ORDER BY collaboration_id, organisation_id, fact, id DESC
),
said AS (
    SELECT kept.collaboration_id, kept.organisation_id, whole.verdict, whole.answered_on, (
        SELECT count(*) FROM fact
        WHERE fact.collaboration_id = kept.collaboration_id
            AND fact.organisation_id = kept.organisation_id
            AND fact.id > coalesce(whole.id, 0) AND fact.verdict = '{Verdict.DISPUTES}'
    ) + CASE WHEN whole.verdict = '{Verdict.DISPUTES}' THEN 1 ELSE 0 END AS disputes
    FROM kept LEFT JOIN whole USING (collaboration_id, organisation_id)
)
"""  # noqa: S608 - our own statements and codes
_CONFIRMED = f"said.verdict IN {listed((Verdict.CONFIRMS,))} AND said.disputes = 0"
_LINES = f"""
SELECT record.reference, record.title, record.status,
    CASE WHEN {_CONFIRMED} THEN said.answered_on END, said.disputes
FROM said JOIN register_collaboration AS record ON record.id = said.collaboration_id
ORDER BY ({_CONFIRMED}) IS TRUE, record.title, record.id
"""  # noqa: S608 - our own statements and codes
_MATRIX = f"""
SELECT body.slug, body.name, count(said.collaboration_id), count(*) FILTER (WHERE {_CONFIRMED}),
    newest.says, newest.year, newest.stated_on
FROM people_organisation AS body
LEFT JOIN said ON said.organisation_id = body.id
LEFT JOIN LATERAL (
    SELECT says, year, stated_on FROM register_attestation
    WHERE organisation_id = body.id ORDER BY id DESC LIMIT 1
) AS newest ON true
WHERE body.id = ANY(%(bodies)s::bigint[])
GROUP BY body.id, newest.says, newest.year, newest.stated_on
ORDER BY body.name, body.id
"""  # noqa: S608 - our own statements and codes
