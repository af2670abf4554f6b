"""How much an answer depends on what went into it.

`switching`: the value at which the decision turns. `tornado`: which input moves the answer most. `scenarios`:
the answer under several sets of assumptions. `information`: what it would be worth to know an input better.
"""

from frankpledge.engine.sensitivity.information import Information, partial, perfect
from frankpledge.engine.sensitivity.measuring import Measuring, measure_first
from frankpledge.engine.sensitivity.scenarios import Scenario, run
from frankpledge.engine.sensitivity.switching import Switching, bracketed, linear, switching_values
from frankpledge.engine.sensitivity.tornado import one_at_a_time, rank_correlations

__all__ = [
    "Information",
    "Measuring",
    "Scenario",
    "Switching",
    "bracketed",
    "linear",
    "measure_first",
    "one_at_a_time",
    "partial",
    "perfect",
    "rank_correlations",
    "run",
    "switching_values",
]
