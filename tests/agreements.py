"""Agreements as the tests make them, by the actions alone."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.dates import PartialDate
from frankpledge.people.models import Role, User
from frankpledge.register.actions import agreements, signatures
from frankpledge.register.drafts import Terms
from frankpledge.register.models import Agreement, AgreementKind, Collaboration
from frankpledge.register.queries.agreements import signatories_of
from tests.members import address, as_actor, person

SIGNED = datetime.date(2025, 3, 1)


def speaker(slug: str) -> Actor:
    """Somebody who speaks for a body."""
    user = User.objects.filter(email=address(slug, Role.OWNER)).first()
    return as_actor(user or person(address(slug, Role.OWNER), f"Owner of {slug}", Role.OWNER, slug))


def drafted(
    by: Actor,
    record: Collaboration,
    kind: AgreementKind = AgreementKind.ORIGINAL,
    *,
    title: str = "Section 22A agreement on dogs",
    parent: Agreement | None = None,
    **terms: Any,
) -> Agreement:
    """A draft with its terms."""
    made = agreements.begin(
        by=by, collaboration=record, kind=kind, title=title, parent=parent, key=uuid.uuid4()
    )
    held = {"provisions": ("force",), "notice_months": 12, **terms}
    return agreements.save(
        by=by,
        reference=made.reference or "",
        version=made.version,
        terms=Terms(title=title, **held),
    )


def sent(by: Actor, record: Collaboration, *args: Any, **more: Any) -> Agreement:
    """One that is out for signature."""
    made = drafted(by, record, *args, **more)
    return agreements.send(by=by, reference=made.reference or "")


def signed(
    by: Actor, record: Collaboration, *args: Any, on: datetime.date = SIGNED, **more: Any
) -> Agreement:
    """One that all signed on a day, as on the signed copy."""
    made = sent(by, record, *args, **more)
    signatures.sign_from_copy(by=by, reference=made.reference or "", organisation="", signed_on=on)
    return Agreement.objects.get(pk=made.pk)


def slugs(agreement: Agreement) -> list[str]:
    """Who is to sign."""
    return [each.organisation.slug for each in signatories_of(agreement)]


def day(written: datetime.date) -> PartialDate:
    """A day as a date of known precision."""
    return PartialDate(written.year, written.month, written.day)


def in_days(days: int) -> datetime.date:
    """So many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)
