"""The appraisal of a case: the whole, each party, each line, what is sunk, and what to beware of."""

from dataclasses import dataclass

from frankpledge.engine import money
from frankpledge.engine.appraisal.cases import Case, Kind, Line, View
from frankpledge.engine.appraisal.flows import Flow, flows
from frankpledge.engine.appraisal.ledgers import Indicators, indicators
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.optimism import Allowance, Allowed, stacked
from frankpledge.engine.packs.rows import PackName


@dataclass(frozen=True, slots=True, kw_only=True)
class LineValue:
    """One line: its present value (written as the line is), and the multipliers that were applied."""

    name: str
    party: str
    kind: Kind
    present_value: float
    additional: float
    optimism: float
    real: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sunk:
    """What a forward look left out of one line, in the line's own money."""

    name: str
    party: str
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """What a case is worth. Money is in the case's unit, in prices of `base_year`, as seen from `seen_from`.

    `npsv_pence` has each party's net present social value in whole pence, and they add up to the whole's to
    the penny (for cases whose unit is the pound). `weighted` is there only when the case uses weights.
    """

    case: Case
    used: Packs
    packs: tuple[PackName, ...]
    base_year: int
    seen_from: int
    whole: Indicators
    parties: tuple[Indicators, ...]
    lines: tuple[LineValue, ...]
    sunk: tuple[Sunk, ...]
    npsv_pence: dict[str, int]
    weighted: Indicators | None
    warnings: tuple[str, ...]

    def under(self, packs: Packs) -> "Appraisal":
        """The same case under other packs."""
        return appraise(self.case, packs)

    def party(self, name: str) -> Indicators:
        """The indicators of one party."""
        return next(each for each in self.parties if each.name == name)


def appraise(case: Case, packs: Packs) -> Appraisal:
    """What the case is worth under these packs. Raises an EngineError naming what is wrong.

    >>> from frankpledge.engine.appraisal import Case, Discounting, Kind, Line, Packs
    >>> cost = Line(name="join", kind=Kind.COST, amounts=(100,))
    >>> gain = Line(name="overtime", kind=Kind.SAVING, amounts=(0, 60, 60))
    >>> case = Case(lines=(cost, gain), discount=Discounting(flat_rate=0.035))
    >>> result = appraise(case, Packs())
    >>> round(result.whole.npsv, 2), round(result.whole.ledger.bcr.value, 3)
    (13.98, 1.14)
    """
    ready = flows(case, packs)
    schedule, timing = packs.schedule(case.discount), case.discount.timing
    parties = tuple(indicators(name, ready, schedule, timing) for name in case.parties)
    rounded = money.rounded_to_total([100 * each.npsv for each in parties])
    return Appraisal(
        case=case,
        used=packs,
        packs=packs.names(),
        base_year=case.prices_of,
        seen_from=case.first_year + case.offset,
        whole=indicators("", ready, schedule, timing),
        parties=parties,
        lines=tuple(map(_line, ready)),
        sunk=tuple(
            Sunk(name=each.line.name, party=each.line.party, amount=each.sunk) for each in ready if each.sunk
        ),
        npsv_pence=dict(zip(case.parties, rounded, strict=True)),
        weighted=indicators("", ready, schedule, timing, weighted=True) if case.use_weights else None,
        warnings=warnings(case),
    )


def _line(each: Flow) -> LineValue:
    return LineValue(
        name=each.line.name,
        party=each.line.party,
        kind=each.line.kind,
        present_value=each.present_value,
        additional=each.additional,
        optimism=each.adjusted,
        real=tuple(each.real.tolist()),
    )


def warnings(case: Case) -> tuple[str, ...]:
    """What a reader must know: causes allowed for twice, prices approximated, sunk lines still counted."""
    found = list(stacked([allowed for line in case.lines for allowed in _allowed(line)]))
    if case.inflation.in_financial_years:
        found.append("Prices: financial years are approximated from calendar years.")
    if case.view is View.WHOLE_LIFE and any(line.sunk for line in case.lines):
        found.append("Lines marked as sunk are counted: this looks at the whole life, not at a decision.")
    return tuple(found)


def _allowed(line: Line) -> list[Allowed]:
    found = [Allowed(line.name, Allowance.OPTIMISM, line.optimism.cause)] if line.optimism else []
    found += [Allowed(line.name, Allowance.RISK, cause) for cause in line.risks_priced_for]
    return found + [Allowed(line.name, Allowance.TAIL, cause) for cause in line.tails_for]
