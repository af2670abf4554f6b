"""Questions about the real register whose answers can be read in its files."""

import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from frankpledge.dates import Answer
from frankpledge.people.queries.organisations import Profile
from frankpledge.register.models import Claim, Collaboration, Status
from frankpledge.register.queries import as_at, collaborations, national
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.entries import Stake
from frankpledge.register.queries.memberships import memberships

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)
NEW_YEAR_2017 = datetime.date(2017, 1, 1)
WALES = {"dyfed-powys", "gwent", "north-wales", "south-wales"}
TRI_FORCE = {"avon-and-somerset", "gloucestershire", "wiltshire"}
NORTH_WEST = {"cheshire", "cumbria", "greater-manchester", "lancashire", "merseyside", "north-wales"}


def rows(name: str) -> list[dict[str, str]]:
    path = Path(settings.REGISTER_FOLDER) / "register" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def record(slug: str, until: datetime.date = TODAY) -> Record:
    reference = collaborations.reference_in(collaborations.address_of(slug))
    assert reference is not None
    return collaborations.record(reference, until)


def members(slug: str) -> set[str]:
    return {area.slug for area in record(slug).parties.members}


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (
            "seven-force-strategic-collaboration",
            {"bedfordshire", "cambridgeshire", "essex", "hertfordshire", "kent", "norfolk", "suffolk"},
        ),
        ("all-wales-collaboration", WALES),
        ("tri-force-specialist-operations", TRI_FORCE),
        ("brunel-major-crime", TRI_FORCE),
        ("north-west-underwater-search", NORTH_WEST),
        (
            "north-west-motorway-police-group",
            {"cheshire", "greater-manchester", "lancashire", "merseyside", "national-highways"},
        ),
        ("em-criminal-justice", {"nottinghamshire"}),
    ],
)
def test_each_case_study_has_the_members_that_its_sources_name(slug: str, expected: set[str]) -> None:
    assert members(slug) == expected


def test_seven_forces_are_seven_areas_and_fourteen_legal_persons() -> None:
    present = record("seven-force-strategic-collaboration").parties.present
    assert (present.areas, present.others, present.legal_persons) == (7, 0, 14)


def test_one_party_of_the_east_midlands_criminal_justice_service_is_known_of_four() -> None:
    held = record("em-criminal-justice")
    assert (held.parties.named, held.parties_not_named) == (1, 3)


def test_the_air_service_is_assumed_to_have_every_area_and_is_led_by_west_yorkshire() -> None:
    parties = record("npas").parties
    assert (parties.present.areas, parties.present.legal_persons) == (43, 86)
    assert parties.assumed == 42
    assert {line.party.organisation.slug for line in parties.leads} == {"west-yorkshire", "wyca"}


def test_single_online_home_has_its_forces_and_the_crime_agency_and_apart_from_them_its_funder() -> None:
    parties = record("single-online-home").parties
    assert (parties.present.areas, parties.present.others) == (45, 1)
    assert [line.party.role for line in parties.not_members] == ["funder"]


def test_running_ended_and_not_known_are_counted_as_the_file_says() -> None:
    counts = national.counts()
    in_the_file = Counter(row["status"] for row in rows("collaborations"))
    assert {str(status): count for status, count in counts.by_status.items()} == in_the_file
    assert (counts[Status.RUNNING], counts[Status.NOT_KNOWN], counts[Status.ENDED]) == (59, 45, 12)
    assert counts.found == 116


def test_nothing_is_known_to_end_in_the_next_twelve_months_because_no_end_is_on_record() -> None:
    assert national.due(TODAY, datetime.date(2027, 11, 22)) == ()
    assert national.counts().without_an_end == national.counts().not_over == 104


