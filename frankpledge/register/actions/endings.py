"""How and when a collaboration ends: planned for a day to come, or told once it has ended.

Nothing is told as past before its day: until then the record says on which day it ends.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.permissions import Power, require
from frankpledge.register.actions import settling
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.changes import acting_with
from frankpledge.register.actions.settling import happened, record_values, standing
from frankpledge.register.actions.typed import checked_day, checked_words
from frankpledge.register.models import (
    Agreement,
    AgreementState,
    Collaboration,
    Ending,
    EndingKind,
    EventKind,
    Notice,
    Status,
)
from frankpledge.register.queries.keepers import keepers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """How it ends, on which day, decided when, on what evidence."""

    kind: EndingKind
    ends_on: datetime.date | None
    decided_on: datetime.date | None
    evidence: str


def check(*, by: Actor, collaboration: Collaboration, end: End) -> End:
    """The same, tidied. Raises NotAllowed, and Invalid for what cannot be."""
    require(by, Power.DECIDE_CHANGE, keepers_of(collaboration.pk))
    ends_on = checked_day("ends_on", end.ends_on, may_come=True)
    decided_on = checked_day("decided_on", end.decided_on)
    words = checked_words("evidence", end.evidence, _("Enter what shows that it ends, and how it was agreed"))
    if ends_on < decided_on and end.kind in {EndingKind.BY_AGREEMENT, EndingKind.BY_NOTICE}:
        fault = _("It cannot end before it was decided")
        raise Invalid(fault, {"ends_on": fault})
    if collaboration.status == Status.ENDED:
        raise Invalid(_("The record says already that it ended. Change the record where that is wrong."))
    return End(kind=end.kind, ends_on=ends_on, decided_on=decided_on, evidence=words)


@transaction.atomic
def end(*, by: Actor, collaboration: Collaboration, end: End, key: uuid.UUID) -> Ending:
    """Plan the ending, or tell it where its day has come. A form sent twice is done once."""
    audit.wait_for_other_writers()
    by = _deciding(by, collaboration)
    if before := Ending.objects.filter(submission_key=key).first():
        return before
    collaboration = Collaboration.objects.get(pk=collaboration.pk)
    return _begin(by, collaboration, check(by=by, collaboration=collaboration, end=end), key, frozenset())


@transaction.atomic
def carry_out(*, by: Actor, collaboration: Collaboration) -> Ending:
    """Say, once its day has come, that it ended as planned."""
    audit.wait_for_other_writers()
    by = _deciding(by, collaboration)
    ending = Ending.objects.filter(collaboration=collaboration, withdrawn_on__isnull=True).first()
    if ending is None:
        raise NotFound(_("No ending is planned here."))
    if ending.is_planned:
        if ending.ends_on > timezone.localdate():
            raise Invalid(_("Its day has not come: it ends on %(day)s.") % {"day": ending.ends_on})
        _carry_out(by, ending, frozenset())
    return ending


@transaction.atomic
def withdraw(*, by: Actor, collaboration: Collaboration, reason: str) -> Ending:
    """Give up an ending that was planned."""
    audit.wait_for_other_writers()
    by = _deciding(by, collaboration)
    newest = Ending.objects.filter(collaboration=collaboration).first()
    if newest is None:
        raise NotFound(_("No ending is planned here."))
    if not newest.is_planned:
        if newest.withdrawn_on is not None:
            return newest
        raise Invalid(_("It ended already."))
    words = checked_words("reason", reason, _("Enter why it goes on"))
    today = timezone.localdate()
    newest.withdrawn_on = today
    newest.save(update_fields=["withdrawn_on"])
    settling.settle(
        by=by,
        owner=collaboration,
        facts=[record_values(collaboration, ends_on="")],
        holds_from=today,
        reason=words,
    )
    _record(by, newest, "withdraw", words)
    return newest


def agreed(work: Work, ends_on: datetime.date, decided_on: datetime.date) -> Ending:
    """The ending that an agreement to end brings, in the transaction of its last signature."""
    evidence = _("All of its parties signed “%(title)s”.") % {"title": work.agreement.title}
    end_ = End(kind=EndingKind.BY_AGREEMENT, ends_on=ends_on, decided_on=decided_on, evidence=evidence)
    Ending.objects.filter(
        collaboration=work.record, withdrawn_on__isnull=True, carried_out_on__isnull=True
    ).update(withdrawn_on=timezone.localdate())
    return _begin(work.by, work.record, end_, uuid.uuid4(), work.spoken_for)


def _begin(
    by: Actor, collaboration: Collaboration, end: End, key: uuid.UUID, spoken_for: frozenset[int]
) -> Ending:
    ends_on, decided_on = checked_day("ends_on", end.ends_on, may_come=True), end.decided_on
    if _planned(collaboration) is not None:
        raise Invalid(_("An ending is planned already. Withdraw it before you enter another."))
    ending = Ending.objects.create(
        collaboration=collaboration,
        kind=end.kind,
        ends_on=ends_on,
        decided_on=decided_on or ends_on,
        evidence=end.evidence,
        submission_key=key,
        entered_by_id=by.user_id,
    )
    _record(by, ending, "plan", end.evidence)
    if ends_on <= timezone.localdate():
        _carry_out(by, ending, spoken_for)
    else:
        settling.settle(
            by=by,
            owner=collaboration,
            facts=[record_values(collaboration, ends_on=str(ends_on))],
            holds_from=ending.decided_on,
            reason=_("It is to end: %(how)s.") % {"how": ending.get_kind_display()},
            spoken_for=spoken_for,
        )
    return ending


def _deciding(by: Actor, collaboration: Collaboration) -> Actor:
    return acting_with(by, Power.DECIDE_CHANGE, keepers_of(collaboration.pk))


def _planned(collaboration: Collaboration) -> Ending | None:
    held = Ending.objects.filter(collaboration=collaboration)
    return held.filter(withdrawn_on__isnull=True, carried_out_on__isnull=True).first()


def _carry_out(by: Actor, ending: Ending, spoken_for: frozenset[int]) -> None:
    """The record ended on its day, and with it its agreements and the notices that ran."""
    record, day = ending.collaboration, ending.ends_on
    how = ending.get_kind_display()
    settling.settle(
        by=by,
        owner=record,
        facts=[
            standing(record, Status.ENDED, day, EndingKind(ending.kind)),
            record_values(record, ends_on=str(day)),
            happened(EventKind.ENDED, day, _("It ended: %(how)s.") % {"how": how}),
        ],
        holds_from=day,
        reason=_("It ended: %(how)s.") % {"how": how},
        spoken_for=spoken_for,
    )
    today = timezone.localdate()
    ending.carried_out_on = today
    ending.save(update_fields=["carried_out_on"])
    for agreement in Agreement.objects.filter(collaboration=record, state=AgreementState.IN_FORCE):
        agreement.state, agreement.ended_on = AgreementState.ENDED, day
        agreement.version += 1
        agreement.save(update_fields=["state", "ended_on", "version"])
    Notice.objects.filter(collaboration=record, withdrawn_on__isnull=True, settled_on__isnull=True).update(
        settled_on=today
    )
    _record(by, ending, "carry_out")


def _record(by: Actor, ending: Ending, what: str, reason: str = "") -> None:
    audit.record(
        by=by,
        action=f"register.endings.{what}",
        subject_kind="collaboration",
        subject_key=ending.collaboration.slug,
        detail={"ends_on": [None, str(ending.ends_on)]},
        reason=reason,
        is_public=False,
    )
