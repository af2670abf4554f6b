"""Registering a collaboration: ten answers, saved one by one, and the record that they make.

Everything here is done once, however often it is sent. `version` is the version of the registration that
somebody saw: another raises Stale. Whoever decides for one of the parties registers at once; what a
contributor sends waits for an owner of any party. Entries are not public: the record's own entry is.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, Rights, require, require_nationally
from frankpledge.register import references
from frankpledge.register.actions import collaborations
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.changing import wishes
from frankpledge.register.models import (
    Collaboration,
    Provenance,
    Purpose,
    PurposeChange,
    PurposeOrigin,
    Registration,
    RegistrationState,
)
from frankpledge.register.pasting import Proposed
from frankpledge.register.queries import collaborations as records
from frankpledge.register.queries import registrations
from frankpledge.register.registering import (
    ALWAYS_KNOWN,
    How,
    Question,
    Typed,
    is_complete,
    value_of,
)
from frankpledge.register.registering.copying import answers_like
from frankpledge.register.registering.making import draft_of
from frankpledge.register.registering.questions import ENDS, has_parties, parties_in
from frankpledge.register.registering.reading import ends_on, read
from frankpledge.register.search import index
from frankpledge.register.states import registrations as states
from frankpledge.register.states.registrations import Move, Who

LONGEST_NAME = 200
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
        _Work(by, row).record(Move.BEGIN)
    return row


def answer(*, by: Actor, reference: str, version: int, question: Question, typed: Typed) -> Registration:
    """Saves what was typed for one question. Raises Invalid with what is wrong, Stale when it moved on."""
    with transaction.atomic():
        work = _Work.locked(by, reference, Move.SAVE)
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
        work = _Work.locked(by, reference, Move.SAVE)
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
        work = _Work(by, registrations.get_for_writing(reference, by=by))
        if work.row.state in SENT and Who.WRITER in work.standing():
            return work.row
        asked = registrations.persons_ids(work.row.answers)
        held = registrations.standing(work.row, by, work.rights, asked)
        move = Move.REGISTER if Who.DECIDER in held else Move.SEND
        after = states.moved(work.row, move, held)
        work.check_version(version)
        _check_whole(work.row, asked)
        work.row.asked, work.row.sent_at = sorted(asked), timezone.now()
        if after == RegistrationState.REGISTERED:
            work.make()
            work.save(move, *_DECIDED, "asked", "sent_at", "unlisted", "collaboration")
        else:
            work.rehearse()
            work.row.state = after
            work.save(move, "state", "asked", "sent_at")
    return work.row


def approve(*, by: Actor, reference: str, version: int) -> Registration:
    """An owner of a party has it registered."""
    with transaction.atomic():
        work = _Work.locked(by, reference, None)
        if work.row.state == RegistrationState.REGISTERED and Who.DECIDER in work.standing():
            return work.row
        states.moved(work.row, Move.APPROVE, work.standing())
        work.check_version(version)
        _check_whole(work.row, work.row.asked)
        work.make()
        work.save(Move.APPROVE, *_DECIDED, "unlisted", "collaboration")
    return work.row


def refuse(*, by: Actor, reference: str, version: int, reason: str) -> Registration:
    """An owner of a party says why it is not registered. Whoever began it may take it back and change it."""
    with transaction.atomic():
        work = _Work.locked(by, reference, None)
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
        work.save(Move.REFUSE, *_DECIDED, "decision_reason", reason=reason)
    return row


def take_back(*, by: Actor, reference: str, version: int) -> Registration:
    """Makes a draft again of what waits, or was refused."""
    with transaction.atomic():
        work = _Work.locked(by, reference, None)
        row = work.row
        if row.state == RegistrationState.DRAFT and Who.WRITER in work.standing():
            return row
        row.state = states.moved(row, Move.TAKE_BACK, work.standing())
        work.check_version(version)
        row.asked, row.sent_at = [], None
        row.decider_id, row.decider_name, row.decided_at, row.decision_reason = None, "", None, ""
        work.save(Move.TAKE_BACK, *_DECIDED, "decision_reason", "asked", "sent_at")
    return row


def discard(*, by: Actor, reference: str, version: int) -> Registration:
    """Throws a draft away."""
    with transaction.atomic():
        work = _Work.locked(by, reference, None)
        if work.row.state == RegistrationState.DISCARDED and Who.WRITER in work.standing():
            return work.row
        work.row.state = states.moved(work.row, Move.DISCARD, work.standing())
        work.check_version(version)
        work.save(Move.DISCARD, "state")
    return work.row


def settle(*, by: Actor, reference: str) -> Registration:
    """A curator says that the parties who are not on the register have been seen to."""
    with transaction.atomic():
        work = _Work.locked(by, reference, None)
        states.moved(work.row, Move.SETTLE, work.standing())
        if work.row.settled_at is None:
            work.row.settled_at = timezone.now()
            work.save(Move.SETTLE, "settled_at")
    return work.row


_DECIDED = ("state", "decider", "decider_name", "decided_at")


@dataclass(slots=True)
class _Work:
    """One registration and who acts on it."""

    by: Actor
    row: Registration
    rights: Rights = field(init=False)

    def __post_init__(self) -> None:
        self.rights = Rights.of(self.by)
        if not self.by.organisation and (body := self._acts_for()):
            self.by = replace(self.by, organisation=body)

    def _acts_for(self) -> str:
        """The body for which somebody acts on it: its own, or else a party whose owner they are."""
        held = self.rights.organisations_with(Power.PROPOSE_CHANGE)
        if self.row.organisation is not None and self.row.organisation_id in held:
            return self.row.organisation.slug
        parties = sorted(self.rights.organisations_with(Power.DECIDE_CHANGE) & set(self.row.asked))
        slugs = Organisation.objects.filter(pk__in=parties[:1]).values_list("slug", flat=True)
        return next(iter(slugs), "") if parties else ""

    @classmethod
    def locked(cls, by: Actor, reference: str, move: Move | None) -> "_Work":
        """What somebody may see of it, while nobody else writes. Raises NotFound, and where it may not go."""
        audit.wait_for_other_writers()
        work = cls(by, registrations.get_for_writing(reference, by=by))
        if move is not None:
            states.moved(work.row, move, work.standing())
        return work

    def standing(self) -> frozenset[Who]:
        return registrations.standing(self.row, self.by, self.rights)

    def check_version(self, version: int) -> None:
        """Raises Stale unless it is as somebody saw it."""
        if version != self.row.version:
            raise Stale(_("%(reference)s was changed after you opened it.") % {"reference": self.row})

    def make(self) -> None:
        """Have the register hold the record, and this row say so."""
        row = self.row
        self.decided("")
        row.collaboration, row.state = _made(self.by, row), RegistrationState.REGISTERED
        _listed, row.unlisted = parties_in(row.answers)

    def rehearse(self) -> None:
        """Make it and undo it, so that every rule is asked before a person is."""
        with transaction.atomic():
            _made(self.by, self.row)
            transaction.set_rollback(True)

    def decided(self, reason: str) -> None:
        """Who decided, for whom where they stand in, and when."""
        in_place_of = self.rights.in_place_of(Power.DECIDE_CHANGE, self.row.asked)
        self.by = replace(self.by, in_place_of=in_place_of)
        self.row.decider_id, self.row.decider_name = self.by.user_id, self.by.said_name[:LONGEST_NAME]
        self.row.decided_at, self.row.decision_reason = timezone.now(), reason

    def save(
        self, move: Move, *fields: str, detail: Mapping[str, Any] | None = None, reason: str = ""
    ) -> None:
        """Save these fields as a new version, with an entry."""
        self.row.version += 1
        self.row.save(update_fields=[*fields, "version"])
        self.record(move, detail, reason=reason)

    def record(self, move: Move, detail: Mapping[str, Any] | None = None, *, reason: str = "") -> None:
        """Write the entry. It holds no answer: those are in the row's own history."""
        audit.record(
            by=self.by,
            action=f"register.registrations.{move}",
            subject_kind="registration",
            subject_key=self.row.reference,
            reason=reason,
            detail={**(detail or {}), "state": [None, str(self.row.state)]},
            is_public=False,
        )


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