def test_lancashire_was_in_the_motorway_group_in_2017_and_left_in_april_2018() -> None:
    held = record("north-west-motorway-police-group")
    [lancashire] = [line.party for line in held.parties.lines if line.party.organisation.slug == "lancashire"]
    assert lancashire.belonged_on(NEW_YEAR_2017) is Answer.YES
    assert lancashire.belonged_on(datetime.date(2018, 3, 31)) is Answer.YES
    assert lancashire.belonged_on(datetime.date(2018, 4, 10)) is Answer.NOT_KNOWN
    assert lancashire.belonged_on(datetime.date(2018, 4, 30)) is Answer.NO
    assert lancashire.belonged_on(TODAY) is Answer.NO
    assert [area.slug for area in held.parties.left] == ["lancashire"]


def test_on_a_past_day_each_member_is_in_it_not_in_it_or_not_known_to_be() -> None:
    answers = as_at.then(record("north-west-motorway-police-group"), datetime.date(2011, 6, 1)).members
    assert [area.slug for area in answers[Answer.NOT_KNOWN]] == ["greater-manchester"]
    assert not answers[Answer.NO]
    assert {area.slug for area in answers[Answer.YES]} == {
        "cheshire",
        "lancashire",
        "merseyside",
        "national-highways",
    }


def test_the_policing_body_of_the_time_is_shown_not_todays() -> None:
    held = record("north-west-motorway-police-group")
    bodies = {
        line.party.organisation.slug: [overseer.slug for overseer in line.overseers]
        for line in held.parties.lines
    }
    assert bodies["greater-manchester"] == ["gmca", "pcc-greater-manchester"]
    assert bodies["lancashire"] == ["pcc-lancashire"]
    then = record("north-west-motorway-police-group", NEW_YEAR_2017)
    [manchester] = [
        line for line in then.parties.lines if line.party.organisation.slug == "greater-manchester"
    ]
    assert [overseer.slug for overseer in manchester.overseers] == ["pcc-greater-manchester"]


def test_what_a_force_leads_or_hosts_is_what_the_file_says() -> None:
    profile = Profile.of("thames-valley", TODAY)
    held = memberships(Stake(profile.organisation, profile.relations.pair, TODAY, is_past=False))
    leads = {each.collaboration.slug for each in held.listed if each.leading}
    in_the_file = {
        row["collaboration_slug"]
        for row in rows("parties")
        if row["role"] in {"lead", "host"}
        and row["organisation_slug"] in {"thames-valley", "pcc-thames-valley"}
    }
    assert leads == in_the_file == {"serocu", "ctp-south-east", "tvp-hampshire-ict"}


def test_an_umbrella_shows_its_own_figures_alone_and_names_its_children() -> None:
    umbrella = record("east-midlands-collaboration-programme")
    own = {
        row["claim_id"] for row in rows("claims") if row["collaboration_slug"] == umbrella.collaboration.slug
    }
    assert {line.claim.key for line in umbrella.claims} == own
    assert {child.slug for child in umbrella.children} == {
        row["slug"] for row in rows("collaborations") if row["parent_slug"] == umbrella.collaboration.slug
    }
    childrens = Claim.objects.filter(collaboration__in=[child.pk for child in umbrella.children])
    assert childrens.exists()
    assert not {line.claim.key for line in umbrella.claims} & set(childrens.values_list("key", flat=True))


def test_every_record_reads_whole() -> None:
    in_the_file = Counter(row["collaboration_slug"] for row in rows("parties"))
    for held in map(record, Collaboration.objects.values_list("slug", flat=True)):
        assert len(held.parties.lines) == in_the_file[held.collaboration.slug]
        assert held.citations.for_the_record
        assert all(line.sources for line in held.parties.lines)
        assert all(line.sources for line in held.claims)
        assert all(line.sources for line in held.events)


def test_the_end_of_the_motorway_group_rests_on_one_source_an_encyclopaedia() -> None:
    held = record("north-west-motorway-police-group")
    assert held.ending_is_weakly_supported
    assert held.ending_publisher_kind == "encyclopaedia"
