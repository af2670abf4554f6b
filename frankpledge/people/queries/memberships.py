"""Who is what: of an organisation, of the nation, and of one person. One statement each."""

from django.db.models import F, Q, QuerySet

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
        _now(rights).filter(_at(organisation_id)).order_by("user__name", "user_id", "began_at", "pk")
    )


def everybody(rights: Rights) -> tuple[Membership, ...]:
    """All roles held now that may be seen: the nation's first, then by organisation."""
    order = (F("organisation__slug").asc(nulls_first=True), "user__name", "user_id", "began_at", "pk")
    return tuple(_now(rights).order_by(*order))


def of_person(user_id: int) -> tuple[Membership, ...]:
    """The roles that one person holds now: the nation's first, then by organisation."""
    return tuple(
        Membership.objects.current()
        .filter(user=user_id)
        .select_related("organisation")
        .order_by(F("organisation__name").asc(nulls_first=True), "began_at", "pk")
    )


def _now(rights: Rights) -> QuerySet[Membership]:
    return visible_to(rights).filter(pk__in=Membership.objects.current().values("pk"))


def _at(organisation_id: int | None) -> Q:
    return Q(organisation__isnull=True) if organisation_id is None else Q(organisation=organisation_id)
