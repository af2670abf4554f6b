"""What the register said of a past day: what changed in the world after it, undone field by field.

Only an approved change that says from which day it holds is undone, and only for days before that one. A
correction of a mistake holds for every day. Read in one statement, with all that the old values name.
"""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connection, models

from frankpledge.register.changing import KINDS
from frankpledge.register.changing.values import Choice, parted
from frankpledge.register.models import Operation, Part, Supports, TargetKind
from frankpledge.register.queries.publications import WORDS

Row = TypeVar("Row", bound=models.Model)
Held = dict[str, Any]

# What the old values of a change point at, by the name that points. Each is a list of [name, what it is].
_NAMED = """
    ARRAY(
        SELECT ARRAY[slug, name] FROM register_function
        WHERE slug = ANY(ARRAY(SELECT jsonb_array_elements_text(change.before -> 'functions')))
    ),
    ARRAY(
        SELECT ARRAY[slug, short_name] FROM people_organisation
        WHERE slug = ANY(ARRAY(SELECT jsonb_array_elements_text(change.before -> 'covers_organisations')))
    ),
    ARRAY(
        SELECT ARRAY[url, title] FROM people_source
        WHERE url = ANY(ARRAY(SELECT jsonb_array_elements_text(change.before -> 'sources')))
            OR url = ANY(ARRAY(SELECT jsonb_array_elements_text(change.before -> 'further_sources')))
            OR url = ANY(ARRAY(SELECT jsonb_array_elements_text(change.before -> 'identity_sources')))
            OR url = ANY(ARRAY(SELECT jsonb_array_elements_text(change.before -> 'region_sources')))
    ),
    ARRAY(
        SELECT ARRAY[other.key, other.sentence, coalesce(record.reference, ''), other.said_on]
        FROM register_claim AS other
        LEFT JOIN register_collaboration AS record ON record.id = other.collaboration_id
        WHERE other.key = change.before ->> 'supersedes'
            OR other.key = ANY(ARRAY(SELECT jsonb_array_elements_text(change.before -> 'contradicts')))
    ),
    (SELECT id FROM register_collaboration WHERE slug = change.before ->> 'parent'),
    (SELECT slug FROM people_organisation WHERE id = change.organisation_id)
"""
# The parts of a record that whoever looks may not read: their old values no more than today's.
_UNREAD = """
    ARRAY(
        SELECT part FROM register_withholding AS kept
        WHERE change.target_kind = 'collaboration' AND kept.collaboration_id = change.collaboration_id
            AND kept.collaboration_id = ANY((SELECT register_hidden('value'))::bigint[])
        UNION SELECT unnest(ARRAY['names', 'purpose']) FROM register_release AS release
        WHERE change.target_kind = 'collaboration' AND release.collaboration_id = change.collaboration_id
            AND release.collaboration_id = ANY((SELECT register_hidden('more'))::bigint[])
    )
"""
_SELECT = f"""
SELECT change.target_kind, coalesce(change.target_id, change.added_id), change.operation, change.before,
    change.holds_from, {_UNREAD}, {_NAMED}
FROM register_change AS change
WHERE change.state = 'approved' AND change.holds_from IS NOT NULL AND (
"""
_NEWEST_FIRST = ") ORDER BY change.decided_at DESC, change.id DESC"
_BODIES_OF_A_RECORD = """
    SELECT organisation_id FROM register_party WHERE collaboration_id = %(id)s
    UNION SELECT subject_id FROM people_relation
    WHERE kind = 'maintains' AND object_id IN (
        SELECT organisation_id FROM register_party WHERE collaboration_id = %(id)s
    )
    UNION SELECT place.organisation_id FROM register_claim_covers_organisations AS place
    JOIN register_claim AS claim ON claim.id = place.claim_id WHERE claim.collaboration_id = %(id)s
"""
# Which policing body maintained which force that is, or stands behind, a party of the record.
_OVERSEERS_OF_A_RECORD = """
    SELECT id FROM people_relation WHERE kind = 'maintains' AND (
        object_id IN (SELECT organisation_id FROM register_party WHERE collaboration_id = %(id)s)
        OR subject_id IN (SELECT organisation_id FROM register_party WHERE collaboration_id = %(id)s)
    )
"""
# Of a record, its parent and its children, and of the bodies that its page names and their pairs.
OF_A_RECORD = f"""{_SELECT}
    change.collaboration_id = %(id)s
    OR change.target_kind = 'collaboration' AND change.collaboration_id IN (
        SELECT id FROM register_collaboration WHERE parent_id = %(id)s
        UNION SELECT parent_id FROM register_collaboration WHERE id = %(id)s
    )
    OR change.target_kind = 'organisation' AND change.organisation_id IN ({_BODIES_OF_A_RECORD})
    OR change.target_kind = 'relation'
        AND coalesce(change.target_id, change.added_id) IN ({_OVERSEERS_OF_A_RECORD})
{_NEWEST_FIRST}"""
_TIES = "SELECT id FROM people_relation WHERE %(id)s IN (subject_id, object_id)"
# Of an organisation, and of the records that it or a half of a pair is in; of every body and of what joins
# them, because those records name others by the area in which they stood.
OF_A_BODY = f"""{_SELECT}
    change.organisation_id = %(id)s
    OR change.target_kind IN ('relation', 'organisation')
    OR change.target_kind IN ('collaboration', 'party', 'claim') AND change.collaboration_id IN (
        SELECT collaboration_id FROM register_party WHERE organisation_id = %(id)s
            OR organisation_id IN (
                SELECT unnest(ARRAY[subject_id, object_id]) FROM people_relation WHERE id IN ({_TIES})
            )
    )
{_NEWEST_FIRST}"""


