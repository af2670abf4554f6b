"""The log of opportunities: who raises, who is told, each one's own word, and what became of it."""

import datetime
import json
import threading
import uuid
from collections.abc import Callable
from typing import Any, cast

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import Kind, Organisation, Role
from frankpledge.people.rights import Rights
from frankpledge.register.actions import collaborations, proposal_outcomes, proposals
from frankpledge.register.models import (
    Consideration,
    Proposal,
    ProposalParty,
    ProposalState,
    ProposalView,
)
from frankpledge.register.queries import proposals as queries
from frankpledge.register.queries.considerations import Pack
from frankpledge.register.queries.considerations.pack import seal
from tests.members import Members
from tests.proposals import YESTERDAY, body, judged, opportunity, raised, speaker, viewed
from tests.register.queries.test_considerations import unit
from tests.world import CURATOR, World

TAKEN_UP, NOT_TAKEN_UP = ProposalState.TAKEN_UP, ProposalState.NOT_TAKEN_UP


@pytest.fixture
def clerk(members: Members) -> Actor:
    return members.actor("northshire", Role.CONTRIBUTOR)


@pytest.fixture
def proposal(clerk: Actor) -> Proposal:
    return raised(clerk)


def decide(
    proposal: Proposal, outcome: ProposalState, reason: str = "", *, by: Actor | None = None, **more: object
) -> Proposal:
    proposal.refresh_from_db()
    return proposal_outcomes.decide(
        by=by or speaker("northshire"),
        reference=proposal.reference,
        version=int(str(more.get("version", proposal.version))),
        outcome=outcome,
        reason=reason,
        decided_on=None,
    )


# --- raising, and who is told --------------------------------------------------------------------------


def test_both_legal_persons_of_every_force_are_told_on_the_day(proposal: Proposal) -> None:
    told = {
        each.organisation.slug: each.notified_on for each in proposal.parties.select_related("organisation")
    }
    assert told == dict.fromkeys(("northshire", "pcc-northshire", "eastmarch", "pcc-eastmarch"), YESTERDAY)
    assert proposal.state == ProposalState.RAISED
    assert proposal.reference.startswith("O-")


def test_a_policing_body_raises_one_with_its_force(members: Members) -> None:
    held = raised(speaker("pcc-eastmarch"), "pcc-eastmarch", ("port-vale",))
    slugs = set(held.parties.values_list("organisation__slug", flat=True))
    assert slugs == {"eastmarch", "pcc-eastmarch", "port-vale", "port-vale-mayoralty"}


def test_the_same_form_sent_again_raises_one(clerk: Actor) -> None:
    key = uuid.uuid4()
    first, second = (proposals.raise_it(by=clerk, opportunity=opportunity(), key=key) for _each in range(2))
    assert first == second
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_who_may_not_propose_raises_nothing(members: Members, role: Role) -> None:
    with pytest.raises(NotAllowed):
        raised(members.actor("northshire", role))
    with pytest.raises(NotAllowed):
        raised(members.actor("northshire", Role.CONTRIBUTOR), "eastmarch", ("northshire",))
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("title", " ", "title"),
        ("title", "x" * 201, "title"),
        ("what", "", "what"),
        ("why", "", "why"),
        ("interest", "glory", "interest"),
        ("model", "magic", "model"),
        ("functions", (), "functions"),
        ("functions", ("juggling",), "functions"),
        ("raised_on", datetime.date(2099, 1, 1), "raised_on"),
        ("told", ("northshire",), "told"),
        ("told", ("nowhere",), "told"),
    ],
)
def test_what_is_missing_or_wrong_is_named_by_its_field(
    clerk: Actor, field: str, value: object, fault: str
) -> None:
    told = value if field == "told" else ("eastmarch",)
    more = {} if field == "told" else {field: value}
    with pytest.raises(Invalid) as refused:
        raised(clerk, "northshire", told, **more)  # type: ignore[arg-type] # as each case says
    assert fault in refused.value.fields


