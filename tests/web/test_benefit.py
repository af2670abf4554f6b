"""The page of one benefit: the answer in words, its course, its baseline, never green without data."""

import datetime
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from frankpledge.benefits.actions import vintages
from frankpledge.benefits.actions.vintages import Making
from frankpledge.benefits.models import Baseline, Finding, Grade, Light, PlannedValue, Profile, Standing
from frankpledge.people.models import Role
from tests.members import Members, sign_in
from tests.tracking import (
    FIRST_PERIOD,
    baselined,
    begun,
    cell,
    planned,
    profiled,
    quarters_from,
    returned,
)
from tests.world import World

pytestmark = pytest.mark.django_db
BEFORE = datetime.date(2020, 4, 1)
GREEN = "govuk-tag--green"


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    owner = members.actor("northshire", Role.OWNER)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    begun(owner, world.record("dogs"), goes_live_on=tomorrow)
    return profiled(owner, world.record("dogs"))


def signed_in(members: Members, role: Role) -> Client:
    client = Client()
    sign_in(client, members.user("northshire", role))
    return client


def tracked(world: World, members: Members, profile: Profile, *, until_now: bool) -> None:
    """A baseline, a plan, evidence of E2 and returns: of three quarters, or of all that have ended."""
    owner, record = members.actor("northshire", Role.OWNER), world.record("dogs")
    Profile.objects.update(evidence=Grade.E2)
    baselined(owner, profile, quarters_from(BEFORE, [98, 102] * 8))
    days = [row.starts_on for row in quarters_from(FIRST_PERIOD, [0] * 40)]
    ended = [day for day in days if day + datetime.timedelta(days=95) < timezone.localdate()]
    planned(owner, profile, quarters_from(FIRST_PERIOD, [200] * len(days)))
    for day in ended if until_now else ended[:3]:
        returned(owner, record, day, cell(profile, 200))


def test_it_answers_in_words_with_the_rule_and_the_special_causes(
    world: World, members: Members, profile: Profile
) -> None:
    tracked(world, members, profile, until_now=True)
    shown = signed_in(members, Role.READER).get(f"/benefits/{profile.reference}").content.decode()
    assert "100% of the change that was planned to date has come about." in shown
    assert "even the lower end of the range is within its tolerance" in shown
    assert GREEN in shown
    assert "above the upper limit, better" in shown
    assert "<svg" in shown
    assert profile.baselines.get().seal in shown


def test_a_light_goes_out_while_a_return_is_overdue(world: World, members: Members, profile: Profile) -> None:
    tracked(world, members, profile, until_now=False)
    assert Standing.objects.get().light == Light.GREEN
    shown = signed_in(members, Role.READER).get(f"/benefits/{profile.reference}").content.decode()
    assert GREEN not in shown
    assert "no better light than “not known” is shown" in shown


def test_without_data_it_says_so_and_is_not_green(world: World, members: Members, profile: Profile) -> None:
    client = signed_in(members, Role.READER)
    owner = members.actor("northshire", Role.OWNER)
    for deed in (
        lambda: None,
        lambda: baselined(owner, profile, quarters_from(BEFORE, [98, 102] * 8)),
        lambda: planned(owner, profile, quarters_from(FIRST_PERIOD, [200] * 8)),
        lambda: returned(owner, world.record("dogs"), FIRST_PERIOD, cell(profile, said="not_known")),
        lambda: Profile.objects.update(evidence=Grade.E5),
        lambda: Standing.objects.all().delete(),
    ):
        deed()
        shown = client.get(f"/benefits/{profile.reference}").content.decode()
        assert "No figures have been returned and locked yet." in shown
        assert GREEN not in shown


def test_a_baseline_is_pasted_locked_and_made_again_only_with_a_reason(
    members: Members, profile: Profile
) -> None:
    contributor, owner = (signed_in(members, role) for role in (Role.CONTRIBUTOR, Role.OWNER))
    address = f"/benefits/{profile.reference}/baseline"
    form = {
        "version": "0", "rows": "Quarter\tHours\n2023-04\t10\n2023-07\t12", "period_length": "quarter",
        "quality": "B", "source": "Duty system", "is_reconstructed": "no",
    }  # fmt: skip
    answer = contributor.post(address, {**form, "rows": "2023-04\tten"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Line 1: Enter a number" in answer.content.decode()
    assert "2023-04\tten" in answer.content.decode()
    assert contributor.post(address, form).status_code == HTTPStatus.SEE_OTHER
    assert contributor.post(f"{address}/lock", {"version": "1"}).status_code == HTTPStatus.FORBIDDEN
    assert owner.post(f"{address}/lock", {"version": "1"}).status_code == HTTPStatus.SEE_OTHER
    held = Baseline.objects.get()
    assert (held.is_late, held.points.count()) == (False, 2)
    assert contributor.post(address, form).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert contributor.post(address, {**form, "reason": "Wrong."}).status_code == HTTPStatus.SEE_OTHER
    assert Baseline.objects.count() == 2
    held.refresh_from_db()
    assert held.points.count() == 2


def test_what_a_plan_says_is_written_while_it_is_open(
    world: World, members: Members, profile: Profile
) -> None:
    client = signed_in(members, Role.CONTRIBUTOR)
    address = f"/benefits/{profile.reference}/planned/plan"
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    vintage = planned(members.actor("northshire", Role.OWNER), profile, quarters_from(FIRST_PERIOD, [5]))
    assert client.post(address, {"version": "1", "rows": "2024-04\t9"}).status_code == HTTPStatus.NOT_FOUND
    assert PlannedValue.objects.get().vintage == vintage
    making = Making(kind="plan", number=2, made_on=timezone.localdate(), reason="Fewer dogs.", copies=True)
    vintages.begin(
        by=members.actor("northshire", Role.OWNER), collaboration=world.record("dogs"), making=making
    )
    assert "2024-04\t5" in client.get(address).content.decode()
    for rows, fault in (("2024-05\t9", "first month of each period"), ("2024-04\t9\t10\t11", "lies between")):
        answer = client.post(address, {"version": "1", "rows": rows})
        assert fault in answer.content.decode()
    assert client.post(address, {"version": "1", "rows": "2024-04\t9\t8\t11"}).status_code == 303
    assert client.post(address, {"version": "1", "rows": "2024-04\t7"}).status_code == HTTPStatus.CONFLICT
    values = {each.vintage.number: each.value for each in PlannedValue.objects.select_related("vintage")}
    assert [values[number] for number in (1, 2)] == [5, 9]
    shown = client.get(f"/benefits/{profile.reference}").content.decode()
    assert "Made again because: Fewer dogs." in shown
    assert "9 (8 to 11)" in shown


def test_evidence_that_cannot_be_worked_out_is_refused(members: Members, profile: Profile) -> None:
    client = signed_in(members, Role.CONTRIBUTOR)
    form = {"key": "8e0c1c9e-7b5f-4b1c-9a50-0d6a3a2f7b11", "design": "before_after"}
    answer = client.post(f"/benefits/{profile.reference}/evidence", form)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "It needs a locked baseline and locked returns" in answer.content.decode()
    assert not Finding.objects.exists()
