"""How good past plans were: what was planned for periods that are closed, against what was returned for them.

Each benefit is one forecast: the newest locked plan of its closed periods, put together by its measure's rule
as its stored standing has it. Groups are of one owner and one measure, never mixed; the engine does the rest.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.benefits.models import ProfileState, Standing
from frankpledge.engine import forecasts
from frankpledge.engine.forecasts import Forecast, Quality
from frankpledge.register.queries.keepers import kept_by

PROMISED = (ProfileState.AGREED, ProfileState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """The plans of one owner for one measure. `body` is empty where a benefit has no owner."""

    body: str
    measure: str
    unit: str
    quality: Quality


def accuracy(keepers: Collection[int] | None, *, measure: str = "", body: str = "") -> Sequence[Accuracy]:
    """Of one measure by body, or of one body by measure, in the order of names. One statement.

    Of all collaborations (`keepers` None), or of those that some bodies keep.
    """
    held = Standing.objects.filter(
        profile__state__in=PROMISED,
        profile__measure__isnull=False,
        planned__isnull=False,
        periods_known__gt=0,
    )
    if keepers is None:
        # What a demonstration made up is in no figure of the nation.
        held = held.filter(profile__workspace__is_made_up=False)
    else:
        held = held.filter(profile__workspace__collaboration__in=kept_by(keepers))
    if measure:
        held = held.filter(profile__measure__slug=measure)
    if body:
        held = held.filter(profile__owner__slug=body)
    groups: dict[tuple[str, str, int, str], list[Forecast]] = defaultdict(list)
    for owner, name, number, unit, reference, planned, actual, above, below in held.values_list(
        "profile__owner__name", "profile__measure__name", "profile__measure_id", "profile__measure__unit",
        "profile__reference", "planned", "actual", "numerator", "denominator",
    ):  # fmt: skip
        made = Forecast(
            name=reference, vintage="", forecast=float(planned or 0), actual=_value(actual, above, below)
        )
        groups[owner or "", name, number, unit].append(made)
    return [
        Accuracy(body=owner, measure=name, unit=unit, quality=forecasts.quality(made)[0])
        for (owner, name, _number, unit), made in sorted(groups.items(), key=lambda each: each[0])
    ]


def _value(actual: Decimal | None, above: Decimal | None, below: Decimal | None) -> float | None:
    """What came about; of a ratio, its first part by its second."""
    if above is not None and below:
        return float(above / below)
    return None if actual is None else float(actual)
