"""Where people and keys are managed: an organisation, or the nation as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.actions import giving
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, Organisation, Power, Role
from frankpledge.web import members


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, or the nation (None): its name, its roles, and the addresses of its pages."""

    organisation: Organisation | None

    @classmethod
    def of(cls, request: HttpRequest, slug: str, power: Power) -> "Place":
        """The organisation of that slug, or the nation (""), where the reader holds the power.

        Raises NotFound for any other: there, nothing is said of its people.
        """
        rights = members.rights(request)
        if not slug and rights.may_nationally(power):
            return cls(None)
        found = giving.where(slug)
        if found is None or not rights.may(power, [found.pk]):
            raise NotFound(_("There is no such page, or it is not for you."))
        return cls(found)

    @property
    def slug(self) -> str:
        return self.organisation.slug if self.organisation else ""

    @property
    def pk(self) -> int | None:
        return self.organisation.pk if self.organisation else None

    @property
    def name(self) -> str:
        return self.organisation.name if self.organisation else _("The whole register")

    @property
    def roles(self) -> Sequence[Role]:
        return ORGANISATION_ROLES if self.organisation else NATIONAL_ROLES

    def address(self, page: str = "people", *rest: int, done: str = "") -> str:
        """Where one of its pages is; `done` says there what was done just now."""
        query = {"done": done} if done else None
        if self.organisation is None:
            return reverse(f"national-{page}", args=rest, query=query)
        return reverse(page, args=[self.slug, *rest], query=query)

    def above(self, *, people: bool = False, keys: bool = False) -> tuple[tuple[str, str], ...]:
        """The pages above one of these, outermost first."""
        links: list[tuple[str, str]] = []
        if self.organisation is not None:
            links.append((self.name, reverse("organisation", args=[self.slug])))
        if people:
            links.append((_("People"), self.address()))
        if keys:
            links.append((_("Keys"), self.address("keys")))
        return tuple(links)
