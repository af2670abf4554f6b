"""Agreements that parties make here: begun, written, sent out for signature, taken back.

A form sent twice begins one agreement. `version` is the one that somebody saw: another raises Stale.
"""

import uuid
from dataclasses import fields

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import require
from frankpledge.people.rules import Faults, faults_of, refuse, span_faults
from frankpledge.register import references
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words
from frankpledge.register.drafts import Terms
from frankpledge.register.models import (
    FURTHER_KINDS,
    LONGEST_NOTICE_MONTHS,
    MEMBER_ROLES,
    Agreement,
    AgreementKind,
    AgreementParty,
    AgreementState,
    Collaboration,
    NoticeBy,
    SignatoryPlace,
)
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.section_22a import Provision
from frankpledge.register.states.agreements import RULES, Move

# What a further agreement takes over from the one that it is made to, until it says otherwise.
TAKEN_OVER = (
    "provisions", "notice_months", "notice_by", "renewal_terms", "exit_costs", "exit_staff", "exit_assets",
    "exit_contracts", "exit_data", "exit_records",
)  # fmt: skip


@transaction.atomic
def begin(
    *,
    by: Actor,
    collaboration: Collaboration,
    kind: AgreementKind,
    title: str,
    key: uuid.UUID,
    parent: Agreement | None = None,
) -> Agreement:
    """A draft that whoever keeps the record writes together. Today's legal persons are to sign it."""
    audit.wait_for_other_writers()
    require(by, RULES[Move.BEGIN].power, keepers_of(collaboration.pk))
    if before := Agreement.objects.filter(submission_key=key, author=by.user_id).first():
        return before
    title = checked_words("title", title, _("Enter what the agreement is called"), LONGEST_LINE)
    _check_kind(collaboration, kind, parent)
    agreement = Agreement(
        collaboration=collaboration,
        kind=kind,
        title=title,
        parent=parent,
        state=AgreementState.DRAFT,
        reference=references.new("A", Agreement.objects.all()),
        submission_key=key,
        author_id=by.user_id,
    )
    if parent is not None:
        for name in TAKEN_OVER:
            setattr(agreement, name, getattr(parent, name))
    agreement.save(force_insert=True)
    persons = persons_of(collaboration, timezone.localdate()).all
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=agreement, organisation=each) for each in persons
    )
    Work.locked(by, agreement.reference or "", Move.BEGIN).record_entry({"title": [None, title]})
    return agreement


@transaction.atomic
def save(*, by: Actor, reference: str, version: int, terms: Terms) -> Agreement:
    """Hold these terms in a draft."""
    work = Work.locked(by, reference, Move.SAVE)
    work.check_move()
    agreement = work.agreement
    values = {each.name: getattr(terms, each.name) for each in fields(terms)}
    changes = assign(agreement, {**values, "provisions": list(terms.provisions)})
    if changes:
        work.check_version(version)
        refuse(agreement.reference or "", _faults(agreement))
        work.save(*changes)
        work.record_entry(changes)
    return agreement


@transaction.atomic
def add_signatory(
    *, by: Actor, reference: str, organisation: str, place: SignatoryPlace, role: str = ""
) -> AgreementParty:
    """One more who is to sign, and what becomes of its place; or another word about one already there."""
    work = Work.locked(by, reference, Move.SAVE)
    work.check_move()
    body = Organisation.objects.filter(slug=organisation).first()
    if body is None:
        fault = _("Choose a body that is on this register")
        raise Invalid(fault, {"organisation": fault})
    role = role if place == SignatoryPlace.JOINS else ""
    if place == SignatoryPlace.JOINS and role not in MEMBER_ROLES:
        fault = _("Choose what it joins as")
        raise Invalid(fault, {"role": fault})
    row = AgreementParty.objects.filter(agreement=work.agreement, organisation=body).first()
    row = row or AgreementParty(agreement=work.agreement, organisation=body)
    changes = assign(row, {"place": place, "role": role})
    if row.pk is None or changes:
        row.save()
        work.save()
        work.record_entry({f"signatories.{body.slug}.{name}": each for name, each in changes.items()})
    return row


