"""What waits and names a body that is followed: proposals ask those who follow, registrations name them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.models import Organisation, Role
from frankpledge.people.rights import Rights
from frankpledge.register.actions import proposal_outcomes, proposal_views, registrations
from frankpledge.register.actions import reorganisations as actions
from frankpledge.register.models import Proposal, ProposalParty, ProposalState, RegistrationState
from frankpledge.register.queries import proposals as queries
from frankpledge.register.queries import reorganisations
from frankpledge.register.registering import Question, value_of
from frankpledge.register.registering.questions import parties_in
from frankpledge.register.reorganising import Waiting
from tests.members import Members
from tests.proposals import raised, speaker, viewed
from tests.registrations import answered, send
from tests.reorganisations import MERGER, PORT_VALE_SPLITS, applied, begun, planned
from tests.world import CURATOR, World

TODAY = timezone.localdate()
NORRLAND = ("norrland", "norrland-policing-board")


def told(proposal: Proposal) -> dict[str, bool]:
    """Who was told, and whether others took its place."""
    rows = ProposalParty.objects.filter(proposal=proposal).select_related("organisation")
    return {row.organisation.slug: row.followed_on == TODAY for row in rows}


def test_who_follows_is_told_of_an_open_proposal_and_asked_for_a_view_of_its_own(
    world: World, members: Members
) -> None:
    proposal = raised(members.actor("northshire", Role.CONTRIBUTOR), told=("port-vale",))
    viewed(proposal, "northshire")
    viewed(proposal, "port-vale")
    applied(*MERGER)
    assert told(proposal) == {
        "northshire": True, "pcc-northshire": True, "norrland": False, "norrland-policing-board": False,
        "port-vale": False, "port-vale-mayoralty": False,
    }  # fmt: skip
    story = queries.story(proposal)
    assert story.met.total == 1
    assert [each.organisation.slug for each in story.told if each.views] == ["northshire", "port-vale"]
    assert {each.slug for each in story.forces} == {"norrland", "port-vale"}
    asked = {party.organisation.slug for party in queries.asking_a_view(Rights.of(speaker("northshire")))}
    assert asked == {"norrland"}
    viewed(proposal, "norrland")
    assert queries.story(proposal).met.total == 2
    entry = Entry.objects.get(action="register.proposals.follow")
    assert (entry.detail["told"][1], entry.is_public) == (sorted(NORRLAND), False)


def test_whoever_is_followed_says_nothing_more_of_it(world: World, members: Members) -> None:
    proposal = raised(members.actor("northshire", Role.CONTRIBUTOR), told=("port-vale",))
    owner = speaker("northshire")
    applied(*MERGER)
    said = proposal_views.Said(answer="yes", reasons="Still.", office="Chief Constable")
    with pytest.raises(NotAllowed):
        proposal_views.give(
            by=owner, reference=proposal.reference, organisation=world.body("northshire"), seen=0, said=said
        )


def test_who_follows_the_body_that_raised_it_says_what_became_of_it(world: World, members: Members) -> None:
    proposal = raised(members.actor("northshire", Role.CONTRIBUTOR), told=("port-vale",))
    speaker("northshire")
    applied(*MERGER)
    proposal.refresh_from_db()
    assert proposal.raised_by.slug == "northshire"
    outcome: dict[str, Any] = {
        "reference": proposal.reference, "version": proposal.version, "outcome": ProposalState.NOT_TAKEN_UP,
        "reason": "One force now.", "decided_on": None,
    }  # fmt: skip
    for other in ("port-vale", "norrland-policing-board"):
        with pytest.raises(NotAllowed):
            proposal_outcomes.decide(by=speaker(other), **outcome)
    done = proposal_outcomes.decide(by=speaker("northshire"), **outcome)
    assert done.state == ProposalState.NOT_TAKEN_UP


def test_a_closed_proposal_stays_as_it_was_and_is_read_by_who_follows(world: World, members: Members) -> None:
    proposal = raised(members.actor("northshire", Role.CONTRIBUTOR), told=("port-vale",))
    proposal_outcomes.decide(
        by=speaker("northshire"), reference=proposal.reference, version=proposal.version,
        outcome=ProposalState.NOT_TAKEN_UP, reason="No.", decided_on=None,
    )  # fmt: skip
    before = told(proposal)
    applied(*MERGER)
    assert told(proposal) == before
    assert queries.visible(proposal.reference, Rights.of(speaker("norrland"))) == proposal
    with pytest.raises(NotFound):
        queries.visible(proposal.reference, Rights.of(speaker("harrow-systems")))


def test_a_registration_in_progress_names_who_follows(world: World, members: Members) -> None:
    owner = members.actor("northshire", Role.OWNER)
    parties = {"parties": ["northshire", "port-vale"], "finished": ["yes"]}
    row = answered(owner, other={Question.PARTIES: parties})
    before = row.version
    applied(*MERGER)
    row.refresh_from_db()
    assert row.organisation is not None
    assert row.organisation.slug == "norrland"
    assert parties_in(row.answers)[0] == ["norrland", "port-vale"]
    assert value_of(row.answers, Question.LEAD) == {"organisation": "norrland", "role": "host"}
    assert row.version == before + 1
    made = send(members.actor("northshire", Role.OWNER), row)
    assert made.state == RegistrationState.REGISTERED


def test_one_that_waits_asks_who_follows_and_is_refused_where_one_party_is_left(
    world: World, members: Members
) -> None:
    clerk = members.actor("northshire", Role.CONTRIBUTOR)
    row = send(clerk, answered(clerk))
    assert row.state == RegistrationState.WAITING
    owner = members.actor("eastmarch", Role.OWNER)
    applied(*MERGER)
    row.refresh_from_db()
    assert set(row.asked) == set(Organisation.objects.filter(slug__in=NORRLAND).values_list("pk", flat=True))
    assert parties_in(row.answers)[0] == ["norrland"]
    with pytest.raises(Invalid) as refused:
        registrations.approve(by=owner, reference=row.reference, version=row.version)
    assert "parties" in refused.value.fields


def test_which_of_several_that_follow_leads_is_not_known(world: World, members: Members) -> None:
    row = answered(
        speaker("port-vale"),
        "port-vale",
        {
            Question.PARTIES: {"parties": ["port-vale", "northshire"], "finished": ["yes"]},
            Question.LEAD: {"lead": ["port-vale"], "role": ["lead"]},
        },
    )
    applied(PORT_VALE_SPLITS)
    row.refresh_from_db()
    assert row.organisation is not None
    assert row.organisation.slug == "port"
    assert parties_in(row.answers)[0] == ["port", "vale", "northshire"]
    assert row.answers[Question.LEAD.value]["value"] is None


def test_what_is_decided_or_thrown_away_is_left_alone(world: World, members: Members) -> None:
    owner = members.actor("northshire", Role.OWNER)
    made, gone = send(owner, answered(owner)), answered(owner)
    registrations.discard(by=owner, reference=gone.reference, version=gone.version)
    applied(*MERGER)
    for row in (made, gone):
        row.refresh_from_db()
        assert parties_in(row.answers)[0] == ["northshire", "eastmarch"]


def test_the_preview_counts_what_waits_with_the_same_statements(world: World, members: Members) -> None:
    clerk = members.actor("northshire", Role.CONTRIBUTOR)
    plan = begun(*MERGER)
    with CaptureQueriesContext(connection) as nothing:
        assert reorganisations.planned(plan).waiting == Waiting(0, 0)
    for _each in range(3):
        raised(clerk, told=("port-vale",))
    answered(clerk)
    with CaptureQueriesContext(connection) as several:
        assert reorganisations.planned(plan).waiting == Waiting(3, 1)
    assert len(nothing) == len(several)


def test_applying_asks_the_same_of_the_database_however_much_waits(world: World, members: Members) -> None:
    clerk = speaker("port-vale")
    for _each in range(4):
        raised(clerk, "port-vale", told=("northshire",))
    row = planned(PORT_VALE_SPLITS)
    with CaptureQueriesContext(connection) as queried:
        actions.apply(by=CURATOR, reference=row.reference, version=row.version)
    assert sum("register_proposalparty" in each["sql"] for each in queried) <= 6
