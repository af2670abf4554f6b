"""Who is what: of an organisation, of the nation, and of one person. One statement each."""

from django.db.models import Q, QuerySet

from frankpledge.people.models import Membership, Power
from frankpledge.people.rights import Rights


def visible_to(rights: Rights) -> QuerySet[Membership]:
    """The roles that somebody may see by name: the one way to reach those of others."""
    everything = Membership.objects.select_related("user", "organisation")
    if rights.may_nationally(Power.READ_PERSONS):
        return everything
    return everything.filter(organisation__in=rights.organisations_with(Power.READ_PERSONS))


def of_organisation(rights: Rights, organisation_id: int | None) -> tuple[Membership, ...]:
    """The roles held now in an organisation, or for the nation (None), by name of the person."""
    return tuple(
        visible_to(rights)
        .filter(_at(organisation_id), pk__in=Membership.objects.current().values("pk"))
        .order_by("user__name", "user_id", "began_at", "pk")
    )


def of_person(user_id: int) -> tuple[Membership, ...]:
    """The roles that one person holds now: the nation's first, then by organisation."""
    return tuple(
        Membership.objects.current()
        .filter(user=user_id)
        .select_related("organisation")
        .order_by("organisation__name", "began_at", "pk")
    )


def _at(organisation_id: int | None) -> Q:
    return Q(organisation__isnull=True) if organisation_id is None else Q(organisation=organisation_id)
