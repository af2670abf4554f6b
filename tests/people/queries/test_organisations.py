import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.errors import NotFound
from frankpledge.people.models import Measure, Supports
from frankpledge.people.queries.organisations import Profile, territorial_forces
from tests.world import World

TODAY = datetime.date(2026, 11, 22)


def test_a_profile_holds_names_groups_figures_and_their_sources(world: World) -> None:
    profile = Profile.of("northshire", TODAY)
    assert [alias.text for alias in profile.aliases] == ["NEP"]
    [figure] = profile.figures
    assert figure.measure == Measure.OFFICERS_FTE
    assert [source.publisher for source in profile.sources_of(figure)] == ["gazette.example"]
    [tie, _authority] = profile.relations.overseen_by
    assert [source.publisher for source in profile.sources_of(tie)] == ["gazette.example"]


def test_each_source_stands_once_with_all_that_it_supports(world: World) -> None:
    sources = Profile.of("northshire", TODAY).sources
    supports = {source.publisher: set(words) for source, words in sources.items()}
    assert supports == {
        "gazette.example": {Supports.IDENTITY, Supports.REGION, Supports.RELATION, Supports.FIGURE},
        "minutes.example": {Supports.REGION},
    }


def test_a_figure_about_a_later_time_is_left_out_of_a_past_day(world: World) -> None:
    assert not Profile.of("northshire", datetime.date(2019, 9, 29)).figures
    assert Profile.of("northshire", datetime.date(2019, 9, 30)).figures


def test_an_address_that_names_nobody_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        Profile.of("nowhere", TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["norfolk", "west-yorkshire", "home-office", "police-authority-gwent"])
def test_a_profile_takes_five_statements_whatever_is_held(slug: str) -> None:
    with CaptureQueriesContext(connection) as statements:
        profile = Profile.of(slug, TODAY)
        assert profile.sources is not None
    assert len(statements) == 5


@pytest.mark.django_db
def test_the_territorial_forces_are_43() -> None:
    assert len(territorial_forces(datetime.date(2026, 1, 1))) == 43