@transaction.atomic
def remove_signatory(*, by: Actor, reference: str, organisation: str) -> None:
    """One less who is to sign. Done once: one who is not there is none."""
    work = Work.locked(by, reference, Move.SAVE)
    work.check_move()
    gone, _counts = work.agreement.signatories.filter(organisation__slug=organisation).delete()
    if gone:
        work.save()
        work.record_entry({f"signatories.{organisation}": ["", None]})


@transaction.atomic
def send(*, by: Actor, reference: str) -> Agreement:
    """Ask everybody to sign. From now on what it says stays."""
    work = Work.locked(by, reference, Move.SEND)
    if work.agreement.state == AgreementState.OUT:
        return work.agreement
    work.check_move()
    if len(work.signatories) < 2:
        raise Invalid(_("Name at least two who are to sign before it is sent out."))
    return _moved(work)


@transaction.atomic
def recall(*, by: Actor, reference: str) -> Agreement:
    """Make it a draft again, to change what it says; not once somebody has signed."""
    work = Work.locked(by, reference, Move.RECALL)
    if work.agreement.state == AgreementState.DRAFT:
        return work.agreement
    work.check_move()
    if work.agreement.signatures.exists():
        raise Invalid(_("Somebody has signed it: what it says cannot change. Withdraw it and begin another."))
    return _moved(work)


@transaction.atomic
def withdraw(*, by: Actor, reference: str, reason: str) -> Agreement:
    """Give it up before all have signed."""
    work = Work.locked(by, reference, Move.WITHDRAW)
    if work.agreement.state == AgreementState.WITHDRAWN:
        return work.agreement
    work.check_move()
    return _moved(work, checked_words("reason", reason, _("Enter why it is withdrawn")))


def _moved(work: Work, reason: str = "") -> Agreement:
    before, after = work.agreement.state, RULES[work.move].after
    work.agreement.state = after or before
    work.save("state")
    work.record_entry({"state": [before, str(work.agreement.state)]}, reason)
    return work.agreement


def _check_kind(collaboration: Collaboration, kind: AgreementKind, parent: Agreement | None) -> None:
    faults: Faults = {}
    if kind == AgreementKind.NOT_STATED:
        faults["kind"] = _("Choose what kind of agreement it is")
    elif kind in FURTHER_KINDS and parent is None:
        faults["parent"] = _("Choose the agreement that it is made to")
    elif kind not in FURTHER_KINDS and parent is not None:
        faults["parent"] = _("An original agreement is made to no other")
    elif parent is not None and not _may_follow(collaboration, parent):
        faults["parent"] = _("Choose an agreement of this collaboration that is in force")
    refuse(str(kind.label), faults)


def _may_follow(collaboration: Collaboration, parent: Agreement) -> bool:
    held = parent.state in {AgreementState.FOUND, AgreementState.IN_FORCE}
    return held and parent.collaboration_id == collaboration.pk


def _faults(agreement: Agreement) -> Faults:
    faults = faults_of(agreement)
    if not agreement.title.strip():
        faults["title"] = _("Enter what the agreement is called")
    if not set(agreement.provisions) <= set(Provision.values):
        faults["provisions"] = _("Choose from the list")
    if agreement.notice_months is not None and not 0 <= agreement.notice_months <= LONGEST_NOTICE_MONTHS:
        faults["notice_months"] = _("Enter a number of months up to %(most)s, like 12") % {
            "most": LONGEST_NOTICE_MONTHS
        }
    if agreement.notice_by not in NoticeBy.values:
        faults["notice_by"] = _("Choose from the list")
    return faults | span_faults("expires_on", agreement.in_force_from, agreement.expires_on)
