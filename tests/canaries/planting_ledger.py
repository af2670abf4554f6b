"""A word in each field of a ledger, put there by the actions: of the archive, which eastmarch alone keeps."""

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import accounts, banking, handovers
from frankpledge.benefits.actions.banking import Taken
from frankpledge.benefits.drafts.ledgers import Share
from frankpledge.benefits.models import Category, Profile, Vintage
from tests.canaries.fields import RESTRICTED
from tests.ledgers import YEAR, body, entered, locked, officer, said, vintage_of
from tests.tracking import agreed, begun, profiled

if TYPE_CHECKING:
    from tests.canaries.planting import Planted


def plant(ours: "Planted", author: Actor, decider: Actor) -> None:
    """A forecast with a contested line, a final outturn, a note of accounts, time that went, and an offer."""
    begun(author, ours.archive)
    profile = agreed(decider, profiled(author, ours.archive, owner=body("eastmarch")))
    ours.benefit = profile.reference
    _contested(ours, author, vintage_of(author, ours.archive, "forecast"))
    final = vintage_of(author, ours.archive, "outturn", is_final=True)
    entered(author, final, shares=[Share(organisation=body("eastmarch"), amount_pence=7_00)])
    locked(decider, final)
    accounts.put(
        by=officer("eastmarch"),
        collaboration=ours.archive,
        organisation=body("eastmarch"),
        year=YEAR,
        amount_pence=6_00,
        source=ours.word("benefits.AccountsNote.source", RESTRICTED),
        explanation=ours.word("benefits.AccountsNote.explanation audit.Entry.reason", RESTRICTED),
        version=0,
    )
    _taken(ours, profile)
    _offered(ours, decider, profile)


def _contested(ours: "Planted", author: Actor, forecast: Vintage) -> None:
    share = Share(
        organisation=body("eastmarch"),
        amount_pence=5_00,
        account_code=ours.word("benefits.LedgerShare.account_code", RESTRICTED),
        reference=ours.word("benefits.LedgerShare.reference", RESTRICTED),
    )
    words = {
        name: ours.word(f"benefits.LedgerEntry.{name}", RESTRICTED)
        for name in ("objective", "rate", "reference", "note")
    }
    what = ours.word("benefits.LedgerEntry.what benefits.ContestedLine.what", RESTRICTED)
    entry = entered(author, forecast, what=what, category=Category.IN_KIND, shares=[share], **words)
    ours.ids["ledger line"] = entry.pk
    why = ours.word("benefits.LedgerWord.words audit.Entry.reason", RESTRICTED)
    said(forecast, "eastmarch", agrees=False, words=why, lines_pence={entry.pk: 4_00})


def _taken(ours: "Planted", profile: Profile) -> None:
    finance = officer("eastmarch")
    rows = [
        banking.put(
            by=finance,
            reference=profile.reference,
            organisation=body("eastmarch"),
            taken=Taken(
                year=YEAR,
                quantity=Decimal(5),
                budget_reference=ours.word("benefits.Banking.budget_reference", RESTRICTED),
                went_to=ours.word("benefits.Banking.went_to", RESTRICTED),
            ),
            key=uuid.uuid4(),
        )
        for _number in range(2)
    ]
    why = ours.word("benefits.Banking.withdrawn_because audit.Entry.reason", RESTRICTED)
    banking.withdraw(by=finance, banking_id=rows[0].pk, reason=why)
    ours.ids["ledger taken"] = rows[1].pk


def _offered(ours: "Planted", decider: Actor, profile: Profile) -> None:
    """One that was declined, and one that is open."""
    for is_over in (True, False):
        row = handovers.offer(
            by=decider,
            reference=profile.reference,
            to_organisation=body("eastmarch"),
            to_post=ours.word("benefits.Handover.to_post", RESTRICTED),
            reason=ours.word("benefits.Handover.reason audit.Entry.reason", RESTRICTED),
            key=uuid.uuid4(),
        )
        if is_over:
            words = ours.word("benefits.Handover.words audit.Entry.reason", RESTRICTED)
            handovers.answer(by=decider, handover_id=row.pk, accepts=False, words=words)
        ours.ids["ledger offer"] = row.pk
