"""What the note on joint operations in a body's accounts says of a collaboration, for the reconciliation."""

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.benefits import years
from frankpledge.benefits.actions.vintages import FIRST_YEAR, LAST_YEAR
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.drafts.ledgers import LARGEST_PENCE, LONGEST_WHAT
from frankpledge.benefits.models import AccountsNote
from frankpledge.engine import money
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require_own_word
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import Collaboration


@transaction.atomic
def put(
    *,
    by: Actor,
    collaboration: Collaboration,
    organisation: Organisation,
    year: int,
    amount_pence: int | None,
    source: str,
    explanation: str,
    version: int,
) -> AccountsNote:
    """Say what a body's accounts of a year have, where that stands, and why it differs from the ledger.

    `version` is that of the row as it was seen, nought for none. Only its own finance officers say it.
    """
    require_own_word(by, organisation.pk, Power.VALIDATE_FIGURES)
    work = Work.locked(by, collaboration.pk, Power.VALIDATE_FIGURES, own=organisation)
    values = _checked(year, amount_pence, source, explanation)
    row = AccountsNote.objects.filter(workspace=work.workspace, organisation=organisation, year=year).first()
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return row
    if version != (row.version if row else 0):
        raise Stale(_("Somebody changed this after you opened it. See how it stands now."))
    before = money.pounds(row.amount_pence) if row else None
    if row is None:
        row = AccountsNote.objects.create(
            workspace=work.workspace, organisation=organisation, year=year, **values
        )
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        row.save(update_fields=[*values, "version"])
    named = f"accounts.{years.in_words(year)}.{organisation.slug}"
    work.record("accounts.put", {named: [before, money.pounds(row.amount_pence)]}, reason=row.explanation)
    return row


def _checked(year: int, amount_pence: int | None, source: str, explanation: str) -> dict[str, object]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        fault = _("Enter a year such as 2025")
        raise Invalid(fault, {"year": fault})
    if amount_pence is None or abs(amount_pence) >= LARGEST_PENCE:
        fault = _("Enter the amount in the note")
        raise Invalid(fault, {"amount": fault})
    return {
        "amount_pence": amount_pence,
        "source": checked_words(
            "source", source, _("Enter which accounts, and where in them the note stands"), LONGEST_WHAT
        ),
        "explanation": checked_words("explanation", explanation),
    }
