"""Groups of parties as bit masks: party number i is in the group when bit i of its number is set.

A table over all groups of n parties has 2**n places, from 0 (nobody) to 2**n - 1 (everybody).
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from frankpledge.engine.errors import Unknown

Numbers = NDArray[np.float64]
SEPARATOR = "+"


def sizes(count: int) -> NDArray[np.int64]:
    """How many parties are in each of the 2**count groups.

    >>> sizes(2)
    array([0, 1, 1, 2])
    """
    return np.bitwise_count(np.arange(1 << count)).astype(np.int64)


def sums(amounts: Numbers) -> Numbers:
    """What the members of each group have together, for all groups.

    >>> sums(np.array([1.0, 2.0, 4.0]))
    array([0., 1., 2., 3., 4., 5., 6., 7.])
    """
    total = np.zeros(1 << len(amounts))
    for place, amount in enumerate(amounts):
        half = 1 << place
        total[half : 2 * half] = total[:half] + amount
    return total


def memberships(count: int, first: int = 0, last: int | None = None) -> NDArray[np.bool_]:
    """A row for each group from `first` up to `last`, a column for each party: is it in the group?

    >>> memberships(2).tolist()
    [[False, False], [True, False], [False, True], [True, True]]
    """
    masks = np.arange(first, 1 << count if last is None else last)
    return (masks[:, None] >> np.arange(count) & 1).astype(np.bool_)


def mask(members: Iterable[str], parties: Sequence[str]) -> int:
    """The group's number. Raises Unknown for a member who is not a party.

    >>> mask(["C", "A"], ["A", "B", "C"])
    5
    """
    number = 0
    for member in members:
        if member not in parties:
            raise Unknown("a group's member", repr(member), f"one of {', '.join(parties)}")
        number |= 1 << parties.index(member)
    return number


def members(number: int, parties: Sequence[str]) -> tuple[str, ...]:
    """The group's members, in the parties' order.

    >>> members(5, ["A", "B", "C"])
    ('A', 'C')
    """
    return tuple(party for place, party in enumerate(parties) if number >> place & 1)


def written(group: Iterable[str]) -> str:
    """The group's members in one line: `A + C`."""
    return f" {SEPARATOR} ".join(group)
