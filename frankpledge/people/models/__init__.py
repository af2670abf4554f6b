from frankpledge.people.models.aliases import Alias, AliasKind, Group, GroupMember
from frankpledge.people.models.figures import Confidence, Figure, FigureUnit, Measure
from frankpledge.people.models.organisations import Capacity, Kind, Organisation, Region
from frankpledge.people.models.relations import Basis, Relation, RelationKind
from frankpledge.people.models.sources import OrganisationCitation, Source, Supports

__all__ = [
    "Alias",
    "AliasKind",
    "Basis",
    "Capacity",
    "Confidence",
    "Figure",
    "FigureUnit",
    "Group",
    "GroupMember",
    "Kind",
    "Measure",
    "Organisation",
    "OrganisationCitation",
    "Region",
    "Relation",
    "RelationKind",
    "Source",
    "Supports",
]
