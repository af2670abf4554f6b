"""What others have said about collaboration as a whole: claims without a collaboration, shown as claims."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Prefetch

from frankpledge.people.models import Source
from frankpledge.register.models import Citation, Claim
from frankpledge.register.queries.statements.tally import said_by


@dataclass(frozen=True, slots=True)
class NationalClaim:
    """One claim with its sources."""

    claim: Claim
    sources: tuple[Source, ...]


def national_claims(day: datetime.date | None = None) -> tuple[NationalClaim, ...]:
    """Those that were, or may have been, said by the day, newest first. Two queries."""
    cited = Prefetch("citations", Citation.objects.select_related("source").order_by("position", "pk"))
    claims = said_by(day, Claim.objects.filter(collaboration__isnull=True)).prefetch_related(cited)
    return tuple(
        NationalClaim(claim, tuple(citation.source for citation in claim.citations.all()))
        for claim in claims.order_by(F("said_on").desc(nulls_last=True), "key")
    )


def national_claim(key: str) -> NationalClaim | None:
    """The one of that key, whenever it was said, or None."""
    return next((each for each in national_claims() if each.claim.key == key), None)
