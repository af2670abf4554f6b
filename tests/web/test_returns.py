"""The pages of returns: the grid, no change, pasting, locking, reviewing, and what is refused."""

import datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.benefits.models import Observation, Profile, Return, ReturnState, Review, Said
from frankpledge.people.models import Role
from tests.members import Members, sign_in
from tests.tracking import FIRST_PERIOD, begun, cell, profiled, realised_by, returned, saved
from tests.world import World

pytestmark = pytest.mark.django_db
NEXT = datetime.date(2024, 7, 1)


@pytest.fixture
def profile(world: World, members: Members) -> Profile:
    owner = members.actor("northshire", Role.OWNER)
    begun(owner, world.record("dogs"))
    return profiled(owner, world.record("dogs"))


@pytest.fixture
def page(world: World) -> str:
    return f"/collaborations/{world.record('dogs').reference}/benefits/returns/2024-07"


def signed_in(members: Members, role: Role, organisation: str = "northshire") -> Client:
    client = Client()
    sign_in(client, members.user(organisation, role))
    return client


def sent(
    profile: Profile, version: int = 0, step: str = "save", slug: str = "all", **values: str
) -> dict[str, str]:
    key = f"{profile.reference}.{slug}"
    return {"version": str(version), "step": step, f"{key}.sent": "yes"} | {
        f"{key}.{name}": value for name, value in values.items()
    }


def test_a_return_is_saved_by_one_and_locked_by_another(
    members: Members, profile: Profile, page: str
) -> None:
    contributor, owner = (signed_in(members, role) for role in (Role.CONTRIBUTOR, Role.OWNER))
    shown = contributor.get(page).content.decode()
    assert "1 of 1 rows is not answered yet" in shown
    assert "Save and lock" not in shown
    assert contributor.post(page, sent(profile, value="12.5")).status_code == HTTPStatus.SEE_OTHER
    assert Observation.objects.get().value == 12.5
    assert contributor.post(page, sent(profile, 1, "lock", value="13")).status_code == HTTPStatus.FORBIDDEN
    answer = owner.post(page, sent(profile, 1, "lock", value="13"))
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert Return.objects.get().state == ReturnState.LOCKED
    shown = owner.get(page).content.decode()
    assert "may agree or dispute until" in shown
    assert "has not said yet" in shown
    assert 'name="step"' not in shown


def test_the_last_value_stands_beside_and_no_change_is_one_click(
    world: World, members: Members, profile: Profile, page: str
) -> None:
    saved(members.actor("northshire", Role.OWNER), world.record("dogs"), FIRST_PERIOD, cell(profile, 40))
    client = signed_in(members, Role.CONTRIBUTOR)
    assert "Last time: 40." in client.get(page).content.decode()
    shown = client.post(page, sent(profile, step="all-unchanged")).content.decode()
    assert f'name="{profile.reference}.all.unchanged" type="checkbox" value="yes" checked' in shown
    assert not Observation.objects.filter(starts_on=NEXT).exists()
    client.post(page, sent(profile, unchanged="yes"))
    held = Observation.objects.get(starts_on=NEXT)
    assert held.said == Said.UNCHANGED
    assert held.value == 40


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"value": "many"}, "Enter a number, such as 1234.5"),
        ({"value": "3", "not_known": "yes"}, "Enter a value, or say that it is not known: not both"),
        ({"unchanged": "yes", "not_known": "yes"}, "Tick “no change” or “not known”, not both"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    members: Members, profile: Profile, page: str, values: dict[str, Any], fault: str
) -> None:
    answer = signed_in(members, Role.CONTRIBUTOR).post(page, sent(profile, **values))
    shown = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert fault in shown
    assert f'value="{values.get("value", "yes")}"' in shown
    assert not Observation.objects.exists()


def test_whoever_comes_second_is_told_with_what_they_typed(
    world: World, members: Members, profile: Profile, page: str
) -> None:
    saved(members.actor("eastmarch", Role.OWNER), world.record("dogs"), NEXT, cell(profile, 7))
    answer = signed_in(members, Role.CONTRIBUTOR).post(page, sent(profile, 0, value="8"))
    shown = answer.content.decode()
    assert answer.status_code == HTTPStatus.CONFLICT
    assert 'value="8"' in shown
    assert "Saved now: 7." in shown
    assert Observation.objects.get().value == 7


