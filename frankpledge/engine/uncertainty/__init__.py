"""What is not known, as distributions; how uncertain amounts move together; and what follows for the
whole."""

from frankpledge.engine.uncertainty import correlation, elicited
from frankpledge.engine.uncertainty.correlation import Correlation, Repair
from frankpledge.engine.uncertainty.distributions import Distribution, Lognormal, Normal, Triangular, Uniform
from frankpledge.engine.uncertainty.model import Line, Model
from frankpledge.engine.uncertainty.pert import Pert
from frankpledge.engine.uncertainty.simulation import (
    PartyOutcome,
    Settings,
    Simulation,
    beside_independence,
    rank_correlations,
    simulate,
)
from frankpledge.engine.uncertainty.summaries import (
    Estimate,
    Summary,
    draws_needed,
    proportion,
    quantile,
    summary,
)
from frankpledge.engine.uncertainty.tables import Certain, Discrete, Empirical

__all__ = [
    "Certain",
    "Correlation",
    "Discrete",
    "Distribution",
    "Empirical",
    "Estimate",
    "Line",
    "Lognormal",
    "Model",
    "Normal",
    "PartyOutcome",
    "Pert",
    "Repair",
    "Settings",
    "Simulation",
    "Summary",
    "Triangular",
    "Uniform",
    "beside_independence",
    "correlation",
    "draws_needed",
    "elicited",
    "proportion",
    "quantile",
    "rank_correlations",
    "simulate",
    "summary",
]
