"""Beginning to track a collaboration by the method, and how deeply."""

import datetime
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits import method
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.work import Work, checked_month
from frankpledge.benefits.models import Depth, Length, StageWork, WhyFull, Workspace
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require
from frankpledge.register.actions.changes import acting_for
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.keepers import keepers_of

STAGES = range(1, 15)
LONGEST_POST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """How a collaboration is to be tracked: how often it reports, from when, in the prices of which year."""

    period_length: str
    first_period_on: datetime.date | None
    prices_of: int
    goes_live_on: datetime.date | None = None


@transaction.atomic
def begin(*, by: Actor, collaboration: Collaboration, beginning: Beginning) -> Workspace:
    """The workspace of a record, with the five questions. Begun twice, it is the same one."""
    audit.wait_for_other_writers()
    keepers = keepers_of(collaboration.pk)
    rights = require(by, Power.PROPOSE_CHANGE, keepers)
    if before := Workspace.objects.filter(collaboration=collaboration).first():
        return before
    if beginning.period_length not in Length.values:
        fault = _("Choose how often you will report")
        raise Invalid(fault, {"period_length": fault})
    missing = _("Enter the month of your first return")
    first = checked_month("first_period_on", beginning.first_period_on, missing)
    made = Workspace.objects.create(
        collaboration=collaboration,
        method_version=method.newest().number,
        prices_of=_checked_year("prices_of", beginning.prices_of),
        period_length=beginning.period_length,
        first_period_on=first,
        goes_live_on=beginning.goes_live_on,
        opened_at=clock.now(),
        is_made_up=settings.DEMONSTRATION,
    )
    acting = by.organisation or acting_for(rights, Power.PROPOSE_CHANGE, keepers)
    work = Work(replace(by, organisation=acting), made, keepers, rights)
    work.record("workspaces.begin", {"workspace": [None, f"{made.period_length} {made.first_period_on}"]})
    return made


@transaction.atomic
def deepen(*, by: Actor, collaboration: Collaboration, version: int, why: str) -> Workspace:
    """Use all fourteen stages from now on, with the reason. There is no way back: nothing is lost by it."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    if work.workspace.depth == Depth.FULL:
        return work.workspace
    work.check_version(version)
    if why not in WhyFull.values:
        fault = _("Choose why you need all fourteen stages")
        raise Invalid(fault, {"why_full": fault})
    work.workspace.depth, work.workspace.why_full = Depth.FULL, why
    work.save("depth", "why_full")
    work.record("workspaces.deepen", {"depth": [Depth.FIVE, Depth.FULL]}, reason=str(WhyFull(why).label))
    return work.workspace


@transaction.atomic
def move_on(*, by: Actor, collaboration: Collaboration, version: int, to: str, reason: str) -> Workspace:
    """Keep a later version of the method from now on. What is locked or released stays as it was made.

    Moved on twice, it is done once. There is no way back.
    """
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    before = work.workspace.method_version
    if before == to:
        return work.workspace
    work.check_version(version)
    if to not in {each.number for each in method.later_than(before)}:
        fault = _("There is no later version of this number")
        raise Invalid(fault, {"to": fault})
    words = checked_words("reason", reason, _("Enter why you take up the newer version"))
    work.workspace.method_version = to
    work.save("method_version")
    standings.refresh(work.workspace)
    work.record("workspaces.move_on", {"method_version": [before, to]}, reason=words)
    return work.workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Who does the work of a stage (a slug), by their post, until when."""

    owner: str = ""
    owner_post: str = ""
    due_on: datetime.date | None = None
    note: str = ""


@transaction.atomic
def give_stage(*, by: Actor, collaboration: Collaboration, version: int, stage: int, task: Task) -> StageWork:
    """Say who answers for a stage, and until when."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    work.check_version(version)
    if stage not in STAGES:
        raise Invalid(_("The method has fourteen stages."), {"stage": _("Choose a stage from 1 to 14")})
    owner = Organisation.objects.filter(slug=task.owner).first() if task.owner else None
    if task.owner and owner is None:
        fault = _("Choose who answers for it")
        raise Invalid(fault, {"owner": fault})
    values = {
        "owner": owner,
        "owner_post": checked_words("owner_post", task.owner_post, longest=LONGEST_POST),
        "due_on": task.due_on,
        "note": checked_words("note", task.note),
    }
    held, _is_new = StageWork.objects.update_or_create(workspace=work.workspace, stage=stage, defaults=values)
    work.save()
    work.record("workspaces.give_stage", {f"stages.{stage}": [None, task.owner_post or task.owner]})
    return held


def _checked_year(name: str, year: int) -> int:
    if not 1990 <= year <= 2100:
        fault = _("Enter a year such as 2025")
        raise Invalid(fault, {name: fault})
    return year
