"""A figure or view, as somebody published it."""

from dataclasses import dataclass
from decimal import Decimal

from frankpledge.dates import PartialDate
from frankpledge.register.models import (
    Assurance,
    ClaimKind,
    Covers,
    FigureState,
    PeriodKind,
    Qualifier,
    SaidAs,
    Unit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """One sentence and its parts, as published. None and "" mean not stated.

    `collaboration` is a slug, "" for a claim about the nation as a whole. `contradicts` and `supersedes` are
    keys of other claims. A contradiction holds both ways.
    """

    key: str
    sentence: str
    kind: ClaimKind
    unit: Unit
    said_by: str
    said_as: SaidAs
    collaboration: str = ""
    amount: Decimal | None = None
    amount_upper: Decimal | None = None
    qualifier: Qualifier | None = None
    period_starts_on: PartialDate | None = None
    period_ends_on: PartialDate | None = None
    period_kind: PeriodKind = PeriodKind.NOT_STATED
    covers: Covers = Covers.NOT_STATED
    covers_organisations: tuple[str, ...] = ()
    state: FigureState = FigureState.NOT_STATED
    said_on: PartialDate | None = None
    assurance: Assurance = Assurance.NOT_STATED
    contradicts: tuple[str, ...] = ()
    supersedes: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.key
