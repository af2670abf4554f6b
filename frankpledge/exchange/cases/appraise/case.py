"""A case of appraisal as it is written: lines to appraise, or single calculations, or both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from frankpledge.engine import appraisal
from frankpledge.engine.additionality import Shares
from frankpledge.engine.appraisal import Discounting, Input, Line, View
from frankpledge.engine.appraisal.cases import Inflation, KindShare
from frankpledge.engine.appraisal.exits import Exit
from frankpledge.engine.distribution import ELASTICITY
from frankpledge.engine.forecasts import Forecast
from frankpledge.engine.maps import Edge, Node
from frankpledge.engine.optimism import Contribution
from frankpledge.engine.packs.biases import Measure
from frankpledge.engine.sensitivity import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChoice:
    """Which packs of data/packs to use, by name."""

    discount: str = "discount-hmt-2018"
    deflator: str = "deflator-gdp-calendar"
    optimism: str = "optimism-bias-mott-macdonald-2002"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsWanted:
    """Discount factors of some years, by the case's schedule and timing."""

    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deflated:
    """Amounts in the money of their years, to be put in prices of the base year by the case's inflation."""

    amounts: tuple[float, ...]
    years: tuple[int, ...]
    base_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplifted:
    """An estimate of money or time, and its optimism bias. Shares are of one; one of upper, kind, parts."""

    estimate: float
    name: str = ""
    upper: float | None = None
    lower: float | None = None
    kind: str = ""
    parts: tuple[KindShare, ...] = ()
    measure: Measure = Measure.CAPITAL
    managed: float = 0.0
    contributions: tuple[Contribution, ...] = ()
    at_contract_award: bool = False
    risk_management: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gross:
    """A gross effect, what of it is not additional, and the reference case instead of a deadweight."""

    gross: float
    name: str = ""
    shares: Shares = field(default_factory=Shares)
    reference_gross: float | None = None
    reference: Shares = field(default_factory=Shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A change for those who receive and those who pay, with their median incomes or a weight."""

    name: str = ""
    payers_income: float | None = None
    recipients_income: float | None = None
    elasticity: float = ELASTICITY
    weight: float | None = None
    to_recipients: float = 0.0
    to_payers: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """A switching value in closed form: the part of npsv that is proportional to value is carried."""

    value: float
    npsv: float
    carried: float
    name: str = ""
    against: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Payoffs:
    """Net benefits, a row for each draw or state and a column for each option, and what might be known.

    With probabilities, one for each row, answers are exact. Each input has one number for each row.
    """

    net_benefits: tuple[tuple[float, ...], ...]
    probabilities: tuple[float, ...] | None = None
    inputs: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlated:
    """Draws of inputs and of the answer, for a tornado of rank correlations."""

    inputs: Mapping[str, tuple[float, ...]]
    answer: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawn:
    """A benefit map: nodes, and edges from cause to effect."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Closed profiles: an estimate and an outcome of each, for the empirical optimism bias."""

    estimates: tuple[float, ...]
    actuals: tuple[float, ...]
    shares: tuple[float, ...] = (0.5, 0.8, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """So many of something that a pack has a unit value for, in prices of another year when asked for."""

    pack: str
    name: str
    quantity: float = 1.0
    from_year: int | None = None
    to_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLines:
    """One option by its own lines, seen as the rest of the case is."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraiseCase:
    """A case for frankpledge appraise. Every part may be left out; what is there is worked out.

    Rates and shares are of one (0.035 is 3.5%). Years are whole numbers such as 2026, or 0, 1, 2. Lines are
    appraised together; switching values, the tornado, scenarios and exits are of those lines; options bring
    lines of their own and are compared with the first of them. `against` is the value that the decision is
    compared with, and `decider` the party that decides ("" is all together).
    """

    title: str = ""
    unit: str = "pounds"
    packs: PackChoice = field(default_factory=PackChoice)
    also_under: tuple[PackChoice, ...] = ()
    lines: tuple[Line, ...] = ()
    first_year: int = 0
    base_year: int | None = None
    decision_year: int | None = None
    view: View = View.WHOLE_LIFE
    discount: Discounting = field(default_factory=Discounting)
    inflation: Inflation = field(default_factory=Inflation)
    inputs: dict[str, Input] = field(default_factory=dict)
    use_weights: bool = False
    against: float = 0.0
    decider: str = ""
    scenarios: tuple[Scenario, ...] = ()
    exits: tuple[Exit, ...] = ()
    options: tuple[OptionLines, ...] = ()
    factors: FactorsWanted | None = None
    deflate: Deflated | None = None
    optimism: tuple[Uplifted, ...] = ()
    additionality: tuple[Gross, ...] = ()
    distribution: tuple[Weighing, ...] = ()
    switching: tuple[Turning, ...] = ()
    information: Payoffs | None = None
    correlations: Correlated | None = None
    benefit_map: MapDrawn | None = None
    forecasts: tuple[Forecast, ...] = ()
    chance: float = 0.8
    profiles: Closed | None = None
    values: tuple[Valued, ...] = ()

    def engine_case(self, lines: tuple[Line, ...] = ()) -> appraisal.Case:
        """The case's lines, or those of an option, as the engine takes them."""
        return appraisal.Case(
            lines=lines or self.lines,
            title=self.title,
            first_year=self.first_year,
            base_year=self.base_year,
            decision_year=self.decision_year,
            view=self.view,
            discount=self.discount,
            inflation=self.inflation,
            inputs=self.inputs,
            use_weights=self.use_weights,
        )
