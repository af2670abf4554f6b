"""What the database refuses of a correction, whoever asks."""

import pytest

from frankpledge.register.actions import corrections
from frankpledge.register.models import Correction, CorrectionState, Sending
from tests.constraints import broken_by, code_lists, named_by
from tests.corrections import send
from tests.world import CURATOR, World

TABLE = "register_correction"
ABOUT = "register_correction_is_about_one_thing"
ANSWERED = "register_correction_answered_has_an_answer"
DISPLAYED = "register_correction_displayed_has_a_bodys_words"
RECEIVED_ONE = f"id = (SELECT max(id) FROM {TABLE} WHERE state = 'received' AND about_kind = 'collaboration')"
OTHER_ONE = f"id = (SELECT max(id) FROM {TABLE} WHERE about_kind = 'other')"
BODYS_ONE = f"id = (SELECT max(id) FROM {TABLE} WHERE about_kind = 'organisation')"
ANSWERED_ONE = f"id = (SELECT max(id) FROM {TABLE} WHERE state = 'not_changed')"
SHOWN_ONE = f"id = (SELECT max(id) FROM {TABLE} WHERE display = 'displayed')"
A_BODY = "(SELECT min(id) FROM people_organisation)"
A_RECORD = "(SELECT min(id) FROM register_collaboration)"
BROKEN = [
    ("register_correction_reference_shape", f"SET reference = 'T-0OIL-SB' WHERE {RECEIVED_ONE}"),
    ("register_correction_reference_shape", f"SET reference = 't-7k3m-q2' WHERE {RECEIVED_ONE}"),
    ("register_correction_says_what_is_wrong", f"SET said_wrong = '' WHERE {RECEIVED_ONE}"),
    ("register_correction_names_its_thing", f"SET about_key = '' WHERE {RECEIVED_ONE}"),
    (ABOUT, f"SET organisation_id = {A_BODY} WHERE {RECEIVED_ONE}"),
    (ABOUT, f"SET claim_id = (SELECT min(id) FROM register_claim) WHERE {RECEIVED_ONE}"),
    (ABOUT, f"SET collaboration_id = {A_RECORD} WHERE {OTHER_ONE}"),
    (ABOUT, f"SET collaboration_id = {A_RECORD} WHERE {BODYS_ONE}"),
    (ANSWERED, f"SET state = 'changed' WHERE {RECEIVED_ONE}"),
    (ANSWERED, f"SET answer = 'Yes' WHERE {RECEIVED_ONE}"),
    (ANSWERED, f"SET answered_on = now() WHERE {RECEIVED_ONE}"),
    (ANSWERED, f"SET answer = '' WHERE {ANSWERED_ONE}"),
    (ANSWERED, f"SET state = 'received' WHERE {ANSWERED_ONE}"),
    (DISPLAYED, f"SET display = 'displayed' WHERE {RECEIVED_ONE}"),
    (DISPLAYED, f"SET display_words = '' WHERE {SHOWN_ONE}"),
    (DISPLAYED, f"SET display_body = '' WHERE {SHOWN_ONE}"),
    (DISPLAYED, f"SET displayed_on = NULL WHERE {SHOWN_ONE}"),
    (DISPLAYED, f"SET state = 'spam' WHERE {SHOWN_ONE}"),
]


@pytest.fixture
def received(world: World) -> None:
    """One of each sort."""
    send(about=world.record("dogs").reference)
    send(about="anything")
    send(about="northshire")
    kept = send(about=world.claim("dogs-01").key)
    corrections.answer(by=CURATOR, reference=kept.reference, text="No", outcome=CorrectionState.NOT_CHANGED)
    corrections.display(by=CURATOR, reference=send().reference, words="Ours", body="A body")


@pytest.mark.parametrize(("constraint", "change"), BROKEN)
def test_the_database_refuses(received: None, constraint: str, change: str) -> None:
    assert broken_by(f"UPDATE {TABLE} {change}") == constraint


def test_the_database_takes_what_breaks_no_constraint(received: None) -> None:
    for condition in (RECEIVED_ONE, OTHER_ONE, BODYS_ONE, ANSWERED_ONE, SHOWN_ONE):
        assert broken_by(f"UPDATE {TABLE} SET field = 'status' WHERE {condition}") == ""


def test_a_word_that_is_on_no_list_is_refused(received: None) -> None:
    for constraint, statement in code_lists([Correction]):
        assert broken_by(statement) == constraint


def test_a_reference_and_a_forms_key_are_given_once(received: None) -> None:
    for column in ("reference", "submission_key"):
        statement = f"UPDATE {TABLE} SET {column} = (SELECT {column} FROM {TABLE} WHERE {OTHER_ONE})"
        assert column in broken_by(f"{statement} WHERE {RECEIVED_ONE}")


def test_a_sender_is_only_ever_a_hash(received: None) -> None:
    assert (
        broken_by("UPDATE register_sending SET sender = '192.0.2.7'") == "register_sending_sender_is_a_hash"
    )
    assert Sending.objects.exists()


def test_every_constraint_is_tried() -> None:
    lists = {name for name in named_by([Correction]) if name.endswith("_is_on_its_list")}
    assert named_by([Correction]) == {name for name, _change in BROKEN} | lists


def test_a_message_outlives_what_it_was_about(world: World) -> None:
    claim = world.claim("national-01")
    about_claim, about_body = send(about=claim.key), send(about="wayfarers-fund")
    claim.delete()
    about_claim.refresh_from_db()
    assert (about_claim.claim, about_claim.about_key) == (None, claim.key)
    assert about_body.organisation == world.body("wayfarers-fund")
