"""Registering a collaboration: ten answers, saved one by one, and the record that they make.

Everything here is done once, however often it is sent. `version` is the version of the registration that
somebody saw: another raises Stale. Whoever decides for one of the parties registers at once; what a
contributor sends waits for an owner of any party. Entries are not public: the record's own entry is.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require, require_nationally
from frankpledge.register import references
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.actions.registration_work import DECIDED, Work, check_whole
from frankpledge.register.changing import wishes
from frankpledge.register.models import (
    Registration,
    RegistrationState,
)
from frankpledge.register.pasting import Proposed
from frankpledge.register.queries import collaborations as records
from frankpledge.register.queries import registrations
from frankpledge.register.registering import (
    How,
    Question,
    Typed,
)
from frankpledge.register.registering.copying import answers_like
from frankpledge.register.registering.questions import ENDS
from frankpledge.register.registering.reading import ends_on, read
from frankpledge.register.states import registrations as states
from frankpledge.register.states.registrations import Move, Who

SENT = (RegistrationState.REGISTERED, RegistrationState.WAITING)


def begin(*, by: Actor, organisation: str, key: uuid.UUID, like: str = "") -> Registration:
    """A draft for this body (a slug; "" for a curator), with the answers of the record `like`, if any."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        if before := registrations.begun_with(by, key):
            return before
        body = _body_to_register_for(by, organisation)
        row = Registration(
            reference=references.new("F", Registration.objects.all()),
            submission_key=key,
            organisation=body,
            author_id=by.user_id,
            author_token_id=by.token_id,
            author_name=by.name,
            answers=_first_answers(body, like),
        )
        _insert(row)
        Work(by, row).record(Move.BEGIN)
    return row


def answer(*, by: Actor, reference: str, version: int, question: Question, typed: Typed) -> Registration:
    """Saves what was typed for one question. Raises Invalid with what is wrong, Stale when it moved on."""
    with transaction.atomic():
        work = Work.locked(by, reference, Move.SAVE)
        held = work.row.answers
        value = {"value": read(question, typed, held), "how": How.TYPED.value}
        if question in held and held[question].get("value") == value["value"]:
            if held[question] == value:
                return work.row
        elif question in held:
            work.check_version(version)
        work.row.answers = {**held, question.value: value}
        work.save(Move.SAVE, "answers", detail={"question": [None, question.value]})
    return work.row


def accept(*, by: Actor, reference: str, version: int, proposed: Sequence[Proposed]) -> Registration:
    """Takes answers from a pasted text, each with the words that it came from. All or none."""
    with transaction.atomic():
        work = Work.locked(by, reference, Move.SAVE)
        answers = dict(work.row.answers)
        for each in proposed:
            is_end = each.question == ENDS
            value = ends_on(each.typed) if is_end else read(Question(each.question), each.typed, answers)
            answers[str(each.question)] = {"value": value, "how": How.PASTED.value, "quote": each.quote}
        if answers != work.row.answers:
            work.check_version(version)
            work.row.answers = answers
            taken = sorted(str(each.question) for each in proposed)
            work.save(Move.SAVE, "answers", detail={"question": [None, taken]})
    return work.row


