"""Appraisal: what a collaboration is worth, to each party and to all of them together.

`appraise(case, packs)` answers; the result names its packs and `result.under(packs)` runs it again under
others.
"""

from frankpledge.engine.appraisal.appraising import Appraisal, appraise
from frankpledge.engine.appraisal.cases import Case, Discounting, Input, Kind, Line, Optimism, Prices, View
from frankpledge.engine.appraisal.packs import Packs

__all__ = [
    "Appraisal",
    "Case",
    "Discounting",
    "Input",
    "Kind",
    "Line",
    "Optimism",
    "Packs",
    "Prices",
    "View",
    "appraise",
]
