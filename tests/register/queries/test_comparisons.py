"""Forces beside each other."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.people.queries.organisations import named
from frankpledge.people.queries.relations import Relations
from frankpledge.register.models import CollaborationFunction
from frankpledge.register.queries.comparisons import Comparison, comparison
from frankpledge.register.queries.entries import Place, Stake

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def stakes(*slugs: str, day: datetime.date | None = None) -> list[Stake]:
    bodies = [named(slug) for slug in slugs]
    asked, is_past = day or TODAY, day is not None
    return [Stake(body, Relations.of(body).pair, asked, is_past=is_past) for body in bodies]


def groups(found: Comparison) -> dict[tuple[str, ...], set[str]]:
    return {
        tuple(force.slug for force in company.forces): {each.collaboration.slug for each in company.listed}
        for company in found.companies
    }


def test_norfolk_suffolk_and_kent_share_six_and_kent_alone_has_four() -> None:
    found = comparison(stakes("norfolk", "suffolk", "kent"))
    assert groups(found) == {
        ("norfolk", "suffolk", "kent"): {
            "7f-procurement",
            "7f-firearms-training",
            "athena",
            "ersou",
            "seerpic",
            "seven-force-strategic-collaboration",
        },
        ("norfolk", "suffolk"): {
            "eastern-dvi",
            "norfolk-suffolk",
            "norfolk-suffolk-information-management",
            "norfolk-suffolk-iom",
        },
        ("kent",): {"kent-essex-it", "kent-essex-serious-crime", "kent-essex-support-services", "serocu"},
    }
    assert found.everywhere_count == 12
    assert [company.count for company in found.only_one] == [0, 0, 4]
    assert [len(company.forces) for company in found.shared_by_some] == [2]


def test_the_forces_stand_in_the_order_in_which_they_were_asked_for() -> None:
    found = comparison(stakes("suffolk", "norfolk"))
    assert [force.slug for force in found.forces] == ["suffolk", "norfolk"]
    assert [part.force.slug for part in found.shared_by_all.listed[0].parts] == ["suffolk", "norfolk"]


def test_function_by_function_each_force_has_a_cell_full_or_empty() -> None:
    rows = {row.slug: row for row in comparison(stakes("norfolk", "kent")).functions}
    assert [cell.count for cell in rows["disaster-victim-identification"].cells] == [1, 0]
    assert [cell.count for cell in rows["procurement"].cells] == [2, 3]
    assert "air-support" not in rows


def test_on_a_past_day_what_a_force_was_surely_not_in_is_left_out() -> None:
    then = comparison(stakes("lancashire", "cheshire", day=datetime.date(2017, 1, 1)))
    [group] = [
        each
        for each in then.shared_by_all.listed
        if each.collaboration.slug == "north-west-motorway-police-group"
    ]
    assert {part.place for part in group.parts} == {Place.WAS_IN}
    later = comparison(stakes("lancashire", "cheshire", day=datetime.date(2020, 1, 1)))
    assert "north-west-motorway-police-group" in groups(later)["cheshire",]


def test_what_a_policing_body_is_in_by_itself_counts_for_its_force_and_says_so() -> None:
    shared = comparison(stakes("cleveland", "durham")).shared_by_all.listed
    [board] = [each for each in shared if each.collaboration.slug == "cleveland-durham-lcjb-support"]
    assert not any(part.is_own for part in board.parts)


def test_forces_that_share_nothing_say_so() -> None:
    found = comparison(stakes("norfolk", "gwent"))
    assert found.shared_by_all.count == 0
    assert found.shared_by_all.listed == ()


@pytest.mark.parametrize("slugs", [("norfolk", "suffolk"), ("norfolk", "suffolk", "kent", "west-yorkshire")])
def test_it_takes_two_statements_however_many_forces(slugs: tuple[str, ...]) -> None:
    asked = stakes(*slugs)
    with CaptureQueriesContext(connection) as statements:
        comparison(asked)
    assert len(statements) == 2


def test_a_long_list_is_cut_and_still_counted_whole() -> None:
    found = comparison(stakes("norfolk", "suffolk", "kent"), most=2)
    assert len(found.shared_by_all.listed) == 2
    assert found.shared_by_all.count == 6


def test_a_collaboration_whose_function_is_not_known_is_compared_too() -> None:
    CollaborationFunction.objects.filter(collaboration__slug="norfolk-suffolk").delete()
    shared = {
        each.collaboration.slug: each
        for each in comparison(stakes("norfolk", "suffolk")).shared_by_all.listed
    }
    assert shared["norfolk-suffolk"].functions == ()
