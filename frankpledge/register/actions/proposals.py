"""Raising a proposal, and telling others of it.

Everything is done once, however often it is sent. `version` is the version of the proposal that somebody saw.
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.dates import Answer
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require, speaking_for
from frankpledge.people.queries.relations import overseers
from frankpledge.people.rights import Rights
from frankpledge.people.rules import Faults
from frankpledge.register import references
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    LONGEST_TEXT,
    Function,
    Interest,
    Model,
    Proposal,
    ProposalFunction,
    ProposalParty,
)
from frankpledge.register.queries import proposals
from frankpledge.register.queries.considerations import MOST_FUNCTIONS
from frankpledge.register.queries.keepers import keepers_of_organisation
from frankpledge.register.states import proposals as states
from frankpledge.register.states.proposals import Move

LONGEST_TITLE = 200
# Nobody keeps a log that goes back before the duty itself.
EARLIEST = datetime.date(2010, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """What somebody wants to raise. `told` are slugs of bodies; a force's stands for its pair."""

    title: str
    what: str
    why: str
    interest: str
    raised_by: Organisation
    functions: Sequence[str]
    told: Sequence[str]
    raised_on: datetime.date | None
    model: str = ""


def check(*, by: Actor, opportunity: Opportunity) -> tuple[Organisation, ...]:
    """Everybody who would be told, the raising body's pair first. Raises what `raise_it` would."""
    require(by, Power.PROPOSE_CHANGE, [opportunity.raised_by.pk])
    faults, told = _faults(opportunity), _legal_persons(opportunity.told)
    own = Organisation.objects.filter(pk__in=keepers_of_organisation(opportunity.raised_by.pk)).order_by(
        "name"
    )
    others = [each for each in told if each not in set(own)]
    if not others:
        faults["told"] = _("Choose at least one other force")
    refuse(faults)
    return (*own, *others)


@transaction.atomic
def raise_it(*, by: Actor, opportunity: Opportunity, key: uuid.UUID) -> Proposal:
    """Write it in the log, and tell everybody chosen. The same form sent again gives the same proposal."""
    audit.wait_for_other_writers()
    told = check(by=by, opportunity=opportunity)
    if before := Proposal.objects.filter(submission_key=key, author=by.user_id, author_name=by.name).first():
        return before
    functions = Function.objects.in_bulk(list(opportunity.functions), field_name="slug")
    raised_on = opportunity.raised_on or timezone.localdate()
    proposal = Proposal.objects.create(
        reference=references.new("O", Proposal.objects.all()),
        submission_key=key,
        title=cleaned(opportunity.title),
        what=cleaned(opportunity.what),
        why=cleaned(opportunity.why),
        interest=opportunity.interest,
        model=opportunity.model,
        raised_by=opportunity.raised_by,
        raised_on=raised_on,
        author_id=by.user_id,
        author_name=by.name,
    )
    places = enumerate(dict.fromkeys(opportunity.functions))
    ProposalFunction.objects.bulk_create(
        ProposalFunction(proposal=proposal, function=functions[slug], position=number)
        for number, slug in places
    )
    _tell(proposal, told, raised_on, by)
    _record(by, Move.RAISE, proposal, None)
    return proposal


@transaction.atomic
def notify(
    *, by: Actor, reference: str, version: int, told: Sequence[str], notified_on: datetime.date | None
) -> Proposal:
    """Tell more bodies. Those who were told already are left as they are."""
    proposal = locked(by, reference)
    require(by, Power.PROPOSE_CHANGE, proposals.raisers(proposal))
    states.moved(proposal, Move.NOTIFY)
    day = notified_on or timezone.localdate()
    held = set(proposal.parties.values_list("organisation", flat=True))
    persons = _legal_persons(told)
    new = [each for each in persons if each.pk not in held]
    faults = day_faults("notified_on", day, proposal.raised_on)
    if not persons:
        faults["told"] = _("Choose at least one force")
    refuse(faults)
    if not new:
        return proposal
    check_version(proposal, version)
    _tell(proposal, new, day, by)
    save(by, Move.NOTIFY, proposal)
    return proposal


@transaction.atomic
def acknowledge(*, by: Actor, reference: str, organisation: Organisation) -> Proposal:
    """Say that a body received it, today."""
    proposal = locked(by, reference)
    by = speaking_for(by, organisation)
    party = party_of(proposal, organisation)
    states.moved(proposal, Move.ACKNOWLEDGE)
    if party.acknowledged_on is None:
        party.acknowledged_on = max(timezone.localdate(), party.notified_on)
        party.save(update_fields=["acknowledged_on"])
        save(by, Move.ACKNOWLEDGE, proposal)
    return proposal


