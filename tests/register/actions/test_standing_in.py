"""Whoever stands in for a colleague: every entry that they leave says for whom, and only while it lasts."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import NotAllowed, NotFound
from frankpledge.people.models import Delegation, Role
from frankpledge.register.actions import (
    agreements,
    endings,
    notices,
    proposal_outcomes,
    proposal_views,
    proposals,
    purpose_versions,
    registrations,
    reorganisations,
    reservations,
    signatures,
)
from frankpledge.register.actions.endings import End
from frankpledge.register.actions.notices import Given
from frankpledge.register.actions.proposal_views import Said
from frankpledge.register.models import (
    Change,
    Collaboration,
    EndingKind,
    Notice,
    NoticeScope,
    ProposalState,
    ProposalView,
    Registration,
    Signature,
)
from tests.agreements import SIGNED, in_days, sent, signed
from tests.members import Members, standing_in
from tests.proposals import body, judgement, raised
from tests.purposes import SINCE, drafted
from tests.registrations import answered
from tests.reorganisations import FERRIES_MOVE, asked_about, begun
from tests.world import World

FOR = "person: Reader of northshire, for Owner of northshire"
GIVEN = Given(scope=NoticeScope.OWN_PART, served_on=SIGNED, ends_on=in_days(30), shortened="All agreed.")
END = End(kind=EndingKind.TERM, ends_on=in_days(9), decided_on=SIGNED, evidence="The minutes.")
VIEW = Said(answer="yes", reasons="It would.", office="Chief Constable")
Do = Callable[[Actor], object]


def _signing(made: str) -> Do:
    which = {"reference": made, "organisation": "northshire", "office": "Chief", "signed_on": SIGNED}
    return lambda by: signatures.sign(by=by, **which)  # type: ignore[arg-type]  # one dict of all


def _reserving(made: str) -> Do:
    which = {"reference": made, "organisation": "northshire", "words": "Our own vans.", "since": SIGNED}
    return lambda by: reservations.make(by=by, **which, key=uuid.uuid4())  # type: ignore[arg-type]  # one dict


def _publishing(record: Collaboration, edition: int) -> Do:
    return lambda by: purpose_versions.publish(
        by=by, collaboration=record, edition=edition, version=1, holds_from=SINCE
    )


def _deeds(world: World, members: Members) -> dict[str, Do]:
    """Each deed that is a body's own word, or a decision of it, by the name of its entry."""
    owner, clerk = members.actor("northshire", Role.OWNER), members.actor("northshire", Role.CONTRIBUTOR)
    dogs = world.record("dogs")
    out, held = sent(owner, dogs).reference or "", signed(owner, dogs, title="Another").reference or ""
    again = sent(owner, dogs, title="Given up").reference or ""
    ours, theirs = raised(clerk).reference, raised(clerk).reference
    north, filing = body("northshire"), answered(clerk)
    filing = registrations.send(by=clerk, reference=filing.reference, version=filing.version)
    draft = drafted(clerk, dogs)
    asked_about(dogs, begun(FERRIES_MOVE))
    which = {"reference": ours, "organisation": north}
    return {
        "agreements.sign": _signing(out),
        "agreements.reserve": _reserving(held),
        "agreements.give_notice": lambda by: notices.give(
            by=by, reference=held, organisation="northshire", given=GIVEN
        ),
        "agreements.withdraw": lambda by: agreements.withdraw(by=by, reference=again, reason="No more."),
        "endings.plan": lambda by: endings.end(by=by, collaboration=dogs, end=END, key=uuid.uuid4()),
        "proposals.acknowledge": lambda by: proposals.acknowledge(by=by, **which),  # type: ignore[arg-type]  # one dict
        "proposals.view": lambda by: proposal_views.give(by=by, **which, seen=0, said=VIEW),  # type: ignore[arg-type]  # one dict
        "proposals.consider": lambda by: proposal_views.judge(by=by, **which, seen=0, judged=judgement()),  # type: ignore[arg-type]  # one dict
        "proposals.not_take_up": lambda by: proposal_outcomes.decide(
            by=by,
            reference=theirs,
            version=1,
            outcome=ProposalState.NOT_TAKEN_UP,
            reason="Too dear.",
            decided_on=None,
        ),
        "purposes.publish": _publishing(dogs, draft.edition),
        "reorganisations.look_at": lambda by: reorganisations.look_at(by=by, collaboration_id=dogs.pk),
        "registrations.approve": lambda by: registrations.approve(
            by=by, reference=filing.reference, version=filing.version
        ),
    }


def test_every_entry_says_for_whom_it_was_done(world: World, members: Members) -> None:
    deeds = _deeds(world, members)
    by = standing_in(members)
    for name, do in deeds.items():
        do(by)
        entry = Entry.objects.filter(action=f"register.{name}").latest("id")
        assert (entry.actor, entry.organisation, entry.user_id) == (FOR, "northshire", by.user_id), name
    assert ProposalView.objects.get().recorder_id == by.user_id
    assert Notice.objects.get().entered_by_id == by.user_id
    assert Signature.objects.get(agreement__state="out").entered_by_id == by.user_id
    told = "Reader of northshire, for Owner of northshire"
    assert Registration.objects.get().decider_name == told
    assert told in {each.decider_name for each in Change.objects.all()}


def test_once_it_is_over_nothing_is_done_for_anybody(world: World, members: Members) -> None:
    deeds = _deeds(world, members)
    by, yesterday = standing_in(members), timezone.localdate() - datetime.timedelta(days=1)
    Delegation.objects.update(starts_on=yesterday, ends_on=yesterday)
    for do in deeds.values():
        with pytest.raises((NotAllowed, NotFound)):
            do(by)


def test_who_signs_for_their_own_body_is_named_alone(world: World, members: Members) -> None:
    owner = members.actor("northshire", Role.OWNER)
    standing_in(members)
    _signing(sent(owner, world.record("dogs")).reference or "")(owner)
    entry = Entry.objects.get(action="register.agreements.sign")
    assert (entry.actor, entry.organisation) == ("person: Owner of northshire", "northshire")
