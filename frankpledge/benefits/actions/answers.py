"""The five questions, answered in words. No answer is changed: the newest counts, the others stay."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import ledgers
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Answer, Asked, Next
from frankpledge.benefits.queries.answers import costs_said
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words
from frankpledge.register.models import Collaboration

YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer: about which year, in whose name (a body of the record, or all), in words or not known.

    `costs_pence` has what it costs each party whose cost is known, for the ledger; None says nothing of it.
    """

    asked: str
    year: int
    words: str = ""
    is_not_known: bool = False
    organisation: Organisation | None = None
    next: str = ""
    minute_reference: str = ""
    costs_pence: Mapping[Organisation, int] | None = None


@transaction.atomic
def give(
    *, by: Actor, collaboration: Collaboration, said: Said, key: uuid.UUID, seen: int | None = None
) -> Answer:
    """Answer one question. What one body answers for itself, its own people say; a form sent twice is one.

    `seen` is the number of the answer that somebody saw when they wrote theirs, 0 for none. Raises Stale
    where a newer one counts by now. What was decided, only those who decide say otherwise.
    """
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE, own=said.organisation)
    if before := Answer.objects.filter(submission_key=key, workspace=work.workspace).first():
        return before
    newest = _newest(work, said)
    if seen is not None and seen != (newest.pk if newest else 0):
        told = _("Somebody answered after you opened this page. It now says: “%(said)s”")
        raise Stale(told % {"said": newest})
    if not {said.next, newest.next if newest else ""} <= {"", Next.NOT_DECIDED}:
        require(by, Power.DECIDE_CHANGE, work.keepers)
    _check_year(said.year)
    if said.asked not in Asked.values:
        fault = _("Choose one of the five questions")
        raise Invalid(fault, {"asked": fault})
    is_undecided = said.asked == Asked.NEXT and not said.is_not_known and not said.next
    if is_undecided or (said.next and said.next not in Next.values):
        fault = _("Choose what next")
        raise Invalid(fault, {"next": fault})
    missing = "" if said.is_not_known else _("Answer in a sentence or two, or say that it is not known")
    given = said.words or (_("What each party paid is in the ledger.") if said.costs_pence else "")
    words = "" if said.is_not_known else checked_words("words", given, missing)
    minute = checked_words("minute_reference", said.minute_reference, longest=LONGEST_LINE)
    _say_costs(work, said)
    made = Answer.objects.create(
        workspace=work.workspace,
        asked=said.asked,
        year=said.year,
        organisation=said.organisation,
        words=words,
        is_not_known=said.is_not_known,
        next=said.next if said.asked == Asked.NEXT else "",
        minute_reference=minute,
        answered_at=clock.now(),
        submission_key=key,
    )
    work.record("answers.give", {f"{said.asked}.{said.year}": [str(newest) if newest else None, str(made)]})
    return made


def _newest(work: Work, said: Said) -> Answer | None:
    """The answer that counts so far."""
    rows = Answer.objects.filter(workspace=work.workspace, asked=said.asked, year=said.year)
    return rows.filter(organisation=said.organisation).order_by("id").last()


def _say_costs(work: Work, said: Said) -> None:
    """Write what it costs into the ledger, unless that says so already."""
    if said.asked != Asked.COST or said.costs_pence is None:
        return
    known = {} if said.is_not_known else dict(said.costs_pence)
    if known == {share.organisation: share.amount_pence for share in costs_said(work.workspace, said.year)}:
        return
    ledgers.say_costs(
        by=work.by,
        collaboration=work.workspace.collaboration,
        year=said.year,
        costs_pence=known,
        what=_("What it costs"),
    )


def _check_year(year: int) -> None:
    if year not in YEARS:
        fault = _("Choose a year from %(first)s to %(last)s") % {"first": YEARS[0], "last": YEARS[-1]}
        raise Invalid(fault, {"year": fault})
