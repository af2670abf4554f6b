"""What readers say is wrong: taken in once, answered by curators, and nothing of who wrote in the audit."""

import datetime
import json
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from frankpledge.audit.actors import PUBLIC
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.register import working_days
from frankpledge.register.actions import corrections
from frankpledge.register.actions.messages import AlreadySent, Message, cleaned
from frankpledge.register.models import (
    LONGEST_TEXT,
    REFERENCE_ALPHABET,
    REFERENCE_SHAPE,
    AboutKind,
    Correction,
    CorrectionState,
    Display,
)
from frankpledge.register.queries.subjects import subject
from tests.corrections import CANARY, SENDER, send
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db


def audited() -> str:
    return json.dumps(list(Entry.objects.values("actor", "action", "subject_key", "reason", "detail")))


def test_a_message_gets_a_reference_a_due_date_and_an_audit_entry(world: World, settings: Settings) -> None:
    settings.CORRECTION_WORKING_DAYS = 7
    dogs = world.record("dogs")
    received = send(about=dogs.reference, field="status")
    assert re.fullmatch(REFERENCE_SHAPE, received.reference)
    assert received.state == CorrectionState.RECEIVED
    assert received.due_on == working_days.after(timezone.localdate(), 7)
    assert (received.about_kind, received.collaboration) == (AboutKind.COLLABORATION, dogs)
    entry = Entry.objects.latest("id")
    assert (entry.actor, entry.action) == (str(PUBLIC), "register.corrections.submit")
    assert entry.subject_key == received.reference
    assert entry.detail == {"about": [None, dogs.reference], "state": [None, "received"]}


def test_nothing_of_what_was_written_or_by_whom_reaches_the_audit(world: World) -> None:
    received = send(about=f"my address is {CANARY}", said_wrong="SECRET-WORDS", sender_email=CANARY)
    corrections.display(by=CURATOR, reference=received.reference, words="Ours", body="A body")
    corrections.answer(
        by=CURATOR, reference=received.reference, text="No.", outcome=CorrectionState.NOT_CHANGED
    )
    corrections.forget_senders(by=CURATOR, closed_before=timezone.localdate() + datetime.timedelta(days=1))
    assert CANARY not in audited()
    assert "SECRET-WORDS" not in audited()


def test_a_claim_is_kept_with_its_collaboration(world: World) -> None:
    claim = world.claim("dogs-01")
    received = send(about=claim.key)
    assert (received.claim, received.collaboration) == (claim, claim.collaboration)


def test_the_same_form_sent_twice_is_received_once(db: None) -> None:
    key = uuid.uuid4()
    first, second = send(key=key), send(key=key)
    assert first.pk == second.pk
    assert Correction.objects.count() == 1
    assert Entry.objects.filter(action="register.corrections.submit").count() == 1


