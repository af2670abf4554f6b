"""What came of a case of appraisal: one part for each part of the case. The document is these, as JSON."""

from dataclasses import dataclass

from frankpledge.engine.additionality import Additional
from frankpledge.engine.appraisal import Kind
from frankpledge.engine.distribution import Weighted
from frankpledge.engine.figures import Figure
from frankpledge.engine.forecasts import Quality, ReferenceClass
from frankpledge.engine.optimism import Uplift
from frankpledge.engine.packs.rows import PackName
from frankpledge.engine.returns import Payback, Return
from frankpledge.engine.sensitivity import Information
from frankpledge.engine.sensitivity.tornado import RankCorrelation, Swing


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What the whole ("" as name) or one party is worth. Present values by kind are all written positive."""

    name: str
    npsv: float
    npsv_pence: int | None
    npsc: float
    net_cash: float
    public_costs: float
    private_costs: float
    savings: float
    benefits: float
    disbenefits: float
    paid: float
    received: float
    bcr: Figure
    bcr_net_cost: Figure
    equivalent_annual: Figure
    payback: Payback
    discounted_payback: Payback
    internal_rate: Return
    net: tuple[float, ...]
    discounted: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWorth:
    """One line, written as the line is: its present value, real flows, and the multipliers applied."""

    name: str
    party: str
    kind: Kind
    present_value: float
    additional: float
    optimism: float
    real: tuple[float, ...]
    sunk: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where the decision turns on one input, line or the rate. `change` is a share of its own value."""

    name: str
    of: str
    value: float
    at: Figure
    change: float | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One scenario, or the same case under other packs."""

    name: str
    npsv: float
    bcr: Figure
    parties: dict[str, float]
    packs: tuple[PackName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One exit beside staying."""

    name: str
    party: str
    year: int
    staying: float
    leaving: float
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised:
    """The lines appraised. `factors` are of the case's schedule, from the year it is seen from.

    `measuring` is what it would be worth to know each input that has a low and a high, taken as P10 and P90.
    """

    base_year: int
    seen_from: int
    schedule: str
    timing: str
    view: str
    decider: str
    factors: tuple[float, ...]
    whole: Worth
    weighted: Worth | None
    parties: tuple[Worth, ...]
    lines: tuple[LineWorth, ...]
    warnings: tuple[str, ...]
    switching: tuple[Turn, ...]
    tornado: tuple[Swing, ...]
    measuring: "Known | None"
    scenarios: tuple[Told, ...]
    also_under: tuple[Told, ...]
    exits: tuple[Leaving, ...]
    option_to_leave: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionWorth:
    """One option beside the first."""

    name: str
    npsv: float
    npsc: float
    bcr: Figure
    bcr_net_cost: Figure
    equivalent_annual: Figure
    beside_first: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsCompared:
    """All options, and which is first by net value, by cost (when they achieve the same), and by the year."""

    options: tuple[OptionWorth, ...]
    worth_most: str
    costs_least: str
    most_a_year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUplift:
    name: str
    result: Uplift


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAdditional:
    """`additional_impact` is beside the reference case, when one was given."""

    name: str
    result: Additional
    additional_impact: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedWeighted:
    name: str
    result: Weighted


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFigure:
    name: str
    at: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What perfect information is worth, and knowing each input alone, the most worth knowing first."""

    perfect: Information
    partial: dict[str, Information]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapChecked:
    """The faults of a benefit map; none when it is sound."""

    sound: bool
    findings: tuple["MapFinding", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFinding:
    fault: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedAt:
    """So many times a unit value, with its source. `uprated_by` says how it was put in other prices."""

    name: str
    quantity: float
    unit_value: float
    total: float
    unit: str
    price_year: str
    uprated_by: str
    source: str
    pack: PackName


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraiseAnswer:
    """What frankpledge appraise prints with --json. A part that the case does not have is null or empty.

    `case_digest` is the first of the SHA-256 of the case as it was read: with the method and the packs it
    says what this is the answer to.
    """

    command: str
    method: str
    title: str
    unit: str
    case_digest: str
    packs: tuple[PackName, ...]
    appraisal: Appraised | None
    options: OptionsCompared | None
    factors: dict[str, float]
    deflated: tuple[float, ...]
    optimism: tuple[NamedUplift, ...]
    additionality: tuple[NamedAdditional, ...]
    distribution: tuple[NamedWeighted, ...]
    switching: tuple[NamedFigure, ...]
    information: Known | None
    correlations: tuple[RankCorrelation, ...]
    benefit_map: MapChecked | None
    forecasts: tuple[Quality, ...]
    profiles: ReferenceClass | None
    values: tuple[ValuedAt, ...]
