"""Reorganisations, and what of the register one is worked out from: a constant number of statements."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from frankpledge.dates import Answer
from frankpledge.errors import NotFound
from frankpledge.people.models import Basis, Capacity, Kind, Organisation, Power, Relation, RelationKind
from frankpledge.people.queries import spans
from frankpledge.people.rights import Rights
from frankpledge.register.models import (
    LegalBasis,
    PartiesCoverage,
    Reorganisation,
    ReorganisationState,
    ReorganisedRecord,
    Role,
    Step,
    StepBody,
    StepKind,
)
from frankpledge.register.queries.belonging import DAY_AFTER, OVER, days, listed
from frankpledge.register.queries.keepers import kept_by
from frankpledge.register.reorganising import (
    Body,
    Entry,
    Moving,
    Pair,
    Plan,
    Record,
    RecordEffect,
    Renaming,
    Steps,
    Succession,
    Successions,
    Waiting,
    plan,
    succession,
)
from frankpledge.register.reorganising.waiting import counted

_STANDS = f"""
    collaboration.status NOT IN {listed(OVER)}
    AND NOT coalesce({spans.surely_come("collaboration.ends_on", DAY_AFTER)}, false)
"""
_IS_IN = f"NOT coalesce({spans.surely_come('party.left_on', DAY_AFTER)}, false)"
_TOUCHED = f"""
    {_STANDS} AND (
        EXISTS (
            SELECT FROM register_party AS party JOIN people_organisation AS body ON body.id = organisation_id
            WHERE party.collaboration_id = collaboration.id AND body.slug = ANY(%(bodies)s) AND {_IS_IN}
        ) OR EXISTS (
            SELECT FROM register_collaboration_functions AS place
            JOIN register_function AS function ON function.id = place.function_id
            WHERE place.collaboration_id = collaboration.id AND function.slug = ANY(%(functions)s)
        )
    )
"""
_RECORDS = f"""
SELECT collaboration.id, reference, title, legal_basis, parties_coverage, parties_expected, ARRAY(
    SELECT function.slug FROM register_collaboration_functions AS place
    JOIN register_function AS function ON function.id = place.function_id
    WHERE place.collaboration_id = collaboration.id ORDER BY place.position
)
FROM register_collaboration AS collaboration WHERE {_TOUCHED} ORDER BY title, collaboration.id
"""
_ENTRIES = f"""
SELECT party.collaboration_id, party.id, body.slug, party.role, party.basis, party.note
FROM register_party AS party
JOIN people_organisation AS body ON body.id = party.organisation_id
JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
WHERE {_IS_IN} AND {_TOUCHED} ORDER BY party.id
"""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Every body on the register and every pair, as they stand by a day."""

    bodies: Mapping[str, Body]
    pairs: tuple[Pair, ...]

    @classmethod
    def by(cls, day: datetime.date) -> "Bodies":
        """Reads them in two statements."""
        bodies = {row.slug: body_of(row, day) for row in Organisation.objects.order_by("name")}
        held = Relation.objects.filter(kind=RelationKind.MAINTAINS).select_related("subject", "object")
        return cls(
            bodies,
            tuple(Pair(row.subject.slug, row.object.slug, row.pk) for row in held if _may_hold(row, day)),
        )


def visible_to(rights: Rights) -> QuerySet[Reorganisation]:
    """All of them for who decides for the whole register; for anybody else there is none."""
    held = Reorganisation.objects.all()
    return held if rights.may_nationally(Power.DECIDE_CHANGE) else held.none()


def every(rights: Rights) -> QuerySet[Reorganisation]:
    """Those that were not thrown away, the one with the latest day first, each with its number of steps."""
    held = visible_to(rights).exclude(state=ReorganisationState.DISCARDED)
    return held.annotate(step_count=Count("steps"))


def get(reference: str, rights: Rights) -> Reorganisation:
    """One of them. Raises NotFound."""
    found = visible_to(rights).filter(reference=reference).first()
    if found is None:
        raise NotFound(_("There is no such reorganisation, or it is not for you."))
    return found


def due(today: datetime.date) -> QuerySet[Reorganisation]:
    """The planned ones whose day has come, the earliest first."""
    held = Reorganisation.objects.filter(state=ReorganisationState.PLANNED, takes_effect_on__lte=today)
    return held.order_by("takes_effect_on", "pk")


def steps_of(reorganisation: Reorganisation) -> QuerySet[Step]:
    """Its steps with all that they name, in two statements."""
    held = Step.objects.filter(reorganisation=reorganisation).select_related("function")
    return held.prefetch_related("bodies__organisation")


def done(reorganisation: Reorganisation) -> list[ReorganisedRecord]:
    """What it did to each record, by title. One statement."""
    held = ReorganisedRecord.objects.filter(reorganisation=reorganisation).select_related("collaboration")
    return list(held.order_by("collaboration__title", "pk"))


