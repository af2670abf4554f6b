"""What two collaborations may count twice is found, left out of totals, and settled by those who know."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frankpledge.benefits.actions import double_counts, profiles
from frankpledge.benefits.models import DoubleCount, Profile
from frankpledge.benefits.queries import double_counts as queries
from frankpledge.benefits.queries.portfolio import portfolio
from frankpledge.benefits.states.profiles import Move
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.exchange.asked import asked_of
from frankpledge.people.models import Role
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind
from tests.corrections import words_of
from tests.ledgers import body
from tests.members import Members, person, sign_in
from tests.tracking import agreed, begun, measured, profiled, realised_by, varied
from tests.web.test_workspaces import filled, signed_in
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(world: World, members: Members) -> World:
    for slug in ("dogs", "forensics", "marches"):
        begun(CURATOR, world.record(slug))
    return world


def counted(world: World, slug: str, title: str, *bodies: str, **values: Any) -> Profile:
    """An agreed benefit of a record, which these bodies bring about."""
    made = realised_by(CURATOR, profiled(CURATOR, world.record(slug), title, **values), *bodies)
    return agreed(CURATOR, made)


def pairs() -> set[tuple[str, str]]:
    return {(each.earlier.title, each.later.title) for each in DoubleCount.objects.all()}


def test_the_same_measure_body_and_time_in_two_records_is_found(records: World) -> None:
    counted(records, "dogs", "First", "northshire", "eastmarch")
    counted(records, "dogs", "Beside it", "northshire")
    counted(records, "forensics", "Again", "northshire")
    assert pairs() == {("First", "Again"), ("Beside it", "Again")}
    counted(records, "forensics", "Of another measure", "northshire", measure=measured(name="Other"))
    counted(records, "forensics", "Of nobody")
    counted(records, "forensics", "Later", "northshire", starts_on=datetime.date(2031, 4, 1))
    Profile.objects.filter(title__in=("First", "Beside it")).update(ends_on=datetime.date(2030, 3, 31))
    realised_by(CURATOR, profiled(CURATOR, records.record("forensics"), "Draft"), "northshire")
    double_counts.refresh()
    assert pairs() == {("First", "Again"), ("Beside it", "Again")}
    counted(records, "forensics", "As it measures", "northshire", measure=varied("northshire"))
    assert ("First", "As it measures") in pairs()


def test_what_a_record_above_counts_is_left_out_by_itself_unless_it_is_measured_otherwise(
    records: World,
) -> None:
    counted(records, "marches", "Above", "northshire")
    counted(records, "dogs", "Below", "northshire")
    assert pairs() == set()
    counted(records, "dogs", "Otherwise", "northshire", measure=varied("northshire"))
    assert pairs() == {("Above", "Otherwise")}


def test_the_later_one_is_left_out_of_totals_until_it_is_cleared(records: World, members: Members) -> None:
    counted(records, "dogs", "First", "northshire")
    counted(records, "forensics", "Again", "northshire")
    held = portfolio(None)
    assert (held.every.unresolved, held.every.left_out, held.measures[0].left_out) == (1, 1, 1)
    page = words_of(signed_in(members, Role.CURATOR, "").get("/benefits/portfolio"))
    assert "Of these, 1 may be counted in another collaboration too" in page
    number = DoubleCount.objects.get().pk
    for by in (members.actor("northshire", Role.CONTRIBUTOR), members.actor("", Role.INSPECTOR)):
        with pytest.raises(NotAllowed):
            double_counts.clear(by=by, number=number, reason="They differ.")
    with pytest.raises(Invalid, match="Enter why"):
        double_counts.clear(by=members.actor("eastmarch", Role.OWNER), number=number, reason=" ")
    for _ in range(2):
        double_counts.clear(
            by=members.actor("eastmarch", Role.OWNER), number=number, reason="Other handlers."
        )
    held = portfolio(None)
    assert (held.every.unresolved, held.every.left_out) == (0, 0)
    double_counts.refresh()
    assert DoubleCount.objects.get().cleared == "Other handlers.", "it stays cleared"


def test_who_writes_one_of_them_says_that_it_counts_no_more(records: World, members: Members) -> None:
    first = counted(records, "dogs", "First", "northshire")
    again = counted(records, "forensics", "Again", "northshire")
    clerk = signed_in(members, Role.CONTRIBUTOR)
    start = f"/collaborations/{records.record('forensics').reference}/benefits"
    assert "May be counted twice Again and First" in words_of(clerk.get(start))
    assert "Ours was agreed later" in words_of(clerk.get(f"{start}/map"))
    page = f"/benefits/double-counts/{DoubleCount.objects.get().pk}"
    form = filled(clerk.get(page))
    assert "Both count" not in words_of(clerk.get(page)), "only who decides may say so"
    assert clerk.post(page, {**form, "which": "0"}).status_code == 422
    assert clerk.post(page, {**form, "which": str(again.pk), f"version-{again.pk}": "1"}).status_code == 409
    assert clerk.post(page, {**form, "which": str(again.pk)}).status_code == 303
    again.refresh_from_db()
    assert (again.is_counted, again.counted_in) == (False, first)
    assert clerk.get(page).status_code == 404


def test_what_is_given_up_is_counted_twice_no_more(records: World) -> None:
    first = counted(records, "dogs", "First", "northshire")
    counted(records, "forensics", "Again", "northshire")
    profiles.settle(
        by=CURATOR, reference=first.reference, version=first.version, move=Move.DROP, reason="Not done."
    )
    assert pairs() == set()


def test_what_somebody_may_not_read_of_the_other_has_no_name(records: World, members: Members) -> None:
    counted(records, "dogs", "Kept among themselves", "northshire", measure=varied("northshire"))
    counted(records, "marches", "For all to see", "northshire")
    client = Client()
    sign_in(client, person("owner@port-vale.example", "Owner of port-vale", Role.OWNER, "port-vale"))
    page = f"/benefits/double-counts/{DoubleCount.objects.get().pk}"
    for address in (f"/collaborations/{records.record('marches').reference}/benefits", page):
        shown = words_of(client.get(address))
        assert "a benefit in another collaboration of Northshire Police" in shown
        assert "Kept among themselves" not in shown
        assert "Dog Unit" not in shown
    mine = Profile.objects.get(title="For all to see")
    assert client.post(page, {**filled(client.get(page)), "which": str(mine.pk)}).status_code == 303
    mine.refresh_from_db()
    assert (mine.is_counted, mine.counted_in) == (False, None)


def test_it_is_a_task_of_who_decides_on_the_later_one_and_of_curators(
    records: World, members: Members
) -> None:
    counted(records, "dogs", "First", "northshire")
    counted(records, "forensics", "Again", "northshire")
    owner, curator = members.user("eastmarch", Role.OWNER), members.user("", Role.CURATOR)
    kinds = {
        who.pk: {task.kind for task in asked_of(who, proved_second_step=True).tasks}
        for who in (owner, curator)
    }
    assert Kind.DOUBLE_COUNT in kinds[owner.pk]
    assert Kind.DOUBLE_COUNTS in kinds[curator.pk]
    listed = words_of(signed_in(members, Role.CURATOR, "").get("/benefits/double-counts"))
    assert "1 pair is open." in listed
    assert "Again" in listed


def test_the_pairs_are_made_anew_and_compared(records: World) -> None:
    first = counted(records, "dogs", "First", "northshire")
    again = counted(records, "forensics", "Again", "northshire")
    assert queries.differing() == []
    DoubleCount.objects.all().delete()
    assert queries.differing() == [(first.pk, again.pk)]
    assert double_counts.refresh() == 1
    assert queries.differing() == []


def test_a_page_of_many_pairs_asks_no_more_than_one_of_one(records: World, members: Members) -> None:
    rights = Rights.of(members.actor("northshire", Role.OWNER))
    counted(records, "dogs", "First", "northshire")
    asked = []
    for count in (1, 4):
        for at in range(count):
            counted(records, "forensics", f"Again {count} {at}", "northshire")
        workspace = records.record("forensics").workspace
        with CaptureQueriesContext(connection) as told:
            queries.of_workspace(workspace, rights)
        asked.append(len(told))
    assert asked[0] == asked[1] <= 4


def test_shares_of_more_than_the_whole_are_refused(records: World) -> None:
    held = profiled(CURATOR, records.record("dogs"))
    shares = [
        profiles.Realises(body(slug), "Sergeant", share)
        for slug, share in zip(("northshire", "eastmarch"), (0.6, 0.5), strict=True)
    ]
    with pytest.raises(Invalid, match="more than the whole"):
        profiles.name_realisers(by=CURATOR, reference=held.reference, version=held.version, realisers=shares)
