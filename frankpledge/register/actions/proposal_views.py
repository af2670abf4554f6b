"""What a legal person says of a proposal: its view of the test, and its judgement on the three matters.

Rows are only added. The same sent twice is done once; whoever did not see the body's latest word is told.
"""

import datetime
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import speaking_for
from frankpledge.people.rules import Faults
from frankpledge.register.actions import proposals
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    LONGEST_TEXT,
    Consideration,
    MeetsTest,
    Proposal,
    ProposalView,
)
from frankpledge.register.queries.considerations.pack import seal
from frankpledge.register.queries.proposals import latest_consideration, latest_view, pack_of, story
from frankpledge.register.states import proposals as states
from frankpledge.register.states.proposals import Move

LONGEST_OFFICE = 150
MATTERS = ("existing", "consistency", "opportunities", "conclusion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Whether the test is met, why, by the holder of which office, on which day (None is today)."""

    answer: str
    reasons: str
    office: str
    on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was considered of each matter, and what follows."""

    existing: str
    consistency: str
    opportunities: str
    answer: str
    conclusion: str
    office: str
    on: datetime.date | None = None


@transaction.atomic
def give(*, by: Actor, reference: str, organisation: Organisation, seen: int, said: Said) -> ProposalView:
    """Add a body's view. `seen` is the id of its newest one, nought for none."""
    by, proposal = _begun(by, reference, organisation, Move.VIEW)
    said = check_view(said)
    newest = latest_view(proposal, organisation)
    fields = {"answer": said.answer, "reasons": said.reasons, "office": said.office, "viewed_on": said.on}
    if newest is not None and all(getattr(newest, name) == value for name, value in fields.items()):
        return newest
    _check_seen(newest.pk if newest else 0, seen, organisation)
    _check_day(proposal, said.on)
    row = ProposalView.objects.create(
        proposal=proposal, organisation=organisation, recorder_id=by.user_id, **fields
    )
    proposals.record_move(by, Move.VIEW, proposal, organisation)
    return row


@transaction.atomic
def judge(
    *, by: Actor, reference: str, organisation: Organisation, seen: int, judged: Judged
) -> Consideration:
    """Add a body's judgement, with everything public that the register holds now: both are kept for good."""
    by, proposal = _begun(by, reference, organisation, Move.CONSIDER)
    judged = check_judgement(judged)
    newest = latest_consideration(proposal, organisation)
    fields = {name: getattr(judged, name) for name in (*MATTERS, "answer", "office")}
    fields["decided_on"] = judged.on
    if newest is not None and all(getattr(newest, name) == value for name, value in fields.items()):
        return newest
    _check_seen(newest.pk if newest else 0, seen, organisation)
    _check_day(proposal, judged.on)
    pack = pack_of(story(proposal), timezone.localdate())
    data = pack.as_data()
    row = Consideration.objects.create(
        proposal=proposal,
        organisation=organisation,
        pack=data,
        pack_hash=seal(data),
        revision=pack.revision,
        recorder_id=by.user_id,
        **fields,
    )
    proposals.record_move(by, Move.CONSIDER, proposal, organisation)
    return row


def check_view(said: Said) -> Said:
    """The same as it would be kept. Raises Invalid."""
    said = replace(
        said, reasons=cleaned(said.reasons), office=cleaned(said.office), on=said.on or timezone.localdate()
    )
    faults = {**_common_faults(said.answer, said.office, said.on), **_text_faults("reasons", said.reasons)}
    _refuse(faults)
    return said


def check_judgement(judged: Judged) -> Judged:
    """The same as it would be kept. Raises Invalid."""
    texts = {name: cleaned(getattr(judged, name)) for name in (*MATTERS, "office")}
    judged = replace(judged, **texts, on=judged.on or timezone.localdate())
    faults = _common_faults(judged.answer, judged.office, judged.on)
    for name in MATTERS:
        faults |= _text_faults(name, getattr(judged, name))
    _refuse(faults)
    return judged


def _begun(by: Actor, reference: str, organisation: Organisation, move: Move) -> tuple[Actor, Proposal]:
    """Who speaks for the body, as entries name them, and the proposal. Raises what keeps them from it."""
    proposal = proposals.locked(by, reference)
    by = speaking_for(by, organisation)
    proposals.party_of(proposal, organisation)
    states.moved(proposal, move)
    return by, proposal


def _check_seen(newest: int, seen: int, organisation: Organisation) -> None:
    if newest != seen:
        raise Stale(_("Somebody answered for %(body)s after you opened this page.") % {"body": organisation})


def _check_day(proposal: Proposal, day: datetime.date | None) -> None:
    if day is not None and day < proposal.raised_on:
        _refuse({"on": _("The day must not be before the proposal was raised")})


def _common_faults(answer: str, office: str, day: datetime.date | None) -> Faults:
    faults: Faults = {}
    if answer not in MeetsTest.values:
        faults["answer"] = _("Choose whether the test is met")
    if not office or len(office) > LONGEST_OFFICE or "\n" in office:
        faults["office"] = _("Enter the office, like Chief Constable")
    if day is not None and day > timezone.localdate():
        faults["on"] = _("The day must not be in the future")
    return faults


def _text_faults(name: str, text: str) -> Faults:
    if not text:
        return {name: _("Enter this, in a sentence or more")}
    if len(text) > LONGEST_TEXT:
        return {name: _("Enter no more than %(most)s letters") % {"most": f"{LONGEST_TEXT:,}"}}
    return {}


def _refuse(faults: Faults) -> None:
    if faults:
        raise Invalid(" ".join(faults.values()), faults)
