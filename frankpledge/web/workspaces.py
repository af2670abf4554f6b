"""Where the people of a record work on its costs and benefits: its workspace, and their rights."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.audit.actions import note_read
from frankpledge.benefits import years
from frankpledge.benefits.models import Workspace
from frankpledge.benefits.queries.workspaces import workspace_of
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.permissions import Power, Rights, require
from frankpledge.register.models import Collaboration
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.web import documents, members
from frankpledge.web.forms.questions import Kind, Question, Text, Values, day_of
from frankpledge.web.pages import Page, page_response
from frankpledge.web.steps import Steps


@dataclass(frozen=True, slots=True)
class Desk:
    """One record with its workspace, where there is one, and the rights of who sits at it."""

    request: HttpRequest
    held: Collaboration
    rights: Rights
    keepers: frozenset[int]
    workspace: Workspace | None

    @classmethod
    def of(cls, request: HttpRequest, written: str, power: Power = Power.READ_RESTRICTED) -> "Desk":
        """Raises NotFound, or NotAllowed for who has not the power over the record."""
        held = documents.record_of(written)
        keepers = keepers_of(held.pk)
        rights = members.rights(request)
        if not rights.may(power, keepers):
            # Says what would help: a role, or a second factor.
            require(members.actor(request), power, keepers)
        return cls(request, held, rights, keepers, workspace_of(held.pk))

    @property
    def work(self) -> Workspace:
        """The workspace. Raises NotFound where none was begun."""
        if self.workspace is None:
            raise NotFound(_("The costs and benefits of this collaboration are not tracked here yet."))
        return self.workspace

    @property
    def address(self) -> str:
        """Where all of it begins."""
        return self.at("benefits")

    def at(self, name: str, *more: object, **query: object) -> str:
        """The address of one of its pages."""
        return reverse(name, args=[self.held.reference, *more], query=query or None)

    def may(self, power: Power) -> bool:
        """Whether who sits at it has this power over the record."""
        return self.rights.may(power, self.keepers)

    def above(self, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        """The pages above one of its pages."""
        own = (self.held.title, reverse("collaboration", args=[self.held.address]))
        return (own, (_("Costs and benefits"), self.address), *more)

    def page(
        self,
        template: str,
        title: str,
        context: Mapping[str, Any],
        *more: tuple[str, str],
        is_start: bool = False,
    ) -> HttpResponse:
        """One of its pages, to read: that somebody read it is noted."""
        note_read(
            by=members.actor(self.request), subject_kind="collaboration", subject_key=self.held.reference
        )
        page = Page(
            title=title,
            shows_register=False,
            for_search_engines=False,
            breadcrumbs=self.above()[:1] if is_start else self.above(*more),
        )
        said = {
            "desk": self,
            "held": self.held,
            "workspace": self.workspace,
            "may_write": self.may(Power.PROPOSE_CHANGE),
            "may_decide": self.may(Power.DECIDE_CHANGE),
            "may_publish": self.may(Power.PUBLISH),
        }
        return page_response(self.request, template, page, {**said, **context})

    def steps(self, title: str, button: Text, do: Callable[[Values], HttpResponseBase], **more: Any) -> Steps:
        """A page of it that asks."""
        asked: dict[str, Any] = {
            "back": (_("Back to costs and benefits"), self.address),
            "breadcrumbs": self.above(),
            **more,
        }
        return Steps(title=title, button=button, do=do, **asked)


def link(request: HttpRequest, record: Any, *, may_begin: bool) -> str:
    """Where a record's costs and benefits are, for its own people; "" for everybody else.

    One statement more where they are tracked (`has_workspace` came with the record), and only for who reads
    what is not public of some record. Where they are not, it is for who may begin.
    """
    address = reverse("benefits", args=[record.reference])
    if not record.has_workspace:
        return address if may_begin else ""
    if not members.is_signed_in(request):
        return ""
    rights = members.rights(request)
    if not rights.may_anywhere(Power.READ_RESTRICTED):
        return ""
    is_theirs = rights.may(Power.READ_RESTRICTED, keepers_of(record.pk))
    return address if is_theirs else ""


def version_question() -> Question:
    """The version that somebody saw, as a form carries it."""
    return Question(name="version", kind=Kind.HIDDEN, is_made_anew=True)


def number_of(values: Values, name: str = "version") -> int:
    """A hidden number. Raises Invalid for one that is not ours."""
    written = values.get(name, "")
    if not (written.isascii() and written.isdecimal()) or len(written) > 9:
        raise Invalid(_("We could not read this form. Load the page again."))
    return int(written)


def month_of(values: Values, name: str) -> datetime.date | None:
    """The first day of the month written, None for nothing. Raises Invalid for what is no month."""
    written = " ".join(values.get(name, "").split())
    if not written:
        return None
    try:
        day = day_of({name: f"1 {written}"}, name)
    except Invalid as refused:
        fault = _("Enter a month, like April 2025")
        raise Invalid(fault, {name: fault}) from refused
    return day


def year_in_words(year: int) -> str:
    """A financial year, by its first calendar year: `2024/25`."""
    return years.in_words(year)
