"""The columns that a model of a series is made of: level, slope, season."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from frankpledge.engine.attribution.evidence import Floats
from frankpledge.engine.checks import series, whole
from frankpledge.engine.errors import Contradiction, NoAnswer, OutOfRange, Unknown, WrongLength

Family: TypeAlias = Literal["poisson", "quasi-poisson", "gaussian"]
Errors: TypeAlias = Literal["hac", "model"]
Season: TypeAlias = Literal["harmonics", "months", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What the model of a series holds.

    level: a step at the change; slope: another trend from then on, counted from point `slope_from`
    (default: 0 at the first point after). `harmonics` pairs of sine and cosine of `period`, or one column
    for each month. `errors` "hac" allows for neighbouring points being alike (Newey and West, `lags` of
    them, default 4 (n / 100)^(2/9)); "model" trusts the model's own. `logged` takes the logarithm of a
    Gaussian outcome. `exposure` is what counts are out of; `covariates` are further columns.
    """

    family: Family = "quasi-poisson"
    level: bool = True
    slope: bool = False
    slope_from: int | None = None
    trend: bool = True
    season: Season = "harmonics"
    harmonics: int = 2
    period: int = 12
    errors: Errors = "hac"
    lags: int | None = None
    logged: bool = False
    exposure: ArrayLike | None = None
    covariates: Mapping[str, ArrayLike] = field(default_factory=dict)
    confidence: float = 0.95
    least_before: int = 24
    least_after: int = 12

    def __post_init__(self) -> None:
        if self.family not in {"poisson", "quasi-poisson", "gaussian"}:
            raise Unknown("family", self.family, "poisson, quasi-poisson or gaussian")
        if self.season not in {"harmonics", "months", "none"}:
            raise Unknown("season", self.season, "harmonics, months or none")
        if self.errors not in {"hac", "model"}:
            raise Unknown("errors", self.errors, "hac or model")
        if not (self.level or self.slope):
            raise Contradiction("level and slope", "both off", "at least one of them")
        if self.logged and self.family != "gaussian":
            raise Contradiction("logged", f"on, with family {self.family}", "on with gaussian only")
        whole("period", self.period, 2)
        whole("harmonics", self.harmonics, 0, self.period // 2)
        whole("least_before", self.least_before, 3)
        whole("least_after", self.least_after, 1)
        if self.lags is not None:
            whole("lags", self.lags, 0)

    @property
    def counts(self) -> bool:
        return self.family != "gaussian"

    def hac_lags(self, points: int) -> int:
        """How many neighbours errors allow for."""
        return self.lags if self.lags is not None else int(4 * (points / 100) ** (2 / 9))


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """A named matrix; `changed` are the columns that the change brought in."""

    names: tuple[str, ...]
    matrix: Floats
    changed: tuple[str, ...]

    def without_change(self) -> Floats:
        """The matrix as it would be had nothing changed."""
        still = self.matrix.copy()
        still[:, [self.names.index(name) for name in self.changed]] = 0.0
        return still


def columns(count: int, at: int, design: Design) -> Columns:
    """The columns for `count` points with a change at point `at`. Time counts 1, 2, 3 ...

    >>> made = columns(4, 2, Design(season="none", slope=True))
    >>> made.names
    ('constant', 'time', 'level', 'slope')
    >>> made.matrix[:, 1:].tolist()
    [[1.0, 0.0, 0.0], [2.0, 0.0, 0.0], [3.0, 1.0, 0.0], [4.0, 1.0, 1.0]]
    """
    time = np.arange(1.0, count + 1)
    after = (time > at).astype(np.float64)
    made = {"constant": np.ones(count)}
    if design.trend:
        made["time"] = time
    if design.level:
        made["level"] = after
    if design.slope:
        start = at if design.slope_from is None else design.slope_from
        made["slope"] = np.where(after > 0, time - 1 - start, 0.0)
    made |= _seasons(time, design)
    for name, values in design.covariates.items():
        made[name] = _same(name, values, count)
    changed = tuple(name for name in ("level", "slope") if name in made)
    return Columns(tuple(made), np.column_stack(list(made.values())), changed)


def exposures(count: int, design: Design) -> Floats | None:
    """The logarithm of exposure, or None. Raises OutOfRange unless all are above 0."""
    if design.exposure is None:
        return None
    given = _same("exposure", design.exposure, count)
    if given.min() <= 0:
        raise OutOfRange("exposure", f"{given.min():g} somewhere", "numbers above 0")
    return np.asarray(np.log(given))


def checked(matrix: Floats) -> None:
    """Raises NoAnswer when columns say the same thing twice, or there are as many as points."""
    if matrix.shape[0] <= matrix.shape[1] + 1:
        raise NoAnswer(
            "design", f"{matrix.shape[1]} terms for {matrix.shape[0]} points", "fewer terms than points"
        )
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        raise NoAnswer("design", "terms that cannot be told apart", "terms that differ from one another")


def _seasons(time: Floats, design: Design) -> dict[str, Floats]:
    if design.season == "none":
        return {}
    if design.season == "months":
        place = (time - 1) % design.period
        return {
            f"month {month + 1}": (place == month).astype(np.float64) for month in range(1, design.period)
        }
    made = {}
    for pair in range(1, design.harmonics + 1):
        angle = 2 * np.pi * pair * time / design.period
        made[f"sin {pair}"] = np.sin(angle)
        # At half the period the sine is nought at every point.
        if 2 * pair == design.period:
            del made[f"sin {pair}"]
        made[f"cos {pair}"] = np.cos(angle)
    return made


def _same(name: str, values: ArrayLike, count: int) -> Floats:
    given = series(name, values)
    if len(given) != count:
        raise WrongLength(name, f"{len(given)} long", f"one number for each of the {count} points")
    return given
