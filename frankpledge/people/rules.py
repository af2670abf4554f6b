"""What every action asks of a row before it is saved. The database's constraints ask again."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid

Faults = dict[str, str]


def faults_of(row: models.Model) -> Faults:
    """What is wrong with each of its own fields; what it points at is looked up by who fills it."""
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django documents it as open to all
    pointers = {field.name for field in fields if field.is_relation}
    try:
        row.clean_fields(exclude=pointers)
    except ValidationError as error:
        return {name: " ".join(messages) for name, messages in error.message_dict.items()}
    return {}


def span_faults(field: str, starts_on: PartialDate | None, ends_on: PartialDate | None) -> Faults:
    """That an end lies before its start, said of `field`; dates that may touch are let be."""
    if starts_on is None or ends_on is None or starts_on.earliest <= ends_on.latest:
        return {}
    return {
        field: _("It ends (%(end)s) before it starts (%(start)s).") % {"end": ends_on, "start": starts_on}
    }


def refuse(subject: str, faults: Mapping[str, str]) -> None:
    """Raise Invalid when there are faults; its text names the subject and each of them."""
    if faults:
        said = " ".join(f"{name}: {fault}" if name else fault for name, fault in faults.items())
        message = _("%(subject)s cannot be saved. %(faults)s") % {"subject": subject, "faults": said}
        raise Invalid(message, dict(faults), subject=subject)


def require_reason(reason: str) -> None:
    """Raise Invalid unless a reason was given."""
    if not reason.strip():
        raise Invalid(_("Give the reason."), {"reason": _("Give the reason.")})
