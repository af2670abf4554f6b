"""What comes about when the last of them has signed: how the record stands, and who is in it from when.

All of it is changes that hold from a day, so that the page of any past day shows what was so on it.
"""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.models import Relation, RelationKind
from frankpledge.register.actions import acceptances, endings, settling
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.settling import Fact, happened, joined, left, record_values, standing
from frankpledge.register.models import (
    MEMBER_ROLES,
    Agreement,
    AgreementKind,
    AgreementParty,
    AgreementState,
    Change,
    ChangeState,
    Collaboration,
    EventKind,
    Party,
    SignatoryPlace,
    StartKind,
    Status,
    TargetKind,
)

# A record that stands so is not put back to "agreed" by an agreement entered late.
GOES_ON = (Status.RUNNING, Status.NOTICE_GIVEN)
EVENTS = {
    AgreementKind.ORIGINAL: EventKind.AGREED,
    AgreementKind.VARIATION: EventKind.VARIED,
    AgreementKind.RENEWAL: EventKind.EXTENDED,
    AgreementKind.NOVATION: EventKind.VARIED,
    AgreementKind.ENDING: EventKind.AGREED,
}


def commence(work: Work) -> None:
    """Put an agreement in force that all have signed, in the transaction of the last signature."""
    agreement = work.agreement
    made = max(agreement.signatures.values_list("signed_on", flat=True))
    agreement.signed_on = PartialDate(made.year, made.month, made.day)
    agreement.state = AgreementState.IN_FORCE
    work.save("state", "signed_on")
    starts = agreement.in_force_from.earliest if agreement.in_force_from else made
    holds_from = min(made, starts)
    told = {"title": agreement.title}
    settling.settle(
        by=work.by,
        owner=work.record,
        facts=list(_facts(work, made, starts, holds_from)),
        holds_from=holds_from,
        reason=_("All of its parties signed “%(title)s”.") % told,
        spoken_for=work.spoken_for,
    )
    work.record_entry({"state": [AgreementState.OUT, AgreementState.IN_FORCE]})
    if agreement.states_purpose:
        acceptances.accept_what_was_signed(by=work.by, collaboration=work.record)
    if agreement.kind == AgreementKind.RENEWAL:
        _supersede(agreement, starts)
    if agreement.kind == AgreementKind.ENDING:
        endings.agreed(work, starts, made)


def _facts(
    work: Work, made: datetime.date, starts: datetime.date, holds_from: datetime.date
) -> Iterator[Fact]:
    agreement, record = work.agreement, work.record
    yield from _standing(agreement, record, starts, holds_from)
    if agreement.kind == AgreementKind.ORIGINAL and agreement.in_force_from and record.starts_on is None:
        starts_on = str(agreement.in_force_from)
        yield record_values(record, starts_on=starts_on, start_kind=StartKind.AGREED.value)
    if agreement.expires_on and agreement.kind != AgreementKind.ENDING:
        yield record_values(record, ends_on=str(agreement.expires_on))
    yield happened(EVENTS[AgreementKind(agreement.kind)], made, _said(work))
    yield from _who(work, starts)


def _standing(
    agreement: Agreement, record: Collaboration, starts: datetime.date, holds_from: datetime.date
) -> Iterator[Fact]:
    """That it is agreed or running; nothing where the register knows of something later."""
    reported = record.status_as_of
    is_overtaken = reported is not None and reported.latest > holds_from
    if record.status in {Status.ENDED, Status.DROPPED} or (
        is_overtaken and not _has_later(record, holds_from)
    ):
        return
    has_begun = starts <= timezone.localdate() and agreement.in_force_from is not None
    if record.status in GOES_ON:
        if record.status == Status.RUNNING:
            yield standing(record, Status.RUNNING, holds_from)
    elif agreement.kind == AgreementKind.ORIGINAL:
        yield standing(record, Status.RUNNING if has_begun else Status.AGREED, holds_from)


def _has_later(record: Collaboration, day: datetime.date) -> bool:
    """Whether what is known later came by a change, over which an earlier day can be laid."""
    later = Change.objects.filter(
        target_kind=TargetKind.COLLABORATION,
        target_id=record.pk,
        state=ChangeState.APPROVED,
        holds_from__gt=day,
        wanted__has_key="status",
    )
    return later.exists()


def _said(work: Work) -> str:
    agreement, count = work.agreement, len(work.signatories)
    told = {"kind": agreement.get_kind_display(), "title": agreement.title, "count": count}
    return (
        ngettext(
            "%(count)s legal person signed the %(kind)s “%(title)s”.",
            "%(count)s legal persons signed the %(kind)s “%(title)s”.",
            count,
        )
        % told
    )


def _who(work: Work, starts: datetime.date) -> Iterator[Fact]:
    """Who joins and who leaves. An entry of a force stands for its policing body too."""
    present = _present(work.record, starts)
    joining = [each for each in work.signatories if each.place == SignatoryPlace.JOINS]
    stand_for = {each.organisation_id for each in joining} | {entry.organisation_id for entry in present}
    for each in joining:
        body = each.organisation
        if body.pk in {entry.organisation_id for entry in present} or _stands_for(each, stand_for, starts):
            continue
        yield joined(body.slug, each.role, starts)
        yield happened(EventKind.JOINED, starts, _("%(body)s joined.") % {"body": body.name})
    leaving = {each.organisation_id for each in work.signatories if each.place == SignatoryPlace.LEAVES}
    for entry in present:
        if entry.organisation_id in leaving:
            yield left(entry, starts)
            told = {"body": entry.organisation.name}
            yield happened(EventKind.LEFT, starts, _("%(body)s left.") % told)


def _present(record: Collaboration, day: datetime.date) -> list[Party]:
    entries = Party.objects.filter(collaboration=record, role__in=MEMBER_ROLES).select_related("organisation")
    return [
        entry
        for entry in entries
        if entry.left_on is None or entry.left_on.on_or_before(day) is not Answer.YES
    ]


def _stands_for(each: AgreementParty, forces: set[int], day: datetime.date) -> bool:
    """Whether a policing body is in it already by the entry of a force that it maintains."""
    ties = Relation.objects.filter(
        kind=RelationKind.MAINTAINS, subject=each.organisation_id, object__in=forces
    )
    return any(tie.held_on(day) is Answer.YES for tie in ties)


def _supersede(agreement: Agreement, starts: datetime.date) -> None:
    """A renewal replaces what it renews, from the day on which it is in force."""
    parent = agreement.parent
    if parent is not None and parent.state == AgreementState.IN_FORCE and starts <= timezone.localdate():
        parent.state, parent.ended_on = AgreementState.SUPERSEDED, starts
        parent.version += 1
        parent.save(update_fields=["state", "ended_on", "version"])
