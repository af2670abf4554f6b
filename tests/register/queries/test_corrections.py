"""What may be read of what readers wrote, and by whom."""

import dataclasses
import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from frankpledge.errors import NotFound
from frankpledge.register import references
from frankpledge.register.actions import corrections
from frankpledge.register.models import Correction, CorrectionState
from frankpledge.register.queries import corrections as received
from frankpledge.register.queries.corrections import PublicCorrection
from tests.corrections import CANARY, send
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
WRITTEN: dict[str, Any] = {
    "sender_name": CANARY,
    "sender_email": CANARY,
    "said_wrong": CANARY,
    "would_be_right": CANARY,
}


def shown(about: str, words: str) -> Correction:
    reference = send(about=about, speaks_for="Northshire Police", **WRITTEN).reference
    return corrections.display(by=CURATOR, reference=reference, words=words)


def test_a_record_shows_what_is_displayed_about_it_and_its_claims_in_one_statement(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dogs = world.record("dogs")
    shown(dogs.reference, "Not so.")
    shown(world.claim("dogs-01").key, "Half of that.")
    shown(world.record("forensics").reference, "Another record's.")
    shown("northshire", "A body's.")
    send(about=dogs.reference)
    with django_assert_num_queries(1):
        found = received.displayed(dogs.pk)
    assert [(each.display_words, each.claim_key) for each in found] == [
        ("Half of that.", world.claim("dogs-01").key),
        ("Not so.", None),
    ]
    assert {each.collaboration_reference for each in found} == {dogs.reference}


def test_a_body_shows_what_is_displayed_about_itself_in_one_statement(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shown("northshire", "A body's.")
    shown("eastmarch", "Another's.")
    northshire = world.body("northshire")
    with django_assert_num_queries(1):
        found = received.displayed_for_organisation(northshire.pk)
    assert [each.display_words for each in found] == ["A body's."]


def test_what_is_hidden_again_is_shown_no_more_not_even_its_words(world: World) -> None:
    dogs = world.record("dogs")
    reference = shown(dogs.reference, "Not so.").reference
    corrections.hide(by=CURATOR, reference=reference, reason="Not from the body")
    assert received.displayed(dogs.pk) == ()
    assert received.public(reference).display_words == ""


def test_nothing_public_holds_what_was_written_or_who_wrote(world: World) -> None:
    reference = shown(world.record("dogs").reference, "Not so.").reference
    assert CANARY not in repr(received.public(reference))
    assert CANARY not in repr(received.displayed(world.record("dogs").pk))
    fields = {field.name for field in dataclasses.fields(PublicCorrection)}
    private = {field.name for field in Correction._meta.get_fields() if field.name.startswith("sender")}
    assert private == {"sender_name", "sender_organisation", "sender_email"}
    assert not fields & {*private, "said_wrong", "would_be_right", "source_url", "speaks_for"}


@pytest.mark.parametrize("about", [CANARY, f"/find?q={CANARY}", f"https://example.org/{CANARY}"])
def test_words_that_a_message_was_about_are_not_public_but_the_curator_has_them(about: str, db: None) -> None:
    reference = send(about=about).reference
    assert CANARY not in repr(received.public(reference))
    assert received.by_reference(reference).about_key == about


@pytest.mark.parametrize("copied", ["t-7k3m-q2", "T7K3MQ2", " T 7K3M Q2. ", "t–7k3m–q2"])
def test_a_reference_copied_without_care_is_understood(copied: str) -> None:
    assert references.written("T", copied) == "T-7K3M-Q2"


@pytest.mark.parametrize(
    "nonsense", ["", "T-7K3M-Q", "T-7K3M-Q22", "C-0055", "T-0K3M-Q2", "P-7K3M-Q2", "\x00", "T" * 9999]
)
def test_what_cannot_be_a_reference_is_not_found(nonsense: str, db: None) -> None:
    assert references.written("T", nonsense) == ""
    with pytest.raises(NotFound):
        received.public(nonsense)
    with pytest.raises(NotFound):
        received.by_reference(nonsense)


def test_the_list_has_what_waits_the_one_due_first_on_top(db: None) -> None:
    late, soon, answered = send(), send(), send()
    today = timezone.localdate()
    Correction.objects.filter(pk=late.pk).update(due_on=today - datetime.timedelta(days=1))
    corrections.check(by=CURATOR, reference=soon.reference)
    corrections.answer(by=CURATOR, reference=answered.reference, text="Yes", outcome=CorrectionState.CHANGED)
    assert [each.reference for each in received.open_list()] == [late.reference, soon.reference]
    assert [each.is_overdue_on(today) for each in received.open_list()] == [True, False]
    everything = [each.reference for each in received.whole_list()]
    assert everything == [answered.reference, soon.reference, late.reference]


def test_a_forms_key_leads_to_what_was_received_under_it(db: None) -> None:
    key = uuid.uuid4()
    assert received.reference_for(key) == ""
    assert received.reference_for(key) == "" != send(key=key).reference == received.reference_for(key)
