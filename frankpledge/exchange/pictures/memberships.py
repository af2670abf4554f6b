"""The strips of one organisation: what its page tells that it is in, beyond what every force is in."""

import datetime

from django.utils.translation import gettext as _

from frankpledge.exchange.pictures import strips
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.exchange.pictures.strips import Strip
from frankpledge.people.models import Capacity, Organisation
from frankpledge.register.queries.memberships import Membership, Memberships


def of_memberships(organisation: Organisation, memberships: Memberships, today: datetime.date) -> Picture:
    """A strip of years for each collaboration that is told, under its first function.

    Of a policing body only those in its own name: those of the pair are on its force's page.
    """
    told = [each for each in memberships.listed if _is_drawn(organisation, each)]
    in_order = sorted(told, key=lambda each: (function_of(each), each.collaboration.title))
    drawn = [
        Strip.of(each.first.party, label=each.collaboration.title, group=function_of(each))
        for each in in_order
    ]
    return strips.of_organisation(organisation.name, drawn, today)


def function_of(membership: Membership) -> str:
    """The name of its first function, under which it is told."""
    return membership.functions[0].name if membership.functions else _("Function not known")


def _is_drawn(organisation: Organisation, membership: Membership) -> bool:
    if organisation.capacity == Capacity.POLICING_BODY:
        return membership.first.is_own
    return not membership.everywhere
