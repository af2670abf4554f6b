"""The page of a message: where it stands and the answer, and nothing about who sent it."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from frankpledge.register.actions import corrections
from frankpledge.register.models import Correction, CorrectionState
from tests.corrections import CANARY, send, words_of
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db


def test_an_answer_is_on_the_messages_page_in_as_many_lines_as_it_was_given(
    client: Client, world: World
) -> None:
    reference = send(about=world.record("dogs").reference, speaks_for="Northshire Police").reference
    path = reverse("tell-us-answer", args=[reference])
    corrections.display(by=CURATOR, reference=reference, words="It never <ended>.")
    page = client.get(path)
    assert "We are checking this" in words_of(page)
    assert "In the words of Northshire Police:" in words_of(page)
    assert "It never <ended>." in words_of(page)
    corrections.answer(
        by=CURATOR, reference=reference, text="One.\nTwo.", outcome=CorrectionState.NOT_CHANGED
    )
    page = client.get(path)
    assert "We checked this and did not change the register" in words_of(page)
    assert "One.\nTwo." in page.content.decode()


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        ("withdrawn", "This was withdrawn"),
        ("spam", "We set this aside"),
        ("being_checked", "We are checking this"),
    ],
)
def test_every_state_has_its_words(client: Client, state: str, heading: str) -> None:
    reference = send().reference
    Correction.objects.update(state=state)
    assert heading in words_of(client.get(f"/tell-us/{reference}"))


def test_a_changed_record_is_thanked_for(client: Client) -> None:
    reference = send().reference
    corrections.answer(by=CURATOR, reference=reference, text="Done.", outcome=CorrectionState.CHANGED)
    assert "What you told us led to a change." in words_of(client.get(f"/tell-us/{reference}"))


def test_an_answer_that_is_late_says_so(client: Client) -> None:
    reference = send().reference
    Correction.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    assert "We are sorry" in words_of(client.get(f"/tell-us/{reference}"))


def test_no_public_page_shows_who_sent_it_or_what_was_written(client: Client, world: World) -> None:
    written: dict[str, Any] = {
        "sender_name": CANARY,
        "sender_email": CANARY,
        "sender_organisation": CANARY,
        "field": CANARY,
    }
    words: dict[str, Any] = {
        "said_wrong": CANARY,
        "would_be_right": CANARY,
        "source_url": f"https://{CANARY}/",
    }
    dogs = world.record("dogs")
    send(about=f"words {CANARY}", **written, **words)
    shown = send(about=dogs.reference, **written, **words)
    corrections.display(by=CURATOR, reference=shown.reference, words="Not so.", body="Northshire Police")
    for correction in Correction.objects.all():
        for name in ("tell-us-answer", "tell-us-sent"):
            page = client.get(reverse(name, args=[correction.reference]))
            assert page.status_code == 200
            assert CANARY not in page.content.decode()
            assert '<meta name="robots" content="noindex">' in page.content.decode()


@pytest.mark.parametrize("reference", ["T-2222-22", "nonsense", "T" * 3000, "%00"])
def test_a_reference_that_was_never_given_is_a_page_that_helps(client: Client, reference: str) -> None:
    page = client.get(f"/tell-us/{reference}")
    assert page.status_code == 404
    assert "Check that you copied all of it" in words_of(page)


def test_a_reference_may_be_typed_without_care(client: Client) -> None:
    reference = send().reference
    assert client.get(f"/tell-us/{reference.lower().replace('-', '')}").status_code == 200


def test_the_public_address_of_this_copy_is_the_one_given_out(client: Client, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"
    reference = send().reference
    assert f"https://register.example/tell-us/{reference}" in words_of(
        client.get(f"/tell-us/{reference}/sent")
    )
