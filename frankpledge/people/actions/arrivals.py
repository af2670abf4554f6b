"""Somebody comes by a sign-in provider whose people are mapped to an organisation."""

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid
from frankpledge.people.actions import memberships, users
from frankpledge.people.models import Domain, Membership, Role, User


def open_account(*, email: str, name: str) -> User:
    """An account opened by its owner. Raises Invalid when the address has one already."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        if users.held(email) is not None:
            fault = _("This address has an account already.")
            raise Invalid(fault, {"email": fault})
        return users.opened(email=email, name=name, password=None)


def belong(*, by: Actor, user: User, place: Domain) -> Membership | None:
    """The role that the mapping gives, the first time only: what an administrator ended stays ended."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        if Membership.objects.filter(user=user, organisation=place.organisation).exists():
            return None
        return memberships.appointed(
            by=by, user=user, role=Role(place.role), place=place.organisation, over=None
        )