def test_more_are_told_later_and_those_told_before_stay_as_they_are(clerk: Actor, proposal: Proposal) -> None:
    held = proposals.notify(
        by=clerk,
        reference=proposal.reference,
        version=proposal.version,
        told=("eastmarch", "port-vale"),
        notified_on=None,
    )
    days = dict(held.parties.values_list("organisation__slug", "notified_on"))
    assert days["eastmarch"] == YESTERDAY
    assert days["port-vale"] == days["port-vale-mayoralty"] == timezone.localdate()
    again = proposals.notify(
        by=clerk,
        reference=proposal.reference,
        version=proposal.version,
        told=("port-vale",),
        notified_on=None,
    )
    assert again.version == held.version
    with pytest.raises(NotAllowed):
        proposals.notify(
            by=speaker("eastmarch"),
            reference=held.reference,
            version=held.version,
            told=("kent",),
            notified_on=None,
        )


# --- who reads -----------------------------------------------------------------------------------------


def test_only_the_people_of_those_told_and_of_the_nation_find_it(
    members: Members, proposal: Proposal
) -> None:
    reads = {
        ("northshire", Role.READER): True, ("eastmarch", Role.CONTRIBUTOR): True,
        ("", Role.CURATOR): True, ("", Role.INSPECTOR): True, ("", Role.ANALYST): False,
        ("northshire", Role.ADMINISTRATOR): False,
    }  # fmt: skip
    for (organisation, role), may in reads.items():
        rights = Rights.of(members.actor(organisation, role))
        assert queries.visible_to(rights).exists() is may, (organisation, role)
        if may:
            assert queries.visible(proposal.reference.lower(), rights) == proposal
        else:
            with pytest.raises(NotFound):
                queries.visible(proposal.reference, rights)
    assert not queries.visible_to(Rights.of(speaker("port-vale"))).exists()


def test_its_entries_are_not_public_and_hold_no_word_of_it(proposal: Proposal) -> None:
    viewed(proposal, "eastmarch", reasons="A secret reason.")
    entries = Entry.objects.filter(subject_kind="proposal", subject_key=proposal.reference).order_by("id")
    assert [each.action for each in entries] == ["register.proposals.raise", "register.proposals.view"]
    for entry in entries:
        assert not entry.is_public
        assert "secret" not in json.dumps(entry.detail) + entry.reason
        assert "dog" not in json.dumps(entry.detail)


# --- own words -----------------------------------------------------------------------------------------


def test_a_view_is_the_word_of_exactly_its_body(members: Members, proposal: Proposal) -> None:
    deeds: list[Callable[[Actor], object]] = [
        lambda by: _view_as(by, proposal, "eastmarch"),
        lambda by: proposals.acknowledge(by=by, reference=proposal.reference, organisation=body("eastmarch")),
    ]
    for deed in deeds:
        for by in (
            members.actor("eastmarch", Role.CONTRIBUTOR),
            members.actor("northshire", Role.OWNER),
            members.actor("eastmarch", Role.OWNER, verified=False),
            members.actor("", Role.CURATOR),
            speaker("pcc-eastmarch"),
            CURATOR,
            Actor(kind=ActorKind.SYSTEM, name="A key", token_id=1),
        ):
            with pytest.raises((NotAllowed, NotFound)):
                deed(by)
        deed(members.actor("eastmarch", Role.OWNER))
    assert ProposalView.objects.count() == 1
    assert ProposalParty.objects.get(organisation__slug="eastmarch").acknowledged_on == timezone.localdate()


def _view_as(by: Actor, proposal: Proposal, slug: str) -> ProposalView:
    from frankpledge.register.actions.proposal_views import Said, give

    said = Said(answer="no", reasons="It would not.", office="Chief Constable")
    return give(by=by, reference=proposal.reference, organisation=body(slug), seen=0, said=said)


