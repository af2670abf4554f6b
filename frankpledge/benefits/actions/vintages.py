"""Plans, budgets, forecasts and outturns: begun, locked, and made again with a reason."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits import years
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import LedgerEntry, LedgerShare, PlannedValue, Vintage, VintageKind
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import Collaboration

# Of these there is one for each year.
OF_ONE_YEAR = (VintageKind.BUDGET, VintageKind.OUTTURN)
FIRST_YEAR, LAST_YEAR = 1990, 2100
# Under these the line that answers the third of the five questions is found again.
_OF_THE_QUESTIONS = uuid.UUID("b9a6bd7e-6f5a-4d43-8a3b-3f3d1a1c5f03")


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What is begun: of which kind, in the number that the form announced, for which year, on which day, why.

    `copies` says that it begins with all that the one before it holds.
    """

    kind: str
    number: int
    made_on: datetime.date | None
    year: int | None = None
    reason: str = ""
    is_final: bool = False
    copies: bool = False


@transaction.atomic
def begin(*, by: Actor, collaboration: Collaboration, making: Making) -> Vintage:
    """A new plan, budget, forecast or outturn. Begun twice with the same words, it is the same one.

    Raises Stale where somebody began that number meanwhile, Invalid for what is missing or is open already.
    """
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    words = checked_words("reason", making.reason)
    kept = Vintage.objects.filter(workspace=work.workspace)
    before = kept.filter(kind=making.kind, number=making.number).first()
    if before is not None:
        if (before.year, before.made_on, before.reason) == (making.year, making.made_on, words):
            return before
        raise Stale(_("Somebody began one more after you opened this page. See how it stands now."))
    made_on = _check(making)
    of_kind = list(kept.filter(kind=making.kind).order_by("number"))
    alike = [each for each in of_kind if each.year == making.year]
    _check_follows(making, of_kind, alike, words)
    made = Vintage.objects.create(
        workspace=work.workspace,
        kind=making.kind,
        number=making.number,
        year=making.year,
        made_on=made_on,
        reason=words,
        is_final=making.is_final,
    )
    if making.copies and alike:
        _copy(alike[-1], made)
    work.record("vintages.begin", {f"{made.kind}.{made.number}": [None, str(made.made_on)]}, reason=words)
    return made


@transaction.atomic
def lock(*, by: Actor, collaboration: Collaboration, kind: str, number: int, version: int) -> Vintage:
    """Lock it: from now on nothing in it ever changes. Locked twice, it stays as it is."""
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    vintage = held(work, kind, number)
    if vintage.locked_at is not None:
        return vintage
    if vintage.version != version:
        raise Stale(_("Somebody changed this after you opened it. See how it stands now."))
    if not vintage.entries.exists() and not vintage.planned.exists():
        raise Invalid(_("There is nothing in it yet. Enter something before you lock it."))
    vintage.locked_at = clock.now()
    vintage.save(update_fields=["locked_at"])
    standings.refresh(work.workspace)
    work.record("vintages.lock", {f"{kind}.{number}.locked": [None, str(vintage.locked_at)]})
    return vintage


def held(work: Work, kind: str, number: int) -> Vintage:
    """One vintage of the workspace. Raises NotFound."""
    found = Vintage.objects.filter(workspace=work.workspace, kind=kind, number=number).first()
    if found is None:
        raise NotFound(_("There is no such plan, budget, forecast or outturn."))
    return found


def held_open(work: Work, kind: str, number: int) -> Vintage:
    """The same, while it may still be written in. Raises NotFound, Invalid."""
    found = held(work, kind, number)
    if found.locked_at is not None:
        raise Invalid(_("This was locked and never changes. Make a new one, and say why."))
    return found


def key_of_the_questions(vintage: Vintage) -> uuid.UUID:
    """Under which the line stands that answers what it costs, of the five questions: one in each vintage."""
    return uuid.uuid5(_OF_THE_QUESTIONS, str(vintage.pk))


def touched(vintage: Vintage) -> None:
    """Count that something in it was saved: who locks it must have seen that."""
    vintage.version += 1
    vintage.save(update_fields=["version"])


def _check(making: Making) -> datetime.date:
    """The day it was made. Raises Invalid for what is missing, field by field."""
    faults = {}
    today = clock.today()
    if making.kind not in VintageKind.values:
        faults["kind"] = _("Choose what you begin")
    if making.made_on is None or making.made_on > today:
        faults["made_on"] = _("Enter the day it was made, today or before")
    if fault := _fault_of_year(making):
        faults["year"] = fault
    if making.is_final and making.kind != VintageKind.OUTTURN:
        faults["is_final"] = _("Only an outturn can be final")
    elif making.is_final and (making.year or 0) >= years.year_of(today):
        faults["is_final"] = _("The year is not over: its outturn cannot be final yet")
    if faults or making.made_on is None:
        raise Invalid(_("This is not complete."), faults)
    return making.made_on


def _fault_of_year(making: Making) -> str:
    if making.year is None:
        needed = making.kind in OF_ONE_YEAR
        return _("Enter the financial year that it is for") if needed else ""
    if not FIRST_YEAR <= making.year <= LAST_YEAR:
        return _("Enter a year such as 2025")
    if making.kind not in OF_ONE_YEAR:
        return _("A plan or a forecast is for all years: leave this empty")
    return ""


def _check_follows(making: Making, of_kind: list[Vintage], alike: list[Vintage], words: str) -> None:
    """Whether it may follow what there is: one is open at a time, and what replaces another says why."""
    if making.number != len(of_kind) + 1:
        raise Stale(_("Somebody began one more after you opened this page. See how it stands now."))
    if any(each.locked_at is None for each in alike):
        fault = _("One is open already. Lock it before you begin another.")
        raise Invalid(fault, {"kind": fault})
    replaces = making.kind in {VintageKind.PLAN, VintageKind.BUDGET} and bool(alike)
    replaces_final = any(each.is_final for each in alike)
    if (replaces or replaces_final) and not words:
        fault = _("Enter why it is made again")
        raise Invalid(fault, {"reason": fault})
    if replaces_final and not making.is_final:
        fault = _("There is a final outturn of this year: one made again is final too")
        raise Invalid(fault, {"is_final": fault})


def _copy(before: Vintage, made: Vintage) -> None:
    """All entries with their shares, and all planned values."""
    for entry in LedgerEntry.objects.filter(vintage=before).order_by("id").prefetch_related("shares"):
        shares = list(entry.shares.all())
        is_of_the_questions = entry.submission_key == key_of_the_questions(before)
        new = LedgerEntry.objects.create(
            vintage=made,
            submission_key=key_of_the_questions(made) if is_of_the_questions else uuid.uuid4(),
            **{
                name: getattr(entry, name)
                for name in (
                    "year", "kind", "category", "is_capital", "what", "objective", "profile", "amount_pence",
                    "split_by", "rate", "is_sunk", "reference", "note",
                )
            },
        )  # fmt: skip
        LedgerShare.objects.bulk_create(
            LedgerShare(
                entry=new,
                organisation_id=share.organisation_id,
                amount_pence=share.amount_pence,
                weight=share.weight,
                account_code=share.account_code,
                reference=share.reference,
            )
            for share in shares
        )
    PlannedValue.objects.bulk_create(
        PlannedValue(
            profile_id=each.profile_id,
            vintage=made,
            organisation_id=each.organisation_id,
            starts_on=each.starts_on,
            value=each.value,
            low=each.low,
            high=each.high,
        )
        for each in before.planned.all()
    )
