from frankpledge.people.models.aliases import Alias, AliasKind, Group
from frankpledge.people.models.figures import Confidence, Figure, Measure
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
    "Group",
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