def test_who_was_not_told_has_no_view(clerk: Actor, members: Members, proposal: Proposal) -> None:
    with pytest.raises(NotFound):
        viewed(proposal, "port-vale")


def test_views_are_only_added_and_the_latest_counts(proposal: Proposal) -> None:
    first = viewed(proposal, "eastmarch", "not_yet")
    second = viewed(proposal, "eastmarch", "yes", seen=first.pk)
    told = queries.story(proposal).of("eastmarch")
    assert told is not None
    assert [each.answer for each in told.views] == ["not_yet", "yes"]
    assert told.view == second
    for change in (
        lambda: ProposalView.objects.filter(pk=first.pk).update(answer="no"),
        lambda: ProposalView.objects.filter(pk=first.pk).delete(),
    ):
        with pytest.raises((InternalError, IntegrityError, ProgrammingError)), transaction.atomic():
            change()
    assert ProposalView.objects.get(pk=first.pk).answer == "not_yet"


def test_the_same_view_sent_twice_is_one_and_whoever_did_not_see_the_latest_is_told(
    proposal: Proposal,
) -> None:
    first = viewed(proposal, "eastmarch")
    assert viewed(proposal, "eastmarch") == first
    with pytest.raises(Stale):
        viewed(proposal, "eastmarch", "no")
    assert ProposalView.objects.count() == 1


def test_a_view_begins_the_considering_and_none_comes_after_the_end(proposal: Proposal) -> None:
    viewed(proposal, "eastmarch")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.CONSIDERED
    decide(proposal, TAKEN_UP)
    with pytest.raises(Invalid):
        viewed(proposal, "pcc-eastmarch")


# --- judgements ----------------------------------------------------------------------------------------


