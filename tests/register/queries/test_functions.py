"""How different forces do one kind of police work."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.errors import NotFound
from frankpledge.people.models import Basis
from frankpledge.register.actions import collaborations
from frankpledge.register.queries.entries import Place
from frankpledge.register.queries.functions import FunctionPage, all_functions, function_page
from frankpledge.register.queries.listings import When
from tests.world import CURATOR, World, dogs

NOW = When(datetime.date(2026, 11, 22), is_past=False)
NEW_YEAR_2015 = When(datetime.date(2015, 1, 1), is_past=True)


def standing(found: FunctionPage, slug: str) -> tuple[bool, bool, bool, bool]:
    [force] = [force for force in found.forces if force.slug == slug]
    return force.has_one, force.had_one, force.may_have_one, force.in_alliance


@pytest.mark.django_db
def test_forensics_is_done_by_four_models_and_by_two_national_services() -> None:
    found = function_page("forensics", NOW)
    assert {model: found.listing.count(group=model) for model in found.listing.groups} == {
        "joint_unit": 8,
        "lead_force": 3,
        "shared_service": 2,
        "strategic_alliance": 1,
    }
    assert found.listing.count(everywhere=True) == 2


@pytest.mark.django_db
def test_who_leads_is_told_and_nobody_is_made_a_lead() -> None:
    listed = {each.collaboration.slug: each for each in function_page("forensics", NOW).listing.listed}
    assert [member.slug for member in listed["south-west-forensics"].leads] == ["dorset"]
    assert {member.slug for member in listed["south-west-forensics"].members} == {
        "avon-and-somerset",
        "devon-and-cornwall",
        "dorset",
        "wiltshire",
    }
    assert listed["north-west-regional-forensics"].leads == ()


@pytest.mark.django_db
def test_a_customer_has_the_work_done_and_so_has_a_collaboration_for_it() -> None:
    found = function_page("forensics", NOW)
    listed = {each.collaboration.slug: each for each in found.listing.listed}
    services = listed["wmp-warwickshire-forensics"]
    assert {(member.slug, str(member.role)) for member in services.members} == {
        ("west-midlands", "lead"),
        ("warwickshire", "customer"),
    }
    assert standing(found, "warwickshire")[0]


@pytest.mark.django_db
def test_forces_without_one_are_told_from_those_in_an_alliance_over_many_functions() -> None:
    found = function_page("forensics", NOW)
    assert {force.slug for force in found.without if not force.in_alliance} == {
        "city-of-london",
        "gloucestershire",
        "greater-manchester",
        "hampshire-and-isle-of-wight",
        "metropolitan",
        "staffordshire",
        "thames-valley",
    }
    assert {force.slug for force in found.without if force.in_alliance} == {
        "dyfed-powys",
        "norfolk",
        "suffolk",
    }


@pytest.mark.django_db
def test_what_every_force_is_in_gives_nobody_a_collaboration_of_its_own() -> None:
    found = function_page("air-support", NOW)
    assert len(found.without) == 43
    [service] = found.listing.listed
    assert service.everywhere
    assert {member.slug for member in service.members} == {"west-yorkshire"}


@pytest.mark.django_db
def test_only_an_assumed_party_or_a_past_one_is_neither_with_nor_without(world: World) -> None:
    before = function_page("dogs", NOW)
    assert standing(before, "northshire")[0]
    assert standing(before, "port-vale") == (False, True, False, True)
    draft = dogs()
    assumed = tuple(replace(each, basis=Basis.ASSUMED) for each in draft.parties)
    collaborations.put(by=CURATOR, draft=replace(draft, parties=assumed))
    assert standing(function_page("dogs", NOW), "northshire") == (False, False, True, True)


@pytest.mark.django_db
def test_on_a_past_day_each_stands_as_it_stood_then() -> None:
    listed = {
        each.collaboration.slug: each.place for each in function_page("dogs", NEW_YEAR_2015).listing.listed
    }
    assert listed["tri-force-specialist-operations"] is Place.WAS_IN
    assert listed["evolve-dog-support-unit"] is Place.NOT_THEN


@pytest.mark.django_db
def test_every_function_is_listed_with_its_counts() -> None:
    counts = {each.slug: (each.regional_count, each.everywhere_count) for each in all_functions(NOW)}
    assert counts["forensics"] == (14, 2)
    assert counts["air-support"] == (0, 1)
    before_anything = When(datetime.date(1900, 1, 1), is_past=True)
    assert {each.slug: each.regional_count for each in all_functions(before_anything)}["dogs"] < counts[
        "dogs"
    ][0]


@pytest.mark.django_db
def test_an_address_that_names_no_function_is_not_found() -> None:
    with pytest.raises(NotFound):
        function_page("alchemy", NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["forensics", "air-support", "leadership"])
@pytest.mark.parametrize("when", [NOW, NEW_YEAR_2015])
def test_it_takes_six_statements_whatever_is_held(slug: str, when: When) -> None:
    with CaptureQueriesContext(connection) as statements:
        function_page(slug, when)
    assert len(statements) == 6


@pytest.mark.django_db
def test_a_long_list_is_cut_and_still_counted_whole() -> None:
    cut = function_page("forensics", NOW, most=2).listing
    assert len(cut.of("joint_unit")) == 2
    assert cut.count(group="joint_unit") == 8
