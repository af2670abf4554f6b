"""The open data's page and its files, as browsers and programs ask for them."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from frankpledge.exchange.open_data import tables
from frankpledge.register.actions import corrections
from frankpledge.web import page_cache
from tests.corrections import CANARY, send, words_of
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
FILES = [f"/data/{table.name}.{ending}" for table in tables.TABLES for ending in ("csv", "jsonl")]


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False
    page_cache.release.cache_clear()


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_page_describes_every_file_and_every_column(client: Client) -> None:
    page = client.get("/data/")
    markup, words = page.content.decode(), words_of(page)
    for table in tables.TABLES:
        assert str(table.description) in words
        assert f'href="/data/{table.name}.csv"' in markup
        assert f'href="/data/{table.name}.jsonl"' in markup
        for column in table.columns:
            assert f"<code>{column.name}</code>" in markup
            assert str(column.description) in words


def test_the_page_says_what_must_be_known_before_use(client: Client) -> None:
    words = words_of(client.get("/data/"))
    for said in (
        "Never add them up",
        "A blank means not found",
        "not a complete list",
        "No body named has confirmed a row",
        "Creative Commons Attribution 4.0",
        "Open Government Licence v3.0",
        "Cite it like this",
        "so that no spreadsheet runs it as a formula",
        "116 rows",
    ):
        assert said in words


def test_the_page_cites_its_own_address_when_it_knows_it(client: Client, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://register.example"
    assert "https://register.example/data/" in words_of(client.get("/data/"))


def test_the_page_takes_as_many_statements_however_many_rows(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get("/data/")
    assert len(asked) <= 2


@pytest.mark.parametrize("path", FILES)
def test_every_file_is_streamed_under_its_name(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Content-Type"].split(";")[0] == (
        "text/csv" if path.endswith("csv") else "application/jsonl"
    )
    assert answer["Content-Disposition"] == f'attachment; filename="{path.rsplit("/", maxsplit=1)[-1]}"'
    assert answer["Access-Control-Allow-Origin"] == "*"
    name, _, ending = path.removeprefix("/data/").partition(".")
    stream = tables.csv if ending == "csv" else tables.json_lines
    assert body(answer) == b"".join(stream(tables.table(name)))


def test_the_package_is_json_at_its_address(client: Client) -> None:
    answer = client.get("/data/datapackage.json")
    assert answer["Content-Type"] == "application/json"
    described = json.loads(body(answer))
    for each in described["resources"]:
        assert client.head(f"/data/{each['path']}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_everything_comes_in_one_zip(client: Client) -> None:
    with zipfile.ZipFile(io.BytesIO(body(client.get("/data/frankpledge.zip")))) as made:
        assert len(made.namelist()) == len(tables.TABLES) + 1


@pytest.mark.parametrize(
    "path", ["/data/claims.csv", "/data/claims.jsonl", "/data/datapackage.json", "/data/frankpledge.zip"]
)
def test_a_file_that_has_not_changed_is_not_sent_again(client: Client, path: str) -> None:
    etag = client.head(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    send()
    changed = client.get(path, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag
    changed.close()


def test_asking_only_for_the_head_reads_no_rows(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.head("/data/collaborations.csv")
    assert answer.status_code == 200
    assert answer["ETag"]
    assert "Content-Length" not in answer
    assert len(asked) == 1


@pytest.mark.parametrize("path", ["/data/", *FILES[:2], "/data/datapackage.json", "/data/frankpledge.zip"])
def test_the_files_are_only_read(client: Client, path: str) -> None:
    assert client.options(path).status_code == 204
    for method in (client.post, client.put, client.delete):
        assert method(path).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/data/register_correction.csv",
        "/data/entries.jsonl",
        "/data/x'--.csv",
        "/data/claims.xlsx",
        "/data/%00.csv",
    ],
)
def test_there_is_no_other_file(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_a_reader_wrote_is_in_any_file_or_on_the_page(client: Client, world: World) -> None:
    written: dict[str, Any] = dict.fromkeys(
        ("sender_name", "sender_email", "said_wrong", "would_be_right"), CANARY
    )
    send(about=world.record("dogs").reference, **written)
    shown = send(about=world.claim("dogs-01").key, speaks_for="Northshire Police", **written)
    corrections.display(by=CURATOR, reference=shown.reference, words="Not so.")
    for path in (*FILES, "/data/datapackage.json"):
        assert CANARY.encode() not in body(client.get(path))
    assert CANARY not in client.get("/data/").content.decode()
    assert b"Not so." in body(client.get("/data/corrections.csv"))


@pytest.mark.django_db(transaction=True)
def test_a_download_that_is_broken_off_leaves_the_connection_usable(client: Client) -> None:
    answer: Any = client.get("/data/parties.csv")
    next(iter(answer.streaming_content))
    answer.close()
    assert client.get("/data/functions.csv").status_code == 200
