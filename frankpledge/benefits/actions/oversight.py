"""Saying who is answerable for a collaboration, before which board, and when it is looked at next."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Oversight
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import LONGEST_LINE, checked_day, checked_words
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of it. The days are for where no agreement in force has them."""

    organisation: Organisation | None
    post: str
    board: str = ""
    review_on: datetime.date | None = None
    notice_by: datetime.date | None = None


@transaction.atomic
def put(*, by: Actor, collaboration: Collaboration, version: int, said: Said) -> Oversight:
    """Name the answerable post. `version` is that of the row as it was seen, nought for none."""
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    values = _checked(work, said)
    row = Oversight.objects.select_related("organisation").filter(workspace=work.workspace).first()
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return row
    if version != (row.version if row else 0):
        raise Stale(_("Somebody changed this after you opened it. See how it stands now."))
    before = _told(row)
    if row is None:
        row = Oversight.objects.create(workspace=work.workspace, **values)
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        row.save(update_fields=[*values, "version"])
    work.record("oversight.put", {"oversight": [before, _told(row)]})
    return row


def _checked(work: Work, said: Said) -> dict[str, object]:
    if said.organisation is None or said.organisation.pk not in work.keepers:
        fault = _("Choose a body that takes part in this collaboration now")
        raise Invalid(fault, {"organisation": fault})
    return {
        "organisation": said.organisation,
        "post": checked_words("post", said.post, _("Enter the post that is answerable"), LONGEST_LINE),
        "board": checked_words("board", said.board, longest=LONGEST_LINE),
        **{
            name: checked_day(name, day, may_come=True) if day else None
            for name, day in (("review_on", said.review_on), ("notice_by", said.notice_by))
        },
    }


def _told(row: Oversight | None) -> str | None:
    return f"{row.organisation.slug}, {row.post}" if row else None
