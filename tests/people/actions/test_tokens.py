"""Keys: made once, shown once, never more than their maker could give, and over when they are over."""

import datetime
import json
import uuid
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.actions import tokens
from frankpledge.people.actions.giving import last_day
from frankpledge.people.actions.tokens import Made
from frankpledge.people.models import ENTRUSTED_ROLES, Power, Role, Token
from frankpledge.people.rights import Rights
from tests.members import Members
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

OURS = "northshire"


@pytest.fixture
def administrator(members: Members) -> Actor:
    return members.actor(OURS, Role.ADMINISTRATOR)


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def make(by: Actor, **given: Any) -> Made:
    usual = {"organisation": OURS, "name": "Feed", "role": Role.CONTRIBUTOR, "until": in_days(30)}
    return tokens.make(by=by, **{**usual, **given})


def test_a_key_acts_for_its_organisation_with_its_role_alone(administrator: Actor, world: World) -> None:
    made = make(administrator)
    actor = tokens.use(secret=made.secret)
    assert actor is not None
    assert (actor.kind, actor.token_id, actor.organisation) == (ActorKind.SYSTEM, made.token.pk, OURS)
    rights, ours, theirs = Rights.of(actor), [world.body(OURS).pk], [world.body("eastmarch").pk]
    assert rights.may(Power.PROPOSE_CHANGE, ours)
    assert not rights.may(Power.DECIDE_CHANGE, ours)
    assert not rights.may(Power.PROPOSE_CHANGE, theirs)
    assert not rights.may_nationally(Power.FOLLOW)


@pytest.mark.parametrize("role", ENTRUSTED_ROLES)
def test_no_key_of_any_role_manages_people_or_keys(administrator: Actor, role: Role) -> None:
    actor = tokens.use(secret=make(administrator, role=role).secret)
    assert actor is not None
    for power in (Power.MANAGE_PEOPLE, Power.MANAGE_TOKENS):
        assert not Rights.of(actor).may_anywhere(power)


@pytest.mark.parametrize("role", sorted(set(Role) - set(ENTRUSTED_ROLES)))
def test_a_key_has_no_role_that_manages_people_and_none_for_the_nation(
    administrator: Actor, role: Role
) -> None:
    for by in (administrator, CURATOR):
        with pytest.raises(Invalid, match="a key may have"):
            make(by, role=role)
    assert not Token.objects.exists()


def test_a_key_that_is_over_or_ended_opens_nothing(administrator: Actor) -> None:
    made = make(administrator)
    actor = tokens.use(secret=made.secret)
    assert actor is not None
    Token.objects.update(expires_at=timezone.now())
    assert tokens.use(secret=made.secret) is None
    assert not Rights.of(actor).may_anywhere(Power.FOLLOW)
    Token.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1))
    assert tokens.use(secret=made.secret) is not None
    tokens.end(by=administrator, token_id=made.token.pk, reason="Lost")
    assert tokens.use(secret=made.secret) is None
    assert not Rights.of(actor).may_anywhere(Power.FOLLOW)


def test_a_key_is_known_by_its_beginning_and_kept_as_a_hash(administrator: Actor) -> None:
    made = make(administrator)
    assert made.secret.startswith("fp_")
    assert made.secret.startswith(made.token.prefix)
    assert len(made.secret) == 43
    kept = str(list(Token.objects.values()))
    entries = json.dumps(list(Entry.objects.values("actor", "subject_key", "reason", "detail")))
    for text in (kept, entries, repr(made), str(made.token)):
        assert made.secret not in text


@pytest.mark.parametrize("wrong", ["", "fp_", "fp_" + "x" * 40, "Bearer"])
def test_what_is_no_key_opens_nothing(administrator: Actor, wrong: str) -> None:
    made = make(administrator)
    assert tokens.use(secret=wrong) is None
    assert tokens.use(secret=made.secret[:-1]) is None
    assert tokens.use(secret=made.secret) is not None


def test_its_use_is_noted_at_most_once_an_hour_and_writes_no_entry(administrator: Actor) -> None:
    made = make(administrator)
    entries = Entry.objects.count()
    tokens.use(secret=made.secret)
    first = Token.objects.get().last_used_at
    tokens.use(secret=made.secret)
    assert first is not None
    assert Token.objects.get().last_used_at == first
    earlier = timezone.now() - datetime.timedelta(minutes=61)
    Token.objects.update(last_used_at=earlier)
    tokens.use(secret=made.secret)
    assert Token.objects.get().last_used_at != earlier
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("days", "fault"), [(None, "Enter the last day"), (-1, "today or later"), (366, "within a year")]
)
def test_a_key_has_a_last_day_within_a_year(administrator: Actor, days: int | None, fault: str) -> None:
    with pytest.raises(Invalid, match=fault):
        make(administrator, until=None if days is None else in_days(days))
    assert last_day(make(administrator, until=in_days(365)).token.expires_at) == in_days(365)


def test_two_keys_that_work_have_two_names(administrator: Actor) -> None:
    first = make(administrator)
    with pytest.raises(Invalid, match="of this name already"):
        make(administrator, name=" Feed ")
    tokens.end(by=administrator, token_id=first.token.pk, reason="Replaced")
    assert make(administrator).secret


def test_a_form_sent_twice_makes_one_key_whose_last_secret_opens(administrator: Actor) -> None:
    key = uuid.uuid4()
    first, second = make(administrator, key=key), make(administrator, key=key)
    assert first.token.pk == second.token.pk
    assert tokens.use(secret=first.secret) is None
    assert tokens.use(secret=second.secret) is not None


def test_a_form_sent_again_later_or_after_its_use_shows_nothing(administrator: Actor) -> None:
    key = uuid.uuid4()
    made = make(administrator, key=key)
    tokens.use(secret=made.secret)
    assert make(administrator, key=key).secret == ""
    later = uuid.uuid4()
    make(administrator, name="Other", key=later)
    Token.objects.filter(submission_key=later).update(made_at=timezone.now() - datetime.timedelta(hours=1))
    assert make(administrator, name="Other", key=later).secret == ""
    assert tokens.use(secret=made.secret) is not None


def test_another_organisations_key_is_not_found(administrator: Actor, members: Members) -> None:
    theirs = make(CURATOR, organisation="eastmarch").token
    with pytest.raises(NotFound):
        tokens.end(by=administrator, token_id=theirs.pk, reason="Mischief")
    assert tokens.end(by=members.actor("", Role.CURATOR), token_id=theirs.pk, reason="Asked").ended_at


def test_a_key_ends_for_a_reason_and_once(administrator: Actor) -> None:
    made = make(administrator)
    with pytest.raises(Invalid, match="reason"):
        tokens.end(by=administrator, token_id=made.token.pk, reason="")
    ended = tokens.end(by=administrator, token_id=made.token.pk, reason="Lost")
    entries = Entry.objects.count()
    assert tokens.end(by=administrator, token_id=made.token.pk, reason="Lost").ended_at == ended.ended_at
    assert Entry.objects.count() == entries
