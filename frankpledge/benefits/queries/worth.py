"""What a change in a measure is worth in pounds: gross, and net of what is not the collaboration's doing.

The engine takes off deadweight, leakage, displacement and substitution. Where one of the four is not given,
what is net is not known: a share that nobody gave is missing, and not nought.
"""

from collections.abc import Iterator
from decimal import Decimal

from frankpledge.benefits import years
from frankpledge.benefits.models import SHARES, Aggregation, BenefitClass, Direction, Profile, Unit
from frankpledge.benefits.queries.cases import Basis
from frankpledge.benefits.queries.series import Amount, Held
from frankpledge.engine.additionality import Shares, net

SIGNS = {Direction.MORE: 1, Direction.LESS: -1}
# Only of these are the changes of several periods added up.
ADDED = frozenset({Aggregation.SUM, Aggregation.RATIO})


def shares_of(profile: Profile) -> Shares | None:
    """What does not count of a gross amount; None where one of the four is not given."""
    given = {name: getattr(profile, name) for name in SHARES}
    if any(share is None for share in given.values()):
        return None
    return Shares(**{name: float(share) for name, share in given.items()})


def net_of(gross: float, profile: Profile) -> float | None:
    """What is net of a gross amount; None where it is not known."""
    shares = shares_of(profile)
    return None if shares is None else net(gross, shares).net


def pence_of_one(held: Held) -> int | None:
    """What one unit is worth in the prices of the workspace; None without a value in those prices."""
    if held.aggregation not in ADDED:
        return None
    if held.measure is not None and held.measure.unit == Unit.POUNDS:
        return 100
    profile = held.profile
    same_prices = profile.unit_value_prices_of == profile.workspace.prices_of
    return profile.unit_value_pence if same_prices else None


def by_year(held: Held, level: Decimal | None, basis: Basis) -> dict[int, Decimal]:
    """The gross worth of each financial year in pence: what was returned, else what is planned; or the plan.

    Empty without a value of one unit or without what it was before. A drawback counts positive.
    """
    worth = pence_of_one(held)
    sign = SIGNS.get(Direction(held.measure.direction)) if held.measure else None
    if worth is None or sign is None or level is None:
        return {}
    if held.profile.benefit_class == BenefitClass.DISBENEFIT:
        sign = -sign
    found: dict[int, Decimal] = {}
    for year, value, out_of in _values(held, basis):
        weight = Decimal(1) if out_of is None else out_of
        found[year] = found.get(year, Decimal(0)) + sign * (value - level * weight) * worth
    return found


def _values(held: Held, basis: Basis) -> Iterator[tuple[int, Decimal, Decimal | None]]:
    """Year, value, and of a ratio the second part as it was returned, without which it is worth nothing."""
    due = held.due()
    for day in sorted({*(day for _party, day in held.planned), *due}):
        actual, plan = held.actual(day) if day in due else None, held.plan(day)
        amount = actual if basis is Basis.NOW and actual is not None else _planned(held, plan, actual)
        if amount is not None:
            yield years.year_of(day), amount.value, amount.out_of


def _planned(held: Held, plan: Decimal | None, actual: Amount | None) -> Amount | None:
    if plan is None:
        return None
    if held.aggregation != Aggregation.RATIO:
        return Amount(plan)
    if actual is None or actual.out_of is None:
        return None
    return Amount(plan * actual.out_of, actual.out_of)
