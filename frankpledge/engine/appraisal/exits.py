"""Staying, or leaving: what a party's (or everybody's) exit would be worth, and when.

Formula: leaving in year k is worth the flows up to year k, less what is paid to leave, plus what doing it
alone is worth from then on, all discounted to the same year; staying is worth all flows. The option to leave
is worth the best of them less staying, and never less than nought. Compare by net present social value of the
party, or of the whole. Units: the case's. Source: Green Book on options; the Collaboration Benefits Method,
stages 5 and 13. Limits: it takes the exit terms as certain. What waiting for news is worth is a matter of
information.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frankpledge.engine import checks
from frankpledge.engine.appraisal.appraising import Appraisal, appraise
from frankpledge.engine.appraisal.cases import Case
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.discounting import factors
from frankpledge.engine.errors import Empty, OutOfRange, Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One way of leaving, in base-year prices.

    `year` is the first year that is no longer shared. `pays` is paid in that year and the following ones:
    settlement, write-offs, redundancy. `alone` is the net value of each year from then on when it is done
    alone (costs negative). `party` "" is an end for everybody.
    """

    name: str
    year: int
    party: str = ""
    pays: tuple[float, ...] = ()
    alone: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitValue:
    """What one exit is worth, and its parts; `gain` is beside staying."""

    name: str
    party: str
    year: int
    until_then: float
    paid: float
    alone: float
    staying: float

    @property
    def leaving(self) -> float:
        return self.until_then - self.paid + self.alone

    @property
    def gain(self) -> float:
        return self.leaving - self.staying


def exit_values(case: Case, packs: Packs, exits: Sequence[Exit]) -> tuple[ExitValue, ...]:
    """The value of each exit, as the case's view sees it. Raises Empty, Unknown, OutOfRange, NotFinite."""
    if not exits:
        raise Empty("exits", "empty", "one exit or more")
    checks.unique("exits", (each.name for each in exits))
    result = appraise(case, packs)
    return tuple(_value(case, packs, each, result.seen_from, _discounted(result, each)) for each in exits)


def option_value(values: Sequence[ExitValue]) -> float:
    """What it is worth to be able to leave: the best gain, or nought when staying is best.

    >>> stay = ExitValue(name="2027", party="A", year=2027, until_then=5, paid=9, alone=2, staying=3)
    >>> option_value([stay])
    0.0
    """
    return max([0.0, *(each.gain for each in values)])


def _discounted(result: Appraisal, wanted: Exit) -> tuple[float, ...]:
    if not wanted.party:
        return result.whole.discounted
    if wanted.party not in result.case.parties:
        raise Unknown(f"party of exit {wanted.name!r}", wanted.party, ", ".join(result.case.parties))
    return result.party(wanted.party).discounted


def _value(case: Case, packs: Packs, wanted: Exit, seen_from: int, stay: tuple[float, ...]) -> ExitValue:
    after = wanted.year - seen_from
    if not 0 <= after <= len(stay):
        raise OutOfRange(
            f"year of exit {wanted.name!r}", wanted.year, f"{seen_from} to {seen_from + len(stay)}"
        )
    paid, alone = (
        _worth(case, packs, after, f"{word} of exit {wanted.name!r}", getattr(wanted, word))
        for word in ("pays", "alone")
    )
    return ExitValue(
        name=wanted.name,
        party=wanted.party,
        year=wanted.year,
        until_then=sum(stay[:after]),
        paid=paid,
        alone=alone,
        staying=sum(stay),
    )


def _worth(case: Case, packs: Packs, after: int, name: str, amounts: tuple[float, ...]) -> float:
    if not amounts:
        return 0.0
    row = checks.series(name, amounts)
    discount = factors(
        packs.schedule(case.discount),
        first_year=after,
        last_year=after + len(row) - 1,
        timing=case.discount.timing,
    )
    return float(np.dot(discount, row))