def party_of(proposal: Proposal, organisation: Organisation) -> ProposalParty:
    """The body's place among those told. Raises Invalid where it was not told."""
    found = proposal.parties.filter(organisation=organisation, followed_on=None).first()
    if found is None:
        raise Invalid(_("%(body)s was not told of this proposal.") % {"body": organisation.name})
    return found


def record_move(by: Actor, move: Move, proposal: Proposal, organisation: Organisation) -> None:
    """After a view or a judgement was added: the proposal is being considered."""
    before = proposal.state
    proposal.state = states.moved(proposal, move)
    save(by, move, proposal, "state", before=before, organisation=organisation.slug)


def locked(by: Actor, reference: str) -> Proposal:
    """One proposal that the actor may see, with nobody else writing until the transaction ends."""
    audit.wait_for_other_writers()
    return proposals.visible(reference, Rights.of(by))


def check_version(proposal: Proposal, version: int) -> None:
    """Raises Stale unless it is as somebody saw it."""
    if proposal.version != version:
        raise Stale(
            _(
                "Something was added to this proposal after you opened this page. Look at it again,"
                " then send this."
            )
        )


def _tell(proposal: Proposal, told: Iterable[Organisation], day: datetime.date, by: Actor) -> None:
    ProposalParty.objects.bulk_create(
        ProposalParty(proposal=proposal, organisation=each, notified_on=day, notified_by=by.name)
        for each in told
    )


def _legal_persons(slugs: Iterable[str]) -> list[Organisation]:
    """These bodies, each force followed by the policing body that maintains it now. Raises Invalid."""
    asked = list(dict.fromkeys(slugs))
    found = Organisation.objects.in_bulk(asked, field_name="slug")
    if unknown := [slug for slug in asked if slug not in found]:
        refuse({"told": _("“%(name)s” is not on this register") % {"name": unknown[0][:60]}})
    today = timezone.localdate()
    maintained = overseers(today)
    persons: dict[int, Organisation] = {}
    for slug in asked:
        persons[found[slug].pk] = found[slug]
        for tie in maintained.get(found[slug].pk, ()):
            if tie.held_on(today) is Answer.YES:
                persons[tie.other.pk] = tie.other
    return list(persons.values())


def _faults(opportunity: Opportunity) -> Faults:
    faults = {
        **text_faults("what", cleaned(opportunity.what)),
        **text_faults("why", cleaned(opportunity.why)),
    }
    title = cleaned(opportunity.title)
    if not title or len(title) > LONGEST_TITLE or "\n" in title:
        faults["title"] = _("Enter a title of up to %(most)s letters, on one line") % {"most": LONGEST_TITLE}
    if opportunity.interest not in Interest.values:
        faults["interest"] = _("Choose what it would serve")
    if opportunity.model not in {"", *Model.values}:
        faults["model"] = _("Choose one, or leave it open")
    known = Function.objects.filter(slug__in=opportunity.functions).count()
    if not 0 < len(set(opportunity.functions)) <= MOST_FUNCTIONS or known != len(set(opportunity.functions)):
        faults["functions"] = _("Choose up to %(most)s kinds of work") % {"most": MOST_FUNCTIONS}
    day = opportunity.raised_on or timezone.localdate()
    return {**faults, **day_faults("raised_on", day, EARLIEST)}


def text_faults(name: str, text: str, *, is_asked: bool = True) -> Faults:
    """What is wrong with a text, under the name of its field."""
    if is_asked and not text:
        return {name: _("Enter this, in a sentence or more")}
    if len(text) > LONGEST_TEXT:
        return {name: _("Enter no more than %(most)s letters") % {"most": f"{LONGEST_TEXT:,}"}}
    return {}


def day_faults(name: str, day: datetime.date, earliest: datetime.date) -> Faults:
    """What is wrong with a day, under the name of its field."""
    if day > timezone.localdate():
        return {name: _("The day must not be in the future")}
    if day < earliest:
        return {name: _("The day must not be before %(day)s") % {"day": earliest}}
    return {}


def refuse(faults: Faults) -> None:
    """Raises Invalid where anything is wrong."""
    if faults:
        raise Invalid(" ".join(faults.values()), faults)


def save(
    by: Actor, move: Move, proposal: Proposal, *fields: str, before: str | None = None, organisation: str = ""
) -> None:
    """Save these fields as a new version, with an entry."""
    proposal.version += 1
    proposal.save(update_fields=[*fields, "version"])
    _record(by, move, proposal, before, organisation)


def _record(by: Actor, move: Move, proposal: Proposal, before: str | None, organisation: str = "") -> None:
    detail = {"state": [before, str(proposal.state)]} if before != proposal.state else {}
    audit.record(
        by=by,
        action=f"register.proposals.{move.value}",
        subject_kind="proposal",
        subject_key=proposal.reference,
        detail={**detail, **({"of": [None, organisation]} if organisation else {})},
        is_public=False,
    )
