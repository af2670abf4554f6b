"""The rows of the method at work."""

from frankpledge.benefits.models.allowances import Allowance, AllowedBy
from frankpledge.benefits.models.baselines import Baseline, BaselinePoint, Quality
from frankpledge.benefits.models.double_counts import DoubleCount
from frankpledge.benefits.models.editions import Edition
from frankpledge.benefits.models.evidence import Banking, Finding, Handover, HandoverState, Light, Standing
from frankpledge.benefits.models.ledgers import (
    AccountsNote,
    Category,
    ContestedLine,
    EntryKind,
    LedgerEntry,
    LedgerShare,
    LedgerWord,
    SplitBy,
)
from frankpledge.benefits.models.lessons import FIVE, Lesson
from frankpledge.benefits.models.maps import Bearer, MapEdge, MapNode, NodeKind
from frankpledge.benefits.models.measures import Aggregation, Direction, Measure, Unit
from frankpledge.benefits.models.oversight import Oversight
from frankpledge.benefits.models.profiles import (
    PROFILE_REFERENCE_SHAPE,
    SHARES,
    BenefitClass,
    Design,
    Grade,
    Profile,
    ProfileState,
    Realiser,
    SignOff,
    Signs,
)
from frankpledge.benefits.models.returns import Observation, Return, ReturnState, Review, Said
from frankpledge.benefits.models.shares import AloneCost, ShareDecision
from frankpledge.benefits.models.vintages import PlannedValue, Vintage, VintageKind
from frankpledge.benefits.models.workspaces import (
    Answer,
    Asked,
    Depth,
    Length,
    Next,
    StageWork,
    WhyFull,
    Workspace,
)

__all__ = [
    "FIVE",
    "PROFILE_REFERENCE_SHAPE",
    "SHARES",
    "AccountsNote",
    "Aggregation",
    "Allowance",
    "AllowedBy",
    "AloneCost",
    "Answer",
    "Asked",
    "Banking",
    "Baseline",
    "BaselinePoint",
    "Bearer",
    "BenefitClass",
    "Category",
    "ContestedLine",
    "Depth",
    "Design",
    "Direction",
    "DoubleCount",
    "Edition",
    "EntryKind",
    "Finding",
    "Grade",
    "Handover",
    "HandoverState",
    "LedgerEntry",
    "LedgerShare",
    "LedgerWord",
    "Length",
    "Lesson",
    "Light",
    "MapEdge",
    "MapNode",
    "Measure",
    "Next",
    "NodeKind",
    "Observation",
    "Oversight",
    "PlannedValue",
    "Profile",
    "ProfileState",
    "Quality",
    "Realiser",
    "Return",
    "ReturnState",
    "Review",
    "Said",
    "ShareDecision",
    "SignOff",
    "Signs",
    "SplitBy",
    "StageWork",
    "Standing",
    "Unit",
    "Vintage",
    "VintageKind",
    "WhyFull",
    "Workspace",
]
