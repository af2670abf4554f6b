"""The packs an appraisal draws on, and the schedule, index and bounds it takes from them."""

from collections.abc import Sequence
from dataclasses import dataclass

from frankpledge.engine import optimism
from frankpledge.engine.appraisal.cases import Case, Discounting, Inflation, Optimism
from frankpledge.engine.errors import Empty
from frankpledge.engine.packs.biases import Bounds, bounds
from frankpledge.engine.packs.deflators import Deflator, deflator
from frankpledge.engine.packs.rows import Pack, PackName
from frankpledge.engine.packs.schedules import Schedule, schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """One pack of each kind; a kind that a case does not need may be left out."""

    discount: Pack | None = None
    deflator: Pack | None = None
    optimism: Pack | None = None

    def names(self) -> tuple[PackName, ...]:
        """Which packs these are, for the result."""
        return tuple(pack.names for pack in (self.discount, self.deflator, self.optimism) if pack)

    def schedule(self, discount: Discounting, name: str = "") -> Schedule:
        """The schedule of a line: the one it names, or the case's own bands, flat rate or schedule."""
        if discount.flat_rate is not None and not name:
            return Schedule.flat(discount.flat_rate)
        if discount.bands and not name:
            return Schedule("given", discount.bands)
        return schedule(_given("discount", self.discount), name or discount.schedule)

    def prices(self, case: Case) -> Deflator:
        """General prices as the case has them, for every year that its lines need."""
        asked = [line.price_year for line in case.lines if line.price_year is not None]
        years = [case.first_year, case.first_year + case.length, case.prices_of, *asked]
        return self.index(case.inflation, years=years)

    def index(self, wanted: Inflation, *, years: Sequence[int]) -> Deflator:
        """A price index: one constant rate over these years, or the pack's series."""
        if wanted.constant is not None:
            return Deflator.constant(wanted.constant, base_year=min(years), last_year=max(years))
        if wanted.index:
            index = Deflator("given", wanted.calendar, wanted.index, wanted.growth)
        else:
            index = deflator(_given("deflator", self.deflator), wanted.series, growth=wanted.growth)
        return index.in_financial_years() if wanted.in_financial_years else index

    def bounds(self, wanted: Optimism) -> Bounds:
        """The bounds of optimism bias that a line asks for."""
        if wanted.upper is not None:
            return Bounds("given", wanted.measure, wanted.upper, wanted.lower or 0.0)
        pack = _given("optimism", self.optimism)
        if wanted.kind:
            return bounds(pack, wanted.kind, wanted.measure)
        parts = [optimism.Part(part.share, bounds(pack, part.kind, wanted.measure)) for part in wanted.parts]
        return optimism.combined(parts)


def _given(kind: str, pack: Pack | None) -> Pack:
    if pack is None:
        raise Empty(f"pack of kind {kind}", "not given", f"a pack: the case needs a {kind} pack")
    return pack
