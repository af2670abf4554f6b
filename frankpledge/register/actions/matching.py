"""Which held row of a record each draft is about."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Draft = TypeVar("Draft")
Row = TypeVar("Row")

Likeness = tuple[Callable[[Draft], Hashable], Callable[[Row], Hashable]]


def match(
    drafts: Sequence[Draft], rows: Iterable[Row], likenesses: Sequence[Likeness[Draft, Row]]
) -> tuple[list[tuple[Draft, Row | None]], list[Row]]:
    """Each draft with its row, or None for a new one; and the rows that no draft is about.

    Likenesses are tried from the strictest on. One that several could claim decides nothing, so a corrected
    date changes its row, while two rows that might be meant are left alone.
    """
    found: dict[int, Row] = {}
    left = [*rows]
    for of_draft, of_row in likenesses:
        waiting = defaultdict(list)
        for number, draft in enumerate(drafts):
            if number not in found:
                waiting[of_draft(draft)].append(number)
        offered = defaultdict(list)
        for row in left:
            offered[of_row(row)].append(row)
        for key, numbers in waiting.items():
            if len(numbers) == len(offered[key]) == 1:
                found[numbers[0]] = offered[key][0]
                left.remove(offered[key][0])
    return [(draft, found.get(number)) for number, draft in enumerate(drafts)], left
