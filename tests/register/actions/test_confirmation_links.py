"""Asking by a link: who may, what the link is worth, and when it works no more."""

import datetime
import uuid
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.utils import timezone

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import memberships, users
from frankpledge.people.models import Organisation, Role
from frankpledge.register.actions import confirmation_links as links
from frankpledge.register.actions.confirmations import Said
from frankpledge.register.models import Confirmation, ConfirmationLink, LinkStanding
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.facts import facts_of, mark
from tests.members import CAST, NATIONAL, Members, as_actor, person
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

STEM = "https://register.example/confirm/"
SECRET = "a-secret-for-tests"  # noqa: S105 - nobody's


def ask(
    world: World, by: Actor, body: str = "northshire", email: str = "asked@nowhere.example", **more: Any
) -> ConfirmationLink:
    secret = more.pop("known", SECRET)
    with patch("secrets.token_urlsafe", return_value=secret):
        return links.ask(
            by=by,
            reference=world.record("dogs").reference,
            organisation=world.body(body),
            email=email,
            name="Ada Asked",
            stem=STEM,
            key=more.get("key") or uuid.uuid4(),
        )


def answer(world: World, secret: str = SECRET, **more: Any) -> list[Confirmation]:
    record = collaborations.record(world.record("dogs").reference, timezone.localdate())
    given: dict[str, Any] = {
        "said": Said(office="Chief of staff", confirms=frozenset({None})),
        "name": "Ada Asked",
        "authority": "the chief constable",
        "has_authority": True,
        "seen": mark(facts_of(record)),
        "sender": "ab" * 32,
        "key": uuid.uuid4(),
    }
    return links.answer(secret=secret, **{**given, **more})


def owner(members: Members) -> Actor:
    return members.actor("northshire", Role.OWNER)


def test_only_owners_ask_for_a_body_that_is_enrolled(members: Members, world: World) -> None:
    for place, role in CAST:
        by = members.actor(place, role)
        if (place, role) == ("northshire", Role.OWNER):
            assert ask(world, by, known="one").pk
        else:
            with pytest.raises(NotAllowed):
                ask(world, by)
    for by in (PUBLIC, CURATOR, members.actor("northshire", Role.OWNER, verified=False)):
        with pytest.raises(NotAllowed):
            ask(world, by)


def test_a_curator_asks_only_for_a_body_that_nobody_is_enrolled_for(members: Members, world: World) -> None:
    curator = members.actor(NATIONAL, Role.CURATOR)
    assert ask(world, curator, "pcc-northshire").organisation.slug == "pcc-northshire"
    for place, role in CAST:
        if role != Role.CURATOR:
            with pytest.raises(NotAllowed):
                ask(world, members.actor(place, role), "pcc-northshire")
    assert links.check_works(SECRET)
    person("new@northshire.example", "New", Role.READER, "pcc-northshire")
    with pytest.raises(links.Closed, match="withdrawn"):
        answer(world)
    with pytest.raises(NotAllowed):
        ask(world, curator, "pcc-northshire", known="two")


def test_nobody_asks_themselves_or_who_keeps_the_register(members: Members, world: World) -> None:
    for email in ("owner@northshire.example", "OWNER@northshire.example ", "curator@national.example"):
        with pytest.raises(Invalid) as refused:
            ask(world, owner(members), email=email)
        assert set(refused.value.fields) == {"email"}
    for email in ("", "no address"):
        with pytest.raises(Invalid) as refused:
            ask(world, owner(members), email=email)
        assert set(refused.value.fields) == {"email"}


def test_nobody_is_asked_for_a_body_that_is_no_party_today(members: Members, world: World) -> None:
    by = as_actor(person("owner@port-vale.example", "Pat", Role.OWNER, "port-vale"))
    with pytest.raises(NotAllowed, match="not one of the legal persons"):
        ask(world, by, "port-vale")


