"""The text of an agreement, as somebody found it; and the terms of one that is drafted here."""

import datetime
from dataclasses import dataclass

from frankpledge.dates import PartialDate
from frankpledge.register.models import AgreementKind, NoticeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """A text that was found, and what it is. `pk` is the held row that it is about, where that is known."""

    url: str
    note: str = ""
    kind: AgreementKind = AgreementKind.NOT_STATED
    signed_on: PartialDate | None = None
    is_signed_copy: bool = False
    pk: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an agreement says. None and "" mean that it says nothing of it, or that this is not known."""

    title: str
    provisions: tuple[str, ...] = ()
    in_force_from: PartialDate | None = None
    expires_on: PartialDate | None = None
    review_on: datetime.date | None = None
    notice_months: int | None = None
    notice_by: NoticeBy = NoticeBy.NOT_STATED
    renewal_terms: str = ""
    exit_costs: str = ""
    exit_staff: str = ""
    exit_assets: str = ""
    exit_contracts: str = ""
    exit_data: str = ""
    exit_records: str = ""
    states_purpose: bool = False
