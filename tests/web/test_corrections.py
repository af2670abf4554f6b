"""Something wrong? Tell us, as a browser would send it and as programs do."""

import re
import time
import uuid
from html import unescape
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from frankpledge.audit.models import Entry
from frankpledge.register.actions.sendings import MOST_IN_AN_HOUR
from frankpledge.register.models import Correction, Sending
from frankpledge.web import tokens
from frankpledge.web.forms.corrections import TRAP
from frankpledge.web.subjects import FIELDS
from tests.corrections import send, words_of
from tests.world import World

pytestmark = pytest.mark.django_db
FORM = "/tell-us"
LONG = "Long words. " * 250


def token(age_seconds: float = 10, key: str | None = None) -> str:
    return signing.dumps([key or uuid.uuid4().hex, int(time.time() - age_seconds)], salt=tokens.SALT)


def post(client: Client, **words: Any) -> Any:
    given = {"token": token(), "said_wrong": "It ended in March.", **words}
    return client.post(FORM, given)


def typed(response: Any, name: str) -> str:
    """What stands in a box of the form."""
    page = response.content.decode()
    box = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    line = re.search(rf'<input[^>]*name="{name}"[^>]*?value="([^"]*)"', page)
    found = box or line
    return unescape(found[1]) if found else ""


def received() -> Correction:
    return Correction.objects.get()


def test_the_form_says_what_it_is_about_and_when_we_answer(
    client: Client, world: World, settings: Settings
) -> None:
    settings.CORRECTION_WORKING_DAYS = 13
    dogs = world.record("dogs")
    page = client.get(FORM, {"about": dogs.reference, "field": "status"})
    assert page.status_code == 200
    assert dogs.title in words_of(page)
    assert str(FIELDS["status"]).capitalize() in words_of(page)
    assert "within 13 working days" in words_of(page)
    assert typed(page, "about") == dogs.reference
    assert "no-store" in page["Cache-Control"]


def test_the_form_may_be_opened_about_a_claim_a_body_or_nothing(client: Client, world: World) -> None:
    claim = world.claim("dogs-01")
    assert claim.sentence in words_of(client.get(FORM, {"about": claim.key}))
    assert "Northshire Police" in words_of(client.get(FORM, {"about": "northshire"}))
    assert "What is it about? (optional)" in words_of(client.get(FORM))


@pytest.mark.parametrize(
    "about", ["C-9999", "the dogs of Norfolk", "/regions/wales", "<script>alert(1)</script>"]
)
def test_what_we_do_not_know_can_still_be_written_about(client: Client, about: str) -> None:
    page = client.get(FORM, {"about": about})
    assert typed(page, "about") == about
    assert post(client, about=about).status_code == 303
    assert received().about_key == about


def test_a_message_is_received_and_its_page_says_when_we_answer(client: Client, world: World) -> None:
    dogs = world.record("dogs")
    sent = post(client, about=dogs.reference, field="status", source_url="example.org/minutes")
    assert sent.status_code == 303
    correction = received()
    assert (correction.collaboration, correction.field) == (dogs, "status")
    assert correction.source_url == "https://example.org/minutes"
    confirmation = client.get(sent["Location"])
    assert correction.reference in words_of(confirmation)
    assert f"We answer by {correction.due_on:%-d %B %Y}" in words_of(confirmation)
    permanent = client.get(reverse("tell-us-answer", args=[correction.reference]))
    assert "We have received this" in words_of(permanent)
    assert dogs.title in words_of(permanent)


def test_speaking_for_a_body_needs_its_name(client: Client) -> None:
    refused = post(client, speaks="yes")
    assert refused.status_code == 422
    assert "Enter the organisation that you speak for" in words_of(refused)
    assert 'value="yes" checked' in refused.content.decode()
    assert post(client, speaks="yes", sender_organisation="Northshire Police").status_code == 303
    assert received().speaks_for == "Northshire Police"


def test_an_organisation_that_does_not_say_so_does_not_speak_for_a_body(client: Client) -> None:
    post(client, sender_organisation="Northshire Police")
    assert (received().sender_organisation, received().speaks_for) == ("Northshire Police", "")


WRITTEN = {
    "about": "the dogs of Norfolk",
    "said_wrong": "It <b>ended</b> in March & so on.",
    "would_be_right": "March\nnot April",
    "source_url": "https://example.org/a?b=c",
    "sender_name": 'A "quoted" name',
    "sender_organisation": "O'Hara & Sons",
    "sender_email": "somebody@example.org",
}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"said_wrong": ""}, "Enter what is wrong"),
        ({"said_wrong": "x" * 4001}, "4,000 characters or less"),
        ({"would_be_right": "x" * 10_001}, "4,000 characters or less"),
        ({"source_url": "not an address"}, "Enter the link in full"),
        ({"source_url": "ftp://example.org/a"}, "must begin with http"),
        ({"source_url": "https://example.org/" + "x" * 600}, "600 characters or less"),
        ({"sender_email": "nobody"}, "Enter an email address"),
        ({"sender_name": "x" * 201}, "200 characters or less"),
        ({"about": "x" * 301}, "300 characters or less"),
        (
            {"said_wrong": "http://a.example http://b.example www.c.example http://d.example"},
            "no more than 3 links",
        ),
        ({TRAP: "buy now"}, "box that people do not see"),
        ({"token": ""}, "check that this form came from our own page"),
        ({"token": "x"}, "check that this form came from our own page"),
        ({"age": 0}, "faster than a person"),
        ({"age": 90_000}, "open for more than a day"),
    ],
)
def test_a_message_that_is_refused_loses_nothing(client: Client, wrong: dict[str, Any], message: str) -> None:
    sent = {"token": token(wrong.get("age", 10)), **WRITTEN, **wrong}
    page = post(client, **sent)
    assert page.status_code == 422
    assert message in words_of(page)
    assert "<title>Error: " in " ".join(page.content.decode().split())
    for name in WRITTEN:
        assert typed(page, name) == sent[name]
    assert not Correction.objects.exists()
    assert post(client, **WRITTEN).status_code == 303


