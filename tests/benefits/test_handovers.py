"""A benefit handed to another owner, who accepts it in its own word; and those that nobody answers for."""

import uuid
from typing import Any

import pytest

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import handovers
from frankpledge.benefits.models import Handover, HandoverState, Profile
from frankpledge.benefits.queries.handovers import ownership_of
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.models import Role
from tests.agreements import speaker
from tests.ledgers import body
from tests.members import Members
from tests.tracking import begun, profiled
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


@pytest.fixture
def profile(owner: Actor, world: World) -> Profile:
    begun(owner, world.record("dogs"))
    return profiled(owner, world.record("dogs"))


def offered(by: Actor, profile: Profile, slug: str = "eastmarch", **words: Any) -> Handover:
    said = {"to_post": "Head of finance", "reason": "The unit closes.", "key": uuid.uuid4(), **words}
    return handovers.offer(by=by, reference=profile.reference, to_organisation=body(slug), **said)


def answered(row: Handover, by: Actor, *, accepts: bool, words: str = "") -> Handover:
    return handovers.answer(by=by, handover_id=row.pk, accepts=accepts, words=words)


def test_the_new_owner_answers_for_it_once_it_has_accepted(owner: Actor, profile: Profile) -> None:
    row = offered(owner, profile)
    profile.refresh_from_db()
    assert profile.owner == body("northshire")
    with pytest.raises(NotAllowed):
        answered(row, owner, accepts=True)
    done = answered(row, speaker("eastmarch"), accepts=True)
    assert answered(row, speaker("eastmarch"), accepts=True).state == done.state == HandoverState.ACCEPTED
    profile.refresh_from_db()
    assert (profile.owner, profile.owner_post, profile.version) == (body("eastmarch"), "Head of finance", 2)
    with pytest.raises(Invalid, match="answered"):
        handovers.take_back(by=owner, handover_id=row.pk)


def test_who_declines_says_why_and_the_old_owner_still_answers(owner: Actor, profile: Profile) -> None:
    row = offered(owner, profile)
    with pytest.raises(Invalid) as refused:
        answered(row, speaker("eastmarch"), accepts=False)
    assert "words" in refused.value.fields
    assert answered(row, speaker("eastmarch"), accepts=False, words="Not ours.").words == "Not ours."
    profile.refresh_from_db()
    assert profile.owner == body("northshire")
    assert offered(owner, profile).state == HandoverState.OFFERED


def test_the_other_half_of_the_pair_a_contributor_and_a_curator_do_not_accept(
    owner: Actor, profile: Profile, members: Members
) -> None:
    row = offered(owner, profile)
    for actor in (
        speaker("pcc-eastmarch"),
        members.actor("eastmarch", Role.CONTRIBUTOR),
        members.actor("", Role.CURATOR),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            answered(row, actor, accepts=True)


def test_one_offer_at_a_time_to_a_body_that_takes_part_with_reason_and_post(
    owner: Actor, profile: Profile, members: Members
) -> None:
    for slug, words, field in (
        ("port-vale", {}, "to"),
        ("eastmarch", {"reason": ""}, "reason"),
        ("eastmarch", {"to_post": ""}, "to_post"),
        ("northshire", {"to_post": "Head of operations"}, "to"),
    ):
        with pytest.raises(Invalid) as refused:
            offered(owner, profile, slug, **words)
        assert field in refused.value.fields
    key = uuid.uuid4()
    assert offered(owner, profile, key=key) == offered(owner, profile, key=key)
    with pytest.raises(Invalid, match="offered already"):
        offered(owner, profile)
    with pytest.raises(NotAllowed):
        offered(members.actor("northshire", Role.CONTRIBUTOR), profile)


def test_an_offer_is_taken_back_by_who_may_decide(owner: Actor, profile: Profile, members: Members) -> None:
    row = offered(owner, profile)
    with pytest.raises(NotAllowed):
        handovers.take_back(by=members.actor("northshire", Role.CONTRIBUTOR), handover_id=row.pk)
    assert handovers.take_back(by=owner, handover_id=row.pk).state == HandoverState.WITHDRAWN
    assert handovers.take_back(by=owner, handover_id=row.pk).state == HandoverState.WITHDRAWN
    with pytest.raises(Invalid, match="taken back"):
        answered(row, speaker("eastmarch"), accepts=True)
    with pytest.raises(NotFound):
        handovers.take_back(by=owner, handover_id=0)


def test_a_benefit_without_an_owner_or_whose_owner_left_is_an_orphan(
    owner: Actor, profile: Profile, world: World
) -> None:
    profiled(owner, world.record("dogs"), "No owner", owner=None, measure=profile.measure)
    # Port Vale left the dogs in 2018.
    profiled(owner, world.record("dogs"), "Left", owner=body("port-vale"), measure=profile.measure)
    held = ownership_of(profile.workspace)
    assert {each.profile.title for each in held.orphans} == {"No owner", "Left"}
    assert len(held.benefits) == 3
