"""Keys: what they are told of themselves, and that a bad one opens nothing, not even what is public."""

import datetime

import pytest
from django.utils import timezone

from frankpledge.people.actions import tokens
from frankpledge.people.models import Role, Token
from tests.api.conftest import Program, key_of
from tests.members import Members


def test_a_key_is_told_what_it_is(contributor: Program) -> None:
    answer = contributor.get("/key")
    assert answer.status == 200
    assert answer.body["organisation"] == "northshire"
    assert answer.body["role"] == "contributor"
    assert "propose_change" in answer.body["powers"]
    assert "decide_change" not in answer.body["powers"]
    assert "fp_" not in str(answer.body)


def test_without_a_key_one_is_asked_for(anybody: Program) -> None:
    answer = anybody.get("/key")
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "Authorization: Bearer" in answer.body["detail"]


@pytest.mark.parametrize("secret", ["fp_" + "x" * 40, "nonsense", "fp_"])
@pytest.mark.parametrize("path", ["/key", "/collaborations", "/collaborations/C-0001"])
def test_a_bad_key_opens_nothing(db: None, secret: str, path: str) -> None:
    assert Program(secret).get(path).status == 401


def test_an_ended_key_opens_nothing(members: Members) -> None:
    program = Program(key_of(members, "northshire", Role.READER))
    assert program.get("/key").status == 200
    tokens.end(
        by=members.actor("northshire", Role.ADMINISTRATOR),
        token_id=Token.objects.get().pk,
        reason="The system was switched off.",
    )
    assert program.get("/key").status == 401


def test_a_key_past_its_last_day_opens_nothing(members: Members) -> None:
    program = Program(key_of(members, "northshire", Role.READER))
    long_ago = timezone.now() - datetime.timedelta(days=2)
    Token.objects.update(made_at=long_ago, expires_at=long_ago + datetime.timedelta(days=1))
    assert program.get("/key").status == 401
