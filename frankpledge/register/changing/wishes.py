"""What somebody typed, as values that a change keeps."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.rules import Faults
from frankpledge.register.changing.fields import Field, Kept
from frankpledge.register.changing.kinds import Kind
from frankpledge.register.changing.values import Unreadable
from frankpledge.register.models import LONGEST_TEXT, Change, Operation, TargetKind

# Money and parties: every change to them says why.
ALWAYS_WITH_REASON = (TargetKind.PARTY, TargetKind.CLAIM, TargetKind.FIGURE)


def read(kind: Kind[Any], texts: Mapping[str, str]) -> Kept:
    """The typed texts as values. Raises Invalid with what is wrong with each; no other field is taken."""
    values: Kept = {}
    faults: Faults = {}
    for name, text in texts.items():
        if name not in kind.fields:
            raise Invalid(_("There is no “%(name)s” to change.") % {"name": name[:60]})
        field = kind.fields[name]
        try:
            values[name] = field.value.read(text)
        except Unreadable as fault:
            faults[name] = str(fault)
            continue
        if field.is_required and says_nothing(field, values[name]):
            faults[name] = missing(field)
    if faults:
        raise Invalid(_("Some answers cannot be read."), faults)
    return values


def fill(change: Change, kind: Kind[Any], values: Kept, began: Mapping[str, Any]) -> None:
    """Have the change want these values; `began` is what the fields held when their form was made.

    A field left as it was is not changed, whatever somebody else made of it meanwhile.
    """
    for name, value in values.items():
        if change.operation == Operation.ADD:
            change.wanted[name] = value
            continue
        if kind.fields[name].is_fixed:
            continue
        base = change.before.get(name, began.get(name))
        change.wanted.pop(name, None)
        change.before.pop(name, None)
        if value != base:
            change.before[name], change.wanted[name] = base, value


def check_whole(change: Change, kind: Kind[Any]) -> None:
    """Raises Invalid unless the change says enough to be proposed."""
    faults: Faults = {}
    if change.operation == Operation.ADD:
        wanted = kind.blank() | change.wanted
        faults = {
            name: missing(field)
            for name, field in kind.fields.items()
            if field.is_required and says_nothing(field, wanted[name])
        }
    elif change.operation == Operation.CHANGE and not change.wanted:
        faults = {"": _("Nothing would be changed. Change something first.")}
    if not change.reason and needs_reason(change, kind):
        faults["reason"] = _("Enter why. Money, status, parties and dates are not changed without a reason")
    if faults:
        raise Invalid(_("Something is missing before this can be proposed."), faults)


def needs_reason(change: Change, kind: Kind[Any]) -> bool:
    """Whether it must say why."""
    if change.operation == Operation.REMOVE or change.target_kind in ALWAYS_WITH_REASON:
        return True
    return any(kind.fields[name].needs_reason for name in change.wanted if name in kind.fields)


def checked_day(change: Change, holds_from: datetime.date | None, earliest: datetime.date) -> None:
    """Raises Invalid for a day that has not come, or that nothing on the register can be as old as."""
    if holds_from is None:
        return
    fault = ""
    if change.operation == Operation.REMOVE:
        fault = _("Only a mistake is removed. What ended gets an end date instead")
    elif holds_from > timezone.localdate():
        fault = _("The day it changed must be today or in the past")
    elif holds_from < earliest:
        fault = _("The day it changed must be in or after %(year)s") % {"year": earliest.year}
    if fault:
        raise Invalid(fault, {"holds_from": fault})


def checked_reason(reason: str) -> str:
    """The reason. Raises Invalid for one too long."""
    if len(reason) > LONGEST_TEXT:
        fault = _("The reason must be %(longest)s characters or less") % {"longest": LONGEST_TEXT}
        raise Invalid(fault, {"reason": fault})
    return reason


def says_nothing(field: Field, value: Any) -> bool:
    """Whether the field holds no answer."""
    return bool(value == field.value.blank)


def missing(field: Field) -> str:
    """That a field must say something."""
    return _("“%(label)s” needs an answer") % {"label": field.label}