def test_a_judgement_is_pinned_to_what_the_register_held(proposal: Proposal) -> None:
    row = judged(proposal, "eastmarch")
    kept = Consideration.objects.get(pk=row.pk)
    assert seal(kept.pack) == kept.pack_hash
    assert [entry.title for entry in Pack.read(kept.pack).entries if entry.part == "ours"] == [
        "Northern Marches Dog Unit"
    ]
    collaborations.put_all(by=CURATOR, drafts=[unit("later", None)])
    kept.refresh_from_db()
    assert seal(kept.pack) == kept.pack_hash == row.pack_hash
    assert len(queries.pack_of(queries.story(proposal), timezone.localdate()).of("ours")) == 2  # type: ignore[arg-type] # a part by its word
    for change in (
        lambda: Consideration.objects.filter(pk=row.pk).update(pack={}),
        lambda: Consideration.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises((InternalError, IntegrityError, ProgrammingError)), transaction.atomic():
            change()


def test_each_body_judges_for_itself_and_one_that_judges_again_keeps_the_first(proposal: Proposal) -> None:
    first = judged(proposal, "eastmarch")
    assert judged(proposal, "eastmarch") == first
    other = judged(proposal, "pcc-eastmarch", conclusion="We would not.", answer="no")
    again = judged(proposal, "eastmarch", seen=first.pk, conclusion="We would, from May.")
    told = queries.story(proposal).of("eastmarch")
    assert told is not None
    assert told.considerations == (first, again)
    assert queries.judgement(proposal, other.pk).answer == "no"
    with pytest.raises(Stale):
        judged(proposal, "eastmarch", seen=first.pk, conclusion="Something else.")


@pytest.mark.parametrize(
    "field", ["existing", "consistency", "opportunities", "conclusion", "office", "answer"]
)
def test_every_matter_has_to_be_said(proposal: Proposal, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        judged(proposal, "eastmarch", **cast(dict[str, Any], {field: " "}))
    assert set(refused.value.fields) == {field}


# --- what became of it ---------------------------------------------------------------------------------


def test_the_outcome_is_the_word_of_the_body_that_raised_it_with_reasons_where_it_is_not_taken_up(
    members: Members, proposal: Proposal
) -> None:
    for by in (
        speaker("eastmarch"),
        members.actor("northshire", Role.CONTRIBUTOR),
        members.actor("", Role.CURATOR),
    ):
        with pytest.raises(NotAllowed):
            decide(proposal, TAKEN_UP, by=by)
    with pytest.raises(Invalid) as refused:
        decide(proposal, NOT_TAKEN_UP, " ")
    assert "reason" in refused.value.fields
    held = decide(proposal, NOT_TAKEN_UP, "Too dear.")
    assert (held.state, held.outcome_reason, held.decided_on) == (
        NOT_TAKEN_UP,
        "Too dear.",
        timezone.localdate(),
    )
    assert decide(proposal, NOT_TAKEN_UP, "Too dear.").version == held.version
    with pytest.raises(Invalid):
        decide(proposal, TAKEN_UP)


def test_whoever_decides_without_having_seen_the_last_view_is_told(proposal: Proposal) -> None:
    viewed(proposal, "eastmarch", "no")
    with pytest.raises(Stale):
        decide(proposal, TAKEN_UP, version=1)
    assert Proposal.objects.get().state == ProposalState.CONSIDERED


def test_it_is_not_withdrawn_once_two_think_the_test_met(clerk: Actor, proposal: Proposal) -> None:
    viewed(proposal, "eastmarch")
    proposal.refresh_from_db()
    gone = raised(clerk, title="Another")
    proposal_outcomes.withdraw(by=clerk, reference=gone.reference, version=gone.version, reason="")
    viewed(proposal, "pcc-northshire")
    proposal.refresh_from_db()
    with pytest.raises(Invalid):
        proposal_outcomes.withdraw(
            by=clerk, reference=proposal.reference, version=proposal.version, reason=""
        )
    assert queries.story(proposal).met.total == 2


def test_only_one_taken_up_leads_to_a_record(world: World, clerk: Actor, proposal: Proposal) -> None:
    dogs = world.record("dogs")
    with pytest.raises(Invalid):
        proposal_outcomes.lead_to(by=clerk, reference=proposal.reference, collaboration=dogs)
    decide(proposal, TAKEN_UP)
    assert (
        proposal_outcomes.lead_to(by=clerk, reference=proposal.reference, collaboration=dogs).led_to == dogs
    )
    with pytest.raises(NotAllowed):
        proposal_outcomes.lead_to(by=speaker("eastmarch"), reference=proposal.reference, collaboration=dogs)


def test_how_many_think_so_is_counted_by_what_they_sign_as(clerk: Actor) -> None:
    held = raised(clerk, told=("eastmarch", "port-vale"))
    viewed(held, "eastmarch")
    viewed(held, "pcc-eastmarch")
    viewed(held, "port-vale-mayoralty")
    viewed(held, "port-vale", "no")
    met = queries.story(held).met
    assert (met.policing_bodies, met.chief_officers, met.others, met.total) == (2, 1, 0, 3)


# --- two at once, and size ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_views_at_once_for_one_body_one_is_kept_and_the_other_told(clerk: Actor) -> None:
    held = raised(clerk)
    speaker("eastmarch")
    results: list[str] = []

    def say(answer: str) -> None:
        try:
            viewed(held, "eastmarch", answer)
            results.append("kept")
        except Stale:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=say, args=(answer,)) for answer in ("yes", "no")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(results) == ["kept", "told"]
    assert ProposalView.objects.count() == 1


def test_reading_one_asks_as_many_statements_for_two_as_for_all_forces(clerk: Actor) -> None:
    every = tuple(Organisation.objects.filter(kind=Kind.FORCE).values_list("slug", flat=True))
    counts = []
    for told in (("eastmarch",), every):
        held = raised(clerk, told=told)
        with CaptureQueriesContext(connection) as asked:
            queries.story(held)
        counts.append(len(asked))
    assert counts == [4, 4]
