"""What has been said about one organisation."""

import datetime

import pytest

from frankpledge.people.queries.organisations import Profile
from frankpledge.register.queries.claims_about import MOST_LISTED, Sayings, sayings
from frankpledge.register.queries.entries import Stake
from tests.world import World

TODAY = datetime.date(2026, 11, 22)


def said_of(slug: str, day: datetime.date | None = None, *, most: int = MOST_LISTED) -> Sayings:
    profile = Profile.of(slug, day or TODAY)
    stake = Stake(profile.organisation, profile.relations.pair, day or TODAY, is_past=day is not None)
    return sayings(stake, most=most)


@pytest.mark.django_db
def test_what_is_said_about_it_alone_comes_before_what_is_said_about_others_too() -> None:
    said = said_of("norfolk")
    assert len(said.about_it_alone) == 2
    assert said.listed[:2] == said.about_it_alone
    assert said.count > len(said.listed) == MOST_LISTED
    assert all(each.sources for each in said.listed)
    assert len(said_of("norfolk", most=1000).listed) == said.count


def test_claims_that_do_not_agree_or_were_replaced_are_marked(world: World) -> None:
    said = {each.claim.key: each for each in said_of("northshire").listed}
    assert said["marches-dogs-02"].is_contradicted
    assert said["marches-forensics-01"].is_replaced
    assert not said["marches-dogs-01"].is_contradicted
    assert not said["marches-forensics-02"].is_replaced


def test_what_was_said_later_is_left_out_of_a_past_day(world: World) -> None:
    assert said_of("northshire", datetime.date(2015, 11, 30)).count < said_of("northshire").count


def test_a_policing_body_has_only_what_names_itself(world: World) -> None:
    assert said_of("pcc-northshire") == Sayings()


def test_nothing_said_is_no_sayings(world: World) -> None:
    assert said_of("harrow-systems") == Sayings(listed=(), count=0)
