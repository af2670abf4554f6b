"""Money in whole pence, and shares of it that add up again to the penny.

The largest-remainder method: everyone first gets the whole pence of their exact share, and the pence left
over go one each to those whose share lost most in that rounding. Exact shares are fractions, never floats, so
that nothing depends on the machine.

Source: Hamilton's method of apportionment; the tie rule is ours. Limits: a share may be a penny away from
ordinary rounding, which is the price of adding up.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from frankpledge.engine.checks import integer, number
from frankpledge.engine.errors import Empty, OutOfRange, WrongKind

Share: TypeAlias = int | float | Fraction | Decimal


def pence(pounds: str | float | Decimal) -> int:
    """Pounds as whole pence; half a penny goes away from nought. Raises WrongKind, NotFinite.

    >>> pence("1000000.01"), pence(2), pence(-0.005)
    (100000001, 200, -1)
    """
    try:
        value = Decimal(str(pounds).replace(",", ""))
    except InvalidOperation as wrong:
        raise WrongKind("pounds", repr(pounds), "an amount such as 1234.56") from wrong
    if not value.is_finite():
        number("pounds", float(value))
    return int((value * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def pounds(amount_pence: int) -> str:
    """Whole pence as pounds, with thousands parted.

    >>> pounds(-100000001)
    '-£1,000,000.01'
    """
    integer("amount_pence", amount_pence)
    sign = "-" if amount_pence < 0 else ""
    whole_pounds, rest = divmod(abs(amount_pence), 100)
    return f"{sign}£{whole_pounds:,}.{rest:02d}"


def split(amount_pence: int, shares: Sequence[Share]) -> tuple[int, ...]:
    """Splits an amount by shares so that the parts add up to it exactly.

    `shares` are any numbers of nought or more; they need not add to one. Ties go to whoever stands first.
    A negative amount is split like the positive one. A float counts as the decimal it is written as: 27.6
    means 27.6. Raises Empty, OutOfRange (a share below 0, or all 0), NotFinite, WrongKind (pence not whole).

    >>> split(100, [1, 1, 1])
    (34, 33, 33)
    >>> split(100, [Fraction(1, 7), Fraction(2, 7), Fraction(4, 7)])
    (14, 29, 57)
    """
    amount = abs(integer("amount_pence", amount_pence))
    exact = [_exact(f"shares[{place}]", share) for place, share in enumerate(shares)]
    if not exact:
        raise Empty("shares", "empty", "at least one share")
    total = sum(exact)
    if total == 0:
        raise OutOfRange("shares", "all 0", "at least one share above 0")
    parts = _largest_remainder([amount * share / total for share in exact], amount)
    return parts if amount_pence >= 0 else tuple(-part for part in parts)


def rounded_to_total(amounts: Sequence[Share], total_pence: int | None = None) -> tuple[int, ...]:
    """Rounds exact amounts of pence, of either sign, so that they add up to their rounded total.

    Used where parties' present values must re-add to the whole's. `total_pence` may name the total, which may
    differ from the amounts' own sum by less than a penny for each. Raises Empty, NotFinite, OutOfRange.

    >>> rounded_to_total([10.4, -3.4, 0.4])
    (10, -3, 0)
    """
    if not amounts:
        raise Empty("amounts", "empty", "at least one amount")
    exact = [fraction(f"amounts[{place}]", amount) for place, amount in enumerate(amounts)]
    total = _half_up(sum(exact, Fraction(0))) if total_pence is None else total_pence
    short = total - sum(amount.__floor__() for amount in exact)
    if not 0 <= short <= len(exact):
        raise OutOfRange("total_pence", total, "within a penny for each amount of their sum")
    return _largest_remainder(exact, total)


def _largest_remainder(exact: list[Fraction], total: int) -> tuple[int, ...]:
    floors = [amount.__floor__() for amount in exact]
    left_over = total - sum(floors)
    by_loss = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in by_loss[:left_over]:
        floors[place] += 1
    return tuple(floors)


def _exact(name: str, given: Share) -> Fraction:
    value = fraction(name, given)
    if value < 0:
        raise OutOfRange(name, given, "0 or more")
    return value


def fraction(name: str, given: Share) -> Fraction:
    """`given` exactly; a float counts as the decimal it is written as. Raises WrongKind, NotFinite.

    >>> fraction("share", 27.6)
    Fraction(138, 5)
    """
    if isinstance(given, Fraction | int | np.integer) and not isinstance(given, bool):
        return Fraction(int(given)) if not isinstance(given, Fraction) else given
    number(name, float(given) if isinstance(given, Decimal) else given)
    return Fraction(str(given if isinstance(given, Decimal) else float(given)))


def _half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()
