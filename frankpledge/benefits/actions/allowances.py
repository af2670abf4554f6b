"""Saying how a cause is allowed for, or that nothing is corrected and why."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Allowance, AllowedBy
from frankpledge.errors import Invalid
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One correction. `words` say how much and from where; where nothing is corrected, why."""

    allowed_by: str
    cause: str = ""
    words: str = ""


@transaction.atomic
def add(*, by: Actor, collaboration: Collaboration, said: Said, key: uuid.UUID) -> Allowance:
    """Write down one correction. The same cause in another way is kept, and shuts the gate."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    if before := Allowance.objects.filter(submission_key=key, workspace=work.workspace).first():
        return before
    values = _checked(said)
    _check_beside(work, said.allowed_by == AllowedBy.NOTHING)
    row = Allowance.objects.create(workspace=work.workspace, submission_key=key, **values)
    work.record("allowances.add", {"allowances": [None, str(row)]})
    return row


@transaction.atomic
def remove(*, by: Actor, collaboration: Collaboration, allowance_id: int) -> None:
    """Take a correction off the list. What it said stays in the history. Removed twice, it is gone once."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    row = Allowance.objects.filter(workspace=work.workspace, pk=allowance_id).first()
    if row is None:
        return
    row.delete()
    work.record("allowances.remove", {"allowances": [str(row), None]})


def _checked(said: Said) -> dict[str, str]:
    if said.allowed_by not in AllowedBy.values:
        fault = _("Choose how it is allowed for")
        raise Invalid(fault, {"allowed_by": fault})
    is_nothing = said.allowed_by == AllowedBy.NOTHING
    cause = checked_words("cause", said.cause, "" if is_nothing else _("Enter the cause"), LONGEST_LINE)
    missing = _("Enter why nothing is corrected") if is_nothing else _("Enter how much, and from where")
    return {
        "allowed_by": said.allowed_by,
        "cause": "" if is_nothing else cause,
        "words": checked_words("words", said.words, missing),
    }


def _check_beside(work: Work, is_nothing: bool) -> None:  # noqa: FBT001 - the one thing it depends on
    held = Allowance.objects.filter(workspace=work.workspace)
    fault = ""
    if is_nothing and held.exists():
        fault = _("Something is corrected already. Remove that first.")
    elif held.filter(allowed_by=AllowedBy.NOTHING).exists():
        fault = _("It says that nothing is corrected. Remove that first.")
    if fault:
        raise Invalid(fault, {"allowed_by": fault})
