"""Counts of what is held, against the data files themselves and against a small cast."""

import csv
import datetime
from collections import Counter
from fractions import Fraction

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from frankpledge.dates import Answer
from frankpledge.people.models import Region
from frankpledge.register.models import Collaboration, Function, Party
from frankpledge.register.queries import coverage as queries
from frankpledge.register.queries.coverage import Coverage, Field, Held, Spread, coverage
from tests.world import World

pytestmark = pytest.mark.django_db

DAY = datetime.date(2018, 6, 30)


def rows(name: str) -> list[dict[str, str]]:
    """One of the data files, read without any of our code."""
    with (settings.REGISTER_FOLDER / "register" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def slugs(name: str, **cells: str) -> set[str]:
    return {
        row["collaboration_slug"]
        for row in rows(name)
        if row["collaboration_slug"] and all(row[cell] == value for cell, value in cells.items())
    }


def test_each_field_is_counted_as_the_files_have_it() -> None:
    records, parties = rows("collaborations"), rows("parties")
    members = [row for row in parties if row["role"] in {"lead", "host", "member"}]
    undated = {row["collaboration_slug"] for row in members if not row["joined"]}
    figures = [row for row in rows("claims") if row["amount"] and row["collaboration_slug"]]

    held = {field: each.known for field, each in coverage().fields.items()}

    assert held == {
        Field.PURPOSE: sum(bool(row["short_purpose"]) for row in records),
        Field.START: sum(bool(row["start_date"]) for row in records),
        Field.STATUS: sum(bool(row["status_as_of"]) and row["status"] != "not_known" for row in records),
        Field.END: sum(bool(row["end_date"]) for row in records),
        Field.LEGAL_BASIS: sum(row["legal_basis"] != "not_stated" for row in records),
        Field.LEAD: len({row["collaboration_slug"] for row in members if row["role"] in {"lead", "host"}}),
        Field.PARTIES: sum(row["parties_coverage"] == "complete" for row in records),
        Field.JOINED: len({row["collaboration_slug"] for row in members} - undated),
        Field.EVENT: len(slugs("events")),
        Field.FIGURE: len({row["collaboration_slug"] for row in figures}),
        Field.SAVING: len({row["collaboration_slug"] for row in figures if row["kind"] == "saving"}),
        Field.AGREEMENT: sum(bool(row["agreement_url"]) for row in records),
        Field.CONFIRMED: 0,
    }


def test_known_and_not_known_make_all_of_them() -> None:
    found = coverage()

    assert found.records == len(rows("collaborations"))
    assert {held.of for held in found.fields.values()} == {found.records}
    assert all(held.known + held.not_known == held.of for held in found.fields.values())


def test_every_model_and_function_is_counted_as_the_files_have_it() -> None:
    found = coverage()

    def total(spread: Spread) -> int:
        return spread.stated + spread.assumed + spread.everywhere

    records = rows("collaborations")
    models = Counter(row["model"] for row in records)
    functions = Counter(word for row in records for word in row["functions"].split(";"))
    assert {each.key: total(each) for each in found.models} == models
    assert {each.key.replace("-", "_"): total(each) for each in found.functions} == functions


def test_agreements_that_every_force_is_in_are_apart() -> None:
    forces = {row["slug"] for row in rows("organisations") if row["kind"] == "force"}
    members: dict[str, set[str]] = {}
    for row in rows("parties"):
        members.setdefault(row["collaboration_slug"], set()).add(row["organisation_slug"])

    assert coverage().everywhere == sum(forces <= those for those in members.values()) == 12


def test_assumed_membership_is_apart() -> None:
    records = rows("collaborations")
    found = coverage()

    assert found.assumed == sum(row["parties_coverage"] == "assumed" for row in records) - found.everywhere
    assert found.stated + found.assumed + found.everywhere == found.records


def test_a_region_counts_the_records_with_a_stated_member_there() -> None:
    regions = {
        row["slug"]: row["region"]
        for row in rows("organisations")
        if row["kind"] in {"force", "policing_body"}
    }
    everywhere = set(Collaboration.objects.filter(queries.EVERYWHERE).values_list("slug", flat=True))
    expected: dict[str, set[str]] = {}
    for row in rows("parties"):
        region = regions.get(row["organisation_slug"])
        is_member = row["role"] in {"lead", "host", "member"} and row["basis"] != "assumed"
        if region and is_member and row["collaboration_slug"] not in everywhere:
            expected.setdefault(region, set()).add(row["collaboration_slug"])

    found = coverage()

    assert {str(each.region.label): each.records for each in found.regions} == {
        region: len(those) for region, those in expected.items()
    }
    assert found.in_a_region == len(set.union(*expected.values()))


def test_the_facts_of_a_region_are_every_field_of_each_of_its_records(world: World) -> None:
    wales = next(each for each in coverage().regions if each.region is Region.WALES)

    assert wales.facts.of == wales.records * len(Field)
    assert 0 < wales.facts.known < wales.facts.of


def test_a_record_may_count_in_two_regions_and_once_in_all(world: World) -> None:
    before = coverage()
    northern, welsh = (_records_in(before, region) for region in (Region.NORTH_EAST, Region.WALES))
    # Parties of the dog unit are in both; without the Welsh one it counts in one.
    Party.objects.filter(
        collaboration=world.record("dogs"), organisation__slug__startswith="port-vale"
    ).delete()

    after = coverage()

    assert _records_in(after, Region.WALES) == welsh - 1
    assert _records_in(after, Region.NORTH_EAST) == northern
    assert after.in_a_region == before.in_a_region


def test_functions_and_models_are_in_the_order_of_their_names() -> None:
    found = coverage()

    for spreads in (found.functions, found.models):
        labels = [each.label for each in spreads]
        assert labels == sorted(labels)
    assert {each.label for each in found.functions} <= set(Function.objects.values_list("name", flat=True))


def test_a_past_day_leaves_out_what_had_ended_or_had_not_begun() -> None:
    expected = [each for each in Collaboration.objects.all() if each.in_being_on(DAY) is not Answer.NO]

    found = coverage(DAY)

    assert found.records == len(expected)
    assert found.records + found.left_out == Collaboration.objects.count()
    assert found.left_out > 0
    assert found.fields[Field.START].known == sum(each.starts_on is not None for each in expected)


@pytest.mark.parametrize(
    ("starts", "statuses", "enough"),
    [(9, 9, True), (10, 9, True), (8, 10, False), (10, 8, False), (0, 0, False)],
)
def test_a_trend_needs_a_start_and_a_status_for_nine_in_ten(
    starts: int, statuses: int, *, enough: bool
) -> None:
    fields = {field: Held(10, 10) for field in Field} | {Field.START: Held(starts, 10)}
    found = Coverage(
        day=None,
        records=10,
        left_out=0,
        fields=fields,
        status_alone=Held(statuses, 10),
        regions=(),
        in_a_region=0,
        functions=(),
        models=(),
    )

    assert found.may_show_a_trend is enough


def test_the_real_register_may_not_show_a_trend() -> None:
    assert not coverage().may_show_a_trend


def test_nothing_of_nothing_is_no_share() -> None:
    assert Held(0, 0).share == Fraction(0)


@pytest.mark.parametrize("day", [None, DAY])
def test_it_takes_five_queries(
    day: datetime.date | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        coverage(day)


def _records_in(found: Coverage, region: Region) -> int:
    return next(each.records for each in found.regions if each.region is region)
