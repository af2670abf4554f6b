"""Reading a pack: a constant number of statements, however many forces are asked about."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from frankpledge.audit.queries.revisions import revision
from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Basis, Organisation
from frankpledge.people.queries.relations import overseers
from frankpledge.register import sight
from frankpledge.register.models import Function, Supports
from frankpledge.register.queries.belonging import listed
from frankpledge.register.queries.citations import shortened
from frankpledge.register.queries.considerations.pack import (
    Area,
    Count,
    Entry,
    FunctionName,
    Member,
    Pack,
    Part,
    Saying,
    Source,
)
from frankpledge.register.queries.entries import HAVING_IT_DONE, Place
from frankpledge.register.queries.functions import MANY_FUNCTIONS
from frankpledge.register.queries.listings import Listed, Listing, When, listing

MOST_FUNCTIONS = 3
# Of each reason and model, and of all sentences. What is beyond is counted, and found by searching.
MOST_LISTED, MOST_SAYINGS = 40, 40

_SCOPE = f"""
work AS (
    SELECT place.collaboration_id, bool_or(place.function_id = ANY(%(functions)s)) AS does_it
    FROM register_collaboration_functions AS place
    JOIN register_function AS function ON function.id = place.function_id
    WHERE place.function_id = ANY(%(functions)s) OR function.slug = '{MANY_FUNCTIONS}'
    GROUP BY place.collaboration_id
),
ours AS (
    SELECT party.collaboration_id, count(DISTINCT area.slug) AS forces,
        count(DISTINCT area.slug) FILTER (WHERE party.basis <> '{Basis.ASSUMED}') AS stated_forces
    FROM register_party AS party JOIN area ON area.id = party.organisation_id
    WHERE party.role IN {listed(HAVING_IT_DONE)} AND area.slug = ANY(%(forces)s)
    GROUP BY party.collaboration_id
),
sorted AS (
    SELECT collaboration.id AS collaboration_id, collaboration.model, CASE
        WHEN work.does_it AND coalesce(found.takes_in_every_force, false) THEN '{Part.NATIONAL}'
        WHEN work.does_it AND ours.forces > 0 THEN '{Part.OURS}'
        WHEN work.does_it THEN '{Part.OTHERS}'
        WHEN coalesce(found.takes_in_every_force, false) THEN NULL
        WHEN work.collaboration_id IS NOT NULL AND ours.stated_forces > 0 THEN '{Part.ALLIANCE}'
        WHEN ours.stated_forces > 1 THEN '{Part.EACH_OTHER}' END AS part
    FROM work FULL JOIN ours USING (collaboration_id)
    JOIN register_collaboration AS collaboration ON collaboration.id = collaboration_id
    LEFT JOIN register_searchentry AS found ON found.collaboration_id = collaboration.id
),
scope AS (SELECT collaboration_id, part || '/' || model AS kind FROM sorted WHERE part IS NOT NULL)"""
_OF_RECORDS = """
SELECT held.id, coalesce((
        SELECT statement FROM register_purpose WHERE collaboration_id = held.id AND state = 'published'
        ORDER BY origin = 'parties' DESC, version DESC LIMIT 1
    ), ''),
    EXISTS (SELECT FROM register_agreement WHERE collaboration_id = held.id AND url <> '')
FROM register_collaboration AS held WHERE held.id = ANY(%(records)s)
"""
_SAYINGS = """
SELECT claim.id, claim.collaboration_id, claim.sentence, claim.said_by, claim.said_as,
    coalesce(claim.said_on, ''), claim.state,
    EXISTS (SELECT FROM register_claim_contradicts AS other WHERE other.from_claim_id = claim.id),
    EXISTS (SELECT FROM register_claim AS later WHERE later.supersedes_id = claim.id), count(*) OVER ()
FROM register_claim AS claim
WHERE claim.collaboration_id = ANY(%(records)s)
ORDER BY array_position(%(records)s::bigint[], claim.collaboration_id), claim.said_on DESC NULLS LAST,
    claim.key LIMIT %(most)s
"""
_SOURCES = f"""
SELECT citation.collaboration_id, citation.claim_id, source.url,
    coalesce(nullif(citation.title, ''), source.title)
FROM register_citation AS citation JOIN people_source AS source ON source.id = citation.source_id
WHERE citation.collaboration_id = ANY(%(records)s) AND citation.supports = '{Supports.RECORD}'
    OR citation.claim_id = ANY(%(claims)s)
ORDER BY citation.claim_id IS NOT NULL, array_position(%(records)s::bigint[], citation.collaboration_id),
    citation.position, citation.id