def send(*, by: Actor, reference: str, version: int) -> Registration:
    """Registers it at once, for whoever decides for a party; asks for approval for everybody else."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        work = Work(by, registrations.get_for_writing(reference, by=by))
        if work.row.state in SENT and Who.WRITER in work.standing():
            return work.row
        asked = registrations.persons_ids(work.row.answers)
        held = registrations.standing(work.row, by, work.rights, asked)
        move = Move.REGISTER if Who.DECIDER in held else Move.SEND
        after = states.moved(work.row, move, held)
        work.check_version(version)
        check_whole(work.row, asked)
        work.row.asked, work.row.sent_at = sorted(asked), timezone.now()
        if after == RegistrationState.REGISTERED:
            work.make()
            work.save(move, *DECIDED, "asked", "sent_at", "unlisted", "collaboration")
        else:
            work.rehearse()
            work.row.state = after
            work.save(move, "state", "asked", "sent_at")
    return work.row


def approve(*, by: Actor, reference: str, version: int) -> Registration:
    """An owner of a party has it registered."""
    with transaction.atomic():
        work = Work.locked(by, reference, None)
        if work.row.state == RegistrationState.REGISTERED and Who.DECIDER in work.standing():
            return work.row
        states.moved(work.row, Move.APPROVE, work.standing())
        work.check_version(version)
        check_whole(work.row, work.row.asked)
        work.make()
        work.save(Move.APPROVE, *DECIDED, "unlisted", "collaboration")
    return work.row


def refuse(*, by: Actor, reference: str, version: int, reason: str) -> Registration:
    """An owner of a party says why it is not registered. Whoever began it may take it back and change it."""
    with transaction.atomic():
        work = Work.locked(by, reference, None)
        reason = wishes.checked_reason(cleaned(reason))
        row = work.row
        if (row.state, row.decider_id, row.decision_reason) == (
            RegistrationState.REFUSED,
            by.user_id,
            reason,
        ):
            return row
        row.state = states.moved(row, Move.REFUSE, work.standing())
        work.check_version(version)
        if not reason:
            fault = _("Enter why it is refused")
            raise Invalid(fault, {"reason": fault})
        work.decided(reason)
        work.save(Move.REFUSE, *DECIDED, "decision_reason", reason=reason)
    return row


def take_back(*, by: Actor, reference: str, version: int) -> Registration:
    """Makes a draft again of what waits, or was refused."""
    with transaction.atomic():
        work = Work.locked(by, reference, None)
        row = work.row
        if row.state == RegistrationState.DRAFT and Who.WRITER in work.standing():
            return row
        row.state = states.moved(row, Move.TAKE_BACK, work.standing())
        work.check_version(version)
        row.asked, row.sent_at = [], None
        row.decider_id, row.decider_name, row.decided_at, row.decision_reason = None, "", None, ""
        work.save(Move.TAKE_BACK, *DECIDED, "decision_reason", "asked", "sent_at")
    return row


def discard(*, by: Actor, reference: str, version: int) -> Registration:
    """Throws a draft away."""
    with transaction.atomic():
        work = Work.locked(by, reference, None)
        if work.row.state == RegistrationState.DISCARDED and Who.WRITER in work.standing():
            return work.row
        work.row.state = states.moved(work.row, Move.DISCARD, work.standing())
        work.check_version(version)
        work.save(Move.DISCARD, "state")
    return work.row


def settle(*, by: Actor, reference: str) -> Registration:
    """A curator says that the parties who are not on the register have been seen to."""
    with transaction.atomic():
        work = Work.locked(by, reference, None)
        states.moved(work.row, Move.SETTLE, work.standing())
        if work.row.settled_at is None:
            work.row.settled_at = timezone.now()
            work.save(Move.SETTLE, "settled_at")
    return work.row


def _body_to_register_for(by: Actor, slug: str) -> Organisation | None:
    if not slug:
        require_nationally(by, Power.PROPOSE_CHANGE)
        return None
    body = Organisation.objects.filter(slug=slug).first()
    if body is None:
        fault = _("Choose the organisation for which you register it")
        raise Invalid(fault, {"organisation": fault})
    rights = require(by, Power.PROPOSE_CHANGE, {body.pk})
    if body.pk not in rights.organisations_with(Power.PROPOSE_CHANGE):
        raise NotAllowed(_("A curator registers for nobody: leave the organisation out."))
    return body


def _first_answers(body: Organisation | None, like: str) -> dict[str, Any]:
    if like:
        reference = records.reference_in(like.strip())
        found = records.record(reference, timezone.localdate()) if reference else None
        if found is None:
            fault = _("Enter the reference of a record, like C-0055")
            raise Invalid(fault, {"like": fault})
        return answers_like(found)
    if body is None:
        return {}
    own_part = {"organisations": [body.slug], "others": []}
    return {Question.PARTIES.value: {"value": own_part, "how": How.TYPED.value}}


def _insert(row: Registration) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(
            _("This registration cannot be begun: load the page again and send it once more.")
        ) from error
