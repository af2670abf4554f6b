"""Whose people may see and change what is restricted: the keepers of a record, and of a body.

A record is kept by its current parties: those that lead, host or are members and have not left, and for each
force among them the policing body that maintains it now, because an entry of a force stands for the pair. A
party that left when the collaboration itself ended is still one. One that is only assumed is none: where all
are, curators keep the record. A body's own page is kept by the body and the other half of its present pair.

Who follows a body that is no more keeps what it kept, and so does the other half of the follower's pair.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from frankpledge.people.models import Basis, RelationKind
from frankpledge.people.queries import spans
from frankpledge.register.models import MEMBER_ROLES, Change, Correction
from frankpledge.register.queries.belonging import DAY, DAY_AFTER, days, listed

_LEFT = f"coalesce({spans.surely_come('party.left_on', DAY_AFTER)}, false)"
# The longer of the two dates is cut to the other's precision, so that dates that may touch are let be.
_STAYED_TO_THE_END = (
    'coalesce(left(party.left_on, length(collaboration.ends_on)) COLLATE "C"'
    " >= left(collaboration.ends_on, length(party.left_on)), false)"
)
# Nobody gets powers from an assumption of ours.
_CURRENT = (
    f"party.role IN {listed(MEMBER_ROLES)} AND party.basis <> '{Basis.ASSUMED}'"
    f" AND (NOT {_LEFT} OR {_STAYED_TO_THE_END})"
)
_HOLDS_NOW = (
    f"NOT coalesce({spans.surely_come('relation.ends_on', DAY_AFTER)}, false)"
    f" AND NOT coalesce({spans.surely_after('relation.starts_on', DAY)}, false)"
)
# Each policing body with the force that it maintains now.
PAIRS = f"""
    SELECT relation.subject_id AS body_id, relation.object_id AS force_id FROM people_relation AS relation
    WHERE relation.kind = '{RelationKind.MAINTAINS}' AND {_HOLDS_NOW}
"""
_FOLLOWS_NOW = f"""
    relation.kind = '{RelationKind.SUCCEEDS}' AND relation.basis <> '{Basis.ASSUMED}' AND {_HOLDS_NOW}
    AND coalesce({spans.surely_come("gone.valid_to", DAY_AFTER)}, false)
"""
# Each body that is no more with each that follows it, at however many removes.
HEIRS = f"""
    WITH RECURSIVE heir (gone_id, id) AS (
        SELECT relation.object_id, relation.subject_id FROM people_relation AS relation
        JOIN people_organisation AS gone ON gone.id = relation.object_id WHERE {_FOLLOWS_NOW}
        UNION
        SELECT heir.gone_id, relation.subject_id FROM heir
        JOIN people_relation AS relation ON relation.object_id = heir.id
        JOIN people_organisation AS gone ON gone.id = relation.object_id WHERE {_FOLLOWS_NOW}
    )
    SELECT gone_id, id FROM heir
"""
# Every collaboration with the organisations that keep it.
KEEPERS = f"""
    SELECT party.collaboration_id, keeper.id AS organisation_id
    FROM register_party AS party
    JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
    CROSS JOIN LATERAL (
        WITH whole AS (
            SELECT party.organisation_id AS id
            UNION SELECT heir.id FROM ({HEIRS}) AS heir WHERE heir.gone_id = party.organisation_id
        )
        SELECT id FROM whole
        UNION SELECT pair.body_id FROM ({PAIRS}) AS pair JOIN whole ON whole.id = pair.force_id
    ) AS keeper
    WHERE {_CURRENT}
"""
# The records that some organisations keep: theirs, and those of the forces that they maintain.
KEPT = f"""
    SELECT party.collaboration_id
    FROM register_party AS party
    JOIN register_collaboration AS collaboration ON collaboration.id = party.collaboration_id
    WHERE {_CURRENT} AND party.organisation_id IN (
        WITH whole AS (
            SELECT unnest(%(keepers)s::bigint[]) AS id
            UNION SELECT pair.force_id FROM ({PAIRS}) AS pair WHERE pair.body_id = ANY(%(keepers)s::bigint[])
        )
        SELECT id FROM whole
        UNION SELECT heir.gone_id FROM ({HEIRS}) AS heir JOIN whole ON whole.id = heir.id
    )
"""
_OTHER_HALVES = f"""
    SELECT CASE WHEN pair.body_id = whole.id THEN pair.force_id ELSE pair.body_id END
    FROM whole JOIN ({PAIRS}) AS pair ON whole.id IN (pair.body_id, pair.force_id)