"""
# What is said of the functions asked for; what these forces do together elsewhere is not beside the point,
# but would bury it.
_SPOKEN_OF = (Part.OURS, Part.OTHERS, Part.NATIONAL)


@dataclass(frozen=True, slots=True)
class _Held:
    """What is read beside the lists: by record, the purpose and whether there is a text; and the sources."""

    of_record: Mapping[int, tuple[str, bool]]
    sources: tuple[Source, ...]
    of_records: Mapping[int, tuple[int, ...]]
    of_claims: Mapping[int, tuple[int, ...]]


def considered(
    forces: Sequence[Organisation],
    functions: Sequence[Function],
    day: datetime.date,
    *,
    most: int = MOST_LISTED,
) -> Pack:
    """The pack for these forces and functions as the register stands now, in nine statements.

    It holds what everybody may see, whoever asks.
    """
    with sight.as_public():
        return _considered(forces, functions, day, most)


def _considered(
    forces: Sequence[Organisation], functions: Sequence[Function], day: datetime.date, most: int
) -> Pack:
    at = revision()
    asked = {"forces": [each.slug for each in forces], "functions": [each.pk for each in functions]}
    found = listing(_SCOPE, asked, When(day, is_past=False), most=most)
    in_order = sorted(found.listed, key=lambda each: list(Part).index(_part(each)))
    records = [each.collaboration.pk for each in in_order]
    spoken_of = [each.collaboration.pk for each in in_order if _part(each) in _SPOKEN_OF]
    sayings = _asked(_SAYINGS, records=spoken_of, most=MOST_SAYINGS)
    held = _held(records, [row[0] for row in sayings])
    titles = {each.collaboration.pk: each.collaboration for each in in_order}
    return Pack(
        day=day,
        revision=at,
        forces=_areas(forces, day),
        functions=tuple(FunctionName(slug=each.slug, name=each.name) for each in functions),
        entries=tuple(_entry(each, held) for each in in_order),
        counts=_counts(found),
        sayings=tuple(_saying(row, titles[row[1]], held) for row in sayings),
        sayings_count=sayings[0][-1] if sayings else 0,
        sources=held.sources,
    )


def _part(each: Listed) -> Part:
    return Part(each.group.partition("/")[0])


def _areas(forces: Iterable[Organisation], day: datetime.date) -> tuple[Area, ...]:
    maintained = overseers(day)
    return tuple(
        Area(
            slug=force.slug,
            name=force.name,
            short_name=force.short_name,
            region=force.region,
            policing_body=next(
                (tie.other.name for tie in maintained.get(force.pk, ()) if tie.held_on(day) is Answer.YES), ""
            ),
        )
        for force in forces
    )


def _counts(found: Listing) -> tuple[Count, ...]:
    return tuple(
        Count(part=Part(part), model=model, place=place, number=number)
        for (group, _everywhere, place), number in found.counts.items()
        for part, _slash, model in [group.partition("/")]
    )


def _held(records: list[int], claims: list[int]) -> _Held:
    numbers: dict[str, Source] = {}
    of_records: dict[int, tuple[int, ...]] = {}
    of_claims: dict[int, tuple[int, ...]] = {}
    for record, claim, url, title in _asked(_SOURCES, records=records, claims=claims):
        source = numbers.setdefault(
            url, Source(number=len(numbers) + 1, url=url, title=title or shortened(url))
        )
        cited, key = (of_records, record) if claim is None else (of_claims, claim)
        cited[key] = (*cited.get(key, ()), source.number)
    of_record = {record: (purpose, text) for record, purpose, text in _asked(_OF_RECORDS, records=records)}
    return _Held(of_record, tuple(numbers.values()), of_records, of_claims)


def _entry(each: Listed, held: _Held) -> Entry:
    record = each.collaboration
    purpose, has_text = held.of_record[record.pk]
    return Entry(
        part=_part(each),
        reference=record.reference,
        address=record.address,
        title=record.title,
        purpose=purpose,
        functions=tuple(function.name for function in each.functions),
        model=record.model,
        legal_basis=record.legal_basis,
        status=record.status,
        status_as_of=_date(record.status_as_of),
        place=each.place,
        starts_on=_date(record.starts_on),
        ends_on=_date(record.ends_on),
        parties_coverage=record.parties_coverage,
        has_agreement_text=has_text,
        members=tuple(
            Member(
                slug=member.slug,
                short_name=member.short_name,
                region=member.region,
                role=member.role.value,
                is_assumed=member.is_assumed,
                has_left=member.place is Place.PAST and each.place is not Place.PAST,
            )
            for member in (*each.leads, *(other for other in each.members if not other.leads))
        ),
        sources=held.of_records.get(record.pk, ()),
    )


def _saying(row: Sequence[Any], record: Any, held: _Held) -> Saying:
    claim, _record, sentence, said_by, said_as, said_on, state, is_contradicted, is_replaced, _count = row
    return Saying(
        reference=record.reference,
        title=record.title,
        sentence=sentence,
        said_by=said_by,
        said_as=said_as,
        said_on=said_on,
        state=state,
        is_contradicted=is_contradicted,
        is_replaced=is_replaced,
        sources=held.of_claims.get(claim, ()),
    )


def _date(date: PartialDate | None) -> str:
    return str(date) if date else ""


def _asked(statement: str, **parameters: Any) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())