def test_other_words_under_the_same_key_are_refused_with_the_reference_of_the_first(db: None) -> None:
    key = uuid.uuid4()
    first = send(key=key)
    with pytest.raises(AlreadySent) as refused:
        send(key=key, said_wrong="Something else")
    assert refused.value.reference == first.reference
    assert Correction.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("said_wrong", ""),
        ("said_wrong", " \x00\n"),
        ("said_wrong", "x" * (LONGEST_TEXT + 1)),
        ("would_be_right", "x" * (LONGEST_TEXT + 1)),
        ("source_url", "javascript:alert(1)"),
        ("source_url", "ftp://example.org/file"),
        ("sender_email", "nobody"),
        ("sender_name", "x" * 201),
    ],
)
def test_what_a_column_cannot_hold_is_refused_by_its_name(db: None, field: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        send(**dict[str, Any]({field: value}))
    assert field in refused.value.fields
    assert not Correction.objects.exists()


def test_a_curator_does_not_write_in_a_readers_name(db: None) -> None:
    message = Message(about=subject(""), said_wrong="Wrong")
    with pytest.raises(NotAllowed):
        corrections.submit(by=CURATOR, message=message, sender=SENDER, key=uuid.uuid4())
    corrections.submit(by=PUBLIC, message=message, sender=SENDER, key=uuid.uuid4())


def test_what_nobody_types_is_taken_out_and_the_rest_is_kept(db: None) -> None:
    received = send(said_wrong="\x00<b>Tan\u2019s</b>\r\nline\x1b[31m two\t\u202e ")
    assert received.said_wrong == "<b>Tan\u2019s</b>\nline[31m two\t\u202e"
    assert cleaned("a\rb\x7f\x85") == "a\nb"


def test_a_message_that_is_displayed_is_being_checked_and_shows_the_bodys_words(world: World) -> None:
    received = send(about=world.record("dogs").reference, speaks_for="Northshire Police")
    shown = corrections.display(by=CURATOR, reference=received.reference, words="  It never ended. ")
    assert (shown.state, shown.display) == (CorrectionState.BEING_CHECKED, Display.DISPLAYED)
    assert (shown.display_words, shown.display_body) == ("It never ended.", "Northshire Police")
    assert shown.displayed_on == timezone.localdate()


def test_it_is_not_displayed_without_words_or_without_a_body_or_by_a_reader(db: None) -> None:
    nameless = send()
    with pytest.raises(Invalid, match="own words"):
        corrections.display(by=CURATOR, reference=nameless.reference, words=" ", body="A body")
    with pytest.raises(Invalid, match="which body"):
        corrections.display(by=CURATOR, reference=nameless.reference, words="Ours")
    with pytest.raises(NotAllowed):
        corrections.display(by=PUBLIC, reference=nameless.reference, words="Ours", body="A body")
    assert Correction.objects.get().display == Display.HIDDEN
    corrections.display(by=CURATOR, reference=nameless.reference, words="Ours", body="A body")


def test_it_is_hidden_for_a_reason_and_only_when_it_was_displayed(db: None) -> None:
    received = send(speaks_for="A body")
    with pytest.raises(Invalid, match="not displayed"):
        corrections.hide(by=CURATOR, reference=received.reference, reason="Mistake")
    corrections.display(by=CURATOR, reference=received.reference, words="Ours")
    with pytest.raises(Invalid, match="reason"):
        corrections.hide(by=CURATOR, reference=received.reference, reason="")
    with pytest.raises(NotAllowed):
        corrections.hide(by=PUBLIC, reference=received.reference, reason="Mistake")
    hidden = corrections.hide(by=CURATOR, reference=received.reference, reason="Mistake")
    assert hidden.display == Display.HIDDEN
    assert Entry.objects.latest("id").reason == "Mistake"


@pytest.mark.parametrize(
    ("outcome", "still"),
    [(CorrectionState.CHANGED, Display.HIDDEN), (CorrectionState.NOT_CHANGED, Display.DISPLAYED)],
)
def test_an_answer_is_kept_and_a_changed_record_is_disputed_no_more(
    db: None, outcome: CorrectionState, still: Display
) -> None:
    received = send(speaks_for="A body")
    corrections.display(by=CURATOR, reference=received.reference, words="Ours")
    answered = corrections.answer(by=CURATOR, reference=received.reference, text="Because.", outcome=outcome)
    assert (answered.state, answered.display) == (outcome, still)
    assert (answered.answer, answered.answered_on) == ("Because.", timezone.localdate())


def test_an_answer_needs_words_an_outcome_and_a_curator_and_is_given_once(db: None) -> None:
    reference = send().reference
    changed = CorrectionState.CHANGED
    with pytest.raises(Invalid, match="answer"):
        corrections.answer(by=CURATOR, reference=reference, text="", outcome=changed)
    with pytest.raises(Invalid, match="outcome"):
        corrections.answer(by=CURATOR, reference=reference, text="Yes", outcome=CorrectionState.SPAM)
    with pytest.raises(NotAllowed):
        corrections.answer(by=PUBLIC, reference=reference, text="Yes", outcome=changed)
    corrections.answer(by=CURATOR, reference=reference, text="Yes", outcome=changed)
    with pytest.raises(Invalid, match=reference):
        corrections.answer(by=CURATOR, reference=reference, text="No", outcome=changed)
    assert Correction.objects.get().answer == "Yes"


def test_checking_is_noted(db: None) -> None:
    reference = send().reference
    with pytest.raises(NotAllowed):
        corrections.check(by=PUBLIC, reference=reference)
    assert corrections.check(by=CURATOR, reference=reference).state == CorrectionState.BEING_CHECKED


@pytest.mark.parametrize("action", [corrections.withdraw, corrections.mark_spam])
def test_closing_without_an_answer_needs_a_reason_and_takes_it_off_the_record(db: None, action) -> None:  # type: ignore[no-untyped-def] # one of two actions
    reference = send(speaks_for="A body").reference
    corrections.display(by=CURATOR, reference=reference, words="Ours")
    with pytest.raises(Invalid, match="reason"):
        action(by=CURATOR, reference=reference, reason=" ")
    with pytest.raises(NotAllowed):
        action(by=PUBLIC, reference=reference, reason="So")
    assert action(by=CURATOR, reference=reference, reason="So").display == Display.HIDDEN


def test_what_was_set_aside_by_mistake_is_taken_back(db: None) -> None:
    reference = send().reference
    with pytest.raises(Invalid):
        corrections.unmark_spam(by=CURATOR, reference=reference, reason="Not set aside")
    corrections.mark_spam(by=CURATOR, reference=reference, reason="Advertising")
    taken_back = corrections.unmark_spam(by=CURATOR, reference=reference, reason="It was not")
    assert taken_back.state == CorrectionState.RECEIVED


def test_a_reference_that_was_never_given_is_not_found(db: None) -> None:
    with pytest.raises(NotFound, match="T-2222-22"):
        corrections.check(by=CURATOR, reference="T-2222-22")


def test_senders_of_closed_messages_are_forgotten_and_open_ones_are_not(db: None) -> None:
    closed = send(sender_name="A", sender_email=CANARY, speaks_for="A body")
    corrections.answer(by=CURATOR, reference=closed.reference, text="Yes", outcome=CorrectionState.CHANGED)
    waiting = send(sender_name="B", sender_email=CANARY)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(NotAllowed):
        corrections.forget_senders(by=PUBLIC, closed_before=tomorrow)
    assert corrections.forget_senders(by=CURATOR, closed_before=timezone.localdate()) == 0
    assert corrections.forget_senders(by=CURATOR, closed_before=tomorrow) == 1
    closed.refresh_from_db()
    waiting.refresh_from_db()
    assert (closed.sender_name, closed.sender_email, closed.speaks_for) == ("", "", "A body")
    assert (waiting.sender_name, waiting.sender_email) == ("B", CANARY)


def test_no_letter_of_a_reference_is_read_as_another_or_makes_a_word() -> None:
    assert not set("01OILSBZGU" + "AEIOU") & set(REFERENCE_ALPHABET)
    assert len(REFERENCE_ALPHABET) ** 6 > 100_000_000


def test_a_taken_reference_is_not_given_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("222222" + "222222" + "333333")
    monkeypatch.setattr("secrets.choice", lambda _alphabet: next(letters))
    assert [send().reference, send().reference] == ["T-2222-22", "T-3333-33"]


@pytest.mark.django_db(transaction=True)
def test_what_is_refused_leaves_nothing_behind() -> None:
    before = Entry.objects.count()
    with pytest.raises(Invalid):
        send(source_url="nowhere")
    assert not connection.in_atomic_block
    assert (Correction.objects.count(), Entry.objects.count()) == (0, before)
