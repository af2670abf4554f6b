"""Reading what readers said is wrong. What is for the public comes as `PublicCorrection`, an allow-list."""

import datetime
import uuid
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.register import references
from frankpledge.register.models import (
    OPEN_STATES,
    AboutKind,
    Correction,
    CorrectionState,
    Display,
)

READ = (
    "reference",
    "about_kind",
    "about_key",
    "field",
    "state",
    "received_at",
    "due_on",
    "answer",
    "answered_on",
    "display",
    "display_words",
    "display_body",
    "displayed_on",
    "claim__key",
    "collaboration__reference",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCorrection:
    """What anybody may see of a correction.

    What was written is not here, nor words that it was about: only what a curator decided to display, in
    `display_words`, and the answer.
    """

    reference: str
    about_kind: str
    about_key: str
    field: str
    state: CorrectionState
    received_on: datetime.date
    due_on: datetime.date
    answer: str
    answered_on: datetime.date | None
    is_displayed: bool
    display_words: str
    display_body: str
    displayed_on: datetime.date | None
    claim_key: str | None
    collaboration_reference: str | None

    @property
    def is_being_checked(self) -> bool:
        return self.state in OPEN_STATES


def displayed(collaboration_id: int) -> tuple[PublicCorrection, ...]:
    """What is displayed as disputed on a record, its claims' included, the newest first. One statement."""
    shown = Correction.objects.filter(display=Display.DISPLAYED, collaboration=collaboration_id)
    return _public(shown.order_by("-displayed_on", "-id"))


def displayed_for_organisation(organisation_id: int) -> tuple[PublicCorrection, ...]:
    """What is displayed as disputed about a body itself, the newest first. One statement."""
    shown = Correction.objects.filter(display=Display.DISPLAYED, organisation=organisation_id)
    return _public(shown.order_by("-displayed_on", "-id"))


def public(reference: str) -> PublicCorrection:
    """What anybody who has the reference may see. Raises NotFound."""
    found = _public(Correction.objects.filter(reference=references.written("T", reference)))
    if not found:
        raise _not_found(reference)
    return found[0]


def by_reference(reference: str) -> Correction:
    """The whole of it, with who sent it: for curators only. Raises NotFound."""
    related = Correction.objects.select_related("collaboration", "organisation", "claim")
    found = related.filter(reference=references.written("T", reference)).first()
    if found is None:
        raise _not_found(reference)
    return found


def reference_for(submission_key: uuid.UUID) -> str:
    """The reference of what was received under the key of a form, or ""."""
    found = Correction.objects.filter(submission_key=submission_key)
    return found.values_list("reference", flat=True).first() or ""


def open_list() -> QuerySet[Correction]:
    """What waits for an answer, the one due first on top."""
    return Correction.objects.filter(state__in=OPEN_STATES).order_by("due_on", "id")


def whole_list() -> QuerySet[Correction]:
    """Everything that ever came, the newest first."""
    return Correction.objects.order_by("-received_at", "-id")


def _public(chosen: QuerySet[Correction]) -> tuple[PublicCorrection, ...]:
    return tuple(_allowed(row) for row in chosen.values(*READ))


def _allowed(row: dict[str, Any]) -> PublicCorrection:
    is_displayed = row["display"] == Display.DISPLAYED
    names_a_row = row["about_kind"] not in {AboutKind.PAGE, AboutKind.OTHER}
    shown = {
        **row,
        "about_key": row["about_key"] if names_a_row else "",
        "state": CorrectionState(row["state"]),
        "received_on": timezone.localdate(row["received_at"]),
        "is_displayed": is_displayed,
        "display_words": row["display_words"] if is_displayed else "",
        "claim_key": row["claim__key"],
        "collaboration_reference": row["collaboration__reference"],
    }
    return PublicCorrection(**{each.name: shown[each.name] for each in fields(PublicCorrection)})


def _not_found(reference: str) -> NotFound:
    return NotFound(
        _("There is no message with the reference “%(reference)s”. Check that you copied all of it.")
        % {"reference": reference[:30]}
    )
