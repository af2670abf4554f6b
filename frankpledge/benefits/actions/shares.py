"""Saying what a party would pay alone, and recording what a board decided where one would pay less."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits import years
from frankpledge.benefits.actions.vintages import FIRST_YEAR, LAST_YEAR
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.drafts.ledgers import LARGEST_PENCE, LONGEST_WHAT
from frankpledge.benefits.models import AloneCost, ShareDecision
from frankpledge.benefits.queries.ledgers import bodies_of
from frankpledge.engine import money
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import LONGEST_LINE, checked_day, checked_words
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """What a party would pay alone in a year, how that was worked out, and from where its figures are."""

    organisation: Organisation
    year: int
    amount_pence: int | None
    how: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a board decided of a year's shares, on which day, and where that is minuted."""

    year: int
    decided_on: datetime.date | None
    minute_reference: str
    words: str


@transaction.atomic
def say(*, by: Actor, collaboration: Collaboration, version: int, alone: Alone) -> AloneCost:
    """A body's own finance officer says it. `version` is of the row as it was seen, nought for none."""
    work = Work.locked(by, collaboration.pk, Power.VALIDATE_FIGURES, own=alone.organisation)
    return _put(work, version, alone, is_own=True)


@transaction.atomic
def estimate(*, by: Actor, collaboration: Collaboration, version: int, alone: Alone) -> AloneCost:
    """Somebody else of the record estimates it. What its own finance officer said stays."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    return _put(work, version, alone, is_own=False)


@transaction.atomic
def decide(*, by: Actor, collaboration: Collaboration, decided: Decided, key: uuid.UUID) -> ShareDecision:
    """Record what the board decided. A form sent twice is one; a later decision stands beside the earlier."""
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    if before := ShareDecision.objects.filter(submission_key=key, workspace=work.workspace).first():
        return before
    _check_year(decided.year)
    minute = _("Enter where it is minuted")
    row = ShareDecision.objects.create(
        workspace=work.workspace,
        year=decided.year,
        decided_on=checked_day("decided_on", decided.decided_on),
        minute_reference=checked_words("minute_reference", decided.minute_reference, minute, LONGEST_LINE),
        words=checked_words("words", decided.words, _("Enter what was decided, and why")),
        submission_key=key,
    )
    named = f"shares.{years.in_words(row.year)}.decided"
    work.record("shares.decide", {named: [None, str(row.decided_on)]})
    return row


def _put(work: Work, version: int, alone: Alone, *, is_own: bool) -> AloneCost:
    values = {**_checked(work, alone), "is_own": is_own}
    held = AloneCost.objects.filter(workspace=work.workspace, organisation=alone.organisation)
    row = held.filter(year=alone.year).first()
    if row is not None and row.is_own and not is_own:
        raise Invalid(_("Its own finance officer said this already: only they may change it."))
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return row
    if version != (row.version if row else 0):
        raise Stale(_("Somebody changed this after you opened it. See how it stands now."))
    before = money.pounds(row.amount_pence) if row else None
    if row is None:
        where = {"workspace": work.workspace, "organisation": alone.organisation, "year": alone.year}
        row = AloneCost.objects.create(**where, **values)
    else:
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        row.save(update_fields=[*values, "version"])
    named = f"alone.{years.in_words(alone.year)}.{alone.organisation.slug}"
    work.record(
        "shares.say" if is_own else "shares.estimate", {named: [before, money.pounds(row.amount_pence)]}
    )
    return row


def _checked(work: Work, alone: Alone) -> dict[str, object]:
    _check_year(alone.year)
    bodies = bodies_of(work.workspace.collaboration, clock.today())
    if alone.organisation not in bodies:
        fault = _("Choose a body that takes part in this collaboration")
        raise Invalid(fault, {"organisation": fault})
    if alone.amount_pence is None or not 0 <= alone.amount_pence < LARGEST_PENCE:
        fault = _("Enter what it would pay, in pounds")
        raise Invalid(fault, {"amount": fault})
    source = _("Enter where the figures are from")
    return {
        "amount_pence": alone.amount_pence,
        "how": checked_words("how", alone.how, _("Enter how it was worked out")),
        "source": checked_words("source", alone.source, source, LONGEST_WHAT),
    }


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        fault = _("Enter a year such as 2025")
        raise Invalid(fault, {"year": fault})
