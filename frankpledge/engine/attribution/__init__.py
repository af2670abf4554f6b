"""Attribution: was it the collaboration that changed things, how sure can we be, and what grade is that."""

from frankpledge.engine.attribution import differences as did
from frankpledge.engine.attribution import synthetic as control
from frankpledge.engine.attribution.before_after import before_and_after
from frankpledge.engine.attribution.controlled import controlled
from frankpledge.engine.attribution.designs import Design
from frankpledge.engine.attribution.differences import differences, from_means
from frankpledge.engine.attribution.evidence import Attribution, Effect, Gate, graded
from frankpledge.engine.attribution.interrupted import interrupted
from frankpledge.engine.attribution.panels import Panel
from frankpledge.engine.attribution.structural import Structure, structural
from frankpledge.engine.attribution.synthetic import Predictor, synthetic

__all__ = [
    "Attribution",
    "Design",
    "Effect",
    "Gate",
    "Panel",
    "Predictor",
    "Structure",
    "before_and_after",
    "control",
    "controlled",
    "did",
    "differences",
    "from_means",
    "graded",
    "interrupted",
    "structural",
    "synthetic",
]
