"""Several bodies over several periods: who was treated, and from when."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine.attribution.evidence import Floats
from frankpledge.engine.checks import same_length, series
from frankpledge.engine.errors import Contradiction, NoAnswer, TooFew, Unknown


@dataclass(frozen=True, eq=False)
class Panel:
    """One row for each observation: which body, which period, and the outcome.

    `starts` gives the first treated period of each body treated; others never are. A body may be observed
    once in a period, or (as in surveys) several bodies may be told apart only by group. Periods need not be
    evenly spaced: they count in their order.
    """

    bodies: tuple[str, ...]
    periods: tuple[float, ...]
    outcome: tuple[float, ...]
    starts: Mapping[str, float]

    def __post_init__(self) -> None:
        series("outcome", self.outcome)
        series("periods", self.periods)
        same_length("bodies, periods and outcome", self.bodies, self.periods, self.outcome)
        missing = sorted(set(self.starts) - set(self.bodies))
        if missing:
            raise Unknown("starts", ", ".join(missing), "bodies that are observed")
        if len(set(zip(self.bodies, self.periods, strict=True))) != len(self.bodies):
            raise Contradiction("bodies", "observed twice in one period", "one row for each body and period")
        if np.ptp(self.values) == 0:
            raise NoAnswer("outcome", "the same everywhere", "an outcome that varies")
        self._both_sides()

    def _both_sides(self) -> None:
        if not self.starts:
            raise TooFew("starts", "empty", "at least one treated body")
        if len(self.names) == len(self.starts):
            raise TooFew("bodies", "all treated", "at least one body that never is")
        if not self.treated.any():
            raise TooFew("periods", "all before the start", "at least one period after it")
        if not (self.ever & (self.treated == 0)).any():
            raise TooFew("periods", "all after the start", "at least one period before it")

    @cached_property
    def values(self) -> Floats:
        return np.array(self.outcome, dtype=np.float64)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The bodies, each once, in order."""
        return tuple(sorted(set(self.bodies)))

    @cached_property
    def body_at(self) -> NDArray[np.intp]:
        """Each row's body, as its place in `names`."""
        return np.searchsorted(np.array(self.names), np.array(self.bodies))

    @cached_property
    def times(self) -> Floats:
        """The periods, each once, in order."""
        return np.unique(np.array(self.periods, dtype=np.float64))

    @cached_property
    def time_at(self) -> NDArray[np.intp]:
        """Each row's period, as its place in `times`."""
        return np.searchsorted(self.times, np.array(self.periods, dtype=np.float64))

    @cached_property
    def ever(self) -> NDArray[np.bool_]:
        """Whether each row's body is ever treated."""
        return np.array([body in self.starts for body in self.bodies])

    @cached_property
    def treated(self) -> Floats:
        """1 where a row's body is treated by then, otherwise 0."""
        starts = np.array([self.starts.get(body, np.inf) for body in self.bodies])
        return (np.array(self.periods, dtype=np.float64) >= starts).astype(np.float64)

    @cached_property
    def since(self) -> Floats:
        """Periods since each row's body was first treated, in order; NaN for the never treated."""
        first = {body: float(np.searchsorted(self.times, start)) for body, start in self.starts.items()}
        return np.asarray(self.time_at - np.array([first.get(body, np.nan) for body in self.bodies]))

    def wide(self) -> dict[str, Floats]:
        """Each body's outcomes in the order of `times`; NaN where it was not observed."""
        table = np.full((len(self.names), len(self.times)), np.nan)
        table[self.body_at, self.time_at] = self.values
        return dict(zip(self.names, table, strict=True))
