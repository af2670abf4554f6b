"""What a reader is told of a change: its values in words, and what becomes of it."""

from typing import Any

from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.people.models import Organisation, Relation
from frankpledge.register.changing import KINDS, Field
from frankpledge.register.changing.values import Choice, Date, YesNo
from frankpledge.register.models import Change, ChangeState, Event, Operation
from frankpledge.web.phrases import when


def said(field: Field, value: Any) -> str:
    """A kept value as a reader reads it, on as many lines as it has."""
    kind = field.value
    if isinstance(kind, YesNo):
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return _("nothing")
    if isinstance(kind, Choice):
        return str(kind.of(value).label)
    if isinstance(kind, Date):
        return when(PartialDate.parse(value))
    return "\n".join(value) if isinstance(value, list) else str(value)


def row_name(row: Any) -> str:
    """What to call a row in a list of its kind."""
    if isinstance(row, Event):
        return f"{when(row.on)}: {row.what}"
    if isinstance(row, Relation):
        return f"{row.subject.name} {row.get_kind_display()} {row.object.name}"
    return str(row)


def title(change: Change) -> str:
    """What a change does, in one line."""
    what = KINDS[change.target_kind].groups[0].title
    return {
        Operation.CHANGE: _("Change: %(what)s"),
        Operation.ADD: _("Add: %(what)s"),
        Operation.REMOVE: _("Remove: %(what)s"),
    }[Operation(change.operation)] % {"what": _of_whole(change) or what}


def heading(state: ChangeState) -> str:
    """How a change stands."""
    return {
        ChangeState.DRAFT: _("Check your answers before you propose this"),
        ChangeState.PROPOSED: _("A proposed change"),
        ChangeState.APPROVED: _("An approved change"),
        ChangeState.REFUSED: _("A refused change"),
        ChangeState.WITHDRAWN: _("A withdrawn change"),
        ChangeState.DISCARDED: _("A change that was thrown away"),
    }[state]


def owner_name(change: Change) -> str:
    """The record or organisation that it is about."""
    if change.collaboration is not None:
        return change.collaboration.title
    return change.organisation.name if change.organisation else _("the nation as a whole")


def body_name(slug: str) -> str:
    """What the organisation of that slug is called; "" for none. One statement, where there is one."""
    names = Organisation.objects.filter(slug=slug).values_list("name", flat=True) if slug else ()
    return next(iter(names), slug)


def _of_whole(change: Change) -> str:
    """For the record or organisation itself, the fields that it changes."""
    kind = KINDS[change.target_kind]
    if change.operation != Operation.CHANGE:
        return ""
    return ", ".join(str(kind.fields[name].label).lower() for name in change.wanted if name in kind.fields)
