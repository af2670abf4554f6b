"""Digests: what is in one, to whom and when it goes, once, and what is never in it."""

import datetime
import re
from dataclasses import replace

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import Settings

from frankpledge.dates import PartialDate
from frankpledge.exchange import digest_tasks, digests, letters
from frankpledge.exchange.digests import Sent
from frankpledge.exchange.models import Mailing
from frankpledge.people.actions import organisations
from frankpledge.people.models import Digest, Role, User
from frankpledge.register.actions import claims, collaborations, corrections, follows
from frankpledge.register.models import Follow, Status
from tests import world as cast
from tests.corrections import CANARY, send
from tests.members import Members, as_actor
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = datetime.date(2026, 11, 23), datetime.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def address(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"


@pytest.fixture
def reader(members: Members) -> User:
    """A reader of Northshire who wants a digest every day, and is the only one who wants any."""
    User.objects.update(digest=Digest.NEVER)
    user = members.user("northshire", Role.READER)
    User.objects.filter(pk=user.pk).update(digest=Digest.DAILY)
    user.refresh_from_db()
    return user


def owner(members: Members) -> User:
    User.objects.update(digest=Digest.NEVER)
    user = members.user("northshire", Role.OWNER)
    User.objects.filter(pk=user.pk).update(digest=Digest.DAILY)
    user.refresh_from_db()
    return user


def change_dogs() -> None:
    draft = replace(cast.dogs(), status=Status.NOTICE_GIVEN, status_as_of=PartialDate(2026, 11))
    collaborations.put_all(by=CURATOR, drafts=[draft], reason="REASON-CANARY")


def body() -> str:
    assert len(mail.outbox) == 1
    return str(mail.outbox[0].body)


def test_it_tells_what_changed_of_what_is_followed_and_of_nothing_else(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    change_dogs()
    collaborations.put_all(by=CURATOR, drafts=[replace(cast.forensics(), title="Another name")])
    assert digests.send_all(TUESDAY) == {Sent.SENT: 1}
    assert mail.outbox[0].to == [reader.email]
    assert "Northern Marches Dog Unit: whether it is running or has ended" in body()
    assert f"https://register.example/collaborations/{world.record('dogs').address}\n" in body()
    assert "Another name" not in body()
    # Reasons stay in the history, for those who may read it.
    assert "REASON-CANARY" not in body()


def test_who_follows_a_body_is_told_of_its_records_too(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what="eastmarch")
    change_dogs()
    digests.send_all(TUESDAY)
    assert "Northern Marches Dog Unit" in body()


def test_who_follows_a_body_is_told_of_its_own_facts(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what="eastmarch")
    moved = replace(cast.force("eastmarch", "Eastmarch"), website="https://new.eastmarch.example")
    organisations.put_all(by=CURATOR, drafts=[moved])
    digests.send_all(TUESDAY)
    assert "- Eastmarch Police: its website" in body()
    assert "https://register.example/organisations/eastmarch\n" in body()


def test_a_figure_and_a_dispute_are_news_of_their_record(world: World, reader: User) -> None:
    dogs = world.record("dogs").reference
    follows.follow(by=as_actor(reader), what=dogs)
    claims.put_all(by=CURATOR, drafts=[cast.saving("dogs-04", "It saved £1.", "marches-dogs", "1")])
    reference = send(about=dogs).reference
    corrections.display(
        by=CURATOR, reference=reference, words="PUBLIC-WORDS", body="A body", reason="REASON-CANARY"
    )
    digests.send_all(TUESDAY)
    assert "what has been said about cost and benefit, what a body disputes" in body()
    assert "CANARY" not in body()


def test_a_new_record_of_a_body_that_is_followed_is_said_to_be_new(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what="port-vale")
    new = replace(cast.records(), slug="marches-hover", title="Hovercraft squadron")
    collaborations.put_all(by=CURATOR, drafts=[new])
    digests.send_all(TUESDAY)
    assert "- Hovercraft squadron: added to the register" in body()


def test_what_was_changed_before_it_was_followed_is_not_told(world: World, reader: User) -> None:
    change_dogs()
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    Follow.objects.update(began_at=timezone.now() + datetime.timedelta(minutes=1))
    assert digests.send_all(TUESDAY) == {Sent.NOTHING: 1}
    assert mail.outbox == []


def test_nothing_happened_nothing_is_sent(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    assert digests.send_all(TUESDAY) == {Sent.NOTHING: 1}
    assert not Mailing.objects.exists()


def test_run_twice_it_is_sent_once_and_the_next_day_tells_only_what_is_new(
    world: World, reader: User
) -> None:
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    change_dogs()
    assert digests.send_all(TUESDAY) == {Sent.SENT: 1}
    assert digests.send_all(TUESDAY) == {Sent.NOTHING: 1}
    collaborations.put_all(by=CURATOR, drafts=[replace(cast.dogs(), notes="More.")])
    assert digests.send_all(TUESDAY) == {Sent.ALREADY: 1}
    assert len(mail.outbox) == 1
    assert digests.send_all(TUESDAY + datetime.timedelta(days=1)) == {Sent.SENT: 1}
    assert "our notes" in str(mail.outbox[1].body)


def test_one_that_dies_while_sending_sends_no_second_and_the_next_tells_it(
    world: World, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    change_dogs()

    class Died(BaseException):
        """The process ends here."""

    def die(_message: EmailMessage, *_given: object) -> int:
        mail.outbox.append(_message)
        raise Died

    with monkeypatch.context() as dying:
        dying.setattr(EmailMessage, "send", die)
        with pytest.raises(Died):
            digests.send_all(TUESDAY)
    assert digests.send_all(TUESDAY) == {Sent.ALREADY: 1}
    assert len(mail.outbox) == 1
    digests.send_all(TUESDAY + datetime.timedelta(days=1))
    assert "Northern Marches Dog Unit" in str(mail.outbox[1].body)


def test_one_that_cannot_be_handed_over_does_not_stop_the_others(
    world: World, members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.update(digest=Digest.NEVER)
    for role in (Role.READER, Role.OWNER):
        user = members.user("northshire", role)
        User.objects.filter(pk=user.pk).update(digest=Digest.DAILY)
        follows.follow(by=as_actor(user), what=world.record("dogs").reference)
    change_dogs()
    sending = EmailMessage.send

    def refuse_the_reader(message: EmailMessage, *given: object) -> int:
        if message.to == ["reader@northshire.example"]:
            raise ConnectionRefusedError
        return sending(message)

    monkeypatch.setattr(EmailMessage, "send", refuse_the_reader)
    assert digests.send_all(TUESDAY) == {Sent.SENT: 1, Sent.FAILED: 1}


@pytest.mark.parametrize(
    ("digest", "on", "is_due"),
    [
        (Digest.DAILY, TUESDAY, True),
        (Digest.DAILY, MONDAY, True),
        (Digest.WEEKLY, MONDAY, True),
        (Digest.WEEKLY, TUESDAY, False),
        (Digest.NEVER, MONDAY, False),
    ],
)
def test_it_goes_on_the_days_that_its_reader_chose(
    reader: User, digest: Digest, on: datetime.date, *, is_due: bool
) -> None:
    User.objects.filter(pk=reader.pk).update(digest=digest)
    assert digests.due(on).filter(pk=reader.pk).exists() is is_due
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert not digests.due(on).filter(pk=reader.pk).exists()


def test_a_new_message_is_told_to_who_may_answer_without_a_word_of_it(world: World, members: Members) -> None:
    person = owner(members)
    send(
        about=world.record("dogs").reference,
        said_wrong="WORDS-CANARY",
        sender_email=CANARY,
        sender_name="Senderson",
    )
    send(about=world.record("records").reference, sender="f" * 64)
    digests.send_all(TUESDAY)
    assert mail.outbox[0].to == [person.email]
    assert "Answer a message about Northern Marches Dog Unit (due by" in body()
    assert "Port Vale records" not in body()
    for canary in ("WORDS-CANARY", CANARY, "Senderson"):
        assert canary not in str(mail.outbox[0].message())


def test_a_reader_is_told_of_no_message_and_of_no_words_that_are_not_displayed(
    world: World, reader: User
) -> None:
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    reference = send(about=world.record("dogs").reference, said_wrong="WORDS-CANARY").reference
    assert digests.send_all(TUESDAY) == {Sent.NOTHING: 1}
    corrections.display(
        by=CURATOR, reference=reference, words="PUBLIC-WORDS", body="A body", reason="REASON-CANARY"
    )
    corrections.hide(by=CURATOR, reference=reference, reason="REASON-CANARY")
    digests.send_all(TUESDAY)
    for sent in mail.outbox:
        assert "CANARY" not in str(sent.message())


def test_a_search_tells_what_it_finds_for_the_first_time(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what="?q=hovercraft")
    assert digests.send_all(MONDAY) == {Sent.NOTHING: 1}
    new = replace(cast.records(), slug="marches-hover", title="Hovercraft squadron")
    collaborations.put_all(by=CURATOR, drafts=[new])
    digests.send_all(TUESDAY)
    assert "- “hovercraft”: 1 new result\n  - Hovercraft squadron\n" in body()
    assert "https://register.example/collaborations?q=hovercraft" in body()
    assert digests.send_all(TUESDAY + datetime.timedelta(days=1)) == {Sent.NOTHING: 1}


def test_it_ends_with_a_way_to_stop_it_that_mail_programs_understand(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    change_dogs()
    digests.send_all(TUESDAY)
    stop = letters.stop_address(reader)
    assert body().endswith(f"{stop}\n")
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{stop}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.outbox[0].content_subtype == "plain"


def test_nothing_that_somebody_named_can_begin_a_line_of_ours(world: World, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(name="Reader\nSTOP PAYING\nhttps://elsewhere.example")
    reader.refresh_from_db()
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    change_dogs()
    digests.send_all(TUESDAY)
    assert not re.search(r"^(STOP PAYING|https://elsewhere)", body(), re.MULTILINE)


def test_without_an_address_for_links_nothing_is_sent_and_why_is_said(
    world: World, reader: User, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PUBLIC_ADDRESS = ""
    with pytest.raises(digests.NoAddress, match="FRANKPLEDGE_PUBLIC_ADDRESS"):
        digests.send_all(TUESDAY)
    digest_tasks.morning(
        timestamp=int(datetime.datetime(2026, 11, 24, 6, 30, tzinfo=datetime.UTC).timestamp())
    )
    assert "FRANKPLEDGE_PUBLIC_ADDRESS" in caplog.text
    assert mail.outbox == []


def test_who_has_no_role_any_more_is_told_nothing(world: World, reader: User) -> None:
    follows.follow(by=as_actor(reader), what=world.record("dogs").reference)
    change_dogs()
    reader.memberships.update(ended_at=timezone.now())
    assert digests.send_all(TUESDAY) == {Sent.NOTHING: 1}


@pytest.mark.parametrize("month", range(1, 13))
def test_the_job_runs_in_the_morning_of_london_all_the_year(
    month: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[datetime.date] = []

    def note(on: datetime.date) -> dict[Sent, int]:
        days.append(on)
        return {Sent.FAILED: 0}

    monkeypatch.setattr(digests, "send_all", note)
    at = datetime.datetime(2026, month, 15, 6, 30, tzinfo=datetime.UTC)
    digest_tasks.morning(timestamp=int(at.timestamp()))
    assert days == [datetime.date(2026, month, 15)]
    assert 6 <= timezone.localtime(at).hour < 9


def test_the_worker_knows_the_job() -> None:
    from procrastinate.contrib.django import app

    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["digests.morning"] == "30 6 * * *"
