"""Money that a party took out of a budget, and time that it gave to something else: in its own word alone."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits import years
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.vintages import FIRST_YEAR
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.drafts.ledgers import LARGEST_PENCE, LONGEST_WHAT
from frankpledge.benefits.models import Banking, BenefitClass, Profile, ProfileState
from frankpledge.engine import money
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require_own_word
from frankpledge.register import references
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was taken out, or given to something else, in which financial year.

    Money has the reference of the budget change of that same year; time has where it went.
    """

    year: int
    amount_pence: int | None = None
    quantity: Decimal | None = None
    budget_reference: str = ""
    went_to: str = ""


@transaction.atomic
def put(*, by: Actor, reference: str, organisation: Organisation, taken: Taken, key: uuid.UUID) -> Banking:
    """Say it for one party. A form sent twice is one. Raises NotFound, NotAllowed, Invalid."""
    profile = _profile(reference)
    require_own_word(by, organisation.pk, Power.VALIDATE_FIGURES)
    work = Work.locked(by, profile.workspace.collaboration_id, Power.VALIDATE_FIGURES, own=organisation)
    if before := Banking.objects.filter(submission_key=key, profile=profile).first():
        return before
    if profile.state not in {ProfileState.AGREED, ProfileState.CLOSED}:
        raise Invalid(_("The benefit is not agreed yet: nothing of it can be counted."))
    values = _money(taken) if profile.benefit_class == BenefitClass.CASH else _time(profile, taken)
    if not FIRST_YEAR <= taken.year <= years.year_of(clock.today()):
        fault = _("Enter a financial year that has begun")
        raise Invalid(fault, {"year": fault})
    row = Banking.objects.create(
        profile=profile,
        organisation=organisation,
        year=taken.year,
        said_at=clock.now(),
        submission_key=key,
        **values,
    )
    said = money.pounds(row.amount_pence) if row.amount_pence is not None else str(row.quantity)
    named = f"{reference}.{organisation.slug}.{years.in_words(row.year)}"
    standings.refresh(work.workspace, [row.profile_id])
    work.record("banking.put", {named: [None, said]})
    return row


@transaction.atomic
def withdraw(*, by: Actor, banking_id: int, reason: str) -> Banking:
    """Say that it does not count after all, and why. It stays on record as withdrawn."""
    held = Banking.objects.select_related("profile__workspace", "organisation").filter(pk=banking_id)
    row = held.first()
    if row is None:
        raise NotFound(_("There is nothing like that on record."))
    require_own_word(by, row.organisation_id, Power.VALIDATE_FIGURES)
    work = Work.locked(
        by, row.profile.workspace.collaboration_id, Power.VALIDATE_FIGURES, own=row.organisation
    )
    row.refresh_from_db(fields=["withdrawn_because"])
    if row.withdrawn_because:
        return row
    row.withdrawn_because = checked_words("reason", reason, _("Enter why"))
    row.save(update_fields=["withdrawn_because"])
    named = f"{row.profile.reference}.{row.organisation.slug}.{years.in_words(row.year)}"
    standings.refresh(work.workspace, [row.profile_id])
    work.record("banking.withdraw", {named: ["counts", "withdrawn"]}, reason=row.withdrawn_because)
    return row


def _profile(reference: str) -> Profile:
    held = Profile.objects.select_related("workspace")
    found = held.filter(reference=references.written("B", reference)).first()
    if found is None:
        raise NotFound(_("There is no such benefit."))
    return found


def _money(taken: Taken) -> dict[str, object]:
    pence = taken.amount_pence
    if pence is None or not 0 < pence < LARGEST_PENCE:
        fault = _("Enter how much was taken out of the budget")
        raise Invalid(fault, {"amount": fault})
    missing = _("Enter the reference of the budget change in that year")
    return {
        "amount_pence": pence,
        "budget_reference": checked_words("budget_reference", taken.budget_reference, missing, LONGEST_LINE),
        "went_to": checked_words("went_to", taken.went_to, longest=LONGEST_WHAT),
    }


def _time(profile: Profile, taken: Taken) -> dict[str, object]:
    if profile.benefit_class != BenefitClass.CAPACITY:
        raise Invalid(_("Only money taken out of budgets and time freed are counted here."))
    if taken.quantity is None or taken.quantity <= 0:
        fault = _("Enter how much time was freed")
        raise Invalid(fault, {"quantity": fault})
    return {
        "quantity": taken.quantity,
        "went_to": checked_words("went_to", taken.went_to, _("Enter where it went"), LONGEST_WHAT),
        "budget_reference": checked_words("budget_reference", taken.budget_reference, longest=LONGEST_LINE),
    }
