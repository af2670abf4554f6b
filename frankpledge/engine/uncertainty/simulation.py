"""Monte Carlo: correlated draws of every line, discounted and summed, until the answer has settled.

Draws come from the generator in order, so that the same seed gives the same draws whatever the batch, the
process or the number of threads. Only the order of additions inside a batch may change: outcomes then agree
to about 1 part in 1e12, the documented rounding.

Default 10,000 draws, then 2,000 at a time until the half-widths of mean, P10 and P90 are below 1% of the
P10 to P90 range, and 200,000 at most.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from frankpledge.engine.checks import positive, whole
from frankpledge.engine.errors import Contradiction, Empty, Unknown, WrongKind
from frankpledge.engine.uncertainty import correlation
from frankpledge.engine.uncertainty.distributions import Floats, Transform
from frankpledge.engine.uncertainty.model import Model
from frankpledge.engine.uncertainty.summaries import Estimate, Summary, score, settled, summary

# Rows of scores worked on at once: few enough for a processor's nearest memory.
ROWS = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to draw. `batch` is how many draws are worked on at once; it changes memory, not the answer.

    With `until_settled` off, exactly `draws` are made. `keep_lines` keeps each line's present value in each
    draw, which `rank_correlations` needs: 8 bytes a line and draw.
    """

    draws: int = 10_000
    until_settled: bool = True
    step: int = 2_000
    most: int = 200_000
    tolerance: float = 0.01
    confidence: float = 0.95
    batch: int | None = None
    keep_lines: bool = False

    def __post_init__(self) -> None:
        whole("draws", self.draws, 2)
        whole("step", self.step, 1)
        whole("most", self.most, 2)
        if self.until_settled and self.draws > self.most:
            raise Contradiction("draws", self.draws, f"at most `most`, {self.most}")
        positive("tolerance", self.tolerance)
        score(self.confidence)
        if self.batch is not None:
            whole("batch", self.batch, 1)


@dataclass(frozen=True, slots=True)
class PartyOutcome:
    """One party: what it has together, alone, and by how much together is better (`gain`).

    `worse_off` is the chance that it is worse off than alone; None where nothing says what alone would be.
    """

    name: str
    together: Summary
    alone: Summary
    gain: Summary
    worse_off: Estimate | None


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """What was drawn and what it says. `outcomes` has a column of draws for each of `names`."""

    npv: Summary
    parties: tuple[PartyOutcome, ...]
    draws: int
    settled: bool
    generator: str
    seed: str
    confidence: float
    repair: correlation.Repair | None
    names: tuple[str, ...]
    outcomes: Floats
    lines: Mapping[str, Floats] | None = None

    def drawn(self, name: str) -> Floats:
        """The draws of one outcome: "npv", or "Party: together", "Party: alone", "Party: gain"."""
        if name not in self.names:
            raise Unknown("outcome", name, ", ".join(self.names))
        return np.asarray(self.outcomes[:, self.names.index(name)])


def simulate(model: Model, rng: np.random.Generator, settings: Settings | None = None) -> Simulation:
    """Draws the model until settled. The generator moves on, as any generator does that is drawn from.

    >>> from frankpledge.engine.uncertainty.distributions import Triangular
    >>> from frankpledge.engine.uncertainty.model import Line
    >>> tasks = [(2, 3, 5), (5, 8, 14), (3, 4, 6), (1, 2, 3)]
    >>> model = Model(tuple(Line(f"task {n}", Triangular(*t)) for n, t in enumerate(tasks)))
    >>> result = simulate(model, np.random.Generator(np.random.PCG64(7)))
    >>> abs(result.npv.mean.value - 18.6667) < 0.1, result.settled
    (True, True)
    """
    chosen = settings or Settings()
    if not isinstance(rng, np.random.Generator):
        raise WrongKind("rng", repr(rng), "a numpy.random.Generator, such as numpy.random.default_rng(1)")
    seed = _seed(rng)
    engine = _Engine.of(model, chosen)
    kept = list(_until_settled(engine, rng, chosen))
    values = np.concatenate([outcomes for outcomes, _ in kept])
    lines = np.concatenate([lines for _, lines in kept]) if chosen.keep_lines else None
    names, _ = model.outcomes()
    by_name = {line.name: lines[:, at] for at, line in enumerate(model.lines)} if lines is not None else None
    return Simulation(
        npv=summary(values[:, 0], chosen.confidence),
        parties=tuple(_parties(model, names, values, chosen.confidence)),
        draws=len(values),
        settled=settled(values[:, 0], tolerance=chosen.tolerance, confidence=chosen.confidence),
        generator=type(rng.bit_generator).__name__,
        seed=seed,
        confidence=chosen.confidence,
        repair=model.correlation.repair if model.correlation else None,
        names=names,
        outcomes=values,
        lines=by_name,
    )


def beside_independence(
    model: Model, rng: np.random.Generator, settings: Settings | None = None
) -> tuple[Simulation, Simulation]:
    """The simulation, and the same without any correlation, from the same random numbers.

    Benefits that share a cause rise and fall together: leaving that out makes ranges too narrow. The second
    run shows by how much. It makes as many draws as the first.
    """
    same = copy.deepcopy(rng)
    first = simulate(model, rng, settings)
    chosen = replace(settings or Settings(), draws=first.draws, until_settled=False)
    return first, simulate(replace(model, correlation=None), same, chosen)


