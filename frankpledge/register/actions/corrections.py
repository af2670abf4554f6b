"""Taking in what a reader says is wrong, and what those who answer for the record do about it.

No audit entry holds what was written or who wrote it: the message stays in its own row, and an address for
the answer can be forgotten there. The same done twice is done once. `seen` is the mark of the message as a
form showed it (`states.mark`): without it nobody is told that somebody else was there first.
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
from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.permissions import Power, require, require_nationally
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
from frankpledge.register.queries.keepers import keepers_of_message
from frankpledge.register.states import corrections as states
from frankpledge.register.states.corrections import RULES, Move, Who

# New messages are taken in one at a time: they are few, and a form sent twice must be received once.
NEW_MESSAGES_LOCK = 0x66706C02


def submit(*, by: Actor, message: Message, sender: str, key: uuid.UUID) -> Correction:
    """Receives `message`, once for each `key`: the same again gives back what was received.

    `sender` is a hash of where it came from. Raises Invalid; AlreadySent for other words under the same key;
    sendings.TooOften.
    """
    if by.kind is not ActorKind.PUBLIC:
        raise NotAllowed(_("Only a reader sends a message, and nobody does so in a reader’s name."))
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


def check(*, by: Actor, reference: str, seen: str | None = None) -> Correction:
    """Somebody who answers for the record looks into it."""
    with transaction.atomic():
        correction = _locked(reference, by)
        if correction.state != CorrectionState.BEING_CHECKED:
            states.check_unchanged(correction, seen)
            _move(correction, Move.CHECK, by)
    return correction


def display(
    *, by: Actor, reference: str, words: str, body: str = "", reason: str = "", seen: str | None = None
) -> Correction:
    """Has the record say that it is disputed, with `words` of the body that disputes it.

    `body` is taken from the message when it is not given. Doing it again replaces the words.
    """
    with transaction.atomic():
        correction = _locked(reference, by)
        words = _required(words, _("Give the body's own words."), "words")
        body = cleaned(body) or correction.speaks_for or correction.sender_organisation
        body = _required(body, _("Say which body disputes it."), "body")
        shown = (correction.display, correction.display_words, correction.display_body)
        if shown != (Display.DISPLAYED, words, body):
            states.check_unchanged(correction, seen)
            _show(correction, by, words, body, reason)
    return correction


def hide(*, by: Actor, reference: str, reason: str, seen: str | None = None) -> Correction:
    """Has the record no longer say that it is disputed. The words are kept."""
    with transaction.atomic():
        correction = _locked(reference, by)
        reason = _required(reason, _("Give the reason."), "reason")
        if correction.displayed_on is None:
            raise Invalid(_("%(reference)s is not displayed.") % {"reference": correction.reference})
        if correction.display == Display.DISPLAYED:
            states.check_unchanged(correction, seen)
            before = {"display": correction.display}
            correction.display = Display.HIDDEN
            correction.save(update_fields=["display"])
            _record(by, "hide", correction, reason=reason, detail=_changes(before, correction))
    return correction


def answer(
    *, by: Actor, reference: str, text: str, outcome: CorrectionState, seen: str | None = None
) -> Correction:
    """Answers for all to read: the register was changed, or was not. Once changed, it is disputed no more."""
    moves = {CorrectionState.CHANGED: Move.CHANGE, CorrectionState.NOT_CHANGED: Move.KEEP}
    with transaction.atomic():
        correction = _locked(reference, by)
        if outcome not in moves:
            raise Invalid(
                _("The outcome is changed or not changed."),
                {"outcome": _("Choose what became of the register.")},
            )
        text = _required(text, _("Give the answer."), "text")
        if (correction.state, correction.answer) != (outcome, text):
            states.check_unchanged(correction, seen)
            correction.answer, correction.answered_on = text, timezone.localdate()
            _move(correction, moves[outcome], by, also=["answer", "answered_on"])
    return correction


def withdraw(*, by: Actor, reference: str, reason: str, seen: str | None = None) -> Correction:
    """Whoever sent it takes it back; whoever answers notes how that was asked."""
    return _closed(by, reference, Move.WITHDRAW, reason, seen)


def mark_spam(*, by: Actor, reference: str, reason: str, seen: str | None = None) -> Correction:
    """Sets aside what is not about the register."""
    return _closed(by, reference, Move.SET_ASIDE, reason, seen)


def unmark_spam(*, by: Actor, reference: str, reason: str, seen: str | None = None) -> Correction:
    """Takes back what was set aside by mistake."""
    return _closed(by, reference, Move.TAKE_BACK, reason, seen)


def forget_senders(*, by: Actor, closed_before: datetime.date) -> int:
    """Empties names and e-mail addresses of messages closed before that day; gives how many.

    The body that a displayed message speaks for stays: its words are shown under its name.
    """
    closed = Correction.objects.exclude(state__in=OPEN_STATES)
    empty = {"sender_name": "", "sender_email": ""}
    with transaction.atomic():
        require_nationally(by, Power.ANSWER_MESSAGES)
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


def _locked(reference: str, by: Actor, move: Move | None = None) -> Correction:
    """The message, kept from others until the transaction ends. Raises NotFound, and NotAllowed."""
    found = Correction.objects.select_for_update().filter(reference=reference).first()
    if found is None:
        raise NotFound(_("There is no message %(reference)s.") % {"reference": reference})
    if move is None or Who.KEEPER in RULES[move].by:
        require(by, Power.ANSWER_MESSAGES, keepers_of_message(found))
    else:
        require_nationally(by, Power.ANSWER_MESSAGES)
    return found


def _show(correction: Correction, by: Actor, words: str, body: str, reason: str) -> None:
    states.check_displayable(correction)
    before = {"display": correction.display, "state": correction.state}
    correction.display_words, correction.display_body = words, body
    correction.display = Display.DISPLAYED
    correction.displayed_on = correction.displayed_on or timezone.localdate()
    if correction.state == CorrectionState.RECEIVED:
        correction.state = CorrectionState.BEING_CHECKED
    _checked(correction)
    correction.save(update_fields=["display", "display_words", "display_body", "displayed_on", "state"])
    _record(by, "display", correction, reason=reason, detail=_changes(before, correction))


def _move(
    correction: Correction, move: Move, by: Actor, *, reason: str = "", also: list[str] | None = None
) -> None:
    before = {"state": correction.state, "display": correction.display}
    correction.state = states.moved(correction, move)
    if correction.state not in DISPLAYABLE_STATES:
        correction.display = Display.HIDDEN
    correction.save(update_fields=["state", "display", *(also or [])])
    _record(by, move.value, correction, reason=reason, detail=_changes(before, correction))


def _closed(by: Actor, reference: str, move: Move, reason: str, seen: str | None) -> Correction:
    with transaction.atomic():
        correction = _locked(reference, by, move)
        reason = _required(reason, _("Give the reason."), "reason")
        if move is Move.TAKE_BACK or correction.state != RULES[move].after:
            states.check_unchanged(correction, seen)
            _move(correction, move, by, reason=reason)
    return correction


def _required(text: str, message: str, field: str) -> str:
    words = cleaned(text)
    if not words:
        raise Invalid(message, {field: message})
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
        is_public=not reason,
    )
