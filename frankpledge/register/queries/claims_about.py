"""What has been said about one organisation's share of collaborations. Claims are listed, never added up."""

from dataclasses import dataclass

from django.db import connection

from frankpledge.people.models import Source
from frankpledge.people.queries import spans
from frankpledge.register.models import Citation, Claim, Covers, TargetKind
from frankpledge.register.queries.belonging import DAY, days, listed
from frankpledge.register.queries.entries import Stake

MOST_LISTED = 10
ABOUT_IT_ALONE = (Covers.ONE_PARTY, Covers.EACH_PARTY)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim that covers the organisation, with its sources. It may be about others too."""

    claim: Claim
    sources: tuple[Source, ...]
    is_contradicted: bool
    is_replaced: bool

    @property
    def is_about_it_alone(self) -> bool:
        return self.claim.covers in ABOUT_IT_ALONE


@dataclass(frozen=True, slots=True)
class Sayings:
    """The first of the claims, those about the organisation alone before the rest, and how many there are."""

    listed: tuple[Said, ...] = ()
    count: int = 0

    @property
    def about_it_alone(self) -> tuple[Said, ...]:
        return tuple(said for said in self.listed if said.is_about_it_alone)

    @property
    def about_others_too(self) -> tuple[Said, ...]:
        return tuple(said for said in self.listed if not said.is_about_it_alone)


# What may stand after WITH: the claims that cover it and were made by the day, as far as is known.
_COVERING = f"""
covering AS (
    SELECT claim.* FROM register_claim AS claim
    WHERE claim.id IN (
        SELECT claim_id FROM register_claim_covers_organisations WHERE organisation_id = ANY(%(covered)s)
    ) AND NOT coalesce({spans.surely_after("claim.said_on", DAY)}, false)
)"""
# And the collaborations of those that have a figure.
FIGURED = f"""{_COVERING},
figured AS MATERIALIZED (SELECT collaboration_id FROM covering WHERE amount IS NOT NULL)"""

_NEWEST = f"""
WITH {_COVERING}
SELECT id, count(*) OVER (),
    EXISTS (SELECT FROM register_claim_contradicts AS other WHERE other.from_claim_id = covering.id),
    EXISTS (SELECT FROM register_claim AS later WHERE later.supersedes_id = covering.id)
FROM covering
ORDER BY covers NOT IN {listed(ABOUT_IT_ALONE)}, said_on DESC NULLS LAST, key LIMIT %(most)s
"""


def sayings(stake: Stake, *, most: int = MOST_LISTED) -> Sayings:
    """The newest claims that cover it. Three statements, however many there are."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {**days(stake.day), "covered": covered(stake), "most": most})
        found = cursor.fetchall()
    if not found:
        return Sayings()
    claims = Claim.objects.select_related("collaboration").in_bulk([row[0] for row in found])
    for held in claims.values():
        stake.undone.row(TargetKind.CLAIM, held)
        if held.collaboration is not None:
            stake.undone.row(TargetKind.COLLABORATION, held.collaboration)
    cited: dict[int, list[Source]] = {claim: [] for claim in claims}
    for each in Citation.objects.filter(claim__in=claims).select_related("source").order_by("position", "pk"):
        if each.claim_id is not None:
            cited[each.claim_id].append(each.source)
    return Sayings(
        listed=tuple(
            Said(claims[claim], tuple(cited[claim]), is_contradicted, is_replaced)
            for claim, _count, is_contradicted, is_replaced in found
        ),
        count=found[0][1],
    )


def covered(stake: Stake) -> list[int]:
    """Whom a claim must cover. For a policing body, itself: its force's are told on the force's page."""
    return [stake.organisation.pk] if stake.is_policing_body else sorted(stake.organisation_ids)
