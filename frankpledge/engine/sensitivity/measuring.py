"""Which input of a case to measure first, before there is any simulation.

Each input that has a low and a high is taken as three values: its low (P10) with chance 0.3, its own value
with 0.4, its high (P90) with 0.3. All their combinations are appraised, and what it would be worth to know
each input follows exactly. Source: Swanson's rule, in A. Hurst, G. C. Brown and R. I. Swanson, AAPG Bulletin
84 (2000). Limits: inputs are taken as independent; with more than eight, only those with the widest swing are
looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from frankpledge.engine.appraisal.cases import Case
from frankpledge.engine.appraisal.drawn import net_values
from frankpledge.engine.appraisal.packs import Packs
from frankpledge.engine.sensitivity.information import Information, perfect, ranked
from frankpledge.engine.sensitivity.tornado import one_at_a_time

CHANCES = (0.3, 0.4, 0.3)
MOST_INPUTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """What knowing everything is worth, and each input alone, the most worth knowing first."""

    perfect: Information
    partial: Mapping[str, Information]


def measure_first(case: Case, packs: Packs, *, against: float = 0.0, party: str = "") -> Measuring | None:
    """What it would be worth to know the inputs before deciding between the case and `against`.

    In the case's unit. None when no input has a low and a high: then nobody said what is uncertain.
    """
    names = [swing.name for swing in one_at_a_time(case, packs, party=party)][:MOST_INPUTS]
    if not names:
        return None
    ends = [(case.inputs[name].low, case.inputs[name].value, case.inputs[name].high) for name in names]
    states = np.array(list(product(*ends)), dtype=np.float64)
    chances = np.array(list(product(CHANCES, repeat=len(names)))).prod(axis=1)
    drawn = {name: states[:, place] for place, name in enumerate(names)}
    values = net_values(case, packs, drawn, party=party)
    table = np.column_stack([values, np.full_like(values, against)])
    return Measuring(perfect=perfect(table, chances), partial=ranked(table, drawn, chances))
