"""The positive real roots of a polynomial with whole coefficients, isolated exactly.

Descartes' rule: a polynomial has at most as many positive roots as its coefficients change sign, and as many
or an even number fewer. Intervals are halved until the rule says none or one (Collins and Akritas, 1976). A
root that only touches nought never becomes one; after 64 halvings it is reported once.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

HALVINGS = 64
PRECISION = 60
SMALLEST = 1000


def positive_roots(coefficients: Sequence[int]) -> list[float]:
    """The distinct positive roots; `coefficients[k]` stands with the k-th power.

    >>> positive_roots([2, -3, 1])
    [1.0, 2.0]
    """
    rising = _stripped(coefficients)
    at_one = [1.0] if sum(rising) == 0 else []
    inside = list(_between_nought_and_one(rising))
    beyond = [1 / root for root in _between_nought_and_one(rising[::-1])]
    return sorted(inside + at_one + beyond)


def sign_changes(coefficients: Sequence[int]) -> int:
    """How often the sign changes from one coefficient that is not nought to the next.

    >>> sign_changes([-1, 0, 2, -3])
    2
    """
    signs = [each > 0 for each in coefficients if each]
    return sum(one != other for one, other in pairwise(signs))


def _stripped(coefficients: Sequence[int]) -> list[int]:
    kept = list(coefficients)
    while kept and kept[0] == 0:
        kept.pop(0)
    while kept and kept[-1] == 0:
        kept.pop()
    return kept


def _between_nought_and_one(rising: list[int]) -> Iterator[float]:
    """The roots strictly between 0 and 1. A place is (halvings, number): number / 2**halvings."""
    waiting = [(rising, 0, 0)]
    while waiting:
        polynomial, halvings, number = waiting.pop()
        possible = sign_changes(_shifted(polynomial[::-1]))
        if possible == 1 or (possible and halvings == HALVINGS):
            within = _refined(polynomial) if possible == 1 else 0.5
            yield float((number + within) / 2**halvings)
        elif possible:
            left = _halved(polynomial)
            right = _shifted(left)
            waiting.append((left, halvings + 1, 2 * number))
            if right[0] == 0:
                yield (2 * number + 1) / 2 ** (halvings + 1)
                right = _stripped(right)
            waiting.append((right, halvings + 1, 2 * number + 1))


def _halved(polynomial: list[int]) -> list[int]:
    """2**n p(x/2)."""
    degree = len(polynomial) - 1
    return [each << (degree - power) for power, each in enumerate(polynomial)]


def _shifted(polynomial: list[int]) -> list[int]:
    """p(x+1), by repeated addition."""
    row = list(polynomial)
    for start in range(len(row) - 1):
        for place in range(len(row) - 2, start - 1, -1):
            row[place] += row[place + 1]
    return row


def _refined(polynomial: list[int]) -> float:
    """The one root between 0 and 1, halved until a float cannot tell. 0 itself is no root here; 1 may be."""
    below = polynomial[0] > 0
    number = halvings = 0
    while number.bit_length() < PRECISION and halvings < SMALLEST:
        number, halvings = 2 * number + 1, halvings + 1
        middle = _at(polynomial, number, halvings)
        if middle == 0:
            break
        if (middle > 0) != below:
            number -= 1
    return float(number / 2**halvings)


def _at(polynomial: list[int], number: int, halvings: int) -> int:
    """p(number / 2**halvings), exactly, times a power of two."""
    total = 0
    for passed, coefficient in enumerate(reversed(polynomial)):
        total = total * number + (coefficient << (halvings * passed))
    return total
