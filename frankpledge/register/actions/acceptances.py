"""What a legal person says of the purpose: in its own word, or by signing an agreement that states it.

Rows are only added. The same sent twice is done once; whoever did not see the body's latest answer is told.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import speaking_for
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    ASKING,
    LONGEST_TEXT,
    Acceptance,
    AcceptanceAnswer,
    AcceptanceBasis,
    Agreement,
    Collaboration,
    Purpose,
    PurposeOrigin,
    PurposeState,
)
from frankpledge.register.queries.acceptances import day_of_asking
from frankpledge.register.queries.agreements import signed_with_the_purpose
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.states import purposes as states
from frankpledge.register.states.purposes import Move

LONGEST_OFFICE, LONGEST_READING = 150, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said, by the holder of which office, on which day."""

    answer: AcceptanceAnswer | None
    answered_on: datetime.date
    office: str
    reading: str = ""
    reason: str = ""


@transaction.atomic
def answer(
    *,
    by: Actor,
    collaboration: Collaboration,
    organisation: Organisation,
    version: int,
    seen: int,
    said: Said,
) -> Acceptance:
    """Accept or contest the version in force. `seen` is the id of its newest answer, nought for none."""
    audit.wait_for_other_writers()
    by = speaking_for(by, organisation)
    _check_is_asked(collaboration, organisation)
    versions = _published(collaboration)
    states.moved(Move.ANSWER, PurposeState.PUBLISHED if versions else None)
    if versions[-1].version != version:
        raise Stale(_("A new version of the purpose was published after you opened this page."))
    said = checked(said)
    newest = _newest(versions, organisation)
    if newest is not None and _is_same(newest, said):
        return newest
    if seen != (newest.pk if newest else 0):
        raise Stale(_("Somebody answered for %(body)s after you opened this page.") % {"body": organisation})
    row = _row(versions, organisation, said, by)
    row.save(force_insert=True)
    _record(by, "answer", row, collaboration)
    return row


@transaction.atomic
def accept_what_was_signed(*, by: Actor, collaboration: Collaboration) -> list[Acceptance]:
    """Count every signature of an agreement that states the purpose. Gives what is new."""
    counted = [
        accept_by_signature(
            by=by,
            agreement=each.agreement,
            organisation=each.organisation,
            signed_on=each.signed_on,
            office=each.office,
        )
        for each in signed_with_the_purpose(collaboration)
    ]
    return [each for each in counted if each is not None]


@transaction.atomic
def accept_by_signature(
    *, by: Actor, agreement: Agreement, organisation: Organisation, signed_on: datetime.date, office: str = ""
) -> Acceptance | None:
    """Count a body's signature of an agreement that states the purpose as its acceptance of version 1.

    The action that records the signature, or publishes the version, calls this in its own transaction, and
    has asked whether it may. It counts from the day of the signature, or from the day the version holds from
    if that is later. None where no version is published, and where the body has answered version 1, or one
    that only words it otherwise: no signature stands above what a body said.
    """
    audit.wait_for_other_writers()
    versions = _published(agreement.collaboration)
    first = next(iter(versions), None)
    if first is None or first.holds_from is None:
        return None
    day = max(signed_on, first.holds_from)
    same = [first, *takewhile(lambda each: each.change not in ASKING, versions[1:])]
    if Acceptance.objects.filter(purpose__in=same, organisation=organisation).exists():
        return None
    row = Acceptance.objects.create(
        purpose=first,
        organisation=organisation,
        answer=AcceptanceAnswer.ACCEPTS,
        answered_on=day,
        office=cleaned(office)[:LONGEST_OFFICE],
        basis=AcceptanceBasis.SIGNATURE,
        agreement=agreement,
        recorder_id=by.user_id,
    )
    _record(by, "accept_by_signature", row, agreement.collaboration)
    return row


