"""How fast the engine is, beside the shortest plain NumPy or Python that does the same arithmetic.

`python -m bench.engine` alone; `make bench` prints it as well. Ratios count; seconds do not carry between
machines. Each part of the engine has a file of its own beside this one, named in `PARTS`.
"""

import importlib
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One piece of work. `most_seconds` or `most_ratio` (ours over the floor) is what it should keep to.

    `least_times` is for work that is meant to be so many times as fast as `floor`.
    """

    name: str
    ours: Callable[[], object]
    floor: Callable[[], object] | None = None
    most_seconds: float | None = None
    most_ratio: float | None = None
    least_times: float | None = None
    times: int = 3


def seconds(work: Callable[[], object], times: int) -> float:
    """The shortest of several runs: what the machine can do when nothing else disturbs it."""
    took = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return min(took)


def line(measure: Measure) -> str:
    """One line of the table: seconds, the floor's seconds, and whether it keeps to what is meant."""
    ours = seconds(measure.ours, measure.times)
    floor = seconds(measure.floor, measure.times) if measure.floor else None
    ratio = ours / floor if floor else None
    said = f"{floor:10.3f} {ratio:8.2f}" if floor is not None else f"{'':10} {'':8}"
    return f"{measure.name:58} {ours:10.3f} {said}  {_kept(measure, ours, ratio)}"


def _kept(measure: Measure, ours: float, ratio: float | None) -> str:
    if measure.most_seconds is not None:
        return _word(f"under {measure.most_seconds:g} s", kept=ours < measure.most_seconds)
    if measure.most_ratio is not None and ratio is not None:
        return _word(f"ratio at most {measure.most_ratio:g}", kept=ratio <= measure.most_ratio)
    if measure.least_times is not None and ratio is not None:
        return _word(f"at least {measure.least_times:g} times", kept=1 / ratio >= measure.least_times)
    return ""


def _word(meant: str, *, kept: bool) -> str:
    return f"{meant}: {'kept' if kept else 'NOT KEPT'}"


def main() -> None:
    """Prints the table, part by part."""
    print(f"\n{'The engine':58} {'seconds':>10} {'floor':>10} {'ratio':>8}  meant")
    for part in PARTS:
        for measure in importlib.import_module(f"bench.{part}").measures():
            print(line(measure), flush=True)


PARTS = (
    # First, so that the peak of memory that it checks is its own.
    "uncertainty",
    "signals",
    "appraisal",
    "sharing",
)

if __name__ == "__main__":
    # Under its own name, so that the parts' measures are of the same class.
    importlib.import_module("bench.engine").main()
