"""“Your organisations”: what somebody is and where, with the ways on. For the pages of one's account."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.people.actions.giving import last_day
from frankpledge.people.models import Membership, Organisation, Power
from frankpledge.people.queries import memberships
from frankpledge.people.rights import Rights
from frankpledge.web import members
from frankpledge.web.phrases import when
from frankpledge.web.places import Place


@dataclass(frozen=True, slots=True)
class YourRole:
    """One role in words. `until` is its last day, "" for one without."""

    label: str
    until: str


@dataclass(frozen=True, slots=True)
class YourPlace:
    """An organisation, or the nation, and one's roles there; addresses are "" for what one may not see."""

    name: str
    roles: Sequence[YourRole]
    leave_address: str
    people_address: str = ""
    keys_address: str = ""
    reorganisations_address: str = ""


def your_places(request: HttpRequest) -> list[YourPlace]:
    """Where whoever is signed in has roles now: one statement, and their rights, however many there are."""
    person = members.user(request)
    held = memberships.of_person(person.pk) if person else ()
    return [
        _place(request, list(rows)) for _number, rows in groupby(held, key=lambda row: row.organisation_id)
    ]


def people_address(request: HttpRequest, organisation: Organisation) -> str:
    """Where its people are, for somebody signed in who may see them; "" for everybody else."""
    if members.user(request) is None:
        return ""
    may = members.rights(request).may(Power.READ_PERSONS, [organisation.pk])
    return Place(organisation).address() if may else ""


def list_address(request: HttpRequest, organisation: Organisation) -> str:
    """Where its people look through its list of collaborations; "" for everybody else."""
    if members.user(request) is None:
        return ""
    may = members.rights(request).may(Power.READ_RESTRICTED, [organisation.pk])
    return reverse("completeness", args=[organisation.slug]) if may else ""


def _place(request: HttpRequest, rows: Sequence[Membership]) -> YourPlace:
    rights, place = members.rights(request), Place(rows[0].organisation)
    here = [] if place.pk is None else [place.pk]
    sees_people = rights.may(Power.READ_PERSONS if here else Power.MANAGE_PEOPLE, here)
    manages_keys = bool(here) and rights.may(Power.MANAGE_TOKENS, here)
    decides_for_all = not here and rights.may_nationally(Power.DECIDE_CHANGE)
    return YourPlace(
        name=place.name,
        roles=[
            *(YourRole(str(row.get_role_display()), _until(row)) for row in rows),
            *(YourRole(_("Stands in for %(name)s") % {"name": name}, "") for name in _lenders(rights, place)),
        ],
        leave_address=place.address("people-leave"),
        people_address=place.address() if sees_people else "",
        keys_address=place.address("keys") if manages_keys else "",
        reorganisations_address=reverse("reorganisations") if decides_for_all else "",
    )


def _lenders(rights: Rights, place: Place) -> list[str]:
    return sorted({*rights.lent.get(place.pk or 0, {}).values()})


def _until(row: Membership) -> str:
    day = last_day(row.expires_at)
    return when(day) if day else ""
