"""Where the pages for changing a row stand: their addresses, and whose page the row is on."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.people.permissions import require
from frankpledge.people.queries.organisations import named
from frankpledge.register.changing import KINDS, Kind, Owner
from frankpledge.register.models import (
    KINDS_OF_A_BODY,
    KINDS_OF_A_RECORD,
    Change,
    Collaboration,
    TargetKind,
)
from frankpledge.register.queries import changes
from frankpledge.register.queries.collaborations import reference_in
from frankpledge.register.queries.subjects import subject
from frankpledge.web import members


@dataclass(frozen=True, slots=True)
class Home:
    """A record or an organisation, and where the pages about it are."""

    owner: Collaboration | Organisation

    @property
    def route(self) -> str:
        return "collaboration" if isinstance(self.owner, Collaboration) else "organisation"

    @property
    def key(self) -> str:
        """What its pages for changing are called by."""
        return self.owner.reference if isinstance(self.owner, Collaboration) else self.owner.slug

    @property
    def name(self) -> str:
        return self.owner.title if isinstance(self.owner, Collaboration) else self.owner.name

    @property
    def address(self) -> str:
        """Its own page."""
        last = self.owner.address if isinstance(self.owner, Collaboration) else self.key
        return reverse(self.route, args=[last])

    @property
    def itself(self) -> TargetKind:
        is_record = isinstance(self.owner, Collaboration)
        return TargetKind.COLLABORATION if is_record else TargetKind.ORGANISATION

    @property
    def kinds(self) -> tuple[TargetKind, ...]:
        """The kinds of rows on its page, itself left aside."""
        return (KINDS_OF_A_RECORD if isinstance(self.owner, Collaboration) else KINDS_OF_A_BODY)[1:]

    def start(self) -> str:
        """Where one chooses what to change."""
        return reverse(f"{self.route}-change", args=[self.key])

    def group(self, slug: str) -> str:
        """Where some of its own fields are asked."""
        return reverse(f"{self.route}-change-group", args=[self.key, slug])

    def row(self, kind: str, number: int, group: str = "") -> str:
        """Where a row is changed."""
        if group:
            return reverse(f"{self.route}-change-row-group", args=[self.key, kind, number, group])
        return reverse(f"{self.route}-change-row", args=[self.key, kind, number])

    def add(self, kind: str) -> str:
        """Where a row is added."""
        return reverse(f"{self.route}-change-add", args=[self.key, kind])

    def remove(self, kind: str, number: int) -> str:
        """Where a mistaken row is taken away."""
        return reverse(f"{self.route}-change-remove", args=[self.key, kind, number])

    def kind(self, word: str) -> Kind[Any]:
        """A kind of row that stands on its page. Raises NotFound."""
        if word not in self.kinds:
            raise NotFound(_("There is nothing to change at this address."))
        return KINDS[word]


def of_record(written: str) -> Home:
    """The record that an address names. Raises NotFound."""
    found = subject(reference_in(written) or "").collaboration
    if found is None:
        raise NotFound(_("There is no collaboration at this address."))
    return Home(found)


def of_body(slug: str) -> Home:
    """The organisation that an address names. Raises NotFound."""
    return Home(named(slug))


def of_change(change: Change) -> Home | None:
    """Where what a change is about stands; nowhere, for the nation."""
    owner: Owner = change.collaboration or change.organisation
    return Home(owner) if owner is not None else None


def check_may_propose(request: HttpRequest, home: Home) -> None:
    """Raises NotAllowed for who may not propose a change there."""
    require(members.actor(request), Power.PROPOSE_CHANGE, changes.keepers_of(home.owner))


def may_propose(request: HttpRequest, home: Home) -> bool:
    """Whether somebody signed in may. One statement for them, none for everybody else."""
    if not members.is_signed_in(request) or not members.rights(request).may_anywhere(Power.PROPOSE_CHANGE):
        return False
    return members.rights(request).may(Power.PROPOSE_CHANGE, changes.keepers_of(home.owner))


def link(request: HttpRequest, owner: Collaboration | Organisation) -> str:
    """The address of “Change this record” for who may; "" for everybody else, so that no kept page has it."""
    home = Home(owner)
    return home.start() if may_propose(request, home) else ""
