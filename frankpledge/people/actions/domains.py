"""Which organisation a sign-in provider's people belong to: kept by curators."""

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound
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
        require_nationally(by, Power.MANAGE_PEOPLE)
        place = giving.where(organisation)
        if place is None:
            raise NotFound(_("A provider’s people belong to an organisation."))
        if role not in ENTRUSTED_ROLES:
            fault = _("Choose a role that a provider’s word may give")
            raise Invalid(fault, {"role": fault})
        value = value.strip() if claim.strip() else value.strip().lower().removeprefix("@")
        named = {"provider": provider.strip(), "claim": claim.strip(), "value": value}
        mapped = Domain.objects.filter(**named).select_related("organisation").first() or Domain(**named)
        if (mapped.organisation_id, mapped.role) == (place.pk, role) and mapped.pk:
            return mapped
        before = [mapped.organisation.slug, mapped.role] if mapped.pk else None
        mapped.organisation, mapped.role = place, role
        refuse(_("The mapping"), _faults(mapped))
        if mapped.pk:
            mapped.save(update_fields=["organisation", "role"])
        else:
            mapped.save(force_insert=True)
        detail = {**{name: [None, said] for name, said in named.items()}, "to": [before, [place.slug, role]]}
        giving.note(by, "people.domains.map_to", mapped, detail=detail)
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