# Which field of which kind of row holds the sources of a fact.
CITED: Mapping[Supports, tuple[TargetKind, str]] = {
    Supports.RECORD: (TargetKind.COLLABORATION, "record_sources"),
    Supports.FURTHER: (TargetKind.COLLABORATION, "further_sources"),
    Supports.PARTY: (TargetKind.PARTY, "sources"),
    Supports.EVENT: (TargetKind.EVENT, "sources"),
    Supports.CLAIM: (TargetKind.CLAIM, "sources"),
}


@dataclass(slots=True, eq=False)
class Undone:
    """The values of a past day that differ from today's, by row, and the rows that were added since."""

    values: dict[tuple[str, int], Held] = field(default_factory=dict)
    added: set[tuple[str, int]] = field(default_factory=set)
    functions: dict[str, list[str]] = field(default_factory=dict)
    bodies: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    claims: dict[str, list[str]] = field(default_factory=dict)
    parents: dict[str, int] = field(default_factory=dict)
    short_names: dict[str, str] = field(default_factory=dict)

    def of(self, kind: TargetKind, row_id: int) -> Held:
        """The old values of one row."""
        return self.values.get((kind, row_id), {})

    def typed(self, kind: TargetKind, row_id: int) -> Held:
        """The old values of one row as a draft has them."""
        return KINDS[kind].typed(self.of(kind, row_id))

    def rows(self, kind: TargetKind, rows: Iterable[Row]) -> list[Row]:
        """The rows as they were, without those added since."""
        return [self.row(kind, row) for row in rows if (kind, row.pk) not in self.added]

    def row(self, kind: TargetKind, row: Row) -> Row:
        """The row with its own columns as they were."""
        held = self.of(kind, row.pk)
        if held:
            fields, columns = KINDS[kind].fields, _columns(type(row))
            for name in held.keys() & columns & fields.keys():
                value, kind_of_value = held[name], fields[name].value
                # A row holds the bare word of a code list, and "" where a draft says None.
                value = (value or "") if isinstance(kind_of_value, Choice) else kind_of_value.typed(value)
                setattr(row, name, list(value) if isinstance(value, tuple) else value)
        return row

    def cited(self, supports: Supports, row_id: int) -> list[tuple[str, str]] | None:
        """The old sources of a fact as (address, title), none if it was added since; None if as today."""
        kind, named = CITED[supports]
        if (kind, row_id) in self.added:
            return []
        held = self.of(kind, row_id).get(named)
        if held is None:
            return None
        return [(url, title or self.titles.get(url, "")) for url, title in map(parted, held)]

    def cited_facts(self, collaboration_id: int) -> set[tuple[Supports, int]]:
        """The facts of a record whose sources may have been others."""
        return {
            (supports, row_id)
            for kind, row_id in self.values
            for supports, (of, _named) in CITED.items()
            if of == kind and (kind != TargetKind.COLLABORATION or row_id == collaboration_id)
        }


NOTHING = Undone()


def of_record(collaboration_id: int, day: datetime.date) -> Undone:
    """What to undo on the page of a record. One statement."""
    return _read(OF_A_RECORD, collaboration_id, day)


def of_body(organisation_id: int, day: datetime.date) -> Undone:
    """What to undo on the page of an organisation. One statement."""
    return _read(OF_A_BODY, organisation_id, day)


