"""What one party keeps back from an agreement: its own word, and its own to withdraw."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.typed import checked_day, checked_words
from frankpledge.register.models import Reservation
from frankpledge.register.states.agreements import Move

LONGEST_CLAUSE = 100


@transaction.atomic
def make(
    *,
    by: Actor,
    reference: str,
    organisation: str,
    words: str,
    since: datetime.date | None,
    key: uuid.UUID,
    clause: str = "",
    is_public: bool = False,
) -> Reservation:
    """One legal person reserves something. A form sent twice is done once."""
    work = Work.locked(by, reference, Move.RESERVE, own=organisation)
    if before := Reservation.objects.filter(submission_key=key, agreement=work.agreement).first():
        return before
    work.check_move()
    made = Reservation.objects.create(
        agreement=work.agreement,
        organisation=work.signatory(organisation),
        clause=checked_words("clause", clause, longest=LONGEST_CLAUSE),
        words=checked_words("words", words, _("Enter what your organisation reserves")),
        since=checked_day("since", since),
        is_public=is_public,
        submission_key=key,
    )
    work.record_entry({f"reservations.{organisation}": [None, str(made.since)]})
    return made


@transaction.atomic
def withdraw(
    *, by: Actor, reference: str, organisation: str, number: int, day: datetime.date | None
) -> Reservation:
    """Whoever reserved something takes it back. It stays on record."""
    work = Work.locked(by, reference, Move.RESERVE, own=organisation)
    held = Reservation.objects.filter(
        agreement=work.agreement, organisation__slug=organisation, pk=number
    ).first()
    if held is None:
        raise NotFound(_("There is no such reservation of this body."))
    if held.withdrawn_on is not None:
        return held
    work.check_move()
    day = checked_day("day", day)
    if day < held.since:
        fault = _("It cannot be withdrawn before it was made")
        raise Invalid(fault, {"day": fault})
    held.withdrawn_on = day
    held.save(update_fields=["withdrawn_on"])
    work.record_entry({f"reservations.{number}.withdrawn_on": [None, str(day)]})
    return held
