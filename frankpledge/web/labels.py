"""What a reader is shown for each word of a code list, in the language of the page.

`row.get_status_display()` does the same and builds its list anew at every call, which on a long page takes
longer than all else; and a label that waits for its language looks itself up each time it is shown.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Choices
from django.utils.translation import get_language

from frankpledge.people.models import AliasKind, Basis, Kind, Measure, Region, Supports
from frankpledge.register.models import (
    AgreementKind,
    Assurance,
    ClaimKind,
    Covers,
    EndingKind,
    EventKind,
    FigureState,
    Ground,
    InspectionRole,
    LegalBasis,
    Model,
    PeriodKind,
    Role,
    SaidAs,
    StartKind,
    Status,
)


def _labels(choices: type[Choices]) -> Mapping[str, Any]:
    return dict(choices.choices)


_LISTS: Mapping[str, Mapping[str, Any]] = {
    "agreement": _labels(AgreementKind),
    "alias": _labels(AliasKind),
    "assurance": _labels(Assurance),
    "basis": _labels(Basis),
    "claim": _labels(ClaimKind),
    "covers": _labels(Covers),
    "ending": _labels(EndingKind),
    "event": _labels(EventKind),
    "ground": _labels(Ground),
    "inspection": _labels(InspectionRole),
    "kind": _labels(Kind),
    "legal_basis": _labels(LegalBasis),
    "measure": _labels(Measure),
    "model": _labels(Model),
    "period": _labels(PeriodKind),
    "region": _labels(Region),
    "role": _labels(Role),
    "said_as": _labels(SaidAs),
    "start": _labels(StartKind),
    "state": _labels(FigureState),
    "status": _labels(Status),
    "supports": _labels(Supports),
}


def labels() -> Mapping[str, Mapping[str, str]]:
    """By code list and word: `labels()["status"]["running"]`."""
    return _in(get_language())


@lru_cache(maxsize=8)
def _in(_language: str | None) -> Mapping[str, Mapping[str, str]]:
    return {name: {word: str(label) for word, label in held.items()} for name, held in _LISTS.items()}
