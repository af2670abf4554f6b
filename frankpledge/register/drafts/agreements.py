"""The text of an agreement, as somebody found it."""

from dataclasses import dataclass

from frankpledge.dates import PartialDate
from frankpledge.register.models import AgreementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """A text that was found, and what it is. `pk` is the held row that it is about, where that is known."""

    url: str
    note: str = ""
    kind: AgreementKind = AgreementKind.NOT_STATED
    signed_on: PartialDate | None = None
    is_signed_copy: bool = False
    pk: int | None = None
