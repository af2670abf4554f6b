"""Everything that the page of an agreement tells, in a constant number of statements."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from frankpledge.people.models import Organisation
from frankpledge.people.rights import Rights
from frankpledge.register.models import (
    SIGNED_STATES,
    Agreement,
    AgreementParty,
    AgreementState,
    ChecklistAnswer,
    ChecklistTopic,
    Collaboration,
    Ending,
    Notice,
    NoticeScope,
    Obligation,
    Reservation,
    Signature,
)
from frankpledge.register.queries import section_22a as asking
from frankpledge.register.queries.agreements import signatories_of, visible_to
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.section_22a import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Signing:
    """One who is to sign, and how it did; None where it has not."""

    party: AgreementParty
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the checklist with its answer; None is not answered."""

    topic: ChecklistTopic
    answer: ChecklistAnswer | None


@dataclass(frozen=True, slots=True)
class Remaining:
    """Who would be left once all notices have run, and what the checks say of them."""

    day: datetime.date
    bodies: tuple[Organisation, ...]
    findings: tuple[Finding, ...]

    @property
    def failing(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.verdict is Verdict.NOT_MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An agreement as somebody may read it. What is for members alone is empty for everybody else."""

    agreement: Agreement
    is_member: bool
    signings: tuple[Signing, ...]
    further: tuple[Agreement, ...]
    notices: tuple[Notice, ...]
    reservations: tuple[Reservation, ...]
    obligations: tuple[Obligation, ...] = ()
    checklist: tuple[Topic, ...] = ()
    findings: tuple[Finding, ...] = ()
    remaining: Remaining | None = None

    @property
    def waiting_for(self) -> tuple[Organisation, ...]:
        """Who has not signed."""
        return tuple(each.party.organisation for each in self.signings if each.signature is None)

    @property
    def running(self) -> tuple[Notice, ...]:
        """The notices that were neither taken back nor followed by anything."""
        return tuple(each for each in self.notices if each.runs)


def shown(agreement: Agreement, *, is_member: bool, today: datetime.date) -> Shown:
    """The agreement with what somebody may read. Five statements; for members eleven at most."""
    signings = _signings(agreement)
    notices = tuple(agreement.notices.select_related("organisation"))
    reservations = agreement.reservations.select_related("organisation")
    further = agreement.further.all() if is_member else agreement.further.filter(state__in=SIGNED_STATES)
    public = Shown(
        agreement=agreement,
        is_member=is_member,
        signings=signings,
        further=tuple(further.order_by("pk")),
        notices=notices,
        reservations=tuple(reservations if is_member else reservations.filter(is_public=True)),
    )
    if not is_member:
        return public
    return Shown(
        agreement=agreement,
        is_member=True,
        signings=signings,
        further=public.further,
        notices=notices,
        reservations=public.reservations,
        obligations=tuple(agreement.obligations.select_related("owner")),
        checklist=_checklist(agreement),
        findings=_findings(agreement, signings, today),
        remaining=_remaining(agreement, public.running, today),
    )


def stood(agreement: Agreement, day: datetime.date) -> AgreementState:
    """How one that all signed stood on a past day."""
    if agreement.ended_on is not None and agreement.ended_on > day:
        return AgreementState.IN_FORCE
    return AgreementState(agreement.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRecord:
    """The agreements of one record, and how it is to end."""

    signed: tuple[Agreement, ...]
    unsigned: tuple[Agreement, ...]
    texts: tuple[Agreement, ...]
    notices: tuple[Notice, ...]
    ending: Ending | None
    signed_by: Mapping[int, tuple[str, ...]]


def of_record(
    record: Collaboration, *, rights: Rights | None, day: datetime.date, is_past: bool = False
) -> OfRecord:
    """What somebody may know of as at a day; without rights, what everybody may. Five statements."""
    rows = list(Agreement.objects.filter(collaboration=record).order_by("pk"))
    known = set(visible_to(rights or Rights()).filter(collaboration=record).values_list("pk", flat=True))
    mine = known if rights is not None and not is_past else set()
    made_by = [
        each
        for each in rows
        if each.pk in known
        and each.state in SIGNED_STATES
        and (each.signed_on is None or each.signed_on.earliest <= day)
    ]
    names: dict[int, list[str]] = {}
    signatures = Signature.objects.filter(agreement__in=made_by, signed_on__lte=day)
    for row in signatures.select_related("organisation").order_by("organisation__name"):
        names.setdefault(row.agreement_id, []).append(row.organisation.name)
    notices = Notice.objects.filter(agreement__in=known, served_on__lte=day)
    not_back = notices.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
    endings = Ending.objects.filter(collaboration=record, decided_on__lte=day)
    not_given_up = endings.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
    return OfRecord(
        signed=tuple(made_by),
        unsigned=tuple(each for each in rows if each.pk in mine and each.state not in SIGNED_STATES),
        texts=tuple(
            each
            for each in rows
            if each.state == AgreementState.FOUND
            and (each.signed_on is None or each.signed_on.earliest <= day)
        ),
        notices=tuple(not_back.select_related("organisation", "agreement").order_by("served_on", "pk")),
        ending=not_given_up.order_by("-pk").first(),
        signed_by={number: tuple(each) for number, each in names.items()},
    )


def _signings(agreement: Agreement) -> tuple[Signing, ...]:
    signed = {each.organisation_id: each for each in agreement.signatures.all()}
    parties = signatories_of(agreement)
    return tuple(Signing(each, signed.get(each.organisation_id)) for each in parties)


def _checklist(agreement: Agreement) -> tuple[Topic, ...]:
    answers = {each.topic: each for each in agreement.checklist.all()}
    return tuple(Topic(each, answers.get(each)) for each in ChecklistTopic)


def _findings(
    agreement: Agreement, signings: tuple[Signing, ...], today: datetime.date
) -> tuple[Finding, ...]:
    return asking.findings(
        [each.party.organisation for each in signings],
        made_on=agreement.signed_on,
        provisions=agreement.provisions,
        legal_basis=agreement.collaboration.legal_basis,
        today=today,
    )


def _remaining(agreement: Agreement, running: tuple[Notice, ...], today: datetime.date) -> Remaining | None:
    """Nothing where no notice of a party's own part runs. Three statements."""
    own = [each for each in running if each.scope == NoticeScope.OWN_PART]
    if not own:
        return None
    day = max(each.ends_on for each in own)
    bodies = persons_of(agreement.collaboration, day).all
    findings = asking.findings(
        bodies,
        made_on=None,
        provisions=agreement.provisions,
        legal_basis=agreement.collaboration.legal_basis,
        today=max(day, today),
    )
    return Remaining(day, bodies, findings)
