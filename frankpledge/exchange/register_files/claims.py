"""claims.csv: figures and views that somebody published."""

from collections import defaultdict
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from frankpledge.exchange.register_files import collaborations, organisations
from frankpledge.exchange.register_files.cited import cited
from frankpledge.exchange.register_files.columns import Date, List, Number, Slug, Sources, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.register.drafts import ClaimDraft
from frankpledge.register.models import (
    Assurance,
    Citation,
    Claim,
    ClaimCoverage,
    ClaimKind,
    Contradiction,
    Covers,
    FigureState,
    PeriodKind,
    Qualifier,
    SaidAs,
    Supports,
    Unit,
)

SHEET = Sheet(
    "register/claims.csv",
    {
        "claim_id": Slug(required=True),
        "collaboration_slug": Slug(),
        "about": Text(required=True),
        "kind": Word(required=True, words=code_list(ClaimKind)),
        "amount": Number(places=4),
        "amount_upper": Number(places=4),
        "qualifier": Word(words=code_list(Qualifier)),
        "unit": Word(required=True, words=code_list(Unit)),
        "period_start": Date(),
        "period_end": Date(),
        "period_kind": Word(required=True, words=code_list(PeriodKind)),
        "covers": Word(required=True, words=code_list(Covers)),
        "covers_slugs": List(of=Slug()),
        "state": Word(required=True, words=code_list(FigureState)),
        "said_by": Text(required=True, longest=200),
        "said_as": Word(required=True, words=code_list(SaidAs)),
        "said_on": Date(),
        "assurance": Word(required=True, words=code_list(Assurance)),
        "contradicts": List(of=Slug(), is_ordered=False),
        "supersedes": Slug(),
        "source_url": Sources(required=True),
        "note": Text(),
    },
    key=("claim_id",),
)


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "collaboration_slug", collaborations.SHEET, "slug")
    files.check_known(SHEET, "covers_slugs", organisations.SHEET, "slug")
    files.check_known(SHEET, "contradicts", SHEET, "claim_id")
    files.check_known(SHEET, "supersedes", SHEET, "claim_id")
    files.check_no_circle(SHEET, "claim_id", "supersedes")
    files.check_span(SHEET, "period_start", "period_end")
    _check_contradictions(files)
    for row in files.whole_rows(SHEET, "amount", "amount_upper", "qualifier"):
        _check_range(files, row)


def _check_contradictions(files: Files) -> None:
    """A contradiction points both ways."""
    said = {
        row.cells["claim_id"]: row.cells["contradicts"]
        for row in files.whole_rows(SHEET, "claim_id", "contradicts")
    }
    for row in files.whole_rows(SHEET, "claim_id", "contradicts"):
        for other in row.cells["contradicts"]:
            if other == row.cells["claim_id"]:
                files[SHEET].report(row.line, "contradicts", _("A claim does not contradict itself."))
            elif other in said and row.cells["claim_id"] not in said[other]:
                wrong = _("“%(other)s” does not point back.") % {"other": other}
                files[SHEET].report(row.line, "contradicts", wrong, _("Name each claim in the other's row."))


def _check_range(files: Files, row: Row) -> None:
    lower, upper = row.cells["amount"], row.cells["amount_upper"]
    if (row.cells["qualifier"] == Qualifier.BETWEEN) != (upper is not None):
        files[SHEET].report(
            row.line,
            "amount_upper",
            _("A figure “between” two has an upper amount, and no other figure has."),
            _("Give the upper amount, or correct the qualifier."),
        )
    elif upper is not None and (lower is None or upper <= lower):
        wrong = _("The upper amount must be more than the amount.")
        files[SHEET].report(row.line, "amount_upper", wrong, _("Put the smaller one first."))


def draft(row: Row) -> ClaimDraft:
    """The claim that the row quotes."""
    cells = row.cells
    return ClaimDraft(
        key=cells["claim_id"],
        collaboration=cells["collaboration_slug"],
        sentence=cells["about"],
        kind=cells["kind"],
        amount=cells["amount"],
        amount_upper=cells["amount_upper"],
        qualifier=cells["qualifier"],
        unit=cells["unit"],
        period_starts_on=cells["period_start"],
        period_ends_on=cells["period_end"],
        period_kind=cells["period_kind"],
        covers=cells["covers"],
        covers_organisations=cells["covers_slugs"],
        state=cells["state"],
        said_by=cells["said_by"],
        said_as=cells["said_as"],
        said_on=cells["said_on"],
        assurance=cells["assurance"],
        contradicts=cells["contradicts"],
        supersedes=cells["supersedes"],
        note=cells["note"],
        sources=cells["source_url"],
    )


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    citations = Citation.objects.filter(supports=Supports.CLAIM)
    covered: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for number, slug in ClaimCoverage.objects.values_list("claim", "organisation__slug"):
        covered[number] += (slug,)
    contradicted: dict[int, tuple[str, ...]] = defaultdict(tuple)
    links = Contradiction.objects.order_by("to_claim__key")
    for number, key in links.values_list("from_claim", "to_claim__key"):
        contradicted[number] += (key,)
    return {
        number: cells
        | {
            "covers_slugs": covered[number],
            "contradicts": contradicted[number],
            # A claim without these has none; the join says NULL.
            "collaboration_slug": cells["collaboration_slug"] or "",
            "supersedes": cells.pop("replaces") or "",
            "qualifier": cells["qualifier"] or None,
        }
        for number, cells in cited(_claims(), "claim", citations).items()
    }


def _claims() -> QuerySet[Claim, Any]:
    return Claim.objects.order_by("id").values(
        "id",
        "kind",
        "amount",
        "amount_upper",
        "qualifier",
        "unit",
        "period_kind",
        "covers",
        "state",
        "said_by",
        "said_as",
        "said_on",
        "assurance",
        "note",
        claim_id=F("key"),
        collaboration_slug=F("collaboration__slug"),
        about=F("sentence"),
        period_start=F("period_starts_on"),
        period_end=F("period_ends_on"),
        replaces=F("supersedes__key"),
    )
