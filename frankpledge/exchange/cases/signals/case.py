"""A series as it is written, and the chart that the engine makes of it."""

from dataclasses import dataclass, field, replace

import numpy as np

from frankpledge.engine.signals import (
    Chart,
    Event,
    RuleSet,
    c_chart,
    g_chart,
    named,
    p_chart,
    t_chart,
    u_chart,
    xmr,
)
from frankpledge.errors import Invalid
from frankpledge.exchange.cases.columns import Columns, Series, numbers

CHARTS = ("xmr", "p", "u", "c", "t", "g")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalsCase:
    """A series and how to judge it. docs/method/schemas/signals.json says the same.

    `values` are amounts for xmr, counts of events for p, u and c, gaps for t and g. `out_of` are the cases
    of p or the exposure of u. A series is a list, or the name of one of `columns`.
    """

    values: Series = "value"
    labels: tuple[str | float, ...] | str | None = None
    out_of: Series | None = None
    title: str = "Series"
    chart: str = "xmr"
    rules: str = "nhsr"
    run: int = 7
    trend: int = 7
    lock_after: int | None = None
    changes: tuple[Event, ...] = ()
    target: float | None = None
    better: str | None = None
    laney: bool = False
    columns: Columns = field(default_factory=dict)


def chart(case: SignalsCase) -> Chart:
    """The chart that the case asks for. Raises Invalid and its kinds."""
    if case.chart not in CHARTS:
        raise Invalid(f"chart is {case.chart!r}; allowed: {', '.join(CHARTS)}.")
    if case.better not in {None, "up", "down"}:
        raise Invalid(f"better is {case.better!r}; allowed: up, down or nothing.")
    values = np.array(numbers("values", case.values, case.columns))
    rules = replace(named(case.rules), run=case.run, trend=case.trend)
    if case.chart == "xmr":
        return xmr(
            values,
            rules=rules,
            lock_after=case.lock_after,
            events=case.changes,
            target=case.target,
            better=case.better,  # type: ignore[arg-type] # checked above
        )
    if case.changes or case.lock_after is not None:
        raise Invalid(f"changes and lock_after are for xmr charts; this is {case.chart!r}.")
    return _counted(case, values, rules)


def _counted(
    case: SignalsCase, values: "np.ndarray[tuple[int], np.dtype[np.float64]]", rules: RuleSet
) -> Chart:
    given = {"rules": rules, "better": case.better}
    if case.chart in {"t", "g"}:
        return (t_chart if case.chart == "t" else g_chart)(values, **given)  # type: ignore[arg-type] # checked above
    more = {**given, "laney": case.laney, "target": case.target}
    if case.chart == "c":
        return c_chart(values, **more)  # type: ignore[arg-type] # checked above
    sizes = numbers("out_of", case.out_of, case.columns)
    return (p_chart if case.chart == "p" else u_chart)(values, sizes, **more)  # type: ignore[arg-type] # checked above
