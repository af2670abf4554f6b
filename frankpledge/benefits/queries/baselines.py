"""Baselines: which one counts, its seal, and what its points come to."""

import datetime
import hashlib
import json
from collections.abc import Iterable

from frankpledge.benefits.models import Baseline, BaselinePoint, Grade, Profile

# What a baseline that was locked late lets evidence reach, and no more.
CAP_OF_A_LATE_ONE = Grade.E1


def counting(profile: Profile) -> Baseline | None:
    """The newest that is locked."""
    return profile.baselines.filter(locked_at__isnull=False).order_by("number").last()


def draft(profile: Profile) -> Baseline | None:
    """The one that is being written."""
    return profile.baselines.filter(locked_at__isnull=True).first()


def sealed(profile: Profile, baseline: Baseline, points: Iterable[BaselinePoint]) -> str:
    """The SHA-256 of everything that a baseline says, written in one way only, so that anybody can check it.

    `points` come with their organisations.
    """
    said = {
        "profile": profile.reference,
        "measure": profile.measure.slug if profile.measure else "",
        "number": baseline.number,
        "definition_version": baseline.definition_version,
        "period_length": baseline.period_length,
        "quality": baseline.quality,
        "source": baseline.source,
        "recording_changes": baseline.recording_changes,
        "is_reconstructed": baseline.is_reconstructed,
        "reason": baseline.reason,
        "points": sorted(
            [
                str(point.starts_on),
                point.organisation.slug if point.organisation else "",
                *(
                    "" if number is None else f"{number:.4f}"
                    for number in (point.value, point.numerator, point.denominator)
                ),
            ]
            for point in points
        ),
    }
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def live_on(profile: Profile) -> datetime.date:
    """The day before which a baseline must be locked: when the work goes live or, where that is not known,
    when the benefit or the first period begins, whichever comes first."""
    workspace = profile.workspace
    if workspace.goes_live_on:
        return workspace.goes_live_on
    return min(profile.starts_on or workspace.first_period_on, workspace.first_period_on)


def capped(grade: str, baseline: Baseline | None) -> str:
    """A grade of evidence after the cap of a late baseline, and of none at all."""
    if baseline is None or baseline.is_late:
        return min(grade, CAP_OF_A_LATE_ONE)
    return grade
