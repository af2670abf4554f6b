"""What an organisation is in: known answers on the real register, and the cases of a small world."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.dates import PartialDate
from frankpledge.people.models import Basis
from frankpledge.people.queries.organisations import Profile
from frankpledge.register.actions import collaborations
from frankpledge.register.models import Role, Status
from frankpledge.register.queries.belonging import Reason
from frankpledge.register.queries.entries import Place, Stake
from frankpledge.register.queries.memberships import (
    MOST_LISTED,
    Membership,
    Memberships,
    memberships,
)
from tests.world import CURATOR, World, dogs, party

TODAY = datetime.date(2026, 11, 22)


def stake_of(slug: str, day: datetime.date | None = None) -> Stake:
    profile = Profile.of(slug, day or TODAY)
    return Stake(profile.organisation, profile.relations.pair, day or TODAY, is_past=day is not None)


def held_by(slug: str, day: datetime.date | None = None) -> Memberships:
    return memberships(stake_of(slug, day))


def places(held: Memberships, *, everywhere: bool = False) -> dict[str, Place]:
    return {each.collaboration.slug: each.place for each in held.listed if each.everywhere is everywhere}


def one(held: Memberships, slug: str) -> Membership:
    [found] = [each for each in held.listed if each.collaboration.slug == slug]
    return found


# --- the real register ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_lancashire_was_in_the_motorway_group_on_new_years_day_2017_and_is_not_today() -> None:
    then = held_by("lancashire", datetime.date(2017, 1, 1))
    assert places(then) == {
        "north-west-motorway-police-group": Place.WAS_IN,
        "north-west-regional-forensics": Place.NOT_KNOWN,
        "north-west-general-agreement": Place.NOT_KNOWN,
        "nwrocu": Place.NOT_KNOWN,
        "north-west-underwater-search": Place.NOT_KNOWN,
    }
    assert one(then, "north-west-underwater-search").first.reasons == (Reason.NO_JOINING_DATE,)
    now = places(held_by("lancashire"))
    assert now.pop("north-west-motorway-police-group") is Place.PAST
    assert set(now.values()) == {Place.RUNNING}


@pytest.mark.django_db
def test_in_the_month_it_left_it_is_not_known_whether_it_was_still_in() -> None:
    then = held_by("lancashire", datetime.date(2018, 4, 10))
    left = one(then, "north-west-motorway-police-group")
    assert left.place is Place.NOT_KNOWN
    assert Reason.LEAVING_NOT_PRECISE in left.first.reasons
    after = held_by("lancashire", datetime.date(2018, 5, 1))
    assert one(after, "north-west-motorway-police-group").place is Place.NOT_THEN


@pytest.mark.django_db
def test_stated_and_assumed_and_what_every_force_is_in_are_counted_apart() -> None:
    tallies = held_by("norfolk").tallies
    beyond = tallies.where(everywhere=False).as_member
    assert beyond.where(is_assumed=False).count == 7
    assert beyond.where(is_assumed=True).count == 3
    assert tallies.where(everywhere=True).as_member.count == 12
    assert beyond.with_figures == 4


@pytest.mark.django_db
def test_most_often_with_counts_what_is_stated_and_never_what_every_force_is_in() -> None:
    companions = {each.slug: each.shared_count for each in held_by("norfolk").companions}
    assert companions["suffolk"] == 7
    assert "metropolitan" not in companions
    assert held_by("metropolitan").companions == ()


@pytest.mark.django_db
def test_a_force_is_in_what_its_policing_body_is_in_by_itself() -> None:
    board = one(held_by("cleveland"), "cleveland-durham-lcjb-support")
    assert board.first.party.organisation.slug == "pcc-cleveland"
    assert not board.first.is_own
    assert [partner.slug for partner in board.partners] == ["durham"]


@pytest.mark.django_db
def test_the_bodies_that_led_for_a_force_are_told_one_by_one() -> None:
    led = one(held_by("west-yorkshire"), "npas")
    assert led.first.is_own
    assert [entry.party.organisation.slug for entry in led.leading[1:]] == [
        "wyca",
        "pcc-west-yorkshire",
        "police-authority-west-yorkshire",
    ]
    then = one(held_by("west-yorkshire", datetime.date(2015, 1, 1)), "npas")
    assert then.place is Place.WAS_IN
    assert then.first.party.organisation.slug == "pcc-west-yorkshire"


@pytest.mark.django_db
def test_a_policing_body_has_its_own_apart_from_those_of_its_force_in_its_time() -> None:
    held = held_by("police-authority-derbyshire")
    own = {each.collaboration.slug for each in held.listed if each.first.is_own}
    paired = {each.collaboration.slug for each in held.listed if not each.first.is_own}
    assert own == {"emsou-major-crime", "em-counter-terrorism"}
    assert "emsou" in paired
    assert not own & paired


@pytest.mark.django_db
def test_what_began_after_its_time_is_not_the_former_bodys() -> None:
    former = {each.collaboration.slug for each in held_by("police-authority-west-yorkshire").listed}
    assert "npas" in former
    assert "forensic-capability-network" not in former
    assert "forensic-capability-network" in {each.collaboration.slug for each in held_by("wyca").listed}


@pytest.mark.django_db
def test_a_funder_is_no_member() -> None:
    tallies = held_by("home-office").tallies
    assert tallies.as_member.count == 0
    assert tallies.in_other_roles == {Role.FUNDER: 13}


@pytest.mark.django_db
def test_functions_are_counted_for_regional_and_local_ones_alone() -> None:
    functions = {each.slug: each.count for each in held_by("norfolk").functions}
    assert functions["procurement"] == 2
    assert "air-support" not in functions


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["norfolk", "west-yorkshire", "pcc-derbyshire", "home-office", "psni"])
@pytest.mark.parametrize("day", [None, datetime.date(2017, 1, 1)])
def test_it_takes_four_statements_whatever_is_held_and_fewer_for_nothing(
    slug: str, day: datetime.date | None
) -> None:
    stake = stake_of(slug, day)
    with CaptureQueriesContext(connection) as statements:
        held = memberships(stake)
    assert len(statements) == (4 if held.listed else 2)


# --- a small world ----------------------------------------------------------------------------------


def test_one_that_left_is_past_though_the_collaboration_runs(world: World) -> None:
    assert places(held_by("port-vale"))["marches-dogs"] is Place.PAST
    assert places(held_by("northshire"))["marches-dogs"] is Place.RUNNING


def test_one_that_left_and_came_back_is_shown_once_by_its_present_entry(world: World) -> None:
    back = party("port-vale", joined_on=PartialDate(2022))
    draft = dogs()
    collaborations.put(by=CURATOR, draft=replace(draft, parties=(*draft.parties, back)))
    held = one(held_by("port-vale"), "marches-dogs")
    assert held.place is Place.RUNNING
    assert [str(entry.party.joined_on) for entry in held.entries] == ["2022", "2015-04"]


def test_one_that_is_still_to_begin_is_neither_running_nor_past(world: World) -> None:
    collaborations.put(by=CURATOR, draft=replace(dogs(), status=Status.AGREED))
    assert places(held_by("northshire"))["marches-dogs"] is Place.PLANNED
    to_come = replace(
        dogs(), starts_on=PartialDate(2027), status=Status.NOT_KNOWN, parties=(party("eastmarch"),)
    )
    collaborations.put(by=CURATOR, draft=to_come)
    assert places(held_by("eastmarch"))["marches-dogs"] is Place.PLANNED


def test_a_pair_whose_beginning_is_not_known_is_never_sure(world: World) -> None:
    day = datetime.date(2012, 6, 1)
    paired = one(held_by("northshire-authority", day), "marches-forensics")
    assert paired.place is Place.NOT_KNOWN
    assert Reason.PAIR_NOT_KNOWN in paired.first.reasons
    after = one(held_by("northshire-authority", datetime.date(2013, 6, 1)), "marches-forensics")
    assert after.place is Place.NOT_THEN
    assert Reason.NOT_A_PAIR_THEN in after.first.reasons


def test_an_assumed_party_is_no_companion(world: World) -> None:
    before = {each.slug: each.shared_count for each in held_by("northshire").companions}
    draft = dogs()
    assumed = tuple(
        replace(each, basis=Basis.ASSUMED) if each.organisation == "eastmarch" else each
        for each in draft.parties
    )
    collaborations.put(by=CURATOR, draft=replace(draft, parties=assumed))
    after = {each.slug: each.shared_count for each in held_by("northshire").companions}
    assert after["eastmarch"] == before["eastmarch"] - 1


def test_one_who_had_left_by_then_was_no_companion_on_a_past_day(world: World) -> None:
    def shared(day: datetime.date) -> int:
        companions = held_by("northshire", day).companions
        return sum(each.shared_count for each in companions if each.slug == "port-vale")

    assert shared(datetime.date(2017, 1, 1)) == 2
    assert shared(datetime.date(2020, 1, 1)) == 0


MANY = 5_000
PUT_MANY = f"""
WITH made AS (
    INSERT INTO register_collaboration (reference, slug, title, title_cy, model, legal_basis,
        legal_basis_note, status, status_as_of, ending_kind, start_kind, inspection_role,
        existence_confidence, parties_confidence, dates_confidence, status_confidence, parties_coverage,
        notes, provenance)
    SELECT 'C-' || 500000 + n, 'many-' || n, 'One of many ' || n, '', 'joint_unit', 'not_stated', '',
        'running', '2024', '', 'not_stated', '', 'low', 'low', 'low', 'low', 'partial', '', 'public_sources'
    FROM generate_series(1, {MANY}) AS n RETURNING id
)
INSERT INTO register_party (collaboration_id, organisation_id, role, basis, note)
SELECT made.id, organisation.id, 'member', 'stated', '' FROM made, people_organisation AS organisation
WHERE organisation.slug IN ('northshire', 'eastmarch')
"""


def test_an_organisation_with_5000_collaborations_is_listed_in_part_and_counted_whole(world: World) -> None:
    few = held_by("northshire")
    with connection.cursor() as cursor:
        cursor.execute(PUT_MANY)
    with CaptureQueriesContext(connection) as statements:
        many = memberships(stake := stake_of("northshire"))
    assert many.tallies.count == few.tallies.count + MANY
    assert len([each for each in many.listed if not each.everywhere]) == MOST_LISTED
    assert many.companions[0].shared_count > MANY
    assert len(statements) == 9
    assert len(memberships(stake, most=10_000).listed) == many.tallies.count
