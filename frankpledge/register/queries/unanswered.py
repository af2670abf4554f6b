"""Purposes that somebody's bodies were asked about and have not answered, and that others have not.

The rules are those of `acceptances`: a test holds the two together.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from frankpledge.people.queries import spans
from frankpledge.register.models import ASKING
from frankpledge.register.queries.belonging import DAY, OVER, days, listed
from frankpledge.register.queries.keepers import KEEPERS

# The version that everybody was last asked about.
_ASKED_ABOUT = f"""
    SELECT DISTINCT ON (collaboration_id) collaboration_id, version, published_at, publisher_id
    FROM register_purpose
    WHERE origin = 'parties' AND state = 'published' AND change IN {listed(ASKING)}
    ORDER BY collaboration_id, version DESC
"""
# Whoever joins on a day to come is asked then, unless it is the day on which it all begins.
_JOINS_LATER = (
    f"coalesce({spans.surely_after('party.joined_on', DAY)}, false)"
    f" AND NOT coalesce({spans.surely_after('collaboration.starts_on', DAY)}, false)"
)
_ANSWERS = """
    SELECT DISTINCT ON (purpose.collaboration_id, acceptance.organisation_id)
        purpose.collaboration_id, acceptance.organisation_id, acceptance.answer
    FROM register_acceptance AS acceptance
    JOIN register_purpose AS purpose ON purpose.id = acceptance.purpose_id
    JOIN about ON about.collaboration_id = purpose.collaboration_id AND purpose.version >= about.version
    ORDER BY purpose.collaboration_id, acceptance.organisation_id, acceptance.answered_on DESC,
        acceptance.id DESC
"""
_UNANSWERED = f"""
WITH RECURSIVE about AS ({_ASKED_ABOUT}),
asked AS (
    SELECT DISTINCT about.collaboration_id, about.published_at, about.publisher_id, keeper.organisation_id
    FROM ({KEEPERS} AND NOT ({_JOINS_LATER})) AS keeper
    JOIN about ON about.collaboration_id = keeper.collaboration_id
    WHERE {{which}}
),
answered AS ({_ANSWERS}),
line AS (
    SELECT DISTINCT organisation_id AS heir, organisation_id AS body FROM asked
    UNION
    SELECT line.heir, relation.object_id FROM line
    JOIN people_relation AS relation ON relation.subject_id = line.body AND relation.kind = 'succeeds'
),
unanswered AS (
    SELECT asked.* FROM asked
    WHERE NOT EXISTS (
        SELECT FROM answered WHERE answered.collaboration_id = asked.collaboration_id
            AND answered.organisation_id = asked.organisation_id
    ) AND NOT coalesce((
        SELECT bool_and(answered.answer = 'accepts') FROM answered
        JOIN line ON line.body = answered.organisation_id AND line.heir = asked.organisation_id
        WHERE answered.collaboration_id = asked.collaboration_id
    ), false)
)
"""
_OF_BODIES = f"""
{_UNANSWERED.format(which="keeper.organisation_id = ANY(%(organisations)s)")}
SELECT record.reference, record.title, body.slug, body.short_name, unanswered.published_at, 1
FROM unanswered
JOIN register_collaboration AS record ON record.id = unanswered.collaboration_id
JOIN people_organisation AS body ON body.id = unanswered.organisation_id
WHERE record.status NOT IN {listed(OVER)}
ORDER BY unanswered.published_at, record.reference, body.slug LIMIT %(most)s
"""
_OF_OTHERS = f"""
{_UNANSWERED.format(which="about.publisher_id = %(user)s")}
SELECT record.reference, record.title, '', '', unanswered.published_at, count(*)
FROM unanswered
JOIN register_collaboration AS record ON record.id = unanswered.collaboration_id
WHERE record.status NOT IN {listed(OVER)}
GROUP BY record.id, unanswered.published_at
ORDER BY unanswered.published_at, record.reference LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A purpose that waits for an answer: of one body, or of so many."""

    reference: str
    title: str
    slug: str
    body: str
    asked_at: datetime.datetime
    count: int


def of_bodies(organisation_ids: Iterable[int], *, most: int) -> tuple[Unanswered, ...]:
    """What these organisations have not answered, the longest asked first. One statement, or none."""
    held = sorted(organisation_ids)
    return _read(_OF_BODIES, organisations=held, most=most) if held else ()


def published_by(user_id: int, *, most: int) -> tuple[Unanswered, ...]:
    """What somebody published last and is not answered by all. One statement."""
    return _read(_OF_OTHERS, user=user_id, most=most)


def _read(statement: str, **parameters: Any) -> tuple[Unanswered, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {**days(timezone.localdate()), **parameters})
        return tuple(Unanswered(*row) for row in cursor.fetchall())
