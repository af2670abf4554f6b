"""Which organisation a sign-in provider's people belong to: kept by curators."""

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid
from frankpledge.people.actions import giving
from frankpledge.people.models import ENTRUSTED_ROLES, Domain, Power, Role
from frankpledge.people.permissions import require_nationally
from frankpledge.people.rules import faults_of, refuse


def map_to(
    *, by: Actor, organisation: str, provider: str, value: str, claim: str = "", role: Role = Role.READER
) -> Domain:
    """People whom `provider` vouches for belong to the organisation of that slug, with `role`.

    Without a claim `value` is the domain of a verified address; with one, what the provider says of them.
    What is mapped already is led to the organisation and role given now.
    """
    with transaction.atomic():
        audit.wait_for_other_writers()
        mapped = check(
            by=by, organisation=organisation, provider=provider, value=value, claim=claim, role=role
        )
        held = Domain.objects.filter(provider=mapped.provider, claim=mapped.claim, value=mapped.value).first()
        before = [held.organisation.slug, held.role] if held else None
        after = [mapped.organisation.slug, mapped.role]
        if held is not None and before == after:
            return held
        if held is not None:
            held.organisation, held.role = mapped.organisation, mapped.role
            held.save(update_fields=["organisation", "role"])
            mapped = held
        else:
            mapped.save(force_insert=True)
        named = {name: [None, getattr(mapped, name)] for name in ("provider", "claim", "value")}
        giving.note(by, "people.domains.map_to", mapped, detail={**named, "to": [before, after]})
    return mapped


def check(
    *, by: Actor, organisation: str, provider: str, value: str, claim: str = "", role: Role = Role.READER
) -> Domain:
    """The mapping as it would be, not saved. Raises what `map_to` would."""
    require_nationally(by, Power.MANAGE_PEOPLE)
    place = giving.where(organisation)
    if place is None:
        fault = _("Choose an organisation")
        raise Invalid(fault, {"organisation": fault})
    if role not in ENTRUSTED_ROLES:
        fault = _("Choose a role that a provider’s word may give")
        raise Invalid(fault, {"role": fault})
    claim, value = claim.strip(), value.strip()
    if not claim:
        value = value.lower().removeprefix("@")
    mapped = Domain(provider=provider.strip(), claim=claim, value=value, organisation=place, role=role)
    refuse(_("The mapping"), _faults(mapped))
    return mapped


def unmap(*, by: Actor, domain_id: int, reason: str) -> None:
    """Nobody more comes in by it; whoever did keeps their role. Unmapped already, nothing changes."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        require_nationally(by, Power.MANAGE_PEOPLE)
        words = giving.required(reason, "reason", _("Enter the reason"))
        mapped = Domain.objects.filter(pk=domain_id).select_related("organisation").first()
        if mapped is not None:
            giving.note(by, "people.domains.unmap", mapped, words, {"value": [mapped.value, None]})
            mapped.delete()


def _faults(mapped: Domain) -> dict[str, str]:
    faults = faults_of(mapped)
    if not mapped.claim and ("." not in mapped.value or "@" in mapped.value or " " in mapped.value):
        faults["value"] = _("Enter a domain, like example.police.uk")
    return faults
