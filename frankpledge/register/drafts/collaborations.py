"""A whole record, as somebody describes it."""

from dataclasses import dataclass

from frankpledge.dates import PartialDate
from frankpledge.people.actions.sources import SourceDraft
from frankpledge.people.models import Confidence
from frankpledge.register.drafts.agreements import AgreementDraft
from frankpledge.register.drafts.events import EventDraft
from frankpledge.register.drafts.parties import PartyDraft
from frankpledge.register.models import (
    EndingKind,
    InspectionRole,
    LegalBasis,
    Model,
    PartiesCoverage,
    StartKind,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaborationDraft:
    """A whole record as somebody describes it. None and "" mean not known.

    `parent` is a slug and `functions` are slugs. Without a `reference` the held one stays, and a new record
    gets the next free one. `purpose` is this register's words for why the parties work together.
    """

    slug: str
    title: str
    model: Model
    reference: str = ""
    title_cy: str = ""
    names: tuple[str, ...] = ()
    purpose: str = ""
    functions: tuple[str, ...] = ()
    legal_basis: LegalBasis = LegalBasis.NOT_STATED
    legal_basis_note: str = ""
    status: Status = Status.NOT_KNOWN
    status_as_of: PartialDate | None = None
    ending_kind: EndingKind | None = None
    starts_on: PartialDate | None = None
    start_kind: StartKind = StartKind.NOT_STATED
    ends_on: PartialDate | None = None
    parent: str = ""
    inspection_role: InspectionRole | None = None
    existence_confidence: Confidence = Confidence.LOW
    parties_confidence: Confidence = Confidence.LOW
    dates_confidence: Confidence = Confidence.LOW
    status_confidence: Confidence = Confidence.LOW
    parties_coverage: PartiesCoverage = PartiesCoverage.NOT_KNOWN
    parties_expected: int | None = None
    notes: str = ""
    parties: tuple[PartyDraft, ...] = ()
    events: tuple[EventDraft, ...] = ()
    agreements: tuple[AgreementDraft, ...] = ()
    record_sources: tuple[SourceDraft, ...] = ()
    further_sources: tuple[SourceDraft, ...] = ()

    def __str__(self) -> str:
        return self.slug
