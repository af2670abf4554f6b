"""The counts that statements are made of. Records and figures are counted; amounts are never touched."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from frankpledge.register.models import (
    Agreement,
    Claim,
    ClaimKind,
    Collaboration,
    LegalBasis,
    PartiesCoverage,
    Status,
    Unit,
)
from frankpledge.register.queries import coverage
from frankpledge.register.queries.coverage import EVERYWHERE, Field

Claims = QuerySet[Claim, Any]

IS_FIGURE = Q(amount__isnull=False)
IN_POUNDS = IS_FIGURE & Q(unit=Unit.POUNDS)
IS_SAVING = IS_FIGURE & Q(kind=ClaimKind.SAVING)
IS_ASSUMED = Q(parties_coverage=PartiesCoverage.ASSUMED)
CODE_LISTS = ("state", "period_kind", "covers", "assurance", "said_as")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many figures there are of a sort; how many share each word of a code list."""

    count: int
    disputed: int
    replacing: int
    by: Mapping[str, Mapping[str, int]]

    @classmethod
    def among(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """Counts groups of like figures, each with its `found`."""
        groups = list(rows)
        by: dict[str, Counter[str]] = {name: Counter() for name in CODE_LISTS}
        for row in groups:
            for name in CODE_LISTS:
                by[name][row[name]] += row["found"]
        return cls(
            count=sum(row["found"] for row in groups),
            disputed=sum(row["found"] for row in groups if row["disputed"]),
            replacing=sum(row["found"] for row in groups if row["replacing"]),
            by=by,
        )

    def of(self, code_list: str, *words: str) -> int:
        """How many have one of these words."""
        return sum(self.by[code_list].get(word, 0) for word in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of the records in scope, and of the figures said of them by the day."""

    day: datetime.date | None
    everything: int
    records: int
    by_status: Mapping[Status, int]
    known: Mapping[Field, int]
    parts_of_another: int
    membership_assumed: int
    section_22a: int
    everywhere: int
    everywhere_assumed: int
    signed_copies: int
    with_a_figure: int
    with_a_saving: int
    figures: Figures
    pounds: Figures
    savings: Figures


def tally(day: datetime.date | None) -> Tally:
    """Counts everything in four queries."""
    records = coverage.in_scope(day)
    counts = records.aggregate(found=Count("pk"), **_of_records())
    claims = said_by(day, Claim.objects.filter(collaboration__in=records.values("pk")))
    groups = list(_like_figures(claims))
    return Tally(
        day=day,
        everything=Collaboration.objects.count(),
        records=counts.pop("found"),
        by_status={status: counts.pop(f"is_{status}") for status in Status},
        known={field: counts.pop(f"known_{field}") for field in Field},
        figures=Figures.among(groups),
        pounds=Figures.among(row for row in groups if row["unit"] == Unit.POUNDS),
        savings=Figures.among(row for row in groups if row["kind"] == ClaimKind.SAVING),
        **claims.aggregate(
            with_a_figure=Count("collaboration", filter=IS_FIGURE, distinct=True),
            with_a_saving=Count("collaboration", filter=IS_SAVING, distinct=True),
        ),
        **counts,
    )


def said_by(day: datetime.date | None, claims: Claims) -> Claims:
    """Those of `claims` that were, or may have been, said by the end of `day`. One undated may have been."""
    if day is None:
        return claims
    return claims.filter(Q(said_on__isnull=True) | Q(said_on__lte=str(day)))


def _of_records() -> dict[str, Count]:
    signed = Agreement.objects.filter(collaboration=OuterRef("pk"), is_signed_copy=True)
    conditions: dict[str, Q | Exists] = {
        "parts_of_another": Q(parent__isnull=False),
        "membership_assumed": IS_ASSUMED,
        "section_22a": Q(legal_basis=LegalBasis.SECTION_22A),
        "everywhere": EVERYWHERE,
        "everywhere_assumed": EVERYWHERE & IS_ASSUMED,
        "signed_copies": Exists(signed),
        **{f"is_{status}": Q(status=status) for status in Status},
        **{f"known_{field}": condition for field, condition in coverage.is_known().items()},
    }
    return {name: Count("pk", filter=Q(condition)) for name, condition in conditions.items()}


def _like_figures(claims: Claims) -> Iterable[Mapping[str, Any]]:
    others = Claim.objects.filter(contradicts=OuterRef("pk"))
    groups: Iterable[Mapping[str, Any]] = (
        claims.filter(IS_FIGURE)
        .order_by()
        .annotate(disputed=Exists(others), replacing=Q(supersedes__isnull=False))
        .values("unit", "kind", "disputed", "replacing", *CODE_LISTS)
        .annotate(found=Count("pk"))
    )
    return groups