def _check_whole(row: Registration, asked: Any) -> None:
    """Raises Invalid unless everything is answered and fits together."""
    answers, faults = row.answers, {}
    if not is_complete(answers):
        faults[""] = _("Some questions are not answered yet.")
    for question in ALWAYS_KNOWN:
        if not value_of(answers, question):
            faults[question.value] = _("This must be known before it can be registered")
    if not has_parties(answers):
        faults[Question.PARTIES.value] = _("Add at least two parties: a collaboration has two or more")
    elif row.organisation_id is not None and row.organisation_id not in asked:
        faults[Question.PARTIES.value] = _("Your own organisation must be one of the parties")
    lead = value_of(answers, Question.LEAD)
    if lead and lead["organisation"] not in parties_in(answers)[0]:
        faults[Question.LEAD.value] = _("Whoever leads or hosts it must be one of the parties")
    if faults:
        raise Invalid(_("This cannot be registered yet."), faults)


def _made(by: Actor, row: Registration) -> Collaboration:
    is_by_a_party = row.organisation_id is not None
    draft = draft_of(row.answers, reference=references.of_a_record(), is_by_a_party=is_by_a_party)
    outcome = collaborations.put_all(
        by=by, drafts=[draft], reason=_("Registered (%(key)s).") % {"key": row}, refresh_search=False
    )[0]
    made = Collaboration.objects.get(slug=outcome.subject)
    made.provenance = Provenance.BY_PARTY if is_by_a_party else Provenance.BY_CURATOR
    made.save(update_fields=["provenance"])
    _purpose(by, made, row, is_by_a_party=is_by_a_party).save(force_insert=True)
    index.refresh([made.pk])
    return made


def _purpose(by: Actor, made: Collaboration, row: Registration, *, is_by_a_party: bool) -> Purpose:
    """Version 1, in the parties' own words; what a curator writes is this register's."""
    purpose = Purpose(collaboration=made, version=1, statement=value_of(row.answers, Question.WHY))
    if not is_by_a_party:
        purpose.origin = PurposeOrigin.REGISTER
        return purpose
    purpose.origin, purpose.change = PurposeOrigin.PARTIES, PurposeChange.FIRST
    purpose.holds_from, purpose.published_at = _since(row), timezone.now()
    purpose.author_id, purpose.publisher_id = row.author_id, by.user_id
    return purpose


def _since(row: Registration) -> datetime.date:
    """The day on which it was agreed or started, where that is known to the day; else it is said today."""
    today = timezone.localdate()
    told = (value_of(row.answers, question) for question in (Question.AGREED, Question.STARTED))
    dates = [PartialDate.parse(text) for text in told if text]
    days = [date.earliest for date in dates if date.earliest == date.latest]
    return min([*days, today])


def _insert(row: Registration) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(
            _("This registration cannot be begun: load the page again and send it once more.")
        ) from error
