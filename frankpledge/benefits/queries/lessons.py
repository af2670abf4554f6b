"""Lessons: a record's own, those that were shared, those released to everybody; and by when one is asked."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from frankpledge.benefits.models import Answer, Asked, Edition, Lesson, Next, Profile, ProfileState, Workspace
from frankpledge.benefits.queries.answers import year_asked_first
from frankpledge.register.actions.notices import add_months
from frankpledge.register.models import Withholding

MONTHS_TO_SHARE = 3
AMOUNTS = ("planned", "actual", "numerator", "denominator")
# What of an edition's benefit stands beside a lesson.
OUTCOME = ("title", *AMOUNTS, "realised")


@dataclass(frozen=True, slots=True)
class Told:
    """One lesson read outside its record: whose, in its words, with what came of each benefit."""

    reference: str
    address: str
    collaboration: str
    words: Mapping[str, str]
    outcomes: Sequence[Mapping[str, Any]]

    @property
    def shared_on(self) -> datetime.date:
        return datetime.date.fromisoformat(self.words["shared_on"])


def lessons_of(workspace: Workspace) -> list[Lesson]:
    """All of a record. One statement."""
    return list(Lesson.objects.filter(workspace=workspace).order_by("-id"))


def learned(workspace: Workspace, today: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """By when a lesson is asked after the year's decision, and when one was shared since. Two statements."""
    asked = Answer.objects.filter(
        workspace=workspace, asked=Asked.NEXT, organisation=None, year=year_asked_first(workspace, today)
    )
    first = asked.exclude(next__in=("", Next.NOT_DECIDED)).order_by("id").first()
    if first is None:
        return None, None
    decided_on = timezone.localdate(first.answered_at)
    shared = Lesson.objects.filter(workspace=workspace, shared_on__gte=decided_on).order_by("shared_on")
    return learn_by(decided_on), shared.values_list("shared_on", flat=True).first()


def learn_by(decided_on: datetime.date) -> datetime.date:
    """By when a lesson is shared after a decision."""
    return add_months(decided_on, MONTHS_TO_SHARE)


def shared() -> list[Told]:
    """Those that were shared, newest first, for who works with this register. Two statements."""
    held = Lesson.objects.filter(shared_on__isnull=False).select_related("workspace__collaboration")
    rows = list(held.order_by("-shared_on", "-id"))
    outcomes = outcomes_of({row.workspace_id for row in rows})
    return [_told(row, outcomes.get(row.workspace_id, ())) for row in rows]


def released() -> list[Told]:
    """Those in figures that everybody may read, newest first. Two statements.

    As of all figures: not while a part of the record is withheld, and not once they were taken back.
    """
    withheld = Withholding.objects.values("collaboration")
    held = Edition.objects.filter(taken_back_at__isnull=True).exclude(workspace__collaboration__in=withheld)
    newest = held.order_by("workspace_id", "-number").distinct("workspace_id")
    found = [
        told for edition in newest.select_related("workspace__collaboration") for told in _of_edition(edition)
    ]
    return sorted(found, key=lambda told: told.words["shared_on"], reverse=True)


def outcomes_of(workspaces: Collection[int]) -> Mapping[int, list[dict[str, Any]]]:
    """What was planned and what came of each benefit that is agreed, by workspace. One statement."""
    agreed = (ProfileState.AGREED, ProfileState.CLOSED)
    rows = Profile.objects.filter(workspace__in=workspaces, state__in=agreed)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.select_related("measure", "standing").order_by("id"):
        standing = getattr(row, "standing", None)
        found[row.workspace_id].append(
            {
                "title": row.title,
                "unit": row.measure.unit if row.measure else None,
                "realised": standing.realised if standing else None,
                **{name: _text(getattr(standing, name, None)) for name in AMOUNTS},
            }
        )
    return found


def in_figures(workspace: Workspace) -> list[dict[str, str]]:
    """The shared lessons of a record as an edition holds them."""
    held = Lesson.objects.filter(workspace=workspace, shared_on__isnull=False).order_by("id")
    return [_words(row) for row in held]


def _told(row: Lesson, outcomes: Sequence[Mapping[str, Any]]) -> Told:
    record = row.workspace.collaboration
    return Told(record.reference, record.address, record.title, _words(row), outcomes)


def _of_edition(edition: Edition) -> list[Told]:
    record, figures = edition.workspace.collaboration, edition.figures
    outcomes = [
        {
            **{name: each[name] for name in OUTCOME},
            "unit": each["measure"]["unit"] if each["measure"] else None,
        }
        for each in figures["benefits"]
    ]
    # Editions made before lessons were kept have none.
    return [
        Told(record.reference, record.address, record.title, words, outcomes)
        for words in figures.get("lessons", ())
    ]


def _words(row: Lesson) -> dict[str, str]:
    return {
        "title": row.title,
        "effect": row.effect,
        "mechanism": row.mechanism,
        "moderators": row.moderators,
        "implementation": row.implementation,
        "economic_cost": row.economic_cost,
        "shared_on": str(row.shared_on),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
