from frankpledge.register.models.agreements import Agreement, AgreementKind
from frankpledge.register.models.citations import Citation, Supports
from frankpledge.register.models.claims import (
    Assurance,
    Claim,
    ClaimCoverage,
    ClaimKind,
    Covers,
    FigureState,
    PeriodKind,
    Qualifier,
    SaidAs,
    Unit,
)
from frankpledge.register.models.collaborations import (
    Collaboration,
    CollaborationAddress,
    CollaborationFunction,
    CollaborationName,
    EndingKind,
    InspectionRole,
    LegalBasis,
    Model,
    PartiesCoverage,
    Provenance,
    StartKind,
    Status,
)
from frankpledge.register.models.events import Event, EventKind
from frankpledge.register.models.functions import Function
from frankpledge.register.models.parties import MEMBER_ROLES, Party, Role
from frankpledge.register.models.purposes import Purpose, PurposeOrigin

__all__ = [
    "MEMBER_ROLES",
    "Agreement",
    "AgreementKind",
    "Assurance",
    "Citation",
    "Claim",
    "ClaimCoverage",
    "ClaimKind",
    "Collaboration",
    "CollaborationAddress",
    "CollaborationFunction",
    "CollaborationName",
    "Covers",
    "EndingKind",
    "Event",
    "EventKind",
    "FigureState",
    "Function",
    "InspectionRole",
    "LegalBasis",
    "Model",
    "PartiesCoverage",
    "Party",
    "PeriodKind",
    "Provenance",
    "Purpose",
    "PurposeOrigin",
    "Qualifier",
    "Role",
    "SaidAs",
    "StartKind",
    "Status",
    "Supports",
    "Unit",
]
