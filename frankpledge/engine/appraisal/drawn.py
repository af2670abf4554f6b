"""The net present social value of a case for many values of its inputs at once.

A line is its amounts times some inputs, divided by others. So its present value with every input at one is
worked out once, and each drawn value only scales it: the same numbers as appraising again, in one pass.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from frankpledge.engine import checks
from frankpledge.engine.appraisal.cases import Case, Input, Kind, Line
from frankpledge.engine.appraisal.flows import Frame, flow
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.errors import OutOfRange, Unknown

Draws = NDArray[np.float64]


def net_values(case: Case, packs: Packs, draws: Mapping[str, ArrayLike], *, party: str = "") -> Draws:
    """The value for each draw, of the whole or of one party; inputs that are not drawn keep their value.

    `draws` has one row of numbers for each input it names, all of one length. Raises Unknown, WrongLength,
    NotFinite, OutOfRange (an input that a line is divided by is 0).
    """
    unknown = sorted(set(draws) - set(case.inputs))
    if unknown:
        raise Unknown("draws", ", ".join(unknown), ", ".join(case.inputs) or "no inputs")
    if party and party not in case.parties:
        raise Unknown("party", repr(party), ", ".join(case.parties))
    rows = {name: checks.series(f"draws of {name}", row) for name, row in draws.items()}
    length = checks.same_length("draws", *rows.values()) if rows else 1
    at_one = replace(case, inputs=dict.fromkeys(case.inputs, Input(value=1.0)))
    frame = Frame(at_one, packs)
    total = np.zeros(length)
    for line in case.lines:
        sign = sign_in(line, party)
        if sign:
            total += _scaled(case, line, rows, sign * flow(frame, line).present_value)
    return total


def _scaled(case: Case, line: Line, rows: Mapping[str, Draws], worth: float) -> Draws | float:
    product: Draws | float = worth
    for name in line.times:
        product = product * rows.get(name, np.float64(case.inputs[name].value))
    for name in line.divided_by:
        divisor = rows.get(name, np.array([case.inputs[name].value]))
        if not divisor.all():
            raise OutOfRange(f"input {name}", 0, f"not 0: line {line.name!r} is divided by it")
        product = product / divisor
    return product


def sign_in(line: Line, party: str) -> int:
    """Whether a line counts for (1), against (-1) or not (0) in the whole, or in one party's ledger."""
    if line.kind is Kind.TRANSFER:
        return (line.to_party == party) - (line.party == party) if party else 0
    if party and line.party != party:
        return 0
    return 1 if line.kind in {Kind.SAVING, Kind.BENEFIT} else -1
