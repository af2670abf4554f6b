"""One workspace, who acts on it, and by what right: what every action of this room needs."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.benefits.models import Workspace
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, Rights, require, require_own_word
from frankpledge.register.actions.changes import acting_for
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.queries.keepers import keepers_of

NOTHING: Mapping[str, Any] = {}
# What the columns hold: eighteen digits, four of them after the point.
LARGEST = Decimal(10) ** 14
SMALLEST_STEP = Decimal("0.0001")


@dataclass(slots=True)
class Work:
    """One workspace, locked against other writers, with the record that it belongs to."""

    by: Actor
    workspace: Workspace
    keepers: frozenset[int]
    rights: Rights

    @classmethod
    def locked(
        cls, by: Actor, collaboration_id: int, power: Power, *, own: Organisation | None = None
    ) -> "Work":
        """What somebody may do this to. `own` is the body whose own word it is, where it is one body's.

        Raises NotFound where there is no workspace, NotAllowed for what they may not do.
        """
        audit.wait_for_other_writers()
        related = Workspace.objects.select_related("collaboration")
        workspace = related.filter(collaboration=collaboration_id).first()
        if workspace is None:
            raise NotFound(_("The costs and benefits of this collaboration are not tracked here yet."))
        keepers = keepers_of(collaboration_id)
        rights = require(by, power, keepers)
        if own is not None:
            rights = require_own_word(by, own.pk, power)
        acting = own.slug if own else acting_for(rights, power, keepers)
        return cls(by if by.organisation else replace(by, organisation=acting), workspace, keepers, rights)

    def check_version(self, version: int) -> None:
        """Raises Stale unless the workspace is as somebody saw it."""
        if version != self.workspace.version:
            raise Stale(_("Somebody changed this after you opened it. See how it stands now."))

    def save(self, *fields: str) -> None:
        """Save these fields of the workspace as a new version."""
        self.workspace.version += 1
        self.workspace.save(update_fields=[*fields, "version"])

    def record(self, action: str, detail: Mapping[str, Any] = NOTHING, reason: str = "") -> None:
        """Write the entry, for those who may read what is restricted. `action` is `profiles.put`, say."""
        audit.record(
            by=self.by,
            action=f"benefits.{action}",
            subject_kind="collaboration",
            subject_key=self.workspace.collaboration.slug,
            detail=detail,
            reason=reason,
            is_public=False,
        )


def checked_number(name: str, text: str, *, least: Decimal | None = None) -> Decimal | None:
    """A number as typed, with or without commas; nothing for "". Raises Invalid for anything else."""
    plain = cleaned(text).replace(",", "").replace(" ", "").removeprefix("£")
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    fault = ""
    if not value.is_finite():
        fault = _("Enter a number, such as 1234.5")
    elif abs(value) >= LARGEST:
        fault = _("Enter a smaller number")
    elif least is not None and value < least:
        fault = _("Enter %(least)s or more") % {"least": least}
    if fault:
        raise Invalid(fault, {name: fault})
    return value.quantize(SMALLEST_STEP)


def checked_month(name: str, day: datetime.date | None, missing: str) -> datetime.date:
    """The first day of a month. Raises Invalid for another day, or for none."""
    if day is None or day.day != 1:
        fault = _("Enter the first day of a month") if day else missing
        raise Invalid(fault, {name: fault})
    return day
