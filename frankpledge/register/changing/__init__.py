"""What may be changed on the register: one table of fields for each kind of row."""

from collections.abc import Mapping
from typing import Any

from frankpledge.register.changing.agreements import AGREEMENTS
from frankpledge.register.changing.aliases import ALIASES
from frankpledge.register.changing.claims import CLAIMS
from frankpledge.register.changing.collaborations import COLLABORATIONS
from frankpledge.register.changing.events import EVENTS
from frankpledge.register.changing.fields import Field, Group, Kept
from frankpledge.register.changing.figures import FIGURES
from frankpledge.register.changing.kinds import Kind, Owner
from frankpledge.register.changing.organisations import ORGANISATIONS
from frankpledge.register.changing.parties import PARTIES
from frankpledge.register.changing.relations import RELATIONS

__all__ = ["KINDS", "Field", "Group", "Kept", "Kind", "Owner"]

KINDS: Mapping[str, Kind[Any]] = {
    kind.target: kind
    for kind in (
        COLLABORATIONS,
        PARTIES,
        EVENTS,
        CLAIMS,
        AGREEMENTS,
        ORGANISATIONS,
        RELATIONS,
        ALIASES,
        FIGURES,
    )
}
