"""The people of a demonstration: one for each role, each a fiction, at an address that nobody can have."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.people.actions import memberships, users
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, Role, User

NATION = ""
# An inspector's role is given for a while; here it is given again whenever this copy starts.
INSPECTION = datetime.timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Part:
    """A role somebody may take on, and for whom: the slug of a body, or NATION."""

    role: Role
    organisation: str

    @property
    def email(self) -> str:
        return f"{self.role.value}@{self.organisation or 'national'}.example"

    @property
    def name(self) -> str:
        return f"{self.role.label} {_place(self.organisation)} (made up)"


def _place(slug: str) -> str:
    """`pcc-eastvale` as `PCC Eastvale`."""
    if slug == NATION:
        return "of the nation"
    area = slug.removeprefix("pcc-")
    return area.capitalize() if area == slug else f"PCC {area.capitalize()}"


CAST = (
    *(Part(role, "northmarch") for role in ORGANISATION_ROLES),
    *(
        Part(role, area)
        for area in ("eastvale", "wexcombe")
        for role in (Role.CONTRIBUTOR, Role.FINANCE, Role.OWNER)
    ),
    *(Part(Role.OWNER, body) for body in ("pcc-northmarch", "pcc-eastvale", "pcc-wexcombe")),
    *(Part(role, NATION) for role in NATIONAL_ROLES),
)


def appoint(*, by: Actor) -> int:
    """Has everybody of the cast in place. Returns how many were not."""
    return sum(_appoint(part, by) for part in CAST)


def people() -> Iterator[tuple[Part, User]]:
    """The cast, as far as it is in place. One statement."""
    held = {user.email: user for user in User.objects.filter(email__in=[part.email for part in CAST])}
    return ((part, held[part.email]) for part in CAST if part.email in held)


def _appoint(part: Part, by: Actor) -> bool:
    is_new = not User.objects.filter(email=part.email).exists()
    user = users.create(by=by, email=part.email, name=part.name)
    until = timezone.localdate() + INSPECTION if part.role is Role.INSPECTOR else None
    memberships.give(by=by, user_id=user.pk, role=part.role, organisation=part.organisation, until=until)
    return is_new