def test_what_is_pasted_is_shown_before_it_is_saved(
    world: World, members: Members, profile: Profile, page: str
) -> None:
    realised_by(members.actor("northshire", Role.OWNER), profile, "northshire", "eastmarch")
    client = signed_in(members, Role.CONTRIBUTOR)
    text = f"Benefit,Party,Value\n{profile.title},Northshire,5\n{profile.reference},eastmarch,not known"
    shown = client.post(page, {"version": "0", "step": "paste", "pasted": text}).content.decode()
    assert 'value="5"' in shown
    assert f'name="{profile.reference}.eastmarch.not_known" type="checkbox" value="yes" checked' in shown
    assert not Observation.objects.exists()
    answer = client.post(page, {"version": "0", "step": "paste", "pasted": f"{profile.title}\t5"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Line 1: name the party after the benefit" in answer.content.decode()


def test_the_rows_are_to_be_had_as_csv(members: Members, profile: Profile, page: str) -> None:
    answer = signed_in(members, Role.READER).get(f"{page}?format=csv")
    assert "Handlers freed for patrol,all,hours" in answer.content.decode("utf-8-sig")


def test_a_finance_officer_reviews_and_silence_is_not_agreement(
    world: World, members: Members, profile: Profile, page: str
) -> None:
    returned(members.actor("northshire", Role.OWNER), world.record("dogs"), NEXT, cell(profile, 5))
    client = signed_in(members, Role.FINANCE)
    review = f"{page}/review/northshire"
    assert review in client.get(page).content.decode()
    form = {"version": str(Return.objects.get().version), "key": "8e0c1c9e-7b5f-4b1c-9a50-0d6a3a2f7b11"}
    answer = client.post(review, {**form, "agrees": "disputes", "words": ""})
    assert "Enter what you dispute, and why" in answer.content.decode()
    for _twice in range(2):
        client.post(review, {**form, "agrees": "disputes", "words": "We freed three.", "profile": ""})
    assert Review.objects.count() == 1
    shown = client.get(page).content.decode()
    assert "disputes it" in shown
    assert "We freed three." in shown
    assert signed_in(members, Role.OWNER).get(review).status_code == HTTPStatus.FORBIDDEN


def test_a_locked_return_is_opened_again_only_with_a_reason(
    world: World, members: Members, profile: Profile, page: str
) -> None:
    held = returned(members.actor("northshire", Role.OWNER), world.record("dogs"), NEXT, cell(profile, 5))
    client = signed_in(members, Role.OWNER)
    assert client.post(page, sent(profile, held.version, value="6")).status_code == 422
    form = {"version": str(held.version), "reason": ""}
    assert client.post(f"{page}/open-again", form).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(f"{page}/open-again", {**form, "reason": "Wrong."}).status_code == HTTPStatus.SEE_OTHER
    assert Observation.objects.get().value == 5


@pytest.mark.parametrize("period", ["2024-05", "2024-01", "2124-04", "now"])
def test_what_is_no_period_is_not_found(members: Members, profile: Profile, page: str, period: str) -> None:
    client = signed_in(members, Role.OWNER)
    assert client.get(page.replace("2024-07", period)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [2, 40])
def test_a_page_of_many_rows_takes_as_many_statements(
    world: World, members: Members, profile: Profile, page: str, count: int
) -> None:
    by = members.actor("northshire", Role.OWNER)
    for number in range(count - 1):
        realised_by(by, profiled(by, world.record("dogs"), f"Benefit {number}"), "northshire", "eastmarch")
    client = signed_in(members, Role.OWNER)
    client.get(page)
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == HTTPStatus.OK
    assert len(statements) <= STATEMENTS, [each["sql"][:90] for each in statements]


STATEMENTS = 22


def test_the_calendar_says_what_is_overdue(
    world: World, members: Members, profile: Profile, page: str
) -> None:
    shown = signed_in(members, Role.READER).get(page.rpartition("/")[0]).content.decode()
    assert "returns are overdue" in shown
    assert "April to June 2024" in shown
