"""Sharing costs and benefits: agreed keys, and the methods that test whether a key is fair.

from frankpledge.engine import sharing
game = sharing.CostGame.of(["A", "B"], {"A": 3, "B": 4, "A+B": 5})
sharing.shapley(game).amounts
"""

from frankpledge.engine.sharing.band import Band, Method, fairness_band, share
from frankpledge.engine.sharing.core import CoreTest, LeastCore, in_core, in_least_core, least_core
from frankpledge.engine.sharing.cost_functions import EconomiesOfScale, Fit, LargestNeed, fit
from frankpledge.engine.sharing.games import CostFunction, CostGame
from frankpledge.engine.sharing.keys import Key, fixed_plus_variable
from frankpledge.engine.sharing.leaving import Leaving, Standing, better_off_leaving, standings
from frankpledge.engine.sharing.nucleolus import Levels, Weighting, levels, nucleolus
from frankpledge.engine.sharing.separable import egalitarian, remaining_benefit
from frankpledge.engine.sharing.shapley import sampled_shapley, shapley
from frankpledge.engine.sharing.shares import Shares
from frankpledge.engine.sharing.what_if import Change, change

__all__ = [
    "Band",
    "Change",
    "CoreTest",
    "CostFunction",
    "CostGame",
    "EconomiesOfScale",
    "Fit",
    "Key",
    "LargestNeed",
    "LeastCore",
    "Leaving",
    "Levels",
    "Method",
    "Shares",
    "Standing",
    "Weighting",
    "better_off_leaving",
    "change",
    "egalitarian",
    "fairness_band",
    "fit",
    "fixed_plus_variable",
    "in_core",
    "in_least_core",
    "least_core",
    "levels",
    "nucleolus",
    "remaining_benefit",
    "sampled_shapley",
    "shapley",
    "share",
    "standings",
]
