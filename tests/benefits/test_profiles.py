"""Benefits as planned: who may write them, what is refused, what is kept."""

import uuid
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.audit.models import Entry
from frankpledge.benefits.actions import profiles
from frankpledge.benefits.models import BenefitClass, Profile, ProfileState
from frankpledge.benefits.states.profiles import Move
from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import Role
from tests.members import Members
from tests.tracking import agreed, begun, profiled, realised_by
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_contributor_writes_a_benefit_and_an_owner_agrees_it(world: World, members: Members) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    begun(contributor, world.record("dogs"))
    profile = realised_by(contributor, profiled(contributor, world.record("dogs")), "northshire", "eastmarch")
    with pytest.raises(NotAllowed):
        agreed(contributor, profile)
    profile = agreed(members.actor("northshire", Role.OWNER), profile)
    assert profile.state == ProfileState.AGREED
    assert {each.organisation.slug for each in profile.realisers.all()} == {"northshire", "eastmarch"}
    entry = Entry.objects.order_by("id").last()
    assert entry is not None
    assert (entry.action, entry.is_public) == ("benefits.profiles.agree", False)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"benefit_class": "wishful"}, "benefit_class"),
        ({"deadweight": Decimal("0.2")}, "deadweight_reason"),
        ({"deadweight": Decimal("1.2"), "deadweight_reason": "So."}, "deadweight"),
        ({"low": Decimal(3), "likely": Decimal(2), "high": Decimal(4)}, "likely"),
        ({"low": Decimal(1)}, "likely"),
        ({"unit_value_pence": 100}, "unit_value_source"),
        ({"state": "agreed"}, "state"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    world: World, members: Members, values: dict[str, Any], field: str
) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    begun(contributor, world.record("dogs"))
    with pytest.raises(Invalid) as refused:
        profiled(contributor, world.record("dogs"), **values)
    assert field in refused.value.fields
    assert not Profile.objects.exists()


def test_a_form_sent_twice_is_one_and_an_old_version_is_refused(world: World, members: Members) -> None:
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    begun(contributor, world.record("dogs"))
    key = uuid.uuid4()
    said = {"title": "Fewer calls unanswered", "benefit_class": BenefitClass.SOCIAL}
    first, second = (
        profiles.add(by=contributor, collaboration=world.record("dogs"), values=said, key=key)
        for _ in range(2)
    )
    assert first == second
    known = {"risks": "Few dogs."}
    profiles.write(by=contributor, reference=first.reference, version=1, values=known)
    assert profiles.write(by=contributor, reference=first.reference, version=1, values=known).version == 2
    with pytest.raises(Stale):
        profiles.write(by=contributor, reference=first.reference, version=1, values={"risks": "No dogs."})


def test_what_ends_says_why_and_then_stays(world: World, members: Members) -> None:
    owner = members.actor("northshire", Role.OWNER)
    begun(owner, world.record("dogs"))
    profile = profiled(owner, world.record("dogs"))
    drop: dict[str, Any] = {
        "by": owner,
        "reference": profile.reference,
        "version": profile.version,
        "move": Move.DROP,
    }
    with pytest.raises(Invalid) as refused:
        profiles.settle(**drop, reason=" ")
    assert "reason" in refused.value.fields
    assert profiles.settle(**drop, reason="Nobody can measure it.").state == ProfileState.DROPPED
    with pytest.raises(Invalid):
        profiles.write(by=owner, reference=profile.reference, version=2, values={"risks": "None."})


def test_who_does_not_keep_the_record_writes_nothing(world: World, members: Members) -> None:
    begun(members.actor("northshire", Role.OWNER), world.record("dogs"))
    for organisation, role in (("northshire", Role.READER), ("", Role.INSPECTOR)):
        with pytest.raises(NotAllowed):
            profiled(members.actor(organisation, role), world.record("dogs"))


def test_a_record_that_is_not_tracked_has_no_benefits_yet(world: World, members: Members) -> None:
    with pytest.raises(NotFound):
        profiled(members.actor("northshire", Role.OWNER), world.record("dogs"))
