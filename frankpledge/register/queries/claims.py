"""The claims of one record, one by one, and those that must be read side by side. None is ever added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from frankpledge.register.models import Claim, Supports
from frankpledge.register.queries.citations import Citations, Cited

# Written out, because building the same statement from expressions takes longer than reading its rows.
WITH_WHAT_JOINS_THEM = """
SELECT claim.*,
    earlier.key AS supersedes_held,
    ARRAY(
        SELECT later.key FROM register_claim AS later WHERE later.supersedes_id = claim.id ORDER BY later.key
    ) AS superseded_by_held,
    ARRAY(
        SELECT other.key
        FROM register_claim_contradicts AS pair JOIN register_claim AS other ON other.id = pair.to_claim_id
        WHERE pair.from_claim_id = claim.id ORDER BY other.key
    ) AS contradicts_held,
    ARRAY(
        SELECT ARRAY[body.short_name, body.slug]
        FROM register_claim_covers_organisations AS place
        JOIN people_organisation AS body ON body.id = place.organisation_id
        WHERE place.claim_id = claim.id ORDER BY place.position
    ) AS covers_held
FROM register_claim AS claim
LEFT JOIN register_claim AS earlier ON earlier.id = claim.supersedes_id
WHERE claim.collaboration_id = %s
ORDER BY claim.key
"""


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """An organisation, as a link needs it."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim, whom it covers, and the keys of the claims it must be read with."""

    claim: Claim
    covers: tuple[Named, ...]
    contradicts: tuple[str, ...]
    superseded_by: tuple[str, ...]
    replaced: tuple[str, ...]
    sources: tuple[Cited, ...]

    @property
    def joined_to(self) -> tuple[str, ...]:
        """The keys of the claims that it contradicts, replaces or was replaced by."""
        return (*self.contradicts, *self.replaced, *self.superseded_by)


def claims_of(collaboration_id: int, citations: Citations) -> tuple[ClaimLine, ...]:
    """Every claim of a record, in one statement."""
    return tuple(
        _line(claim, citations) for claim in Claim.objects.raw(WITH_WHAT_JOINS_THEM, [collaboration_id])
    )


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
                reached.extend(line.joined_to)
        groups.append(tuple(sorted(group, key=_oldest_first)))
    return tuple(groups)


def _oldest_first(line: ClaimLine) -> tuple[bool, str, str]:
    said_on = line.claim.said_on
    return (said_on is None, str(said_on or ""), line.claim.key)


def _line(claim: Any, citations: Citations) -> ClaimLine:
    return ClaimLine(
        claim=claim,
        covers=tuple(Named(*held) for held in claim.covers_held),
        contradicts=tuple(claim.contradicts_held),
        superseded_by=tuple(claim.superseded_by_held),
        replaced=(claim.supersedes_held,) if claim.supersedes_held else (),
        sources=citations.for_fact(Supports.CLAIM, claim.pk),
    )
