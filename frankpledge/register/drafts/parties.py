"""A party, as somebody names it."""

from dataclasses import dataclass

from frankpledge.dates import PartialDate
from frankpledge.people.models import Basis
from frankpledge.register.models import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft:
    """One organisation (a slug) in the collaboration. A force stands for its area's pair.

    `pk` is the held row that it is about, where that is known.
    """

    organisation: str
    role: Role
    basis: Basis
    joined_on: PartialDate | None = None
    left_on: PartialDate | None = None
    note: str = ""
    sources: tuple[str, ...] = ()
    pk: int | None = None

    def __str__(self) -> str:
        return label(self.organisation, self.role, self.joined_on)


def label(organisation: str, role: str, joined_on: PartialDate | None) -> str:
    """What a report calls a party."""
    return f"{organisation} ({role}, {joined_on})" if joined_on else f"{organisation} ({role})"
