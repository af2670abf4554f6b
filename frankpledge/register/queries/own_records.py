"""The records that one's organisations keep, with what is not known in each: the fewest first.

What is not known is told as `unknowns` tells it of one record; a test holds the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from frankpledge.people.models import Basis
from frankpledge.register.models import (
    MEMBER_ROLES,
    SIGNED_STATES,
    Collaboration,
    LegalBasis,
    PartiesCoverage,
    PurposeOrigin,
    PurposeState,
    Role,
    Status,
)
from frankpledge.register.queries.belonging import OVER, listed
from frankpledge.register.queries.keepers import kept_by
from frankpledge.register.queries.unknowns import Unknown

PER_PAGE = 25
_MEMBERS = f"party.role IN {listed(MEMBER_ROLES)}"
# A policing body stands with its force: with the first that it is known to have maintained.
_AREA = """coalesce((
    SELECT relation.object_id FROM people_relation AS relation
    WHERE relation.kind = 'maintains' AND relation.subject_id = party.organisation_id
    ORDER BY relation.starts_on NULLS FIRST LIMIT 1
), party.organisation_id)"""
_LEFT_EARLY = (
    "party.left_on IS NOT NULL AND (record.ends_on IS NULL"
    ' OR party.left_on COLLATE "C" < left(record.ends_on, length(party.left_on)))'
)
_IN_IT = f"""
SELECT count(DISTINCT {_AREA}) FILTER (WHERE {_MEMBERS})
        + count(*) FILTER (WHERE party.role = '{Role.CUSTOMER}') AS named,
    coalesce(bool_or(party.basis = '{Basis.ASSUMED}') FILTER (WHERE {_MEMBERS}), false) AS assumed,
    coalesce(bool_or(party.joined_on IS NULL), false) AS undated,
    coalesce(bool_or(party.role IN {listed((Role.LEAD, Role.HOST))} AND NOT ({_LEFT_EARLY})), false) AS led
FROM register_party AS party WHERE party.collaboration_id = record.id
"""
# The newest version in the parties' own words.
_OWN_PURPOSE = f"""
SELECT id FROM register_purpose
WHERE collaboration_id = record.id
    AND origin = '{PurposeOrigin.PARTIES}' AND state = '{PurposeState.PUBLISHED}'
ORDER BY version DESC LIMIT 1
"""
_CONDITIONS: dict[Unknown, str] = {
    Unknown.STATUS: f"record.status = '{Status.NOT_KNOWN}'",
    Unknown.STATUS_DATE: f"record.status <> '{Status.NOT_KNOWN}' AND record.status_as_of IS NULL",
    Unknown.START: "record.starts_on IS NULL",
    Unknown.END: f"record.ends_on IS NULL AND record.status IN {listed(OVER)}",
    Unknown.NEXT_DATE: f"record.ends_on IS NULL AND record.status NOT IN {listed(OVER)}",
    Unknown.LEGAL_BASIS: f"record.legal_basis = '{LegalBasis.NOT_STATED}'",
    Unknown.AGREEMENT: "NOT EXISTS (SELECT FROM register_agreement AS agreement"
    " WHERE agreement.collaboration_id = record.id"
    f" AND (agreement.is_signed_copy OR agreement.state IN {listed(SIGNED_STATES)}))",
    Unknown.PARTIES: "coalesce(record.parties_expected, 0) > within.named OR record.parties_coverage IN"
    f" {listed((PartiesCoverage.PARTIAL, PartiesCoverage.NOT_KNOWN))}",
    Unknown.PARTIES_ASSUMED: "within.assumed",
    Unknown.JOINING_DATES: "within.undated",
    Unknown.LEAD: "NOT within.led",
    Unknown.PURPOSE: f"({_OWN_PURPOSE}) IS NULL",
    Unknown.OBJECTIVES: f"NOT EXISTS (SELECT FROM register_objective WHERE purpose_id = ({_OWN_PURPOSE}))",
    Unknown.FIGURES: "NOT EXISTS (SELECT FROM register_claim WHERE collaboration_id = record.id)",
}
_NOT_KNOWN = ", ".join(
    f"CASE WHEN {condition} THEN '{unknown.value}' END" for unknown, condition in _CONDITIONS.items()
)
_SELECT = f"""
SELECT record.id, record.reference, record.title, record.status,
    array_remove(ARRAY[{_NOT_KNOWN}], NULL) AS gaps
FROM register_collaboration AS record CROSS JOIN LATERAL ({_IN_IT}) AS within
WHERE record.id = ANY(%(records)s)
ORDER BY cardinality(array_remove(ARRAY[{_NOT_KNOWN}], NULL)), record.title, record.id
LIMIT {PER_PAGE} OFFSET %(start)s
"""


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """One record, and what is not known in it."""

    reference: str
    title: str
    status: Status
    not_known: tuple[Unknown, ...]

    @property
    def address(self) -> str:
        return Collaboration(reference=self.reference, title=self.title).address


@dataclass(frozen=True, slots=True)
class OwnRecords:
    """One page of them, and how many there are."""

    records: tuple[OwnRecord, ...]
    total: int


def own_records(organisation_ids: Iterable[int], number: int) -> OwnRecords:
    """Page `number` of the records that these organisations keep. Two statements, or none for none."""
    held = list(organisation_ids)
    if not held:
        return OwnRecords((), 0)
    ids = list(Collaboration.objects.filter(pk__in=kept_by(held)).order_by().values_list("pk", flat=True))
    return OwnRecords(not_known_in(ids, start=(number - 1) * PER_PAGE), len(ids))


def not_known_in(collaboration_ids: list[int], *, start: int = 0) -> tuple[OwnRecord, ...]:
    """These records from `start` on, those with the fewest gaps first, as many as a page has."""
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, {"records": collaboration_ids, "start": start})
        rows = cursor.fetchall()
    return tuple(
        OwnRecord(reference, title, Status(status), tuple(Unknown(gap) for gap in gaps))
        for _number, reference, title, status, gaps in rows
    )
