"""Who stands in for whom: in one organisation, and for one person. One statement each."""

from django.apps import apps
from django.db.models import Q, QuerySet

from frankpledge.people.models import Delegation, Membership, Power, User
from frankpledge.people.rights import Rights

# A code for an emergency is no second step by itself.
SECOND_STEPS = ("totp", "webauthn")


def visible_to(rights: Rights, user_id: int | None) -> QuerySet[Delegation]:
    """Those of organisations whose people somebody may see, and one's own."""
    everything = Delegation.objects.select_related("delegator", "delegate", "organisation")
    if rights.may_nationally(Power.READ_PERSONS):
        return everything
    own = Q(delegator=user_id) | Q(delegate=user_id)
    return everything.filter(own | Q(organisation__in=rights.organisations_with(Power.READ_PERSONS)))


def of_organisation(rights: Rights, user_id: int | None, organisation_id: int) -> tuple[Delegation, ...]:
    """Those of an organisation that count now or will."""
    ours = visible_to(rights, user_id).filter(organisation=organisation_id)
    return tuple(ours.filter(pk__in=Delegation.objects.not_over().values("pk")).order_by("starts_on", "pk"))


def who_may_stand_in(organisation_id: int, but: int) -> tuple[User, ...]:
    """Everybody else with a role there and a second step, by name."""
    held = Membership.objects.current().filter(organisation=organisation_id)
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).exclude(pk=but)
    if apps.is_installed("allauth.mfa"):
        proofs = apps.get_model("mfa", "Authenticator").objects.filter(type__in=SECOND_STEPS)
        people = people.filter(pk__in=proofs.values("user"))
    return tuple(people.order_by("name", "pk"))
