import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import get_resolver

from frankpledge.web.views import errors

pytestmark = pytest.mark.urls("tests.web.routes")


@pytest.fixture
def forgiving() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("not-found", 404, "There is no collaboration C-9999."),
        ("not-allowed", 403, "Only its owner may."),
        ("stale", 409, "It was changed while you were reading."),
        ("invalid", 422, "Say what is wrong."),
        ("bad-address", 400, "Write a date."),
        ("not-acceptable", 406, "It is a page."),
    ],
)
def test_each_refusal_is_answered_with_its_own_words(
    client: Client, how: str, status: int, words: str
) -> None:
    answer = client.get(f"/refuse/{how}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert f'<h1 class="govuk-heading-l">{errors.titles()[status].replace(chr(39), "&#39;")}</h1>' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_page_that_is_not_there_helps_further(client: Client) -> None:
    answer = client.get("/no-such-page")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Other ways in" in page
    assert 'href="/about"' in page


def test_a_fault_apologises_and_gives_nothing_away(forgiving: Client) -> None:
    answer = forgiving.get("/refuse/fault")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Sorry, there is a problem with this service" in page
    assert "hunter2" not in page
    assert "RuntimeError" not in page
    assert "Traceback" not in page


def test_a_fault_needs_no_database(forgiving: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(connection, "cursor", fail)
    assert forgiving.get("/refuse/fault").status_code == 500


def test_a_fault_while_apologising_is_still_an_apology(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no templates")

    monkeypatch.setattr(errors, "page_response", fail)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert answer.content == b"Sorry, there is a problem with this service\n"


@pytest.mark.parametrize("how", ["not-found", "fault"])
def test_a_program_is_answered_in_json(forgiving: Client, how: str) -> None:
    answer = forgiving.get(f"/refuse/{how}", headers={"accept": "application/json"})
    problem = json.loads(answer.content)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == answer.status_code
    assert problem.get("detail") == ("There is no collaboration C-9999." if how == "not-found" else None)


def test_an_address_that_asks_for_json_is_refused_in_json(client: Client) -> None:
    answer = client.get("/refuse/invalid?format=json", headers={"accept": "text/html"})
    assert (answer.status_code, json.loads(answer.content)["detail"]) == (422, "Say what is wrong.")


def test_a_form_without_its_token_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/about")
    assert answer.status_code == 403
    assert "load the page again" in answer.content.decode()


def test_django_s_own_refusals_have_our_pages() -> None:
    request = RequestFactory().get("/")
    resolver = get_resolver("frankpledge.config.urls")
    for status in (400, 403, 404):
        handler: Any = resolver.resolve_error_handler(status)
        answer = handler(request, exception=Exception("secret"))
        assert answer.status_code == status
        assert b"secret" not in answer.content
    assert resolver.resolve_error_handler(500)(request).status_code == 500


def test_every_status_has_a_title() -> None:
    assert set(errors.STATUSES.values()) <= set(errors.titles())


def test_hostile_addresses_are_clean_answers(forgiving: Client) -> None:
    for path in hostile_addresses():
        answer = forgiving.get(path)
        assert answer.status_code in {400, 404}, path
        assert b"<script>alert" not in answer.content


def hostile_addresses() -> Iterator[str]:
    yield "/%00"
    yield "/" + "a" * 5000
    yield "/%3Cscript%3Ealert(1)%3C/script%3E"
    yield "/record?format=%3Cscript%3Ealert(1)%3C/script%3E"
    yield "/record?as-at=%3Cscript%3Ealert(1)%3C/script%3E"
    yield "/..%2f..%2fetc/passwd"


def test_a_host_that_is_not_ours_is_refused_with_a_page() -> None:
    answer = Client().get("/about", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert b"elsewhere.example" not in answer.content
