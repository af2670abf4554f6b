import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from frankpledge.audit import actors
from frankpledge.audit.actions import record
from frankpledge.web import asat, page_cache
from frankpledge.web.models import PublicPage
from tests.web.routes import MADE

pytestmark = [pytest.mark.urls("tests.web.routes"), pytest.mark.django_db]
GZIP = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture(autouse=True)
def nothing_made() -> None:
    MADE.clear()


def change_the_register() -> None:
    with transaction.atomic():
        record(by=actors.at_command_line("test"), action="test.change", subject_kind="test", subject_key="1")


def test_a_page_is_made_once_and_then_handed_out(client: Client) -> None:
    first, second = client.get("/counted"), client.get("/counted")
    assert first.content == second.content == b"made 1 times"
    assert len(MADE) == 1
    for name in ("Content-Type", "Vary", "ETag", "Cache-Control", "Content-Language", "Content-Length"):
        assert first.headers[name] == second.headers[name], name


def test_a_kept_page_costs_one_statement(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/counted")
    with django_assert_num_queries(1):
        client.get("/counted")


def test_a_page_is_made_again_when_the_register_has_changed(client: Client) -> None:
    before = client.get("/counted")
    change_the_register()
    after = client.get("/counted")
    assert after.content == b"made 2 times"
    assert before.headers["ETag"] != after.headers["ETag"]
    assert PublicPage.objects.count() == 1


def test_a_page_made_while_the_register_changes_is_not_taken_for_the_new_one(client: Client) -> None:
    key = page_cache.page_key(RequestFactory().get("/counted"))
    assert key is not None
    place, _ = page_cache.look_up(key, has_query=False)
    change_the_register()
    page_cache.keep(place, page_cache.KeptPage({"Content-Type": "text/html"}, gzip.compress(b"old")))
    assert page_cache.look_up(key, has_query=False)[1] is None


@pytest.mark.parametrize(
    "other",
    [
        lambda client: client.get("/counted?a=1"),
        lambda client: client.get("/counted?format=json"),
        lambda client: client.get("/counted", headers={"accept": "text/csv"}),
    ],
)
def test_another_address_or_form_is_another_page(
    client: Client, other: Callable[[Client], HttpResponse]
) -> None:
    client.get("/counted")
    assert other(client).content == b"made 2 times"


def test_the_order_of_the_query_does_not_matter_but_the_order_of_values_does(client: Client) -> None:
    client.get("/counted?a=1&b=2")
    assert client.get("/counted?b=2&a=1").content == b"made 1 times"
    client.get("/counted?a=1&a=2")
    assert client.get("/counted?a=2&a=1").content == b"made 3 times"


def test_names_and_values_of_the_query_cannot_be_mistaken_for_each_other() -> None:
    made = {
        page_cache.page_key(RequestFactory().get(f"/counted?{query}"))
        for query in ("a=b%26c%3Dd", "a=b&c=d", "a=b&c%3Dd", "a%00=b", "a=%00b")
    }
    assert len(made) == 5


def test_tomorrow_is_another_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/counted")
    day = asat.today().replace(year=asat.today().year + 1, day=1)
    monkeypatch.setattr(asat, "today", lambda: day)
    assert client.get("/counted").content == b"made 2 times"


def test_a_change_of_the_code_or_of_what_this_copy_says_of_itself_is_another_page(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def key() -> bytes | None:
        page_cache.release.cache_clear()
        return page_cache.page_key(RequestFactory().get("/counted"))

    monkeypatch.setattr(page_cache, "PACKAGE", tmp_path)
    try:
        keys = {key(), key()}
        assert len(keys) == 1
        (tmp_path / "page.html").write_text("other words")
        keys.add(key())
        settings.OPERATOR_NAME = "Somebody else"
        keys.add(key())
        assert len(keys) == 3
    finally:
        page_cache.release.cache_clear()


def test_a_reader_who_has_the_page_already_is_told_so(client: Client) -> None:
    etag = client.get("/counted").headers["ETag"]
    again = client.get("/counted", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    change_the_register()
    assert client.get("/counted", headers={"if-none-match": etag}).status_code == 200


def test_a_page_is_sent_compressed_to_those_who_can_read_it_so(client: Client) -> None:
    for _ in ("made", "kept"):
        compressed = client.get("/counted", headers=GZIP)
        assert compressed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(compressed.content) == b"made 1 times"
        assert compressed.headers["Content-Length"] == str(len(compressed.content))
        assert "Accept-Encoding" in compressed.headers["Vary"]
    assert client.get("/counted").content == b"made 1 times"


def test_asking_for_the_headers_alone_makes_and_uses_the_same_page(client: Client) -> None:
    client.head("/counted")
    assert client.get("/counted").content == b"made 1 times"
    assert client.head("/counted").headers["ETag"] == client.get("/counted").headers["ETag"]


@pytest.mark.parametrize("path", ["/never-kept", "/counted/cookie", "/counted/error", "/huge"])
def test_some_pages_are_never_kept(client: Client, path: str) -> None:
    client.get(path)
    client.get(path)
    assert len(MADE) == 2
    assert not PublicPage.objects.exists()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/no-such-page"])
def test_what_did_not_ask_for_it_is_not_kept(client: Client, path: str) -> None:
    client.get(path)
    assert not PublicPage.objects.exists()


@pytest.mark.parametrize(
    "response",
    [
        StreamingHttpResponse(iter([b"a"])),
        HttpResponse("a", status=404),
        HttpResponse("a", headers={"Cache-Control": "no-store"}),
        HttpResponse("a", headers={"Vary": "Accept, Cookie"}),
        HttpResponse("a", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["streaming", "not found", "no-store", "by cookie", "already encoded"],
)
def test_what_is_not_whole_good_and_everybody_s_is_not_kept(
    response: HttpResponse | StreamingHttpResponse,
) -> None:
    assert not page_cache.may_be_kept(response)
    assert page_cache.may_be_kept(HttpResponse("a"))


def test_kept_data_is_still_open_to_other_sites(client: Client) -> None:
    client.get("/counted/data")
    kept = client.get("/counted/data")
    assert len(MADE) == 1
    assert kept.headers["Access-Control-Allow-Origin"] == "*"
    assert kept.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("switch", [("PUBLIC_PAGE_CACHE", False), ("DEBUG", True)])
def test_it_can_be_switched_off(client: Client, settings: Settings, switch: tuple[str, bool]) -> None:
    client.get("/counted")
    setattr(settings, *switch)
    assert client.get("/counted").content == b"made 2 times"
    assert "ETag" not in client.get("/counted").headers


def test_made_up_addresses_cannot_fill_the_disk_or_push_real_pages_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_cache, "QUERY_SLOTS", 4)
    client.get("/counted")
    for number in range(40):
        client.get(f"/counted?made-up={number}")
    assert PublicPage.objects.count() <= 5
    assert client.get("/counted").content == b"made 1 times"


def test_a_very_long_query_is_answered_and_not_kept(client: Client) -> None:
    assert client.get(f"/counted?q={'x' * 600}").status_code == 200
    assert not PublicPage.objects.exists()


def test_a_form_that_there_is_not_is_left_to_the_view(client: Client) -> None:
    client.get("/counted?format=xml")
    client.get("/counted?format=xml")
    assert len(MADE) == 2
    assert not PublicPage.objects.exists()


def test_a_page_that_cannot_be_kept_is_still_answered(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DatabaseError("read-only")

    monkeypatch.setattr(type(PublicPage.objects.all()), "bulk_create", refuse)
    assert client.get("/counted").content == b"made 1 times"
    assert "could not be kept" in caplog.text


def test_two_pages_of_one_slot_replace_each_other(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "QUERY_SLOTS", 1)
    client.get("/counted?a=1")
    assert client.get("/counted?a=2").content == b"made 2 times"
    assert client.get("/counted?a=2").content == b"made 2 times"
    assert client.get("/counted?a=1").content == b"made 3 times"


def test_its_table_writes_no_log_and_is_read_by_its_slot() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = %s", [PublicPage._meta.db_table])
        assert cursor.fetchone() == ("u",)
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + page_cache.LOOK_UP, [1, b"key"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "web_publicpage_pkey" in plan
    assert "audit_entry_pkey" in plan
