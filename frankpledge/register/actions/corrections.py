"""Taking in what a reader says is wrong, and what a curator does about it.

No audit entry holds what was written or who wrote it: the message stays in its own row, and an address for
the answer can be forgotten there.
"""

import datetime
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound
from frankpledge.register import working_days
from frankpledge.register.actions import sendings
from frankpledge.register.actions.messages import WORDS, AlreadySent, Message, cleaned
from frankpledge.register.models import (
    DISPLAYABLE_STATES,
    OPEN_STATES,
    REFERENCE_ALPHABET,
    Correction,
    CorrectionState,
    Display,
)
from frankpledge.register.states import corrections as states
from frankpledge.register.states.corrections import Move

# New messages are taken in one at a time: they are few, and a form sent twice must be received once.
NEW_MESSAGES_LOCK = 0x66706C02


def submit(*, by: Actor, message: Message, sender: str, key: uuid.UUID) -> Correction:
    """Receives `message`, once for each `key`: the same again gives back what was received.

    `sender` is a hash of where it came from. Raises Invalid; AlreadySent for other words under the same key;
    sendings.TooOften.
    """
    states.check_actor(by, states.RULES[Move.SUBMIT].by)
    with transaction.atomic():
        _lock()
        columns = message.columns()
        if before := Correction.objects.filter(submission_key=key).first():
            return _the_same(before, columns)
        correction = _checked(Correction(**columns, submission_key=key))
        sendings.count(sender=sender)
        correction.reference = _new_reference()
        correction.save(force_insert=True)
        # Only what is on the register is named: other words are the reader's own.
        about = {"about": [None, correction.about_key]} if message.about.is_on_the_register else {}
        _record(by, "submit", correction, detail={**about, "state": [None, correction.state]})
    return correction


def check(*, by: Actor, reference: str) -> Correction:
    """A curator looks into it."""
    with transaction.atomic():
        correction = _locked(reference)
        _move(correction, Move.CHECK, by)
    return correction


def display(*, by: Actor, reference: str, words: str, body: str = "", reason: str = "") -> Correction:
    """Has the record say that it is disputed, with `words` of the body that disputes it.

    `body` is taken from the message when it is not given. Doing it again replaces the words.
    """
    with transaction.atomic():
        correction = _locked(reference)
        states.check_displayable(correction, by)
        before = {"display": correction.display, "state": correction.state}
        correction.display_words = _required(words, _("Give the body's own words."))
        body = cleaned(body) or correction.speaks_for or correction.sender_organisation
        correction.display_body = _required(body, _("Say which body disputes it."))
        correction.display = Display.DISPLAYED
        correction.displayed_on = correction.displayed_on or timezone.localdate()
        if correction.state == CorrectionState.RECEIVED:
            correction.state = CorrectionState.BEING_CHECKED
        _checked(correction)
        correction.save(update_fields=["display", "display_words", "display_body", "displayed_on", "state"])
        _record(by, "display", correction, reason=reason, detail=_changes(before, correction))
    return correction


def hide(*, by: Actor, reference: str, reason: str) -> Correction:
    """Has the record no longer say that it is disputed. The words are kept."""
    states.check_actor(by)
    with transaction.atomic():
        correction = _locked(reference)
        if correction.display != Display.DISPLAYED:
            raise Invalid(_("%(reference)s is not displayed.") % {"reference": correction.reference})
        reason = _required(reason, _("Give the reason."))
        before = {"display": correction.display}
        correction.display = Display.HIDDEN
        correction.save(update_fields=["display"])
        _record(by, "hide", correction, reason=reason, detail=_changes(before, correction))
    return correction


def answer(*, by: Actor, reference: str, text: str, outcome: CorrectionState) -> Correction:
    """Answers for all to read: the register was changed, or was not. Once changed, it is disputed no more."""
    moves = {CorrectionState.CHANGED: Move.CHANGE, CorrectionState.NOT_CHANGED: Move.KEEP}
    if outcome not in moves:
        raise Invalid(_("The outcome is changed or not changed."))
    with transaction.atomic():
        correction = _locked(reference)
        correction.answer = _required(text, _("Give the answer."))
        correction.answered_on = timezone.localdate()
        _move(correction, moves[outcome], by, also=["answer", "answered_on"])
    return correction


