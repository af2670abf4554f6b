"""Signing an agreement: one legal person's own word, or what stands on the signed copy.

The last signature puts the agreement in force. A signature is written once; the same sent twice is done once.
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.register.actions import commencements
from frankpledge.register.actions.agreement_work import Work
from frankpledge.register.actions.typed import LONGEST_LINE, checked_day, checked_words
from frankpledge.register.models import Agreement, AgreementState, Signature, SignatureBasis
from frankpledge.register.queries.agreements import unsigned
from frankpledge.register.states.agreements import Move


@transaction.atomic
def sign(
    *,
    by: Actor,
    reference: str,
    organisation: str,
    office: str,
    signed_on: datetime.date | None,
    note: str = "",
) -> Agreement:
    """One legal person signs, by somebody who speaks for exactly that one."""
    work = Work.locked(by, reference, Move.SIGN, own=organisation)
    body = work.signatory(organisation)
    if work.agreement.signatures.filter(organisation=body).exists():
        return work.agreement
    office = checked_words(
        "office", office, _("Enter the office that signs, like Chief Constable"), LONGEST_LINE
    )
    _add(work, [body], SignatureBasis.OWN_WORD, office, signed_on, note)
    return work.agreement


@transaction.atomic
def sign_from_copy(
    *,
    by: Actor,
    reference: str,
    organisation: str,
    signed_on: datetime.date | None,
    office: str = "",
    note: str = "",
) -> Agreement:
    """Enter what stands on the signed copy, for one of them or, with "", for all who have not signed here."""
    work = Work.locked(by, reference, Move.SIGN_FROM_COPY)
    if organisation:
        bodies = [work.signatory(organisation)]
        if work.agreement.signatures.filter(organisation=bodies[0]).exists():
            return work.agreement
    else:
        bodies = [each.organisation for each in unsigned(work.agreement, work.signatories)]
        if not bodies and work.agreement.state == AgreementState.IN_FORCE:
            return work.agreement
    stated = office or _("As on the signed copy")
    _add(
        work,
        bodies,
        SignatureBasis.SIGNED_COPY,
        checked_words("office", stated, longest=LONGEST_LINE),
        signed_on,
        note,
    )
    return work.agreement


def _add(
    work: Work,
    bodies: list[Organisation],
    basis: SignatureBasis,
    office: str,
    signed_on: datetime.date | None,
    note: str,
) -> None:
    work.check_move()
    day = checked_day("signed_on", signed_on)
    _check_is_not_older(work.agreement, day)
    note = checked_words("note", note)
    for body in bodies:
        Signature.objects.create(
            agreement=work.agreement,
            organisation=body,
            office=office,
            signed_on=day,
            basis=basis,
            note=note,
            entered_by_id=work.by.user_id,
        )
    work.record_entry({f"signatures.{body.slug}": [None, str(day)] for body in bodies})
    if not unsigned(work.agreement, work.signatories):
        commencements.commence(work)


def _check_is_not_older(agreement: Agreement, day: datetime.date) -> None:
    """A further agreement is not signed before the one that it is made to."""
    parent = agreement.parent
    if parent is not None and parent.signed_on is not None and day < parent.signed_on.earliest:
        fault = _("The agreement that it is made to was signed later, on %(day)s") % {"day": parent.signed_on}
        raise Invalid(fault, {"signed_on": fault})
