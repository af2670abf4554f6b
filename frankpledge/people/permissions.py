"""Asking whether somebody may. Actions ask here, inside their transaction; what is not allowed is refused."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import NotAllowed
from frankpledge.people.models import DESCRIPTIONS, POWERS, Organisation, Power, Role
from frankpledge.people.rights import Rights

__all__ = [
    "DESCRIPTIONS",
    "POWERS",
    "Power",
    "Rights",
    "Role",
    "require",
    "require_nationally",
    "require_own_word",
    "require_word_of_one",
    "speaking_for",
]


def require(by: Actor, power: Power, organisation_ids: Iterable[int]) -> Rights:
    """The actor's rights. Raises NotAllowed unless they hold the power for one of these organisations."""
    rights = Rights.of(by)
    if not rights.may(power, organisation_ids):
        raise _refusal(power, rights)
    return rights


def require_nationally(by: Actor, power: Power) -> Rights:
    """The actor's rights. Raises NotAllowed unless they hold the power for the whole register."""
    rights = Rights.of(by)
    if not rights.may_nationally(power):
        raise _refusal(power, rights)
    return rights


def require_own_word(by: Actor, organisation_id: int, power: Power = Power.SPEAK_FOR) -> Rights:
    """The actor's rights. Raises NotAllowed unless they speak for exactly this organisation.

    Only a person does: no key of another system, no command, and not for the other half of a pair. Its
    finance officers speak for its figures (`power`).
    """
    return require_word_of_one(by, [organisation_id], power)


def require_word_of_one(by: Actor, organisation_ids: Iterable[int], power: Power = Power.SPEAK_FOR) -> Rights:
    """The same for the organisations of which each stands in the place of one: whoever speaks for any."""
    rights = Rights.of(by)
    speaks_for = rights.organisations_with(power)
    if by.kind is not ActorKind.PERSON or speaks_for.isdisjoint(organisation_ids):
        raise _refusal(power, rights)
    return rights


def speaking_for(by: Actor, organisation: Organisation, power: Power = Power.SPEAK_FOR) -> Actor:
    """The actor as entries name whoever speaks for a body: for which, and for whom where they stand in.

    Raises what `require_own_word` does.
    """
    rights = require_own_word(by, organisation.pk, power)
    in_place_of = rights.in_place_of(power, [organisation.pk])
    return replace(by, organisation=organisation.slug, in_place_of=in_place_of)


def _refusal(power: Power, rights: Rights) -> NotAllowed:
    if rights.needs_second_factor:
        return NotAllowed(
            _("To %(power)s, first set up a second step for signing in: a passkey or an authenticator app.")
            % {"power": power.label}
        )
    return NotAllowed(
        _("Your roles do not let you %(power)s here. The people who give roles in your organisation can.")
        % {"power": power.label}
    )
