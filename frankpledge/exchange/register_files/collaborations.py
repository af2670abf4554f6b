"""collaborations.csv: the records themselves."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.exchange.register_files import functions
from frankpledge.exchange.register_files.columns import Address, Date, List, Number, Slug, Sources, Text, Word
from frankpledge.exchange.register_files.files import Files, code_list
from frankpledge.exchange.register_files.sheets import Row, Sheet
from frankpledge.people.models import Confidence
from frankpledge.register.drafts import (
    AgreementDraft,
    CollaborationDraft,
    EventDraft,
    PartyDraft,
    SourceDraft,
)
from frankpledge.register.models import (
    AgreementState,
    Collaboration,
    EndingKind,
    InspectionRole,
    LegalBasis,
    Model,
    PartiesCoverage,
    PurposeOrigin,
    StartKind,
    Status,
    Supports,
)

CONFIDENCE = Word(required=True, words=code_list(Confidence))
SHEET = Sheet(
    "register/collaborations.csv",
    {
        "slug": Slug(required=True),
        "title": Text(required=True, longest=200),
        "title_aliases": List(of=Text(longest=200)),
        "short_purpose": Text(required=True),
        "functions": List(required=True, of=Slug(joined_by="_")),
        "model": Word(required=True, words=code_list(Model)),
        "legal_basis": Word(required=True, words=code_list(LegalBasis)),
        "legal_basis_note": Text(),
        "status": Word(required=True, words=code_list(Status)),
        "status_as_of": Date(),
        "ending_kind": Word(words=code_list(EndingKind)),
        "start_date": Date(),
        "start_kind": Word(required=True, words=code_list(StartKind)),
        "end_date": Date(),
        "parent_slug": Slug(),
        "hard_yards_role": Word(words=code_list(InspectionRole)),
        "existence_confidence": CONFIDENCE,
        "parties_confidence": CONFIDENCE,
        "dates_confidence": CONFIDENCE,
        "status_confidence": CONFIDENCE,
        "parties_coverage": Word(required=True, words=code_list(PartiesCoverage)),
        "parties_expected": Number(),
        "agreement_url": Address(),
        "agreement_url_note": Text(),
        "source_url": Sources(required=True),
        "source_title": Text(required=True, longest=300),
        "extra_source_urls": Sources(),
        "notes": Text(),
    },
    key=("slug",),
)
# A text of an agreement that was found stays, as a party does, when the file no longer names it.
KEPT_WHEN_BLANK = ("agreement_url", "agreement_url_note")


def check(files: Files) -> None:
    """Report what does not fit together."""
    files.check_known(SHEET, "functions", functions.SHEET, "slug")
    files.check_known(SHEET, "parent_slug", SHEET, "slug")
    files.check_no_circle(SHEET, "slug", "parent_slug")
    files.check_span(SHEET, "start_date", "end_date")
    for row in files.whole_rows(SHEET, "status", "ending_kind"):
        if (row.cells["status"] == Status.ENDED) != bool(row.cells["ending_kind"]):
            files[SHEET].report(
                row.line,
                "ending_kind",
                _("An ended collaboration, and no other, has a kind of ending."),
                _("Write one, “not_stated” if need be; or leave it blank for one that has not ended."),
            )
    for row in files.whole_rows(SHEET, "agreement_url", "agreement_url_note"):
        if row.cells["agreement_url_note"] and not row.cells["agreement_url"]:
            files[SHEET].report(
                row.line, "agreement_url_note", _("It has no address."), _("Give the agreement_url too.")
            )


def draft(
    row: Row, reference: str, parties: tuple[PartyDraft, ...], events: tuple[EventDraft, ...]
) -> CollaborationDraft:
    """The record that the row, and the rows of its parties and events, describe."""
    cells = row.cells
    first, *others = cells["source_url"]
    return CollaborationDraft(
        reference=reference,
        slug=cells["slug"],
        title=cells["title"],
        names=cells["title_aliases"],
        purpose=cells["short_purpose"],
        functions=cells["functions"],
        model=cells["model"],
        legal_basis=cells["legal_basis"],
        legal_basis_note=cells["legal_basis_note"],
        status=cells["status"],
        status_as_of=cells["status_as_of"],
        ending_kind=cells["ending_kind"],
        starts_on=cells["start_date"],
        start_kind=cells["start_kind"],
        ends_on=cells["end_date"],
        parent=cells["parent_slug"],
        inspection_role=cells["hard_yards_role"],
        existence_confidence=cells["existence_confidence"],
        parties_confidence=cells["parties_confidence"],
        dates_confidence=cells["dates_confidence"],
        status_confidence=cells["status_confidence"],
        parties_coverage=cells["parties_coverage"],
        parties_expected=None if cells["parties_expected"] is None else int(cells["parties_expected"]),
        notes=cells["notes"],
        parties=parties,
        events=events,
        agreements=_agreements(row),
        record_sources=(SourceDraft(first, cells["source_title"]), *map(SourceDraft, others)),
        further_sources=tuple(map(SourceDraft, cells["extra_source_urls"])),
    )


def titled_sources(files: Files) -> list[SourceDraft]:
    """What each source is called: what the first row that cites it says."""
    first: dict[str, SourceDraft] = {}
    for row in files.rows(SHEET):
        url = row.cells["source_url"][0]
        first.setdefault(url, SourceDraft(url, row.cells["source_title"]))
    return [*first.values()]


def held() -> dict[int, dict[str, Any]]:
    """What is held, as rows of the file."""
    rows = (
        Collaboration.objects.order_by("id")
        .select_related("parent")
        .prefetch_related("names", "purposes", "function_places__function", "agreements", "citations__source")
    )
    return {row.pk: _cells(row) for row in rows}


def _agreements(row: Row) -> tuple[AgreementDraft, ...]:
    if not row.cells["agreement_url"]:
        return ()
    return (AgreementDraft(url=row.cells["agreement_url"], note=row.cells["agreement_url_note"]),)


def _cells(row: Collaboration) -> dict[str, Any]:
    by_record = [citation for citation in row.citations.all() if citation.supports == Supports.RECORD]
    further = [citation for citation in row.citations.all() if citation.supports == Supports.FURTHER]
    texts = (each for each in row.agreements.all() if each.state == AgreementState.FOUND)
    agreement = next(texts, None)
    ours = (purpose for purpose in row.purposes.all() if purpose.origin == PurposeOrigin.REGISTER)
    purpose = next(ours, None)
    return {
        "slug": row.slug,
        "title": row.title,
        "title_aliases": tuple(name.text for name in row.names.all()),
        "short_purpose": purpose.statement if purpose else "",
        "functions": tuple(place.function.slug for place in row.function_places.all()),
        "model": row.model,
        "legal_basis": row.legal_basis,
        "legal_basis_note": row.legal_basis_note,
        "status": row.status,
        "status_as_of": row.status_as_of,
        "ending_kind": row.ending_kind or None,
        "start_date": row.starts_on,
        "start_kind": row.start_kind,
        "end_date": row.ends_on,
        "parent_slug": row.parent.slug if row.parent else "",
        "hard_yards_role": row.inspection_role or None,
        "existence_confidence": row.existence_confidence,
        "parties_confidence": row.parties_confidence,
        "dates_confidence": row.dates_confidence,
        "status_confidence": row.status_confidence,
        "parties_coverage": row.parties_coverage,
        "parties_expected": None if row.parties_expected is None else Decimal(row.parties_expected),
        "agreement_url": agreement.url if agreement else "",
        "agreement_url_note": agreement.note if agreement else "",
        "source_url": tuple(citation.source.url for citation in by_record),
        "source_title": by_record[0].shown_title if by_record else "",
        "extra_source_urls": tuple(citation.source.url for citation in further),
        "notes": row.notes,
    }
