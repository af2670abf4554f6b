"""Which rules tell a signal from noise. The published sets disagree, so that a record names its own.

Making Data Count's Excel tool keeps outlying points in the moving range; NHS-R's package leaves out ranges of
3.267 times their average or more (Nelson 1982). The same data then have different limits.

Sources: NHS England, *Making Data Count*; NHS-R Community, NHSRplotthedots 0.2.2; Nelson (1982), *Journal of
Quality Technology* 14(3).
"""

from dataclasses import dataclass

from frankpledge.engine.checks import whole
from frankpledge.engine.errors import Unknown

LIMIT = 2.66
NEAR = 2 * LIMIT / 3
SCREEN = 3.267


@dataclass(frozen=True, slots=True)
class RuleSet:
    """How limits are made and what counts as a signal.

    `screened` leaves outlying ranges out of the average, once. `run` points on one side of the mean, or
    `trend` points each above (or below) the one before, are signals.
    """

    name: str
    screened: bool
    run: int = 7
    trend: int = 7
    source: str = ""

    def __post_init__(self) -> None:
        whole("run", self.run, 2)
        whole("trend", self.trend, 3)


MDC_EXCEL = RuleSet("mdc-excel", screened=False, source="NHS England, Making Data Count, Excel tool")
NHSR = RuleSet("nhsr", screened=True, source="NHS-R Community, NHSRplotthedots 0.2.2")
PUBLISHED = {rules.name: rules for rules in (MDC_EXCEL, NHSR)}


def named(name: str) -> RuleSet:
    """A published rule set by its name. Raises Unknown."""
    if name not in PUBLISHED:
        raise Unknown("rules", name, " or ".join(PUBLISHED))
    return PUBLISHED[name]
