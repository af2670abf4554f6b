"""The curator's commands, as they are typed."""

import datetime

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from frankpledge.audit.actors import whoever_runs_this
from frankpledge.audit.models import Entry
from frankpledge.cli.corrections import corrections
from frankpledge.errors import Invalid, NotFound
from frankpledge.register.models import Correction, CorrectionState, Display
from tests.corrections import CANARY, send
from tests.world import World

pytestmark = pytest.mark.django_db


def typed(*words: str) -> Result:
    return CliRunner().invoke(corrections, words, catch_exceptions=False)


def test_an_empty_list_says_so() -> None:
    assert typed("list").output == "Nothing waits for an answer.\n"
    assert typed("list", "--all").output == "Nothing was received.\n"


def test_the_list_has_what_waits_and_marks_what_is_late(world: World) -> None:
    dogs = world.record("dogs").reference
    late, answered = send(about=dogs).reference, send().reference
    Correction.objects.filter(reference=late).update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    typed("answer", answered, "--text", "Yes.", "--outcome", "changed")
    waiting = typed("list").output.splitlines()
    assert waiting[0].split()[0] == late
    assert "LATE" in waiting[0]
    assert waiting[0].endswith(dogs)
    assert waiting[1] == "1 message."
    everything = typed("list", "--all").output
    assert answered in everything
    assert "2 messages." in everything


def test_one_message_is_shown_whole_to_the_curator(world: World) -> None:
    reference = send(
        about="northshire",
        said_wrong="Line one.\nLine two.",
        would_be_right="This.",
        sender_email=CANARY,
        speaks_for="Northshire Police",
    ).reference
    shown = typed("show", reference.lower()).output
    for said in (
        reference,
        CANARY,
        "Line one.\nLine two.",
        "This.",
        "Northshire Police",
        "Name:         not given",
    ):
        assert said in shown
    assert "Our answer" not in shown


def test_a_message_is_displayed_hidden_and_answered_by_the_account_that_types() -> None:
    reference = send(speaks_for="A body").reference
    assert "A body disputes it" in typed("display", reference, "--words", "Not so.").output
    assert Correction.objects.get().display == Display.DISPLAYED
    assert typed("hide", reference, "--reason", "Too soon").exit_code == 0
    assert Correction.objects.get().display == Display.HIDDEN
    answered = typed("answer", reference, "--text", "We looked.", "--outcome", "not-changed")
    assert answered.output == f"{reference}: checked: the register was not changed.\n"
    assert Correction.objects.get().answer == "We looked."
    mine = Entry.objects.filter(subject_key=reference).exclude(action="register.corrections.submit")
    assert {entry.actor for entry in mine} == {str(whoever_runs_this())}
    assert CANARY not in repr(list(mine.values()))


def test_the_words_shown_on_the_record_are_shown_to_the_curator() -> None:
    reference = send().reference
    typed("display", reference, "--words", "Not so.", "--body", "Another body", "--reason", "They wrote")
    assert "Displayed as disputed by Another body:\nNot so." in typed("show", reference).output
    assert Entry.objects.latest("id").reason == "They wrote"


@pytest.mark.parametrize(
    ("command", "state"),
    [("spam", CorrectionState.SPAM), ("withdraw", CorrectionState.WITHDRAWN)],
)
def test_closing_needs_a_reason(command: str, state: CorrectionState) -> None:
    reference = send().reference
    refused = typed(command, reference)
    assert refused.exit_code == 2
    assert "--reason" in refused.output
    assert Correction.objects.get().state == CorrectionState.RECEIVED
    assert typed(command, reference, "--reason", "Advertising").exit_code == 0
    assert Correction.objects.get().state == state


def test_checking_and_taking_back_are_commands_too() -> None:
    reference = send().reference
    assert "being checked" in typed("check", reference).output
    typed("spam", reference, "--reason", "Advertising")
    assert f"{reference}: received." in typed("not-spam", reference, "--reason", "It was not").output


def test_senders_of_closed_messages_are_forgotten_when_asked() -> None:
    reference = send(sender_email=CANARY).reference
    typed("withdraw", reference, "--reason", "They asked by letter")
    Correction.objects.update(received_at=timezone.now() - datetime.timedelta(days=100))
    assert typed("forget-senders", "--days", "120").output == "The senders of 0 messages were forgotten.\n"
    assert typed("forget-senders").output == "The sender of 1 message was forgotten.\n"
    assert Correction.objects.get().sender_email == ""


def test_what_cannot_be_done_is_refused_in_words() -> None:
    with pytest.raises(NotFound, match="T-2222-22"):
        typed("check", "T-2222-22")
    reference = send().reference
    with pytest.raises(Invalid, match="which body"):
        typed("display", reference, "--words", "Not so.")
    assert typed("answer", reference, "--text", "x", "--outcome", "perhaps").exit_code == 2
    assert typed("answer", reference, "--outcome", "changed").exit_code == 2


def test_help_reads_well() -> None:
    help_text = typed("--help").output
    for command in (
        "list",
        "show",
        "display",
        "hide",
        "answer",
        "spam",
        "withdraw",
        "check",
        "forget-senders",
    ):
        assert f"  {command} " in help_text
        assert typed(command, "--help").exit_code == 0
