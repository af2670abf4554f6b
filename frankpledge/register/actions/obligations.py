"""What an agreement obliges its parties to, until each is done or no longer owed."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.typed import LONGEST_LINE, checked_day, checked_words
from frankpledge.register.models import ExitItem, Obligation
from frankpledge.register.states.agreements import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is owed, by whom (a slug), to whom, until when or how often, and whether it belongs to leaving."""

    what: str
    owner: str
    owed_to: str = ""
    due_on: datetime.date | None = None
    recurs: str = ""
    exit_item: str = ""


@transaction.atomic
def add(*, by: Actor, reference: str, owed: Owed, key: uuid.UUID) -> Obligation:
    """Write down an obligation. A form sent twice is done once."""
    work = Work.locked(by, reference, Move.OBLIGE)
    if before := Obligation.objects.filter(submission_key=key, agreement=work.agreement).first():
        return before
    work.check_move()
    owner = Organisation.objects.filter(slug=owed.owner).first()
    if owner is None:
        fault = _("Choose who owes it")
        raise Invalid(fault, {"owner": fault})
    if owed.exit_item and owed.exit_item not in ExitItem.values:
        fault = _("Choose from the list")
        raise Invalid(fault, {"exit_item": fault})
    due_on = checked_day("due_on", owed.due_on, may_come=True) if owed.due_on else None
    made = Obligation.objects.create(
        agreement=work.agreement,
        what=checked_words("what", owed.what, _("Enter what is owed")),
        owner=owner,
        owed_to=checked_words("owed_to", owed.owed_to, longest=LONGEST_LINE),
        due_on=due_on,
        recurs=checked_words("recurs", owed.recurs, longest=LONGEST_LINE),
        exit_item=owed.exit_item,
        submission_key=key,
    )
    work.record_entry({"obligations": [None, made.what]})
    return made


@transaction.atomic
def close(
    *, by: Actor, reference: str, number: int, day: datetime.date | None, evidence: str, is_done: bool
) -> Obligation:
    """It is done, with what shows it; or it is no longer owed, with the reason."""
    work = Work.locked(by, reference, Move.OBLIGE)
    held = Obligation.objects.filter(agreement=work.agreement, pk=number).first()
    if held is None:
        raise NotFound(_("There is no such obligation in this agreement."))
    if not held.is_open:
        return held
    work.check_move()
    held.evidence = checked_words("evidence", evidence, _("Enter what shows it, or why it is no longer owed"))
    closed_on = checked_day("day", day)
    name = "done_on" if is_done else "dropped_on"
    setattr(held, name, closed_on)
    held.save(update_fields=[name, "evidence"])
    work.record_entry({f"obligations.{number}.{name}": [None, str(closed_on)]})
    return held