def rank_correlations(simulation: Simulation, outcome: str = "npv") -> tuple[tuple[str, float], ...]:
    """Spearman's correlation of each line with an outcome, the strongest first: the tornado of a simulation.

    A line that never varies has 0. Needs a simulation made with `keep_lines`.
    """
    if simulation.lines is None:
        raise Empty("lines", "not kept", "a simulation made with keep_lines=True")
    target = stats.rankdata(simulation.drawn(outcome))
    found = [
        (name, _correlation(stats.rankdata(values), target)) for name, values in simulation.lines.items()
    ]
    return tuple(sorted(found, key=lambda pair: (-abs(pair[1]), pair[0])))


def _correlation(ranks: Floats, target: Floats) -> float:
    across, down = ranks - ranks.mean(), target - target.mean()
    scale = float(np.sqrt((across @ across) * (down @ down)))
    return float(across @ down) / scale if scale else 0.0


def _seed(rng: np.random.Generator) -> str:
    sequence = getattr(rng.bit_generator, "seed_seq", None)
    return str(getattr(sequence, "entropy", "not known"))


def _until_settled(
    engine: "_Engine", rng: np.random.Generator, chosen: Settings
) -> Iterator[tuple[Floats, Floats]]:
    made = engine.run(rng, chosen.draws)
    yield made
    headline, count = [made[0][:, 0]], chosen.draws
    while chosen.until_settled and count < chosen.most:
        if settled(np.concatenate(headline), tolerance=chosen.tolerance, confidence=chosen.confidence):
            return
        made = engine.run(rng, min(chosen.step, chosen.most - count))
        yield made
        headline.append(made[0][:, 0])
        count += len(made[0])


def _parties(
    model: Model, names: tuple[str, ...], values: Floats, confidence: float
) -> Iterator[PartyOutcome]:
    for party in model.parties:
        at = names.index(f"{party}: together")
        together, alone, gain = (summary(values[:, at + place], confidence) for place in range(3))
        said = any(line.alone and line.shares.get(party) for line in model.lines)
        yield PartyOutcome(party, together, alone, gain, gain.below_zero if said else None)


@dataclass(frozen=True, slots=True)
class _Engine:
    """A model as arrays, its lines put in order so that one kind of distribution stands side by side."""

    factor: Floats | None
    transforms: tuple[tuple[slice, Transform], ...]
    weights: Floats
    sums: Floats
    order: tuple[int, ...]
    years: int
    once: Floats
    batch: int
    keep_lines: bool

    @classmethod
    def of(cls, model: Model, chosen: Settings) -> "_Engine":
        kinds = [type(line.amount).__name__ for line in model.lines]
        order = tuple(sorted(range(len(kinds)), key=lambda at: (kinds[at], at)))
        correlated = model.correlation is not None and not np.array_equal(
            model.correlation.matrix, np.eye(len(kinds))
        )
        years = len(model.discount) if any(line.each_year for line in model.lines) else 1
        weights = model.weights()[:, order]
        once = np.array([not model.lines[at].each_year for at in order])
        return cls(
            # Columns of scores keep the order of the lines; only the amounts are put side by side by kind.
            factor=np.ascontiguousarray(model.correlation.factor[list(order)].T)
            if correlated and model.correlation is not None
            else None,
            transforms=tuple(_by_kind(model, order)),
            weights=np.ascontiguousarray(weights if years > 1 else weights.sum(axis=0, keepdims=True)),
            sums=np.ascontiguousarray(model.outcomes()[1][list(order)]),
            order=order,
            years=years,
            once=once,
            batch=chosen.batch or max(ROWS // years, 1),
            keep_lines=chosen.keep_lines,
        )

    def run(self, rng: np.random.Generator, draws: int) -> tuple[Floats, Floats]:
        """That many more draws: outcomes, and (if kept) the present value of each line in model order."""
        outcomes = np.empty((draws, self.sums.shape[1]))
        lines = np.empty((draws if self.keep_lines else 0, len(self.order)))
        back = np.argsort(self.order)
        for start in range(0, draws, self.batch):
            stop = min(start + self.batch, draws)
            values = self._present_values(rng, stop - start)
            np.matmul(values, self.sums, out=outcomes[start:stop])
            if self.keep_lines:
                lines[start:stop] = values[:, back]
        return outcomes, lines

    def _present_values(self, rng: np.random.Generator, draws: int) -> Floats:
        scores = rng.standard_normal((draws * self.years, len(self.order)))
        amounts = scores @ self.factor if self.factor is not None else scores[:, self.order]
        for columns, transform in self.transforms:
            amounts[:, columns] = transform(amounts[:, columns])
        if self.years == 1:
            amounts *= self.weights
            return np.asarray(amounts)
        by_year = amounts.reshape(draws, self.years, -1)
        if self.once.any():
            by_year[:, 1:, self.once] = by_year[:, :1, self.once]
        return np.asarray(np.einsum("dyl,yl->dl", by_year, self.weights))


def _by_kind(model: Model, order: tuple[int, ...]) -> Iterator[tuple[slice, Transform]]:
    start = 0
    while start < len(order):
        kind = type(model.lines[order[start]].amount)
        stop = start
        while stop < len(order) and type(model.lines[order[stop]].amount) is kind:
            stop += 1
        together: Callable[..., Transform] = kind.transform
        yield slice(start, stop), together([model.lines[at].amount for at in order[start:stop]])
        start = stop
