"""What somebody may do now: read from the database in one statement, whatever they hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection
from django.db.models import Value
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.people.models import (
    HARMLESS,
    LENT_POWERS,
    POWERS,
    Power,
    Role,
    Token,
)

# One's own roles as `Membership.objects.current` says; and what is lent, while both accounts are open, the
# lender holds it and the colleague is of the same body. Written out, because every page and every action asks
# it, and putting it together anew took longer than its answer.
_OWN_AND_LENT = """
SELECT own.organisation_id, own.role, ''
FROM people_membership AS own JOIN people_user AS person ON person.id = own.user_id
WHERE own.user_id = %(user)s AND person.is_active
    AND own.ended_at IS NULL AND (own.expires_at IS NULL OR own.expires_at > %(now)s)
UNION ALL
SELECT lent.organisation_id, theirs.role, lender.name
FROM people_delegation AS lent
    JOIN people_user AS lender ON lender.id = lent.delegator_id
    JOIN people_user AS person ON person.id = lent.delegate_id
    JOIN people_membership AS theirs
        ON theirs.user_id = lent.delegator_id AND theirs.organisation_id = lent.organisation_id
WHERE lent.delegate_id = %(user)s AND lender.is_active AND person.is_active
    AND lent.ended_at IS NULL AND lent.starts_on <= %(today)s AND lent.ends_on >= %(today)s
    AND theirs.ended_at IS NULL AND (theirs.expires_at IS NULL OR theirs.expires_at > %(now)s)
    AND EXISTS (
        SELECT FROM people_membership AS own
        WHERE own.user_id = lent.delegate_id AND own.organisation_id = lent.organisation_id
            AND own.ended_at IS NULL AND (own.expires_at IS NULL OR own.expires_at > %(now)s)
    )
"""
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


def _own_and_lent(user_id: int) -> list[tuple[int | None, str, str]]:
    """Organisation, role, and whose role it is where it is lent: "" for one's own. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN_AND_LENT, {"user": user_id, "now": timezone.now(), "today": timezone.localdate()})
        rows: list[tuple[int | None, str, str]] = cursor.fetchall()
    return rows
