"""What agreements ask of one person: to sign, to do what is owed, to say what followed. Five statements."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from frankpledge.people.models import Power
from frankpledge.people.rights import Rights
from frankpledge.register.models import (
    Agreement,
    AgreementParty,
    AgreementState,
    Ending,
    Notice,
    Obligation,
    Signature,
)
from frankpledge.register.queries.keepers import kept_by

# Of each kind.
MOST = 20
DUE_WITHIN = datetime.timedelta(days=31)
ENDS_WITHIN = datetime.timedelta(days=366)
REVIEW_WITHIN = datetime.timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that an agreement asks: which kind, of which agreement or record, and until when."""

    kind: str
    key: str
    about: str
    asked_at: datetime.datetime | None = None
    due_on: datetime.date | None = None


def asked_by_agreements(rights: Rights) -> list[Asked]:
    """Everything, without order."""
    speaks_for = rights.organisations_with(Power.SPEAK_FOR)
    decides = rights.organisations_with(Power.DECIDE_CHANGE)
    if not speaks_for and not decides:
        return []
    today = timezone.localdate()
    return [
        *_to_sign(speaks_for),
        *_owed(decides, today),
        *_notices(decides, today),
        *_endings(decides, today),
        *_dates(decides, today),
    ]


def _to_sign(speaks_for: Iterable[int]) -> Iterator[Asked]:
    signed = Signature.objects.filter(agreement=OuterRef("agreement"), organisation=OuterRef("organisation"))
    waiting = AgreementParty.objects.filter(
        organisation__in=speaks_for, agreement__state=AgreementState.OUT
    ).exclude(Exists(signed))
    for each in waiting.select_related("agreement", "organisation").order_by("pk")[:MOST]:
        key = f"{each.agreement.reference}/sign/{each.organisation.slug}"
        yield Asked(kind="sign", key=key, about=each.agreement.title)


def _owed(decides: Iterable[int], today: datetime.date) -> Iterator[Asked]:
    open_ = Obligation.objects.filter(
        owner__in=decides,
        done_on__isnull=True,
        dropped_on__isnull=True,
        due_on__lte=today + DUE_WITHIN,
        agreement__state=AgreementState.IN_FORCE,
    )
    for each in open_.select_related("agreement").order_by("due_on", "pk")[:MOST]:
        reference, title = each.agreement.reference or "", each.agreement.title
        yield Asked(kind="obligation", key=reference, about=title, due_on=each.due_on)


def _notices(decides: Iterable[int], today: datetime.date) -> Iterator[Asked]:
    running = Notice.objects.filter(
        collaboration__in=kept_by(decides), withdrawn_on__isnull=True, settled_on__isnull=True
    )
    for each in running.select_related("agreement", "collaboration").order_by("ends_on", "pk")[:MOST]:
        has_run = each.ends_on <= today
        yield Asked(
            kind="notice_has_run" if has_run else "notice_runs",
            key=each.agreement.reference or "",
            about=each.agreement.title,
            due_on=each.ends_on,
        )


def _endings(decides: Iterable[int], today: datetime.date) -> Iterator[Asked]:
    came = Ending.objects.filter(
        collaboration__in=kept_by(decides),
        carried_out_on__isnull=True,
        withdrawn_on__isnull=True,
        ends_on__lte=today,
    )
    for each in came.select_related("collaboration").order_by("ends_on", "pk")[:MOST]:
        record = each.collaboration
        yield Asked(kind="ending_came", key=record.reference, about=record.title, due_on=each.ends_on)


def _dates(decides: Iterable[int], today: datetime.date) -> Iterator[Asked]:
    """Those that run out within a year, and whose review is near or past."""
    for each in _in_force(decides)[: 10 * MOST]:
        reference = each.reference or ""
        if each.expires_on is not None and each.expires_on.latest <= today + ENDS_WITHIN:
            yield Asked(kind="runs_out", key=reference, about=each.title, due_on=each.expires_on.latest)
        if each.review_on is not None and each.review_on <= today + REVIEW_WITHIN:
            yield Asked(kind="agreement_review", key=reference, about=each.title, due_on=each.review_on)


def _in_force(decides: Iterable[int]) -> QuerySet[Agreement]:
    held = Agreement.objects.filter(collaboration__in=kept_by(decides), state=AgreementState.IN_FORCE)
    return held.exclude(expires_on__isnull=True, review_on__isnull=True).order_by("expires_on", "pk")
