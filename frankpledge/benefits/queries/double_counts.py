"""What may be counted twice: agreed benefits of two records, of one measure and one body, at one time.

A body's variant is of the measure that it varies, and every definition of a measure is of it. A record above
another one, or below, is left aside where both use the very same measure: there the one above counts, and the
roll-ups leave the other out by themselves. Of a pair, the one agreed later is left out of totals until it is
cleared; where it is not known when they were agreed, the one written down later.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from frankpledge.benefits.models import DoubleCount, Profile, ProfileState, Workspace
from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register import sight
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.belonging import listed
from frankpledge.register.queries.keepers import keepers_of_many

COUNTED = listed((ProfileState.AGREED, ProfileState.CLOSED))
NEVER, ALWAYS = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)
RELATED = ("earlier__workspace__collaboration", "later__workspace__collaboration", "organisation")
# Names of our own tables and codes; what is chosen are numbers of ours.
_SLUG = "coalesce(national.slug, measure.slug)"
_COUNTING = f"""
    SELECT profile.id, profile.workspace_id, profile.measure_id,
        (coalesce(profile.agreed_at, '-infinity'::timestamptz), profile.id) AS place,
        coalesce(profile.starts_on, '{NEVER}') AS begins, coalesce(profile.ends_on, '{ALWAYS}') AS ends,
        {_SLUG} AS slug, CASE WHEN measure.varies_id IS NULL THEN measure.organisation_id END AS own,
        party.organisation_id
    FROM benefits_profile AS profile
    JOIN benefits_measure AS measure ON measure.id = profile.measure_id
    LEFT JOIN benefits_measure AS national ON national.id = measure.varies_id
    JOIN LATERAL (
        SELECT organisation_id FROM benefits_realiser WHERE profile_id = profile.id
        UNION
        SELECT profile.beneficiary_party_id WHERE profile.beneficiary_party_id IS NOT NULL
    ) AS party ON true
    WHERE profile.is_counted AND profile.state IN {COUNTED} AND {{alike}}
"""  # noqa: S608 - our own codes
_ALIKE = f"""
    profile.measure_id IN (
        SELECT measure.id FROM benefits_measure AS measure
        LEFT JOIN benefits_measure AS national ON national.id = measure.varies_id
        WHERE {_SLUG} IN (
            SELECT {_SLUG} FROM benefits_profile AS chosen
            JOIN benefits_measure AS measure ON measure.id = chosen.measure_id
            LEFT JOIN benefits_measure AS national ON national.id = measure.varies_id
            WHERE chosen.id = ANY(%(chosen)s)
        )
    )
    AND party.organisation_id IN (
        SELECT organisation_id FROM benefits_realiser WHERE profile_id = ANY(%(chosen)s)
        UNION
        SELECT beneficiary_party_id FROM benefits_profile WHERE id = ANY(%(chosen)s)
    )
"""  # noqa: S608 - our own codes
_PAIRS = """
WITH RECURSIVE above (id, ancestor_id) AS (
    SELECT id, parent_id FROM register_collaboration WHERE parent_id IS NOT NULL
    UNION
    SELECT above.id, parent.parent_id FROM above
    JOIN register_collaboration AS parent ON parent.id = above.ancestor_id
    WHERE parent.parent_id IS NOT NULL
),
related AS MATERIALIZED (
    SELECT lower.id AS lower_id, higher.id AS higher_id FROM above
    JOIN benefits_workspace AS lower ON lower.collaboration_id = above.id
    JOIN benefits_workspace AS higher ON higher.collaboration_id = above.ancestor_id
),
counting AS MATERIALIZED ({counting})
SELECT CASE WHEN mine.place < other.place THEN mine.id ELSE other.id END AS earlier_id,
    CASE WHEN mine.place < other.place THEN other.id ELSE mine.id END AS later_id, min(mine.organisation_id)
FROM counting AS mine
JOIN counting AS other ON other.slug = mine.slug AND other.organisation_id = mine.organisation_id
    AND other.own IS NOT DISTINCT FROM mine.own AND other.workspace_id <> mine.workspace_id
    AND other.begins <= mine.ends AND mine.begins <= other.ends
WHERE {chosen} AND NOT (
    other.measure_id = mine.measure_id AND EXISTS (
        SELECT FROM related WHERE (lower_id, higher_id) IN (
            (mine.workspace_id, other.workspace_id), (other.workspace_id, mine.workspace_id)
        )
    )
)
GROUP BY 1, 2 ORDER BY 1, 2
"""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """One pair as somebody may see it: what they may not read of it has no names."""

    number: int
    double_count: DoubleCount
    may_read: frozenset[int]

    def reads(self, profile: Profile) -> bool:
        """Whether who looks may read the record of one of the two."""
        return profile.workspace.collaboration_id in self.may_read

    @property
    def both(self) -> tuple[Profile, Profile]:
        return self.double_count.earlier, self.double_count.later


def found(profiles: Collection[int] | None = None) -> dict[Pair, int]:
    """Every pair by the rule, with the body that it is of: of some benefits, or of all. One statement."""
    if profiles is None:
        counting, chosen = _COUNTING.format(alike="true"), "mine.place < other.place"
    else:
        counting = _COUNTING.format(alike=_ALIKE)
        chosen = "mine.id = ANY(%(chosen)s)"
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(counting=counting, chosen=chosen), {"chosen": list(profiles or ())})
        return {(earlier, later): body for earlier, later, body in cursor.fetchall()}


def held(profiles: Collection[int] | None = None) -> QuerySet[DoubleCount]:
    """The pairs that are kept: of some benefits, or of all."""
    every = DoubleCount.objects.all()
    if profiles is None:
        return every
    return every.filter(Q(earlier__in=profiles) | Q(later__in=profiles))


def differing() -> list[Pair]:
    """The pairs that are kept and should not be, or the other way round: of all records. Two statements."""
    with sight.everything():
        return sorted({(each.earlier_id, each.later_id) for each in held()} ^ set(found()))


def of_workspace(workspace: Workspace, rights: Rights) -> list[Shown]:
    """The pairs of a record's benefits that nobody has cleared. Four statements at most."""
    of_record = Q(earlier__workspace=workspace) | Q(later__workspace=workspace)
    return shown(DoubleCount.objects.filter(of_record, cleared=""), rights)


def shown(chosen: QuerySet[DoubleCount], rights: Rights, most: int | None = None) -> list[Shown]:
    """Pairs as somebody may see them: of records that they may read, by name. Four statements at most."""
    rows = list(chosen.select_related(*RELATED).order_by("id")[:most])
    records = {each.workspace.collaboration_id for row in rows for each in (row.earlier, row.later)}
    keepers = keepers_of_many(records) if records else {}
    readable = {number for number in records if rights.may(Power.READ_RESTRICTED, keepers[number])}
    return [Shown(row.pk, row, frozenset(readable)) for row in rows]


def one(number: int) -> DoubleCount:
    """One pair. Raises NotFound."""
    row = DoubleCount.objects.select_related(*RELATED).filter(pk=number).first()
    if row is None:
        raise NotFound(_("This is not a double count any more, or never was one."))
    return row


def records_of(row: DoubleCount) -> tuple[Collaboration, Collaboration]:
    """The two records."""
    return row.earlier.workspace.collaboration, row.later.workspace.collaboration
