"""What a benefit's own series says of its evidence, by the engine's least design."""

import math
from dataclasses import dataclass
from typing import Any

from frankpledge.benefits.models import Profile
from frankpledge.benefits.queries import holdings, standings
from frankpledge.engine.attribution.before_after import before_and_after as compared
from frankpledge.engine.errors import NoAnswer

LEAST_BEFORE, LEAST_AFTER = 12, 6


@dataclass(frozen=True, slots=True)
class Worked:
    """The engine's grade and words, and the case file that makes anybody get the same."""

    grade: str
    words: str
    case: dict[str, Any]
    result: dict[str, Any]


def before_and_after(profile: Profile) -> Worked | None:
    """From the baseline and the locked returns; None with too few periods, a gap, or nothing that varies."""
    held = next(holdings.held(Profile.objects.filter(pk=profile.pk)))
    labels, _chart = standings.charted(held)
    before = held.before_by_period()
    row = [held.actual(day) or before.get(day) for day in labels]
    values = [math.nan if amount is None else float(amount.shown) for amount in row]
    at = sum(day in before and held.actual(day) is None for day in labels)
    if at < LEAST_BEFORE or len(values) - at < LEAST_AFTER or any(math.isnan(value) for value in values):
        return None
    try:
        made = compared(values, at)
    except NoAnswer:
        return None
    case = {
        "design": "before and after", "labels": [str(day) for day in labels], "outcome": values, "at": at
    }  # fmt: skip
    result = {"grade": made.grade, "change": made.effect.value}
    return Worked(made.grade, made.why, case, result)
