"""One registration while somebody acts on it: who may, what is saved, and the record that it makes."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, Rights
from frankpledge.register import references
from frankpledge.register.actions import collaborations
from frankpledge.register.models import (
    Collaboration,
    Provenance,
    Purpose,
    PurposeChange,
    PurposeOrigin,
    Registration,
    RegistrationState,
)
from frankpledge.register.queries import registrations
from frankpledge.register.registering import ALWAYS_KNOWN, Question, is_complete, value_of
from frankpledge.register.registering.making import draft_of
from frankpledge.register.registering.questions import has_parties, parties_in
from frankpledge.register.search import index
from frankpledge.register.states import registrations as states
from frankpledge.register.states.registrations import Move, Who

LONGEST_NAME = 200

DECIDED = ("state", "decider", "decider_name", "decided_at")


@dataclass(slots=True)
class Work:
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
    def locked(cls, by: Actor, reference: str, move: Move | None) -> "Work":
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


def check_whole(row: Registration, asked: Any) -> None:
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
