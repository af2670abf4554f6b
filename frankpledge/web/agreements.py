"""What the pages about agreements share: which one it is, what may be done with it, its terms in words."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.dates import Answer
from frankpledge.errors import NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.people.permissions import require, require_own_word
from frankpledge.register.models import (
    Agreement,
    AgreementState,
    Collaboration,
    ExitItem,
    NoticeBy,
    Obligation,
)
from frankpledge.register.queries import agreements
from frankpledge.register.queries.agreement_pages import Shown
from frankpledge.register.queries.collaborations import reference_in
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.section_22a import Provision
from frankpledge.register.states import agreements as states
from frankpledge.register.states.agreements import Move
from frankpledge.web import asat, members
from frankpledge.web.forms.questions import Text, Values
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, Steps

Deed = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One agreement and the addresses of its pages."""

    agreement: Agreement

    @property
    def key(self) -> str:
        return self.agreement.reference or ""

    @property
    def address(self) -> str:
        """Its own page."""
        return reverse("agreement", args=[self.key])

    def done(self, what: str) -> str:
        """Its own page, which says what was done just now."""
        return reverse("agreement", args=[self.key], query={"done": what})

    def page(self, name: str, *parts: object) -> str:
        """One of its pages."""
        return reverse(name, args=[self.key, *parts])

    def steps(self, title: str, button: Text, do: Callable[[Values], HttpResponseBase], **more: Any) -> Steps:
        """A page that asks about it, and leads back to it."""
        back = (_("Cancel"), self.address)
        return Steps(title=title, button=button, do=do, back=back, breadcrumbs=self.above, **more)

    @property
    def above(self) -> tuple[tuple[str, str], ...]:
        """The pages above one of these."""
        record = self.agreement.collaboration
        return (
            (record.title, reverse("collaboration", args=[record.address])),
            (_("Agreements"), reverse("agreements-of-record", args=[record.reference])),
            (self.agreement.title, self.address),
        )


def record_at(written: str) -> Collaboration:
    """The record that an address names. Raises NotFound."""
    found = Collaboration.objects.filter(reference=reference_in(written) or "").first()
    if found is None:
        raise NotFound(_("There is no collaboration at this address."))
    return found


def record_for(request: HttpRequest, written: str, power: Power) -> Collaboration:
    """The same, for who has the power over it. Raises NotFound, NotAllowed."""
    record = record_at(written)
    require(members.actor(request), power, keepers_of(record.pk))
    return record


def place_for(request: HttpRequest, reference: str, move: Move) -> Place:
    """An agreement for who may do this to agreements of its record. Raises NotFound, NotAllowed."""
    found = agreements.visible(reference, rights=members.rights(request))
    require(members.actor(request), states.RULES[move].power, keepers_of(found.collaboration_id))
    return Place(found)


def place_of_body(request: HttpRequest, reference: str, slug: str) -> tuple[Place, Organisation]:
    """An agreement, and which of those who sign it somebody speaks for. Raises NotFound, NotAllowed."""
    found = agreements.visible(reference, rights=members.rights(request))
    for each in agreements.signatories_of(found):
        if each.organisation.slug == slug:
            require_own_word(members.actor(request), each.organisation_id)
            return Place(found), each.organisation
    raise NotFound(_("This body is not one of those who sign this agreement."))


def check_is_draft(place: Place) -> None:
    """Raises NotFound for one whose terms cannot change any more."""
    if place.agreement.state != AgreementState.DRAFT:
        raise NotFound(_("Its terms cannot be changed now: it is out for signature, or further."))


def deeds(request: HttpRequest, shown: Shown) -> Iterator[Deed]:
    """What somebody may do with an agreement now: (text, address)."""
    place, rights = Place(shown.agreement), members.rights(request)
    keepers = keepers_of(shown.agreement.collaboration_id)
    state = AgreementState(shown.agreement.state)

    def may(move: Move) -> bool:
        return states.may(move, state) and rights.may(states.RULES[move].power, keepers)

    if may(Move.SEND):
        yield _("Send it out for signature"), place.page("agreement-move", "send")
    if may(Move.SIGN_FROM_COPY):
        yield _("Enter signatures from a signed copy"), place.page("agreement-copy")
    if may(Move.RECALL) and len(shown.waiting_for) == len(shown.signings):
        yield _("Make it a draft again"), place.page("agreement-move", "recall")
    if may(Move.WITHDRAW):
        yield _("Withdraw it"), place.page("agreement-move", "withdraw")
    yield from _own_deeds(request, shown)
    if may(Move.OBLIGE):
        yield _("Add an obligation"), place.page("agreement-oblige")


def _own_deeds(request: HttpRequest, shown: Shown) -> Iterator[Deed]:
    """What is the word of a body for which somebody speaks."""
    place, state = Place(shown.agreement), AgreementState(shown.agreement.state)
    speaks_for = members.rights(request).organisations_with(Power.SPEAK_FOR)
    running = {notice.organisation_id for notice in shown.running}
    for each in shown.signings:
        body = each.party.organisation
        if body.pk not in speaks_for:
            continue
        told = {"body": body.name}
        if each.signature is None and states.may(Move.SIGN, state):
            yield _("Sign for %(body)s") % told, place.page("agreement-sign", body.slug)
        if states.may(Move.GIVE_NOTICE, state) and body.pk not in running:
            yield _("Give notice for %(body)s") % told, place.page("agreement-notice", body.slug)
        if states.may(Move.RESERVE, state):
            yield _("Make a reservation for %(body)s") % told, place.page("agreement-reserve", body.slug)


def dates(agreement: Agreement) -> Rows:
    """Its dates in words."""
    return (
        (_("Signed"), when(agreement.signed_on) if agreement.signed_on else _("not by all of them yet")),
        (_("In force from"), when(agreement.in_force_from)),
        (_("Runs out"), when(agreement.expires_on) if agreement.expires_on else _("no day on record")),
        (_("Next review"), when(agreement.review_on) if agreement.review_on else _("no day on record")),
    )


def state_in_words(agreement: Agreement, state: AgreementState, day: datetime.date) -> str:
    """How it stands on a day; one signed ahead of its time is not in force yet."""
    begins = agreement.in_force_from
    if state == AgreementState.IN_FORCE and begins and begins.on_or_before(day) is Answer.NO:
        return _("signed by all, in force from %(day)s") % {"day": when(begins)}
    return str(state.label)


def notice_in_words(agreement: Agreement) -> str:
    """How long notice is, and who may give it."""
    if agreement.notice_months is None:
        return _("not known")
    told = {"months": agreement.notice_months, "who": NoticeBy(agreement.notice_by).label}
    return _("%(months)s months; who may give it: %(who)s") % told


def provisions_in_words(agreement: Agreement) -> list[str]:
    """Which kinds of provision it contains."""
    return [str(Provision(each).label) for each in agreement.provisions]


def exit_terms(agreement: Agreement) -> Rows:
    """What it says of leaving, each under its name."""
    return tuple(
        (ExitItem(name.removeprefix("exit_")).label, getattr(agreement, name))
        for name in ("exit_costs", "exit_staff", "exit_assets", "exit_contracts", "exit_data", "exit_records")
    )


def is_overdue(obligation: Obligation) -> bool:
    """Whether it is owed and its day has passed."""
    return obligation.is_open and obligation.due_on is not None and obligation.due_on < asat.today()
