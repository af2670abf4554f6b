"""Giving notice: one legal person's own word. When it has run, somebody says what followed.

Nothing follows by itself. Where those who remain may not go on under section 22A, pages say so; whether the
collaboration ends is for its parties.
"""

import calendar
import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.dates import Answer
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation, Relation, RelationKind
from frankpledge.register.actions import settling
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.settling import Fact, happened, left, record_values, standing
from frankpledge.register.actions.typed import checked_day, checked_words
from frankpledge.register.models import (
    MEMBER_ROLES,
    Agreement,
    Collaboration,
    EventKind,
    Notice,
    NoticeScope,
    Party,
    Status,
    TargetKind,
)
from frankpledge.register.states.agreements import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a notice says. `ends_on` is only for one shortened, or where the agreement gives no length."""

    scope: NoticeScope
    served_on: datetime.date | None
    ends_on: datetime.date | None = None
    shortened: str = ""
    words: str = ""


def earliest_end(agreement: Agreement, served_on: datetime.date) -> datetime.date | None:
    """When notice given on a day has run; None where the agreement gives no length.

    >>> add_months(datetime.date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    return None if agreement.notice_months is None else add_months(served_on, agreement.notice_months)


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def check(*, agreement: Agreement, given: Given) -> Given:
    """The same with the day on which it has run. Raises Invalid for what cannot be."""
    served_on = checked_day("served_on", given.served_on)
    if agreement.signed_on is not None and served_on < agreement.signed_on.earliest:
        fault = _("Notice cannot be given before the agreement was signed")
        raise Invalid(fault, {"served_on": fault})
    run = earliest_end(agreement, served_on)
    ends_on = given.ends_on or run
    if ends_on is None:
        fault = _("The agreement gives no length of notice on this register: enter the last day")
        raise Invalid(fault, {"ends_on": fault})
    if ends_on < served_on:
        fault = _("The last day cannot be before the day the notice was given")
        raise Invalid(fault, {"ends_on": fault})
    shortened = checked_words("shortened", given.shortened)
    if run is not None and ends_on < run and not shortened:
        fault = _("Notice runs until %(day)s. Say who agreed to shorten it") % {"day": run}
        raise Invalid(fault, {"shortened": fault})
    return Given(
        scope=given.scope,
        served_on=served_on,
        ends_on=ends_on,
        shortened=shortened,
        words=checked_words("words", given.words),
    )


@transaction.atomic
def give(*, by: Actor, reference: str, organisation: str, given: Given) -> Notice:
    """One legal person gives notice, by somebody who speaks for exactly that one. Done once while it runs."""
    work = Work.locked(by, reference, Move.GIVE_NOTICE, own=organisation)
    body = work.signatory(organisation)
    if running := _running(work.agreement, body):
        return running
    work.check_move()
    given = check(agreement=work.agreement, given=given)
    served_on = checked_day("served_on", given.served_on)
    notice = Notice.objects.create(
        collaboration=work.record,
        agreement=work.agreement,
        organisation=body,
        scope=given.scope,
        served_on=served_on,
        ends_on=given.ends_on or served_on,
        shortened=given.shortened,
        words=given.words,
        entered_by_id=work.by.user_id,
    )
    settling.settle(
        by=work.by,
        owner=work.record,
        facts=_facts(work.record, notice),
        holds_from=served_on,
        reason=_("%(body)s gave notice.") % {"body": body.name},
        spoken_for=work.spoken_for,
    )
    work.record_entry({f"notices.{organisation}": [None, str(served_on)]}, given.words)
    return notice


@transaction.atomic
def take_back(
    *, by: Actor, reference: str, organisation: str, day: datetime.date | None, words: str
) -> Notice:
    """Whoever gave notice takes it back, by agreement; the words say who agreed."""
    work = Work.locked(by, reference, Move.TAKE_NOTICE_BACK, own=organisation)
    body = work.signatory(organisation)
    notice = _running(work.agreement, body)
    if notice is None:
        taken = Notice.objects.filter(agreement=work.agreement, organisation=body).first()
        if taken is not None and taken.withdrawn_on is not None:
            return taken
        raise NotFound(_("No notice of this body runs."))
    work.check_move()
    day = checked_day("day", day)
    if day < notice.served_on:
        fault = _("It cannot be taken back before it was given")
        raise Invalid(fault, {"day": fault})
    notice.withdrawn_on = day
    notice.withdrawn_words = checked_words("words", words, _("Enter who agreed to it"))
    notice.save(update_fields=["withdrawn_on", "withdrawn_words"])
    settling.settle(
        by=work.by,
        owner=work.record,
        facts=_facts_of_taking_back(work.record, notice),
        holds_from=day,
        reason=_("%(body)s took its notice back, by agreement.") % {"body": body.name},
        spoken_for=work.spoken_for,
    )
    work.record_entry({f"notices.{organisation}": [str(notice.served_on), None]}, notice.withdrawn_words)
    return notice


@transaction.atomic
def goes_on(*, by: Actor, reference: str, organisation: str) -> Notice:
    """Say, once a notice has run, that the others go on. That all of it ended is told as an ending."""
    work = Work.locked(by, reference, Move.SETTLE_NOTICE)
    body = work.signatory(organisation)
    notice = _running(work.agreement, body)
    if notice is None:
        settled = Notice.objects.filter(agreement=work.agreement, organisation=body).first()
        if settled is not None and settled.settled_on is not None:
            return settled
        raise NotFound(_("No notice of this body runs."))
    work.check_move()
    if notice.ends_on > timezone.localdate():
        raise Invalid(_("The notice has not run: it ends on %(day)s.") % {"day": notice.ends_on})
    if notice.scope == NoticeScope.WHOLE:
        raise Invalid(_("Notice was given of the whole agreement: enter how the collaboration ended."))
    notice.settled_on = timezone.localdate()
    notice.save(update_fields=["settled_on"])
    facts = [happened(EventKind.LEFT, notice.ends_on, _("%(body)s left.") % {"body": body.name})]
    if not _others(notice) and work.record.status == Status.NOTICE_GIVEN:
        facts.append(standing(work.record, Status.RUNNING, notice.ends_on))
    settling.settle(
        by=work.by,
        owner=work.record,
        facts=facts,
        holds_from=notice.ends_on,
        reason=_("The notice of %(body)s had run, and the others go on.") % {"body": body.name},
    )
    work.record_entry({f"notices.{organisation}.settled_on": [None, str(notice.settled_on)]})
    return notice


def entries_of(record: Collaboration, body: Organisation, day: datetime.date) -> list[Party]:
    """The entries by which a legal person is in a record: its own, and for a policing body its force's."""
    ties = Relation.objects.filter(kind=RelationKind.MAINTAINS, subject=body).select_related("object")
    forces = [tie.object_id for tie in ties if tie.held_on(day) is Answer.YES]
    entries = Party.objects.filter(
        collaboration=record, organisation__in=[body.pk, *forces], role__in=MEMBER_ROLES
    )
    return [
        each for each in entries if each.left_on is None or each.left_on.on_or_before(day) is not Answer.YES
    ]


def _facts(record: Collaboration, notice: Notice) -> list[Fact]:
    body, day = notice.organisation.name, notice.served_on
    told = {"body": body, "day": date_format(notice.ends_on, "j F Y")}
    if notice.scope == NoticeScope.WHOLE:
        what = _("%(body)s gave notice of the whole agreement, to end on %(day)s.") % told
        facts = [record_values(record, ends_on=str(notice.ends_on))]
    else:
        what = _("%(body)s gave notice of its own part, to leave on %(day)s.") % told
        facts = [left(each, notice.ends_on) for each in entries_of(record, notice.organisation, day)]
    if record.status not in {Status.ENDED, Status.DROPPED}:
        facts.insert(0, standing(record, Status.NOTICE_GIVEN, day))
    return [*facts, happened(EventKind.NOTICE_GIVEN, day, what)]


def _facts_of_taking_back(record: Collaboration, notice: Notice) -> list[Fact]:
    day, body = notice.withdrawn_on or notice.served_on, notice.organisation
    what = _("%(body)s took its notice back, by agreement.") % {"body": body.name}
    facts = [happened(EventKind.OTHER, day, what)]
    others = _others(notice)
    if notice.scope == NoticeScope.WHOLE:
        if not any(each.scope == NoticeScope.WHOLE for each in others):
            until = notice.agreement.expires_on
            facts.append(record_values(record, ends_on=str(until) if until else ""))
    else:
        facts += [
            Fact(kind=TargetKind.PARTY, target_id=each.pk, wanted={"left_on": ""})
            for each in entries_of(record, body, day)
            if each.left_on is not None and str(each.left_on) == str(notice.ends_on)
        ]
    if not others and record.status == Status.NOTICE_GIVEN:
        facts.append(standing(record, Status.RUNNING, day))
    return facts


def _running(agreement: Agreement, body: Organisation) -> Notice | None:
    held = Notice.objects.filter(agreement=agreement, organisation=body)
    return held.filter(withdrawn_on__isnull=True, settled_on__isnull=True).first()


def _others(notice: Notice) -> list[Notice]:
    """Other notices of the record that run."""
    held = Notice.objects.filter(collaboration=notice.collaboration_id)
    return list(held.filter(withdrawn_on__isnull=True, settled_on__isnull=True).exclude(pk=notice.pk))