def record_row(undone: Undone, row: Any) -> Any:
    """A record with its own rows, as they were."""
    held = undone.of(TargetKind.COLLABORATION, row.pk)
    undone.row(TargetKind.COLLABORATION, row)
    if "names" in held:
        row.names_held = held["names"]
    if "functions" in held:
        row.functions_held = [[slug, undone.functions.get(slug, slug)] for slug in held["functions"]]
    if "purpose" in held:
        row.purpose_held = _purpose(row.purpose_held, held["purpose"])
    if "parent" in held:
        row.parent_id = undone.parents.get(held["parent"])
        row.has_family = True
    row.agreements_held = _agreements(undone, row.agreements_held)
    return row


def claim_rows(undone: Undone, rows: Iterable[Any]) -> list[Any]:
    """Claims with what they are joined to, as they were; what joins two of the record is told of both."""
    claims = undone.rows(TargetKind.CLAIM, rows)
    for claim in claims:
        held = undone.of(TargetKind.CLAIM, claim.pk)
        if "covers_organisations" in held:
            covered = held["covers_organisations"]
            claim.covers_held = [undone.bodies.get(slug, [slug, slug]) for slug in covered]
        claim.covers_held = [[undone.short_names.get(slug, name), slug] for name, slug in claim.covers_held]
        if "contradicts" in held:
            before = set(held["contradicts"])
            claim.contradicts_held = [undone.claims[key] for key in sorted(before & undone.claims.keys())]
            _join(claims, claim, before, "contradicts_held")
        if "supersedes" in held:
            before = {held["supersedes"]} - {""}
            claim.replaced_held = [undone.claims[key] for key in sorted(before & undone.claims.keys())]
            _join(claims, claim, before, "superseded_by_held")
    return claims


def _join(claims: Iterable[Any], claim: Any, others: set[str], name: str) -> None:
    """Have the other claims of a record say of `claim` what it says of them."""
    for other in claims:
        told = [row for row in getattr(other, name) if row[0] != claim.key]
        if other.key in others:
            said_on = str(claim.said_on) if claim.said_on else None
            told.append([claim.key, claim.sentence, "", said_on])
        if other is not claim:
            setattr(other, name, told)


def _purpose(newest: list[list[str]], statement: str) -> list[list[str]]:
    """The newest version with its old words; none, where there were none."""
    version, _statement, origin = newest[0] if newest else ("1", "", "register")
    return [[version, statement, origin]] if statement else []


def _agreements(undone: Undone, held: list[list[str]]) -> list[list[str]]:
    """Each text as it was: its number, then its values in the order of the statement that reads them."""
    kept = []
    for number, *values in held:
        row_id = int(number)
        if (TargetKind.AGREEMENT, row_id) in undone.added:
            continue
        before = undone.of(TargetKind.AGREEMENT, row_id)
        names = ("kind", "signed_on", "url", "note", "is_signed_copy")
        if "is_signed_copy" in before:
            before = {**before, "is_signed_copy": "true" if before["is_signed_copy"] else "false"}
        kept.append([number, *(before.get(name, value) for name, value in zip(names, values, strict=True))])
    return kept


def _read(statement: str, row_id: int, day: datetime.date) -> Undone:
    undone = Undone()
    with connection.cursor() as cursor:
        cursor.execute(statement, {"id": row_id})
        rows = cursor.fetchall()
    settled: set[tuple[str, int, str]] = set()
    for kind, target, operation, written, holds_from, unread, *named in rows:
        withheld = {word for part in unread for word in WORDS[Part(part)]}
        before = {name: value for name, value in json.loads(written).items() if name not in withheld}
        if operation == Operation.ADD:
            if holds_from > day:
                undone.added.add((kind, target))
            continue
        for name, value in before.items():
            if (kind, target, name) in settled:
                continue
            # A later decision about the field that holds on the day leaves nothing earlier to undo.
            if holds_from <= day:
                settled.add((kind, target, name))
            else:
                undone.values.setdefault((kind, target), {})[name] = value
        if holds_from > day:
            _take_names(undone, before, named)
    return undone


def _take_names(undone: Undone, before: Held, named: list[Any]) -> None:
    functions, bodies, sources, claims, parent, body = named
    if "short_name" in before:
        undone.short_names[body] = before["short_name"]
    undone.functions.update(dict(functions))
    undone.bodies.update({slug: [name, slug] for slug, name in bodies})
    undone.titles.update(dict(sources))
    undone.claims.update({row[0]: row for row in claims})
    if parent is not None:
        undone.parents[before["parent"]] = parent


def _columns(model: type[models.Model]) -> set[str]:
    columns = model._meta.concrete_fields  # noqa: SLF001 - Django documents it as open to all
    return {column.name for column in columns if not column.is_relation}