def test_the_letter_has_the_link_and_nothing_else_has(
    members: Members, world: World, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        link = ask(world, owner(members))
    (letter,) = mail.outbox
    assert letter.to == ["asked@nowhere.example"]
    assert STEM + SECRET in letter.body
    assert "Northern Marches Dog Unit" in letter.body
    held = ConfirmationLink.objects.get()
    assert SECRET not in str(vars(held)) + str(vars(link))
    entry = Entry.objects.get(action="register.confirmation_links.ask")
    assert not entry.is_public
    assert "asked@nowhere" not in str(entry.detail) + entry.reason
    assert "Ada" not in str(entry.detail)


def test_an_answer_counts_as_the_bodys_word_by_link_and_the_address_is_forgotten(
    members: Members, world: World
) -> None:
    ask(world, owner(members))
    (row,) = answer(world)
    assert (row.given, row.person_name, row.user) == ("link", "Ada Asked", None)
    record = collaborations.record(world.record("dogs").reference, timezone.localdate())
    assert record.said.confirmed_persons == 1
    held = ConfirmationLink.objects.get()
    assert (held.email, held.authority, held.standing) == ("", "the chief constable", LinkStanding.USED)
    entry = Entry.objects.get(action="register.confirmations.say")
    assert (entry.organisation, "Ada" in entry.actor) == ("northshire", False)


def test_it_works_once_and_the_same_form_again_is_the_same(members: Members, world: World) -> None:
    ask(world, owner(members))
    key = uuid.uuid4()
    first = answer(world, key=key)
    assert [row.pk for row in answer(world, key=key)] == [row.pk for row in first]
    with pytest.raises(links.Closed, match="answered already"):
        answer(world)
    assert Confirmation.objects.count() == 1


def test_a_guess_finds_nothing(members: Members, world: World) -> None:
    ask(world, owner(members))
    for guess in ("", "x", SECRET + "x", SECRET.upper(), ConfirmationLink.objects.get().secret_hash):
        with pytest.raises(NotFound):
            answer(world, secret=guess)


def test_an_expired_or_withdrawn_link_and_one_whose_maker_lost_their_role_work_no_more(
    members: Members, world: World
) -> None:
    by = owner(members)
    link = ask(world, by)
    ConfirmationLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(links.Closed, match="expired"):
        answer(world)
    ConfirmationLink.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1))
    assert links.check_works(SECRET)
    held = members.user("northshire", Role.OWNER).memberships.get()
    memberships.end(by=CURATOR, membership_id=held.pk, reason="Moved")
    with pytest.raises(links.Closed, match="withdrawn"):
        answer(world)
    with pytest.raises(NotFound):
        links.withdraw(by=by, link_id=link.pk)
    other = as_actor(person("other@northshire.example", "Other", Role.OWNER, "northshire"))
    assert links.withdraw(by=other, link_id=link.pk).email == ""
    assert links.withdraw(by=other, link_id=link.pk).standing is LinkStanding.WITHDRAWN
    assert not Confirmation.objects.exists()


def test_a_closed_account_has_asked_nobody(members: Members, world: World) -> None:
    ask(world, owner(members))
    users.close(by=CURATOR, user_id=members.user("northshire", Role.OWNER).pk, reason="Left")
    with pytest.raises(links.Closed):
        answer(world)


def test_an_answer_says_who_in_which_office_and_by_what_authority(members: Members, world: World) -> None:
    ask(world, owner(members))
    with pytest.raises(Invalid) as refused:
        answer(world, name=" ", authority="", has_authority=False)
    assert set(refused.value.fields) == {"name", "authority", "has_authority"}
    with pytest.raises(Invalid) as refused:
        answer(world, said=Said(office="", confirms=frozenset({None})))
    assert set(refused.value.fields) == {"office"}
    with pytest.raises(Invalid, match="has changed since"):
        answer(world, seen="0" * 64)
    assert links.check_works(SECRET)


def test_too_many_answers_from_one_place_and_questions_of_one_body_wait(
    members: Members, world: World
) -> None:
    with patch.object(links, "MOST_IN_A_DAY", 2):
        ask(world, owner(members), known="one")
        ask(world, owner(members), known="two")
        with pytest.raises(Invalid, match="Wait until tomorrow"):
            ask(world, owner(members), known="three")
    with patch("frankpledge.register.actions.sendings.LIMITS", ((datetime.timedelta(hours=1), 1),)):
        answer(world, "one")
        with pytest.raises(Invalid, match="Too many"):
            answer(world, "two")
    assert links.check_works("two")


def test_the_same_question_sent_twice_is_sent_once(members: Members, world: World) -> None:
    key = uuid.uuid4()
    assert ask(world, owner(members), key=key).pk == ask(world, owner(members), key=key).pk
    assert ConfirmationLink.objects.count() == 1
    assert Organisation.objects.filter(confirmation_links__isnull=False).count() == 1