def withdraw(*, by: Actor, reference: str, reason: str) -> Correction:
    """Whoever sent it takes it back; the curator notes how that was asked."""
    return _closed(by, reference, Move.WITHDRAW, reason)


def mark_spam(*, by: Actor, reference: str, reason: str) -> Correction:
    """Sets aside what is not about the register."""
    return _closed(by, reference, Move.SET_ASIDE, reason)


def unmark_spam(*, by: Actor, reference: str, reason: str) -> Correction:
    """Takes back what was set aside by mistake."""
    return _closed(by, reference, Move.TAKE_BACK, reason)


def forget_senders(*, by: Actor, closed_before: datetime.date) -> int:
    """Empties names and e-mail addresses of messages closed before that day; gives how many.

    The body that a displayed message speaks for stays: its words are shown under its name.
    """
    states.check_actor(by)
    closed = Correction.objects.exclude(state__in=OPEN_STATES)
    empty = {"sender_name": "", "sender_email": ""}
    with transaction.atomic():
        old = closed.filter(received_at__date__lt=closed_before).exclude(
            answered_on__isnull=False, answered_on__gte=closed_before
        )
        forgotten = old.exclude(**empty).update(**empty)
        audit.record(
            by=by,
            action="register.corrections.forget_senders",
            subject_kind="correction",
            subject_key="*",
            detail={"forgotten": [None, forgotten]},
        )
    return forgotten


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NEW_MESSAGES_LOCK])


def _new_reference() -> str:
    while True:
        letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _each in range(6))
        reference = f"T-{letters[:4]}-{letters[4:]}"
        if not Correction.objects.filter(reference=reference).exists():
            return reference


def _the_same(before: Correction, columns: dict[str, Any]) -> Correction:
    if all(getattr(before, name) == columns[name] for name in (*WORDS, "about_key")):
        return before
    raise AlreadySent(before.reference)


def _checked(correction: Correction) -> Correction:
    """Raises Invalid, field by field, for what its columns cannot hold."""
    if correction.due_on is None:
        days = settings.CORRECTION_WORKING_DAYS
        correction.due_on = working_days.after(timezone.localdate(correction.received_at), days)
    try:
        correction.clean_fields(exclude=["reference"])
    except ValidationError as error:
        fields = {name: " ".join(messages) for name, messages in error.message_dict.items()}
        raise Invalid(_("The message cannot be received as it is."), fields) from error
    return correction


def _locked(reference: str) -> Correction:
    found = Correction.objects.select_for_update().filter(reference=reference).first()
    if found is None:
        raise NotFound(_("There is no message %(reference)s.") % {"reference": reference})
    return found


def _move(
    correction: Correction, move: Move, by: Actor, *, reason: str = "", also: list[str] | None = None
) -> None:
    before = {"state": correction.state, "display": correction.display}
    correction.state = states.moved(correction, move, by)
    if correction.state not in DISPLAYABLE_STATES:
        correction.display = Display.HIDDEN
    correction.save(update_fields=["state", "display", *(also or [])])
    _record(by, move.value, correction, reason=reason, detail=_changes(before, correction))


def _closed(by: Actor, reference: str, move: Move, reason: str) -> Correction:
    with transaction.atomic():
        correction = _locked(reference)
        _move(correction, move, by, reason=_required(reason, _("Give the reason.")))
    return correction


def _required(text: str, message: str) -> str:
    words = cleaned(text)
    if not words:
        raise Invalid(message)
    return words


def _changes(before: dict[str, str], correction: Correction) -> dict[str, Any]:
    now = {name: getattr(correction, name) for name in before}
    return {name: [before[name], now[name]] for name in before if before[name] != now[name]}


def _record(
    by: Actor, action: str, correction: Correction, *, detail: dict[str, Any], reason: str = ""
) -> None:
    audit.record(
        by=by,
        action=f"register.corrections.{action}",
        subject_kind="correction",
        subject_key=correction.reference,
        reason=reason,
        detail=detail,
    )
