"""What giving a role asks, whether it is given at once or by an invitation."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, Organisation, Power, Role
from frankpledge.people.permissions import Rights, require, require_nationally

# A time-boxed role and a key last a year at most.
LONGEST_DAYS = 366


def where(slug: str) -> Organisation | None:
    """The organisation of that slug, None for "", which is the nation. Raises NotFound."""
    if not slug:
        return None
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(_("No organisation is called “%(slug)s”.") % {"slug": slug})
    return found


def require_people(by: Actor, organisation_id: int | None) -> Rights:
    """The actor's rights. Raises NotAllowed unless they may give roles there; None is the nation."""
    if organisation_id is None:
        return require_nationally(by, Power.MANAGE_PEOPLE)
    return require(by, Power.MANAGE_PEOPLE, [organisation_id])


def check_role(role: Role, organisation: Organisation | None) -> None:
    """Raises Invalid unless it is a role that one can have there."""
    if role not in (NATIONAL_ROLES if organisation is None else ORGANISATION_ROLES):
        place = organisation.short_name if organisation else _("the whole register")
        message = _("Nobody can be “%(role)s” for %(place)s.") % {"role": role.label, "place": place}
        raise Invalid(message, {"role": message})


def over_at(last_day: datetime.date | None, *, role: Role) -> datetime.datetime | None:
    """The moment after the last day of a role, None for one without an end.

    Raises Invalid for a day that has passed, and for an inspector's that is missing or over a year away.
    """
    if role is Role.INSPECTOR:
        return over_before_long(last_day)
    return None if last_day is None else _after(last_day)


def over_before_long(last_day: datetime.date | None) -> datetime.datetime:
    """The moment after a last day that there must be, and within a year. Raises Invalid."""
    if last_day is None:
        raise _wrong_day(_("Enter the last day"))
    if (last_day - timezone.localdate()).days >= LONGEST_DAYS:
        raise _wrong_day(_("The last day must be within a year from today"))
    return _after(last_day)


def _after(last_day: datetime.date) -> datetime.datetime:
    if last_day < timezone.localdate():
        raise _wrong_day(_("The last day must be today or later"))
    if last_day.year >= datetime.MAXYEAR:
        raise _wrong_day(_("Enter a year with four digits, like 2027"))
    return timezone.make_aware(
        datetime.datetime.combine(last_day + datetime.timedelta(days=1), datetime.time())
    )


def _wrong_day(fault: str) -> Invalid:
    return Invalid(fault, {"until": fault})


def last_day(over: datetime.datetime | None) -> datetime.date | None:
    """The last day of something that is over at that moment, None for what has no end."""
    return None if over is None else timezone.localdate(over - datetime.timedelta(microseconds=1))


def required(text: str, field: str, fault: str) -> str:
    """The text without the space around it. Raises Invalid when nothing is left."""
    words = text.strip()
    if not words:
        raise Invalid(fault, {field: fault})
    return words


def note(
    by: Actor, action: str, row: models.Model, reason: str = "", detail: Mapping[str, Any] | None = None
) -> None:
    """Write the entry. People stand in it by their number: it stays when a name or address is forgotten."""
    audit.record(
        by=by,
        action=action,
        subject_kind=str(row._meta.model_name),  # noqa: SLF001 - Django documents it as open to all
        subject_key=str(row.pk),
        reason=reason,
        detail=detail,
        is_public=False,
    )