@pytest.mark.parametrize("age_seconds", [tokens.LEAST_SECONDS + 1, tokens.MOST_SECONDS - 5])
def test_a_form_that_was_open_for_a_likely_time_is_taken(client: Client, age_seconds: float) -> None:
    assert post(client, token=token(age_seconds)).status_code == 303


def test_a_form_that_came_back_too_quickly_or_too_late_can_be_sent_again(client: Client) -> None:
    quick = token(0)
    assert typed(post(client, token=quick), "token") == quick
    late = post(client, token=token(90_000))
    assert typed(late, "token")
    assert tokens.read(typed(late, "token")).is_too_quick()


def test_three_links_are_not_too_many(client: Client) -> None:
    assert post(client, said_wrong="http://a.example http://b.example http://c.example").status_code == 303


def test_a_double_click_and_a_replay_are_received_once(client: Client) -> None:
    same = {"token": token(), "said_wrong": "It ended.\r\nIn March."}
    first, second = post(client, **same), Client().post(FORM, same)
    assert first["Location"] == second["Location"]
    assert Correction.objects.count() == 1


def test_going_back_and_changing_the_words_does_not_lose_them(client: Client) -> None:
    written = token()
    post(client, token=written)
    reference = received().reference
    again = post(client, token=written, said_wrong="It ended in May.")
    assert again.status_code == 422
    assert reference in words_of(again)
    assert typed(again, "said_wrong") == "It ended in May."
    assert typed(again, "token") != written
    late = post(client, token=token(90_000, tokens.read(written).key.hex), said_wrong="It ended in May.")
    assert reference in words_of(late)
    assert Correction.objects.count() == 1
    assert post(client, said_wrong="It ended in May.").status_code == 303


def test_too_many_from_one_address_are_told_when_to_try_again_and_keep_their_words(client: Client) -> None:
    for _each in range(MOST_IN_AN_HOUR):
        assert post(client).status_code == 303
    last = token()
    page = post(client, token=last, said_wrong=LONG)
    assert page.status_code == 429
    assert 3500 < int(page["Retry-After"]) <= 3601
    assert re.search(r"You can send this after \d\d:\d\d on \d+ \w+ \d{4}", words_of(page))
    assert typed(page, "said_wrong") == LONG.strip()
    assert typed(page, "token") == last
    elsewhere = client.post(FORM, {"token": last, "said_wrong": LONG}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 303
    assert Correction.objects.count() == MOST_IN_AN_HOUR + 1


def test_no_internet_address_is_kept(client: Client) -> None:
    client.post(FORM, {"token": token(), "said_wrong": "Wrong"}, REMOTE_ADDR="192.0.2.77")
    assert "192.0.2.77" not in repr(list(Sending.objects.values()) + list(Entry.objects.values()))


@pytest.mark.parametrize(
    "said",
    [
        "\x00\x00Wrong\x00",
        "<script>alert(1)</script>",
        "'; DROP TABLE register_correction; --",
        "{{ 7 * 7 }}",
    ],
)
def test_hostile_words_are_received_as_words(client: Client, said: str) -> None:
    sent = post(client, said_wrong=said, sender_name=said, field=said)
    assert sent.status_code == 303
    assert received().said_wrong == said.replace("\x00", "")
    assert "<script>alert" not in client.get(sent["Location"]).content.decode()


@pytest.mark.parametrize("name", ["about", "field"])
@pytest.mark.parametrize("value", ["\x00", "x" * 10_000, "<script>alert(1)</script>", "%00", "'"])
def test_hostile_addresses_of_the_form_are_answered(client: Client, name: str, value: str) -> None:
    page = client.get(FORM, {name: value})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_a_part_that_is_too_long_is_cut_because_no_reader_wrote_it(client: Client) -> None:
    assert post(client, field="x" * 10_000).status_code == 303
    assert received().field == "x" * 100


def test_a_form_without_its_cookie_is_refused() -> None:
    careful = Client(enforce_csrf_checks=True)
    assert careful.post(FORM, {"token": token(), "said_wrong": "Wrong"}).status_code == 403
    page = careful.get(FORM)
    given = {
        "csrfmiddlewaretoken": typed(page, "csrfmiddlewaretoken"),
        "token": token(),
        "said_wrong": "Wrong",
    }
    assert careful.post(FORM, given).status_code == 303


@pytest.mark.parametrize("path", [FORM, "/tell-us/{}", "/tell-us/{}/sent"])
def test_only_the_methods_that_mean_something_are_taken(client: Client, path: str) -> None:
    path = path.format(send().reference)
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert client.options(path).status_code == 204
    assert client.put(path).status_code == 405
    assert client.post("/tell-us/T-7K3M-Q2").status_code == 405