def asking(rights: Rights) -> QuerySet[ReorganisedRecord]:
    """The records that somebody answers for, at which a reorganisation asks people to look, oldest first.

    Who decides for the whole register is asked about none: the report of each reorganisation lists them.
    """
    held = ReorganisedRecord.objects.filter(asks=True, looked_at=None)
    held = held.filter(collaboration__in=kept_by(rights.organisations_with(Power.DECIDE_CHANGE)))
    return held.select_related("collaboration", "reorganisation").order_by("reorganisation__applied_at", "pk")


def asked_of(collaboration_id: int) -> ReorganisedRecord | None:
    """What a reorganisation asks about a record, if that waits to be looked at."""
    held = ReorganisedRecord.objects.filter(collaboration=collaboration_id, asks=True, looked_at=None)
    return held.select_related("reorganisation").order_by("pk").first()


def carried(plan: Plan, step: Step) -> list[RecordEffect]:
    """The records in which a body that a step splits is followed: those that its carriers can be said of."""
    split = {each.organisation.slug for each in step.bodies.all() if each.organisation and not each.is_after}
    return [each for each in plan.effects if any(entry.body in split for entry in each.leaving)]


def planned(reorganisation: Reorganisation) -> Plan:
    """What it would do if it were applied now, over the whole register. Nine statements at most."""
    day = reorganisation.takes_effect_on
    held = Bodies.by(day)
    steps = read(steps_of(reorganisation), day)
    successions = succession(steps, held.bodies, held.pairs)
    found = plan(day, steps, successions, held.pairs, records(steps, successions, day))
    ended = {slug: held.bodies[slug].id for slug in successions.heirs if slug in held.bodies}
    waiting = counted({slug: number for slug, number in ended.items() if number is not None})
    return replace(found, waiting=Waiting(*waiting))


def read(steps: Iterable[Step], day: datetime.date) -> Steps:
    """The steps as the plan takes them."""
    successions, renamings, movings = [], [], []
    for step in steps:
        before = [each for each in step.bodies.all() if not each.is_after]
        after = [each for each in step.bodies.all() if each.is_after]
        if step.kind == StepKind.RENAME:
            renamings += [
                Renaming(each.organisation.slug, each.name, each.short_name)
                for each in after
                if each.organisation is not None
            ]
        elif step.function is not None:
            movings.append(
                Moving(
                    function=step.function.slug,
                    function_name=step.function.name,
                    to=_body(after[0], day),
                    apart_from=frozenset(step.apart_from),
                )
            )
        else:
            successions.append(
                Succession(
                    kind=StepKind(step.kind),
                    before=tuple(each.organisation.slug for each in before if each.organisation),
                    after=tuple(_body(each, day) for each in after),
                    carried_by={record: tuple(slugs) for record, slugs in step.carried_by.items()},
                )
            )
    return Steps(tuple(successions), tuple(renamings), tuple(movings))


def records(steps: Steps, successions: Successions, day: datetime.date) -> list[Record]:
    """The records that it touches, each with who is then in it. Two statements."""
    pairs = (*successions.ending, *successions.beginning)
    touched = {
        *successions.heirs, *(pair.force for pair in pairs), *(each.slug for each in steps.renamings)
    }  # fmt: skip
    asked: dict[str, str | list[str]] = {
        **days(day),
        "bodies": sorted(touched),
        "functions": sorted({each.function for each in steps.movings}),
    }
    entries: dict[int, list[Entry]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES, asked)
        for record, number, slug, role, basis, note in cursor.fetchall():
            entry = Entry(id=number, body=slug, role=Role(role), basis=Basis(basis), note=note)
            entries[record].append(entry)
        cursor.execute(_RECORDS, asked)
        rows = cursor.fetchall()
    return [
        Record(
            id=number,
            reference=reference,
            title=title,
            legal_basis=LegalBasis(basis),
            coverage=PartiesCoverage(coverage),
            expected=expected,
            functions=tuple(functions),
            entries=tuple(entries[number]),
        )
        for number, reference, title, basis, coverage, expected, functions in rows
    ]


def body_of(row: Organisation, day: datetime.date) -> Body:
    """A body that there is."""
    return Body(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        kind=Kind(row.kind),
        capacity=Capacity(row.capacity),
        is_over=row.valid_to is not None and row.valid_to.on_or_before(day) is Answer.YES,
        id=row.pk,
    )


def capacity_of(kind: Kind) -> Capacity:
    """As what a body of that kind signs."""
    return {
        Kind.FORCE: Capacity.CHIEF_OFFICER,
        Kind.SPECIAL_FORCE: Capacity.CHIEF_OFFICER,
        Kind.POLICING_BODY: Capacity.POLICING_BODY,
    }.get(kind, Capacity.OTHER_PERSON)


def _body(row: StepBody, day: datetime.date) -> Body:
    if row.organisation is not None:
        return body_of(row.organisation, day)
    kind = Kind(row.kind)
    return Body(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        kind=kind,
        capacity=capacity_of(kind),
        is_new=True,
        maintained_by=row.maintained_by,
    )


def _may_hold(row: Relation, day: datetime.date) -> bool:
    if row.ends_on is not None and row.ends_on.on_or_before(day) is Answer.YES:
        return False
    return row.starts_on is None or row.starts_on.on_or_before(day) is not Answer.NO
