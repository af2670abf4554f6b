"""The rules of the XmR chart as they read, one point at a time: slow, and easy to check."""

from collections.abc import Sequence
from itertools import pairwise

from frankpledge.engine.signals import RuleSet


def by_hand(values: Sequence[float], rules: RuleSet) -> list[int]:
    """The signal of each point as its number; the rule that goes first is written last."""
    mean, average = sum(values) / len(values), _average_range(values, rules)
    found = [0] * len(values)
    for sign in (1, -1):
        apart = [sign * (value - mean) for value in values]
        _runs(found, apart, rules.run, 4 * sign)
        _threes(found, apart, 2.66 * average, 3 * sign)
    for sign in (1, -1):
        _trends(found, [sign * (after - before) for before, after in pairwise(values)], rules.trend, 2 * sign)
    for at, value in enumerate(values):
        if abs(value - mean) > 2.66 * average:
            found[at] = 1 if value > mean else -1
    return found


def _average_range(values: Sequence[float], rules: RuleSet) -> float:
    ranges = [abs(after - before) for before, after in pairwise(values)]
    average = sum(ranges) / len(ranges)
    if not rules.screened:
        return average
    kept = [each for each in ranges if each < 3.267 * average]
    return sum(kept) / len(kept) if kept else 0.0


def _runs(found: list[int], apart: list[float], length: int, signal: int) -> None:
    for start in range(len(apart) - length + 1):
        if all(each > 0 for each in apart[start : start + length]):
            found[start : start + length] = [signal] * length


def _threes(found: list[int], apart: list[float], limit: float, signal: int) -> None:
    for start in range(len(apart) - 2):
        three = apart[start : start + 3]
        near = [2 / 3 * limit < each <= limit for each in three]
        if all(each > 0 for each in three) and sum(near) >= 2:
            for place, held in enumerate(near, start):
                if held:
                    found[place] = signal


def _trends(found: list[int], steps: list[float], points: int, signal: int) -> None:
    for start in range(len(steps) - points + 2):
        if all(step > 0 for step in steps[start : start + points - 1]):
            found[start : start + points] = [signal] * points
