"""Reviews of a locked return: by a party's finance officers alone, within fifteen working days."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.benefits import working_days
from frankpledge.benefits.actions import returns, reviews
from frankpledge.benefits.actions.reviews import Word
from frankpledge.benefits.models import Return
from frankpledge.benefits.queries.reviews import Reviewed, stands
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import Role
from tests.members import Members
from tests.tracking import FIRST_PERIOD, begun, cell, profiled, returned
from tests.world import World

pytestmark = pytest.mark.django_db
Day = datetime.date


@pytest.fixture
def held(world: World, members: Members) -> Return:
    owner = members.actor("northshire", Role.OWNER)
    begun(owner, world.record("dogs"))
    profile = profiled(owner, world.record("dogs"))
    return returned(owner, world.record("dogs"), FIRST_PERIOD, cell(profile, 5))


def saying(world: World, held: Return, *, agrees: bool, words: str = "", **more: Any) -> dict[str, Any]:
    return {
        "collaboration": world.record("dogs"),
        "starts_on": FIRST_PERIOD,
        "organisation": world.body("northshire"),
        "word": Word(agrees=agrees, version=held.version, words=words),
        "key": uuid.uuid4(),
        **more,
    }


def stand(held: Return, slug: str = "northshire", day: Day | None = None) -> Reviewed:
    day = day or timezone.localdate()
    return next(each.reviewed for each in stands(held, day) if each.organisation.slug == slug)


def test_a_finance_officer_agrees_and_may_dispute_after_all(
    world: World, members: Members, held: Return
) -> None:
    finance = members.actor("northshire", Role.FINANCE)
    assert stand(held) is Reviewed.OPEN
    said = saying(world, held, agrees=True)
    assert reviews.say(by=finance, **said) == reviews.say(by=finance, **said)
    assert stand(held) is Reviewed.AGREED
    with pytest.raises(Invalid):
        reviews.say(by=finance, **saying(world, held, agrees=False))
    reviews.say(by=finance, **saying(world, held, agrees=False, words="We counted four."))
    assert stand(held) is Reviewed.DISPUTED


@pytest.mark.parametrize(
    ("organisation", "role"), [("northshire", Role.OWNER), ("eastmarch", Role.OWNER), ("", Role.CURATOR)]
)
def test_nobody_else_speaks_for_its_figures(
    world: World, members: Members, held: Return, organisation: str, role: Role
) -> None:
    with pytest.raises(NotAllowed):
        reviews.say(by=members.actor(organisation, role), **saying(world, held, agrees=True))


def test_silence_is_not_reviewed_and_never_agreement(world: World, members: Members, held: Return) -> None:
    assert held.review_ends_on is not None
    assert held.review_ends_on == working_days.after(timezone.localdate(), 15)
    assert stand(held, "eastmarch", held.review_ends_on) is Reviewed.OPEN
    late = held.review_ends_on + datetime.timedelta(days=1)
    assert stand(held, "eastmarch", late) is Reviewed.NOT_REVIEWED


def test_what_was_said_of_a_return_before_it_was_opened_again_does_not_count(
    world: World, members: Members, held: Return
) -> None:
    finance, owner = (members.actor("northshire", role) for role in (Role.FINANCE, Role.OWNER))
    reviews.say(by=finance, **saying(world, held, agrees=True))
    where: dict[str, Any] = {"collaboration": world.record("dogs"), "starts_on": FIRST_PERIOD}
    opened = returns.reopen(by=owner, version=held.version, reason="Counted wrong.", **where)
    again = returns.lock(by=owner, version=opened.version, **where)
    assert stand(again) is Reviewed.OPEN
    with pytest.raises(Stale):
        reviews.say(by=finance, **saying(world, held, agrees=True))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (Day(2026, 4, 1), 1, Day(2026, 4, 2)),
        (Day(2026, 4, 2), 1, Day(2026, 4, 7)),
        (Day(2024, 12, 24), 1, Day(2024, 12, 27)),
        (Day(2022, 9, 16), 1, Day(2022, 9, 20)),
        (Day(2026, 11, 23), 15, Day(2026, 12, 14)),
        (Day(2026, 12, 18), 15, Day(2027, 1, 13)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(day: Day, count: int, expected: Day) -> None:
    assert working_days.after(day, count) == expected


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    ],
)
def test_bank_holidays_are_as_published(year: int, days: str) -> None:
    assert sorted(f"{day:%m-%d}" for day in working_days.bank_holidays(year)) == days.split()
