"""What somebody may do now: read from the database in one statement, whatever they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import F, Q, Value
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.people.models import (
    HARMLESS,
    LENT_POWERS,
    POWERS,
    Delegation,
    Membership,
    Power,
    Role,
    Token,
)

Held = Mapping[int, frozenset[Role]]
# By organisation and power: for whom somebody stands in.
Lent = Mapping[int, Mapping[Power, str]]


@dataclass(frozen=True)
class Rights:
    """Roles by organisation and for the nation; without a second factor only what changes nothing counts.

    Everything not given is refused.
    """

    by_organisation: Held = field(default_factory=dict)
    national: frozenset[Role] = frozenset()
    is_verified: bool = False
    is_operator: bool = False
    lent: Lent = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Actor) -> "Rights":
        """Read anew. Nobody's account, and an account that was closed, give none."""
        match actor.kind:
            case ActorKind.COMMAND:
                return cls(is_operator=True)
            case ActorKind.PERSON if actor.user_id:
                return cls._held(
                    _own_and_lent(actor.user_id),
                    is_verified=actor.is_verified,
                )
            case ActorKind.SYSTEM if actor.token_id:
                return cls._held(
                    Token.objects.current()
                    .filter(pk=actor.token_id)
                    .values_list("organisation_id", "role", Value("")),
                    is_verified=True,
                )
        return cls()

    @classmethod
    def _held(cls, rows: Iterable[tuple[int | None, str, str]], *, is_verified: bool) -> "Rights":
        by_organisation: dict[int, set[Role]] = {}
        national: set[Role] = set()
        lent: dict[int, dict[Power, str]] = {}
        for organisation, role, lender in rows:
            if lender and organisation is not None:
                lent.setdefault(organisation, {}).update(
                    dict.fromkeys(POWERS[Role(role)] & LENT_POWERS, lender)
                )
            elif organisation is None:
                national.add(Role(role))
            else:
                by_organisation.setdefault(organisation, set()).add(Role(role))
        return cls(
            {number: frozenset(roles) for number, roles in by_organisation.items()},
            frozenset(national),
            is_verified,
            lent=lent,
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
        by_role = {number for number in self.by_organisation if self._has_role_with(power, number)}
        return frozenset(by_role | {number for number, powers in self.lent.items() if power in powers})

    def holds_by_role(self, power: Power, organisation_id: int) -> bool:
        """Whether the power is held for this organisation by a role of one's own, and not lent."""
        return self._counts(power) and self._has_role_with(power, organisation_id)

    def in_place_of(self, power: Power, organisation_ids: Iterable[int]) -> str:
        """The name of the person for whom this one acts, for these, with that power; "" where by a role."""
        numbers = sorted(organisation_ids)
        by_role = any(self._has_role_with(power, number) for number in numbers)
        if by_role or self.may_nationally(power):
            return ""
        return next((self.lent[each][power] for each in numbers if power in self.lent.get(each, {})), "")

    @property
    def needs_second_factor(self) -> bool:
        """Whether some power waits only for a second factor."""
        roles = self.national.union(*self.by_organisation.values())
        waits = bool(self.lent) or any(POWERS[role] - HARMLESS for role in roles)
        return not self.is_verified and waits

    def _has_role_with(self, power: Power, organisation_id: int) -> bool:
        return any(power in POWERS[role] for role in self.by_organisation.get(organisation_id, ()))

    def _counts(self, power: Power) -> bool:
        return self.is_verified or power in HARMLESS

    @cached_property
    def _national_powers(self) -> frozenset[Power]:
        return frozenset().union(*(POWERS[role] for role in self.national))


def _own_and_lent(user_id: int) -> Iterable[tuple[int | None, str, str]]:
    """Organisation, role, and whose role it is where it is lent: "" for one's own. One statement."""
    own = Membership.objects.current().filter(user=user_id).order_by()
    theirs = "delegator__memberships__"
    still_held = Q(**{f"{theirs}expires_at__isnull": True}) | Q(**{f"{theirs}expires_at__gt": timezone.now()})
    lent = (
        Delegation.objects.current()
        .filter(
            still_held,
            delegate=user_id,
            **{f"{theirs}organisation": F("organisation"), f"{theirs}ended_at": None},
        )
        .order_by()
    )
    return own.values_list("organisation_id", "role", Value("")).union(
        lent.values_list("organisation_id", f"{theirs}role", "delegator__name"), all=True
    )
