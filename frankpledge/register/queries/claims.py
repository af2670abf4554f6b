"""The claims of one record, one by one, and those that must be read side by side. None is ever added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from frankpledge.dates import PartialDate
from frankpledge.register.models import Claim, Supports
from frankpledge.register.queries import undoing
from frankpledge.register.queries.citations import Citations, Cited
from frankpledge.register.queries.undoing import NOTHING, Undone

# Written out, because building the same statement from expressions takes longer than reading its rows.
OTHERS = """ARRAY(
        SELECT ARRAY[other.key, other.sentence, coalesce(record.reference, ''), other.said_on]
        FROM register_claim AS other
        LEFT JOIN register_collaboration AS record ON record.id = other.collaboration_id
        WHERE {joined} ORDER BY other.key
    )"""
CONTRADICTS = """other.id IN (
            SELECT to_claim_id FROM register_claim_contradicts WHERE from_claim_id = claim.id
        )"""
WITH_WHAT_JOINS_THEM = f"""
SELECT claim.*,
    {OTHERS.format(joined="other.id = claim.supersedes_id")} AS replaced_held,
    {OTHERS.format(joined="other.supersedes_id = claim.id")} AS superseded_by_held,
    {OTHERS.format(joined=CONTRADICTS)} AS contradicts_held,
    ARRAY(
        SELECT ARRAY[body.short_name, body.slug]
        FROM register_claim_covers_organisations AS place
        JOIN people_organisation AS body ON body.id = place.organisation_id
        WHERE place.claim_id = claim.id ORDER BY place.position
    ) AS covers_held
FROM register_claim AS claim
WHERE claim.collaboration_id = %s
ORDER BY claim.key
"""  # noqa: S608 - our own text; the value is a parameter


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An organisation, as a link needs it."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class OtherClaim:
    """A claim to be read with another. `reference` is its record's; empty for one about the nation."""

    key: str
    sentence: str
    reference: str
    said_on: PartialDate | None

    @classmethod
    def read(cls, held: list[list[str]]) -> "tuple[OtherClaim, ...]":
        """From what the statement gives."""
        return tuple(
            cls(key, sentence, reference, PartialDate.parse(said_on) if said_on else None)
            for key, sentence, reference, said_on in held
        )


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim, whom it covers, and the claims it must be read with, be they of this record or another."""

    claim: Claim
    covers: tuple[Named, ...]
    contradicts: tuple[OtherClaim, ...]
    superseded_by: tuple[OtherClaim, ...]
    replaced: tuple[OtherClaim, ...]
    sources: tuple[Cited, ...]

    @property
    def joined_to(self) -> tuple[OtherClaim, ...]:
        """The claims that it contradicts, replaces or was replaced by."""
        return (*self.contradicts, *self.replaced, *self.superseded_by)


def claims_of(collaboration_id: int, citations: Citations, undone: Undone = NOTHING) -> tuple[ClaimLine, ...]:
    """Every claim of a record, in one statement."""
    rows = Claim.objects.raw(WITH_WHAT_JOINS_THEM, [collaboration_id])
    return tuple(_line(claim, citations) for claim in undoing.claim_rows(undone, rows))


def side_by_side(lines: Iterable[ClaimLine]) -> tuple[tuple[ClaimLine, ...], ...]:
    """The claims in groups: those that contradict or replace one another together, every other alone."""
    waiting = {line.claim.key: line for line in lines}
    groups = []
    while waiting:
        first = next(iter(waiting))
        group, reached = [], [first]
        while reached:
            line = waiting.pop(reached.pop(), None)
            if line is not None:
                group.append(line)
                reached.extend(other.key for other in line.joined_to)
        groups.append(tuple(sorted(group, key=_oldest_first)))
    return tuple(groups)


def _oldest_first(line: ClaimLine) -> tuple[bool, str, str]:
    said_on = line.claim.said_on
    return (said_on is None, str(said_on or ""), line.claim.key)


def _line(claim: Any, citations: Citations) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        covers=tuple(Named(*held) for held in claim.covers_held),
        contradicts=OtherClaim.read(claim.contradicts_held),
        superseded_by=OtherClaim.read(claim.superseded_by_held),
        replaced=OtherClaim.read(claim.replaced_held),
        sources=citations.for_fact(Supports.CLAIM, claim.pk),
    )
