"""A legal person says of a record that it is as it should be, or what it should be instead.

Nothing said is ever changed: another answer is another row. The same form sent twice is taken once.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import require_own_word, speaking_for
from frankpledge.people.rules import Faults
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    LONGEST_OFFICE,
    LONGEST_VIEW,
    Collaboration,
    Confirmation,
    ConfirmationLink,
    Fact,
    Provenance,
    Verdict,
    WordGiven,
)
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.confirmations import WHOLE, counting
from frankpledge.register.queries.facts import facts_of, mark
from frankpledge.register.queries.persons import those_to_say
from frankpledge.register.queries.registrations import began_as

LONGEST_NAME = 200
# Beside a fact, an answer may be about the record as a whole.
About = Fact | None


@dataclass(frozen=True, slots=True)
class View:
    """What a body says something should be, in its own words, and why; the why is not public."""

    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody answers: what is confirmed, what is disputed and how, and in which office they say it."""

    office: str
    confirms: frozenset[About] = frozenset()
    disputes: Mapping[About, View] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """On whose word it is taken: an account's, or that of somebody to whom a link was sent."""

    name: str
    given: WordGiven
    user_id: int | None = None
    link: ConfirmationLink | None = None


def say(
    *, by: Actor, reference: str, organisation: Organisation, said: Said, seen: str, key: uuid.UUID
) -> list[Confirmation]:
    """Takes the answer of a body in whose name the actor may speak.

    `seen` is the mark of the facts as the form showed them: when they are others now, Invalid says so.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        record = check(by=by, reference=reference, organisation=organisation, said=said, seen=seen)
        by = speaking_for(by, organisation)
        speaker = Speaker(name=by.said_name[:LONGEST_NAME], given=WordGiven.ACCOUNT, user_id=by.user_id)
        return taken(by=by, record=record, organisation=organisation, said=said, speaker=speaker, key=key)


def check(*, by: Actor, reference: str, organisation: Organisation, said: Said, seen: str) -> Record:
    """The record, if the answer could be taken. Raises what `say` would."""
    require_own_word(by, organisation.pk)
    record = asked_of(reference, organisation)
    check_words(said)
    check_seen(record, seen)
    return record


def asked_of(reference: str, organisation: Organisation) -> Record:
    """The record, of which the organisation is one of those to say. Raises NotFound and NotAllowed."""
    record = collaborations.record(reference, timezone.localdate())
    if organisation.pk not in those_to_say(record.collaboration, timezone.localdate()).ids:
        raise NotAllowed(
            _("%(body)s is not one of the legal persons of this collaboration.") % {"body": organisation.name}
        )
    return record


def check_words(said: Said) -> None:
    """Raises Invalid, field by field, for what cannot be taken."""
    faults = office_faults(said.office)
    if not said.confirms and not said.disputes:
        faults["answer"] = _("Say whether it is as it should be")
    for about, view in said.disputes.items():
        faults |= _view_faults(about.value if about else "record", view)
    if faults:
        raise Invalid(_("Something is missing or too long."), faults)


def _view_faults(name: str, view: View) -> Faults:
    faults: Faults = {}
    if not cleaned(view.words):
        faults[f"view_{name}"] = _("Enter what it should say")
    for box, words in ((f"view_{name}", view.words), (f"reason_{name}", view.reason)):
        if len(cleaned(words)) > LONGEST_VIEW:
            faults[box] = _("Use %(longest)s characters or less") % {"longest": LONGEST_VIEW}
    return faults


def office_faults(office: str) -> Faults:
    """What is wrong with the office somebody says they hold."""
    if not cleaned(office):
        return {"office": _("Enter your office or post")}
    if len(cleaned(office)) > LONGEST_OFFICE:
        return {"office": _("Use %(longest)s characters or less") % {"longest": LONGEST_OFFICE}}
    return {}


def check_seen(record: Record, seen: str) -> None:
    """Raises Invalid where the record says something else than when the form was made."""
    if seen != mark(facts_of(record)):
        fault = _("The record has changed since you opened this page. Look at it again: your words are kept")
        raise Invalid(fault, {"seen": fault})


def taken(
    *, by: Actor, record: Record, organisation: Organisation, said: Said, speaker: Speaker, key: uuid.UUID
) -> list[Confirmation]:
    """The rows. For actions, in their transaction: they know on whose word it is taken."""
    if before := list(Confirmation.objects.filter(submission_key=key)):
        return before
    by = replace(by, organisation=organisation.slug)
    rows = [_row(record, organisation, said, speaker, key, about, None) for about in _in_order(said.confirms)]
    rows += [
        _row(record, organisation, said, speaker, key, about, said.disputes[about])
        for about in _in_order(said.disputes)
    ]
    for row in rows:
        row.save(force_insert=True)
        _note(by, row)
    _settle_provenance(by, record.collaboration)
    return rows


def _in_order(abouts: Any) -> list[About]:
    """The whole first: what is said of one fact comes after it, and stands."""
    return sorted(abouts, key=lambda about: (about is not None, list(Fact).index(about) if about else 0))


def _row(
    record: Record,
    organisation: Organisation,
    said: Said,
    speaker: Speaker,
    key: uuid.UUID,
    about: About,
    view: View | None,
) -> Confirmation:
    facts = facts_of(record)
    seen = {about.value: facts[about.value]} if about else facts
    return Confirmation(
        collaboration=record.collaboration,
        organisation=organisation,
        fact=about.value if about else WHOLE,
        verdict=Verdict.DISPUTES if view else Verdict.CONFIRMS,
        view=cleaned(view.words) if view else "",
        reason=cleaned(view.reason) if view else "",
        seen=seen,
        seen_mark=mark(seen),
        answered_on=timezone.localdate(),
        office=cleaned(said.office),
        given=speaker.given,
        user_id=speaker.user_id,
        link=speaker.link,
        person_name=speaker.name,
        submission_key=key,
    )


def _note(by: Actor, row: Confirmation) -> None:
    """The entry says what was answered of what; the words stand in the row alone."""
    audit.record(
        by=by,
        action="register.confirmations.say",
        subject_kind="collaboration",
        subject_key=row.collaboration.slug,
        detail={
            "confirmation": [
                None,
                {
                    "body": row.organisation.slug,
                    "about": row.fact or "record",
                    "verdict": str(row.verdict),
                    "given": str(row.given),
                },
            ]
        },
    )


def _settle_provenance(by: Actor, record: Collaboration) -> None:
    """The record is confirmed while one body's word that all of it is right stands."""
    counted = counting(Confirmation.objects.filter(collaboration=record.pk).order_by("pk")).values()
    is_confirmed = any(
        any(row.fact == WHOLE for row in rows) and all(row.verdict == Verdict.CONFIRMS for row in rows)
        for rows in counted
    )
    now = Provenance.CONFIRMED if is_confirmed else began_as(record.pk)
    if record.provenance == now:
        return
    before, record.provenance = record.provenance, now
    Collaboration.objects.filter(pk=record.pk).update(provenance=now)
    audit.record(
        by=by,
        action="register.confirmations.settle",
        subject_kind="collaboration",
        subject_key=record.slug,
        detail={"provenance": [str(before), str(now)]},
    )
