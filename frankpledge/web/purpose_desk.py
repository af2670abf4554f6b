"""The draft of what a record is for, and who sits at it: what every page about the draft begins with."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound, Stale
from frankpledge.people.permissions import Power, Rights, require
from frankpledge.register.models import Collaboration, Purpose
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.queries.purposes import Version, draft_of, story_of
from frankpledge.web import changing, members, purposes
from frankpledge.web.forms.questions import Values
from frankpledge.web.steps import Steps


@dataclass(frozen=True, slots=True)
class Desk:
    """One record with its draft, and the rights of who sits at it."""

    request: HttpRequest
    held: Collaboration
    rights: Rights
    keepers: frozenset[int]
    draft: Purpose | None

    @classmethod
    def of(cls, request: HttpRequest, written: str, power: Power) -> "Desk":
        """Raises NotFound, or NotAllowed for who has not the power over the record."""
        held = changing.of_record(written).owner
        if not isinstance(held, Collaboration):
            raise NotFound(_("There is no collaboration at this address."))
        keepers = keepers_of(held.pk)
        rights = require(members.actor(request), power, keepers)
        return cls(request, held, rights, keepers, draft_of(held.pk))

    @property
    def address(self) -> str:
        """Where the whole draft is."""
        return reverse("purpose-draft", args=[self.held.reference])

    @property
    def edition(self) -> str:
        return str(self.draft.edition if self.draft else 0)

    @property
    def last(self) -> Version | None:
        """The newest published version."""
        versions = story_of(self.held.pk).versions
        return versions[-1] if versions else None

    def drafted(self) -> Purpose:
        """The draft. Raises NotFound where there is none."""
        if self.draft is None:
            raise NotFound(_("There is no draft: it may have been published or thrown away."))
        return self.draft

    def steps(self, title: str, button: str, do: Callable[[Values], HttpResponseBase], **more: Any) -> Steps:
        """A page that asks about the draft, and leads back to it."""
        above = (*purposes.above(self.held), (_("Draft of the purpose"), self.address))
        asked = {"back": (_("Back to the draft"), self.address), **more}
        return Steps(title=title, button=button, do=do, breadcrumbs=above, **asked)


@contextmanager
def telling_what_it_says(now: Iterable[str]) -> Iterator[None]:
    """Whoever saved too late is shown both: what the draft says now, and below it what they typed."""
    try:
        yield
    except Stale as refused:
        said = " ".join(each for each in now if each)
        if not said:
            raise
        told = _("%(why)s It now says: “%(said)s” What you typed is below; saving it replaces that.")
        raise Stale(told % {"why": refused, "said": said}) from refused
