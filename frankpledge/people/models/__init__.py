from frankpledge.people.models.aliases import Alias, AliasKind, Group, GroupMember
from frankpledge.people.models.delegations import LENT_POWERS, Delegation
from frankpledge.people.models.domains import Domain
from frankpledge.people.models.figures import Confidence, Figure, FigureUnit, Measure
from frankpledge.people.models.invitations import Invitation, Standing
from frankpledge.people.models.memberships import Membership
from frankpledge.people.models.organisations import Capacity, Kind, Organisation, Region
from frankpledge.people.models.relations import Basis, Relation, RelationKind
from frankpledge.people.models.roles import (
    DESCRIPTIONS,
    ENTRUSTED_ROLES,
    HARMLESS,
    NATIONAL_ROLES,
    ORGANISATION_ROLES,
    POWERS,
    Power,
    Role,
)
from frankpledge.people.models.sources import OrganisationCitation, Source, Supports
from frankpledge.people.models.tokens import Token
from frankpledge.people.models.users import Digest, User

__all__ = [
    "DESCRIPTIONS",
    "ENTRUSTED_ROLES",
    "HARMLESS",
    "LENT_POWERS",
    "NATIONAL_ROLES",
    "ORGANISATION_ROLES",
    "POWERS",
    "Alias",
    "AliasKind",
    "Basis",
    "Capacity",
    "Confidence",
    "Delegation",
    "Digest",
    "Domain",
    "Figure",
    "FigureUnit",
    "Group",
    "GroupMember",
    "Invitation",
    "Kind",
    "Measure",
    "Membership",
    "Organisation",
    "OrganisationCitation",
    "Power",
    "Region",
    "Relation",
    "RelationKind",
    "Role",
    "Source",
    "Standing",
    "Supports",
    "Token",
    "User",
]