"""
# Who keeps the page of a body: itself or who follows it, and the other half of the pair.
_KEEPERS_OF_BODY = f"""
    WITH whole AS (
        SELECT unnest(%(keepers)s::bigint[]) AS id
        UNION SELECT heir.id FROM ({HEIRS}) AS heir WHERE heir.gone_id = ANY(%(keepers)s::bigint[])
    )
    SELECT id FROM whole UNION {_OTHER_HALVES}
"""
# And the other way round: the bodies whose pages some organisations keep.
_BODIES_KEPT = f"""
    WITH whole AS (SELECT unnest(%(keepers)s::bigint[]) AS id),
    kept AS (SELECT id FROM whole UNION {_OTHER_HALVES})
    SELECT id FROM kept
    UNION SELECT heir.gone_id FROM ({HEIRS}) AS heir JOIN kept ON kept.id = heir.id
"""

# A body with all who follow it, and all whom some bodies follow with themselves.
_STANDING_FOR = f"""
    SELECT unnest(%(keepers)s::bigint[]) AS id
    UNION SELECT heir.id FROM ({HEIRS}) AS heir WHERE heir.gone_id = ANY(%(keepers)s::bigint[])
"""
_FOLLOWED = f"""
    SELECT unnest(%(keepers)s::bigint[]) AS id
    UNION SELECT heir.gone_id FROM ({HEIRS}) AS heir WHERE heir.id = ANY(%(keepers)s::bigint[])
"""


def keepers_of(collaboration_id: int) -> frozenset[int]:
    """The ids of the organisations whose people keep this record. One statement."""
    return _ids(
        f"{KEEPERS} AND party.collaboration_id = %(collaboration)s", 1, collaboration=collaboration_id
    )


def keepers_of_many(collaboration_ids: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """The same of many records. One statement."""
    numbers = sorted(collaboration_ids)
    statement = f"{KEEPERS} AND party.collaboration_id = ANY(%(collaborations)s::bigint[])"
    found: dict[int, set[int]] = {number: set() for number in numbers}
    with connection.cursor() as cursor:
        cursor.execute(statement, {**days(timezone.localdate()), "collaborations": numbers})
        for record, keeper in cursor.fetchall():
            found[record].add(keeper)
    return {number: frozenset(held) for number, held in found.items()}


def keepers_of_organisation(organisation_id: int) -> frozenset[int]:
    """The ids of the organisation and of the other half of its present pair. One statement."""
    return _ids(_KEEPERS_OF_BODY, 0, keepers=[organisation_id])


def keepers_of_message(message: Correction) -> frozenset[int]:
    """Who keeps what a message is about; nobody, where that is no record and no body. One statement."""
    return _keepers(message.collaboration_id, message.organisation_id)


def keepers_of_change(change: Change) -> frozenset[int]:
    """Who keeps what a change is about; nobody, for a claim about the nation. At most one statement."""
    return _keepers(change.collaboration_id, change.organisation_id)


def kept_by(organisation_ids: Iterable[int]) -> RawSQL:
    """The ids of the collaborations that these organisations keep, for `collaboration__in=`."""
    return _as_condition(KEPT, organisation_ids)


def organisations_kept_by(organisation_ids: Iterable[int]) -> RawSQL:
    """The ids of the organisations whose own page these organisations keep, for `organisation__in=`."""
    return _as_condition(_BODIES_KEPT, organisation_ids)


def standing_for(organisation_id: int) -> frozenset[int]:
    """The ids of the body and of those who follow it, without the other half of any pair. One statement."""
    return _ids(_STANDING_FOR, 0, keepers=[organisation_id])


def followed_by(organisation_ids: Iterable[int]) -> RawSQL:
    """The ids of these bodies and of those whom they follow, for `organisation__in=`."""
    return _as_condition(_FOLLOWED, organisation_ids)


def _keepers(collaboration_id: int | None, organisation_id: int | None) -> frozenset[int]:
    if collaboration_id is not None:
        return keepers_of(collaboration_id)
    return frozenset() if organisation_id is None else keepers_of_organisation(organisation_id)


def _ids(statement: str, column: int, **parameters: Any) -> frozenset[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**days(timezone.localdate()), **parameters})
        return frozenset(row[column] for row in cursor.fetchall())


def _as_condition(statement: str, organisation_ids: Iterable[int]) -> RawSQL:
    """The day and the ids are ours, and are written in: an expression's parameters have no names."""
    numbers = ",".join(str(int(number)) for number in sorted(organisation_ids))
    written = {name: f"'{day}'" for name, day in days(timezone.localdate()).items()}
    return RawSQL(statement % {**written, "keepers": f"'{{{numbers}}}'"}, ())  # noqa: S611 - nothing a reader sent
