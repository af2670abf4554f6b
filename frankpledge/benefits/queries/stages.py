"""What the gates of the fourteen stages are judged by, in a constant number of statements."""

import datetime
from collections.abc import Sequence
from typing import Any

from frankpledge.benefits.completeness import IN_POUNDS, MEASURED, Whole, completeness_of
from frankpledge.benefits.gates import Facts
from frankpledge.benefits.method import Rules
from frankpledge.benefits.models import (
    Asked,
    Banking,
    Baseline,
    BenefitClass,
    Finding,
    Grade,
    MapNode,
    Next,
    ProfileState,
    Return,
    ReturnState,
    StageWork,
    Workspace,
)
from frankpledge.benefits.queries.allowances import allowances_of
from frankpledge.benefits.queries.answers import answers_of, year_asked_first
from frankpledge.benefits.queries.ledger_words import View, views_of
from frankpledge.benefits.queries.ledgers import books_of, ledger_of
from frankpledge.benefits.queries.lessons import learned
from frankpledge.benefits.queries.maps import findings_of
from frankpledge.benefits.queries.oversight import oversight_of
from frankpledge.benefits.queries.profiles import whole_of
from frankpledge.benefits.queries.shares import shares_of
from frankpledge.benefits.stages import Line, lines_of
from frankpledge.register.queries.acceptances import asked_of, standing
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.queries.purposes import story_of

WEAK = (Grade.E0, Grade.E1)


def stages_of(workspace: Workspace, day: datetime.date, rules: Rules | None = None) -> list[Line]:
    """All fourteen stages as they stand on a day, or would under the `rules` of another version."""
    held = [each for each in whole_of(workspace, day) if each.profile.state != ProfileState.DROPPED]
    found = {
        **_of_the_record(workspace, day),
        **_of_profiles(held, rules),
        **_of_corrections(workspace),
        **_of_the_ledger(workspace, day),
        **_of_shares(workspace),
        **_of_returns(workspace),
        **_of_the_decision(workspace, day),
        "nodes": MapNode.objects.filter(workspace=workspace).count(),
        "faults": len(findings_of(workspace)),
    }
    return lines_of(Facts(**found))


def work_of(workspace: Workspace) -> dict[int, StageWork]:
    """Who answers for which stage, and until when. One statement."""
    return {each.stage: each for each in workspace.stage_work.select_related("owner")}


def _of_the_record(workspace: Workspace, day: datetime.date) -> dict[str, Any]:
    record = workspace.collaboration
    story = story_of(record.pk)
    versions = story.versions
    stands = standing(story, asked_of(persons_of(record, day)), day) if versions else None
    overseen = oversight_of(workspace)
    return {
        "has_objective": bool(versions and versions[-1].objectives),
        "has_review_date": record.ends_on is not None or overseen.has_date,
        "is_answered_for": overseen.row is not None,
        "has_purpose": bool(versions),
        "accepts": stands.accepted if stands else 0,
        "asked": len(stands.persons) if stands else 0,
    }


def _of_profiles(held: Sequence[Whole], rules: Rules | None) -> dict[str, int]:
    measured = [each for each in held if each.profile.benefit_class in MEASURED]
    in_pounds = [each for each in held if each.profile.benefit_class in IN_POUNDS]
    cash = [each.profile.pk for each in held if each.profile.benefit_class == BenefitClass.CASH]
    numbers = [each.profile.pk for each in measured]
    late = Baseline.objects.filter(profile__in=numbers, is_late=True).values("profile").distinct()
    strong = Finding.objects.filter(profile__in=numbers).order_by("profile_id", "-id").distinct("profile_id")
    banked = Banking.objects.filter(profile__in=cash, withdrawn_because="").exclude(budget_reference="")
    return {
        "profiles": len(held),
        "whole": sum(
            completeness_of(each, rules).is_enough and each.parties <= each.realisers for each in held
        ),
        "measured": len(measured),
        "baselined": sum(each.has_baseline for each in measured),
        "late": late.count(),
        "in_pounds": len(in_pounds),
        "valued": sum(each.profile.unit_value_pence is not None for each in in_pounds),
        "ranged": sum(each.profile.likely is not None for each in measured),
        "evidenced": sum(finding.grade not in WEAK for finding in strong),
        "cash": len(cash),
        "banked": banked.values("profile").distinct().count(),
    }


def _of_corrections(workspace: Workspace) -> dict[str, Any]:
    held = allowances_of(workspace)
    return {
        "corrected": len(held.rows),
        "corrects_nothing": held.nothing is not None,
        "stacked": held.stacked,
    }


def _of_the_ledger(workspace: Workspace, day: datetime.date) -> dict[str, int]:
    books = books_of(workspace, day)
    if books.newest is None:
        return {"lined": 0, "agreed": 0}
    views = views_of(ledger_of(books, books.newest))
    return {"lined": len(views), "agreed": sum(each.view is View.AGREES for each in views)}


def _of_shares(workspace: Workspace) -> dict[str, Any]:
    held = shares_of(workspace)
    rows = held.rows if held else []
    return {
        "alone_known": sum(each.alone is not None for each in rows),
        "alone_asked": len(rows),
        "better_alone": [each.body.name for each in held.failing] if held else [],
        "is_share_decided": bool(held and held.decisions),
    }


def _of_returns(workspace: Workspace) -> dict[str, int]:
    states = list(Return.objects.filter(workspace=workspace).values_list("state", flat=True))
    return {"returns": len(states), "locked": states.count(ReturnState.LOCKED)}


def _of_the_decision(workspace: Workspace, day: datetime.date) -> dict[str, Any]:
    answer = answers_of(workspace).to(year_asked_first(workspace, day), Asked.NEXT)
    is_decided = answer is not None and answer.next not in {"", Next.NOT_DECIDED}
    learn_by, learned_on = learned(workspace, day)
    return {
        "learn_by": learn_by,
        "learned_on": learned_on,
        "is_decided": is_decided,
        "is_minuted": is_decided and answer is not None and bool(answer.minute_reference),
    }
