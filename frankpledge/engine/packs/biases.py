"""Upper and lower bounds of optimism bias by kind of project."""

from dataclasses import dataclass
from enum import StrEnum

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction
from frankpledge.engine.packs.rows import Pack


class Measure(StrEnum):
    """What runs over: the time that works take, what is spent to build or buy, what is spent to run."""

    DURATION = "duration"
    CAPITAL = "capital"
    OPERATING = "operating"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The uplift without mitigation, and the least that a contract award may assume; shares of one."""

    kind: str
    measure: Measure
    upper: float
    lower: float

    def __post_init__(self) -> None:
        checks.within("lower bound", self.lower, 0)
        if checks.within("upper bound", self.upper, 0) < self.lower:
            raise Contradiction("upper bound", self.upper, f"the lower bound, {self.lower}, or more")


def bounds(pack: Pack, kind: str, measure: Measure) -> Bounds:
    """The bounds of a kind of project in a pack of kind `optimism-bias`. Raises Unknown, Disabled."""
    measured = checks.one_of("measure", measure, Measure)
    return Bounds(kind, measured, *(pack.value(f"{kind}/{measured}/{end}") for end in ("upper", "lower")))
