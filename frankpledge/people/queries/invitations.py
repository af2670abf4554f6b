"""Invitations: those that wait in an organisation, and the one that a link leads to. One statement each."""

import hashlib

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Invitation, Power
from frankpledge.people.rights import Rights


def visible_to(rights: Rights) -> QuerySet[Invitation]:
    """The invitations of those places whose people somebody manages: the one way to reach them by number."""
    everything = Invitation.objects.select_related("organisation", "inviter")
    if rights.may_nationally(Power.MANAGE_PEOPLE):
        return everything
    return everything.filter(organisation__in=rights.organisations_with(Power.MANAGE_PEOPLE))


def pending_of(rights: Rights, organisation_id: int | None) -> tuple[Invitation, ...]:
    """Those of an organisation, or of the nation (None), whose link still works, the newest first."""
    at = Q(organisation__isnull=True) if organisation_id is None else Q(organisation=organisation_id)
    pending = Invitation.objects.pending().values("pk")
    return tuple(visible_to(rights).filter(at, pk__in=pending).order_by("-invited_at", "-pk"))


def by_secret(secret: str) -> Invitation:
    """The invitation that a link's secret leads to, whether it still works or not. Raises NotFound."""
    found = (
        Invitation.objects.select_related("organisation", "inviter")
        .filter(secret_hash=hash_of(secret))
        .first()
    )
    if found is None:
        raise NotFound(_("This link does not lead to an invitation. Check that you copied the whole of it."))
    return found


def hash_of(secret: str) -> str:
    """What is kept of a secret: enough to know it by, not enough to make it from."""
    return hashlib.sha256(secret.encode()).hexdigest()
