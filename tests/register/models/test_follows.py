"""What the database itself refuses of what somebody follows."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from frankpledge.people.models import Role
from frankpledge.register.models import Follow
from tests.members import Members
from tests.world import World

pytestmark = pytest.mark.django_db
ONE_THING, HAS_WORDS, ONCE = (
    "register_follow_is_of_one_thing",
    "register_follow_of_a_search_has_words",
    "register_follow_said_once",
)


def refused(**given: Any) -> str:
    """The name of the constraint that refuses such a row; "" where the database takes it."""
    try:
        with transaction.atomic():
            Follow.objects.create(**given)
    except IntegrityError as error:
        return next(name for name in (ONE_THING, HAS_WORDS, ONCE) if name in str(error))
    return ""


def test_one_follows_just_one_thing_in_a_row_and_each_once(world: World, members: Members) -> None:
    user = members.user("northshire", Role.READER)
    dogs, body = world.record("dogs"), world.body("eastmarch")
    search = {"search": "q=dogs", "search_words": "“dogs”"}
    assert refused(user=user) == ONE_THING
    assert refused(user=user, collaboration=dogs, organisation=body) == ONE_THING
    assert refused(user=user, collaboration=dogs, **search) == ONE_THING
    assert refused(user=user, organisation=body, **search) == ONE_THING
    assert refused(user=user, search="q=dogs") == HAS_WORDS
    assert refused(user=user, collaboration=dogs, search_words="“dogs”") == HAS_WORDS
    things: tuple[dict[str, Any], ...] = ({"collaboration": dogs}, {"organisation": body}, search)
    for thing in things:
        assert refused(user=user, **thing) == ""
        assert refused(user=user, **thing) == ONCE
        assert refused(user=members.user("eastmarch", Role.OWNER), **thing) == ""
    assert [each.what for each in Follow.objects.filter(user=user).order_by("pk")] == [
        dogs.reference,
        "eastmarch",
        "?q=dogs",
    ]
    assert [str(each) for each in Follow.objects.filter(user=user).order_by("pk")] == [
        dogs.title,
        body.name,
        "“dogs”",
    ]