def _check_is_asked(collaboration: Collaboration, organisation: Organisation) -> None:
    day = day_of_asking(collaboration, timezone.localdate())
    if organisation.pk not in persons_of(collaboration, day).ids:
        raise NotAllowed(
            _("%(body)s is not a party to this collaboration now.") % {"body": organisation.name}
        )


def _published(collaboration: Collaboration) -> list[Purpose]:
    held = Purpose.objects.filter(
        collaboration=collaboration, origin=PurposeOrigin.PARTIES, state=PurposeState.PUBLISHED
    )
    return list(held.order_by("version"))


def _asked(versions: list[Purpose]) -> list[Purpose]:
    """The version that everybody was last asked about, and those that only word it otherwise."""
    last = max(number for number, each in enumerate(versions) if each.change in ASKING)
    return versions[last:]


def _newest(versions: list[Purpose], organisation: Organisation) -> Acceptance | None:
    """What was recorded last, whichever day it is of."""
    held = Acceptance.objects.filter(purpose__in=_asked(versions), organisation=organisation)
    return held.order_by("id").last()


def _row(versions: list[Purpose], organisation: Organisation, said: Said, by: Actor) -> Acceptance:
    """The answer, to the version that held on its day."""
    asked = _asked(versions)
    held = [each for each in asked if each.holds_from and each.holds_from <= said.answered_on]
    if not held:
        fault = _("It cannot be answered before the day from which it holds, %(day)s") % {
            "day": asked[0].holds_from
        }
        raise Invalid(fault, {"answered_on": fault})
    return Acceptance(
        purpose=held[-1],
        organisation=organisation,
        answer=said.answer or "",
        answered_on=said.answered_on,
        office=said.office,
        reading=said.reading,
        reason=said.reason,
        recorder_id=by.user_id,
    )


def _is_same(held: Acceptance, said: Said) -> bool:
    names = ("answer", "answered_on", "office", "reading", "reason")
    return all(getattr(held, name) == getattr(said, name) for name in names)


def checked(said: Said) -> Said:
    """The same without what nobody means to say. Raises Invalid with what is wrong of itself."""
    one_line = " ".join(cleaned(said.reading).split())
    contests = said.answer == AcceptanceAnswer.CONTESTS
    said = replace(
        said,
        office=" ".join(cleaned(said.office).split()),
        reading=one_line,
        reason=cleaned(said.reason) if contests else "",
    )
    faults = {name: fault for name, fault in _faults(said).items() if fault}
    if faults:
        raise Invalid(" ".join(faults.values()), faults)
    return said


def _faults(said: Said) -> Mapping[str, str]:
    at_most = _("Write at most %(most)s letters")
    is_contested = said.answer == AcceptanceAnswer.CONTESTS
    return {
        "answer": "" if said.answer else _("Choose whether the body accepts or contests it"),
        "reason": _("Say why it is contested")
        if is_contested and not said.reason
        else (at_most % {"most": f"{LONGEST_TEXT:,}"} if len(said.reason) > LONGEST_TEXT else ""),
        "reading": at_most % {"most": LONGEST_READING} if len(said.reading) > LONGEST_READING else "",
        "office": _("Enter the office of the person who answers, such as Chief Constable")
        if not said.office
        else (at_most % {"most": LONGEST_OFFICE} if len(said.office) > LONGEST_OFFICE else ""),
        "answered_on": _("It cannot have been answered in the future")
        if said.answered_on > timezone.localdate()
        else "",
    }


def _record(by: Actor, name: str, row: Acceptance, collaboration: Collaboration) -> None:
    body = row.organisation
    fields = ("answer", "answered_on", "office", "reading", "reason")
    audit.record(
        by=by if by.organisation else replace(by, organisation=body.slug),
        action=f"register.acceptances.{name}",
        subject_kind="collaboration",
        subject_key=collaboration.slug,
        detail={
            f"acceptances.{body.slug}.{field}": [None, str(getattr(row, field))]
            for field in fields
            if getattr(row, field)
        },
        is_public=False,
    )
