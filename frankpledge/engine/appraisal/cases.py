"""What is appraised: lines of cost and benefit by party and year, and how to look at them."""

from dataclasses import dataclass, field
from enum import StrEnum

from frankpledge.engine import checks
from frankpledge.engine.additionality import Shares
from frankpledge.engine.discounting import Timing
from frankpledge.engine.errors import Contradiction, Empty, Unknown
from frankpledge.engine.optimism import Contribution
from frankpledge.engine.packs.biases import Measure
from frankpledge.engine.packs.deflators import Calendar
from frankpledge.engine.packs.schedules import Band


class Kind(StrEnum):
    """What a line is. Amounts are written positive; a cost and a disbenefit count against."""

    COST = "cost"
    SAVING = "saving"
    BENEFIT = "benefit"
    DISBENEFIT = "disbenefit"
    TRANSFER = "transfer"


class Prices(StrEnum):
    """Whether a line's amounts are in the money of one year (real) or of each year itself (nominal)."""

    REAL = "real"
    NOMINAL = "nominal"


class View(StrEnum):
    """Everything from the first year on, or only what a decision taken now can still change."""

    WHOLE_LIFE = "whole life"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShare:
    """One kind of work in a line that is several, as a share of the line."""

    kind: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimism:
    """The uplift of one line: its upper bound is given, or that of a kind (or several) in the pack.

    `managed` is the share dealt with, or `contributions` work it out. A cost goes up by what results; a
    saving or benefit goes down. `cause` is what the uplift is for: it is compared with the risks and tails
    that a line names, so that nothing is allowed for twice without saying so.
    """

    upper: float | None = None
    lower: float | None = None
    kind: str = ""
    parts: tuple[KindShare, ...] = ()
    measure: Measure = Measure.CAPITAL
    managed: float = 0.0
    contributions: tuple[Contribution, ...] = ()
    at_contract_award: bool = False
    cause: str = ""

    def __post_init__(self) -> None:
        if (self.upper is not None) + bool(self.kind) + bool(self.parts) != 1:
            raise Contradiction("optimism", "given twice or not at all", "one of upper, kind, parts")
        if self.managed and self.contributions:
            raise Contradiction("optimism", "with managed and contributions", "one of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a name, a party, a kind, and an amount for each year from `starts` years after the first.

    `times` and `divided_by` name inputs of the case that every amount is multiplied or divided by.
    `relative_growth` is yearly growth above general prices from the base year on, or one growth for each year
    after the case's first. `schedule` names another discount schedule than the case's, such as `health`.
    `public` is whether a cost falls on public budgets. `sunk` is money already bound, whatever is decided. A
    transfer goes from `party` to `to_party`.
    """

    name: str
    kind: Kind
    amounts: tuple[float, ...]
    party: str = "all"
    to_party: str = ""
    starts: int = 0
    prices: Prices = Prices.REAL
    price_year: int | None = None
    relative_growth: float | tuple[float, ...] = 0.0
    schedule: str = ""
    public: bool = True
    sunk: bool = False
    times: tuple[str, ...] = ()
    divided_by: tuple[str, ...] = ()
    additionality: Shares | None = None
    optimism: Optimism | None = None
    risks_priced_for: tuple[str, ...] = ()
    tails_for: tuple[str, ...] = ()
    weight: float = 1.0

    def __post_init__(self) -> None:
        name = f"line {self.name!r}"
        # A word does as well as the member it names; it must not pass for another one.
        object.__setattr__(self, "kind", checks.one_of(f"{name} kind", self.kind, Kind))
        object.__setattr__(self, "prices", checks.one_of(f"{name} prices", self.prices, Prices))
        checks.series(f"{name} amounts", self.amounts)
        checks.whole(f"{name} starts", self.starts)
        checks.within(f"{name} weight", self.weight, 0)
        growths = self.relative_growth if isinstance(self.relative_growth, tuple) else (self.relative_growth,)
        for growth in growths:
            checks.positive(f"{name} 1 + relative_growth", 1 + checks.number("relative_growth", growth))
        self._transfer(name)
        if self.prices is Prices.NOMINAL and (self.relative_growth or self.price_year is not None):
            raise Contradiction(name, "nominal with relative_growth or price_year", "neither: they are in it")

    def _transfer(self, name: str) -> None:
        transfer = self.kind is Kind.TRANSFER
        if transfer != bool(self.to_party) or (transfer and self.to_party == self.party):
            allowed = "to_party, another party, with a transfer and only with one"
            raise Contradiction(
                name, f"a {self.kind} from {self.party} to {self.to_party or 'nobody'}", allowed
            )
        if transfer and self.optimism:
            raise Contradiction(name, "a transfer with optimism bias", "none: it is the same sum for both")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A number that lines depend on, with the least and most it may turn out to be."""

    value: float
    low: float | None = None
    high: float | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        checks.number("value of an input", self.value)
        for end in (self.low, self.high):
            if end is not None:
                checks.number("low or high of an input", end)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Contradiction("low of an input", self.low, f"its high, {self.high}, or less")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discounting:
    """Which schedule of the pack, or bands of our own, and when flows come. A flat rate goes first."""

    schedule: str = "standard"
    flat_rate: float | None = None
    bands: tuple[Band, ...] = ()
    timing: Timing = Timing.START

    def __post_init__(self) -> None:
        object.__setattr__(self, "timing", checks.one_of("timing", self.timing, Timing))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflation:
    """General prices: a series of the deflator pack, one constant rate, or an index of our own by year.

    `growth` is how a series or index goes on after its last year; `in_financial_years` turns calendar years
    into financial ones, an approximation that the result names.
    """

    series: str = "gdp"
    constant: float | None = None
    index: dict[int, float] = field(default_factory=dict)
    calendar: Calendar = Calendar.CALENDAR
    growth: float | None = None
    in_financial_years: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is appraised. Years are whole numbers such as 2026; `first_year` is year 0 of every line.

    `base_year` is whose prices results are in (the first year when left out). With view `forward` the
    decision year becomes year 0: what came before it, and lines that are `sunk`, are left out and listed.
    """

    lines: tuple[Line, ...]
    title: str = ""
    first_year: int = 0
    base_year: int | None = None
    decision_year: int | None = None
    view: View = View.WHOLE_LIFE
    discount: Discounting = field(default_factory=Discounting)
    inflation: Inflation = field(default_factory=Inflation)
    inputs: dict[str, Input] = field(default_factory=dict)
    use_weights: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", checks.one_of("view", self.view, View))
        if not self.lines:
            raise Empty("lines", "empty", "one line or more")
        checks.unique("lines", (f"{line.name} of {line.party}" for line in self.lines))
        for line in self.lines:
            for name in (*line.times, *line.divided_by):
                if name not in self.inputs:
                    raise Unknown(
                        f"input of line {line.name!r}", repr(name), ", ".join(self.inputs) or "none"
                    )
        if not 0 <= self.offset < self.length:
            last = self.first_year + self.length - 1
            raise Contradiction(
                "decision_year", self.decision_year, f"a year from {self.first_year} to {last}"
            )

    @property
    def length(self) -> int:
        """How many years there are, from the first to the last of any line."""
        return max(line.starts + len(line.amounts) for line in self.lines)

    @property
    def offset(self) -> int:
        """How many years the view leaves out at the start."""
        if self.view is View.WHOLE_LIFE:
            return 0
        return (self.first_year if self.decision_year is None else self.decision_year) - self.first_year

    @property
    def prices_of(self) -> int:
        """The year whose prices results are in."""
        return self.first_year if self.base_year is None else self.base_year

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone that a line names, in the order they come."""
        named = (party for line in self.lines for party in (line.party, line.to_party) if party)
        return tuple(dict.fromkeys(named))
