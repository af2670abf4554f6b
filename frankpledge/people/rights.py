"""What somebody may do now: read from the database in one statement, whatever they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.people.models import HARMLESS, POWERS, Membership, Power, Role, Token

Held = Mapping[int, frozenset[Role]]


@dataclass(frozen=True)
class Rights:
    """Roles by organisation and for the nation; without a second factor only what changes nothing counts.

    Everything not given is refused.
    """

    by_organisation: Held = field(default_factory=dict)
    national: frozenset[Role] = frozenset()
    is_verified: bool = False
    is_operator: bool = False

    @classmethod
    def of(cls, actor: Actor) -> "Rights":
        """Read anew. Nobody's account, and an account that was closed, give none."""
        match actor.kind:
            case ActorKind.COMMAND:
                return cls(is_operator=True)
            case ActorKind.PERSON if actor.user_id:
                return cls._held(
                    Membership.objects.current()
                    .filter(user=actor.user_id)
                    .values_list("organisation_id", "role"),
                    is_verified=actor.is_verified,
                )
            case ActorKind.SYSTEM if actor.token_id:
                return cls._held(
                    Token.objects.current().filter(pk=actor.token_id).values_list("organisation_id", "role"),
                    is_verified=True,
                )
        return cls()

    @classmethod
    def _held(cls, rows: Iterable[tuple[int | None, str]], *, is_verified: bool) -> "Rights":
        by_organisation: dict[int, set[Role]] = {}
        national: set[Role] = set()
        for organisation, role in rows:
            if organisation is None:
                national.add(Role(role))
            else:
                by_organisation.setdefault(organisation, set()).add(Role(role))
        return cls(
            {number: frozenset(roles) for number, roles in by_organisation.items()},
            frozenset(national),
            is_verified,
        )

    def may(self, power: Power, organisation_ids: Iterable[int] = ()) -> bool:
        """Whether the power is held for one of these organisations, or for the nation."""
        return self.may_nationally(power) or not self.organisations_with(power).isdisjoint(organisation_ids)

    def may_nationally(self, power: Power) -> bool:
        """Whether the power is held for everything."""
        return self.is_operator or (self._counts(power) and power in self._national_powers)

    def may_anywhere(self, power: Power) -> bool:
        """Whether the power is held for anything at all."""
        return self.may_nationally(power) or bool(self.organisations_with(power))

    def organisations_with(self, power: Power) -> frozenset[int]:
        """The ids of the organisations for which the power is held, the nation left aside."""
        if not self._counts(power):
            return frozenset()
        return frozenset(
            number
            for number, roles in self.by_organisation.items()
            if any(power in POWERS[role] for role in roles)
        )

    @property
    def needs_second_factor(self) -> bool:
        """Whether some power waits only for a second factor."""
        roles = self.national.union(*self.by_organisation.values())
        return not self.is_verified and any(POWERS[role] - HARMLESS for role in roles)

    def _counts(self, power: Power) -> bool:
        return self.is_verified or power in HARMLESS

    @cached_property
    def _national_powers(self) -> frozenset[Power]:
        return frozenset().union(*(POWERS[role] for role in self.national))
