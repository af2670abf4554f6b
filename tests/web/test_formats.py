import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client, RequestFactory

from frankpledge.dates import PartialDate
from frankpledge.web import formats
from frankpledge.web.formats import Format
from frankpledge.web.refusals import BadAddress, NotAcceptable

pytestmark = pytest.mark.urls("tests.web.routes")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def wanted(query: str = "", accept: str | None = None) -> Format:
    headers = {"accept": accept} if accept is not None else {}
    return formats.wanted(RequestFactory().get(f"/record{query}", headers=headers))


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, Format.HTML),
        ("*/*", Format.HTML),
        (BROWSER, Format.HTML),
        ("application/json", Format.JSON),
        ("application/json, text/plain, */*", Format.JSON),
        ("text/csv", Format.CSV),
        ("text/csv;q=0.5, application/json;q=0.9", Format.JSON),
    ],
)
def test_the_reader_s_accept_header_chooses(accept: str | None, form: Format) -> None:
    assert wanted(accept=accept) is form


def test_the_address_has_the_last_word() -> None:
    assert wanted("?format=csv", BROWSER) is Format.CSV
    assert wanted("?format=html", "application/json") is Format.HTML


@pytest.mark.parametrize("named", ["xml", "JSON", "", "<script>"])
def test_another_format_is_refused_with_those_there_are(named: str) -> None:
    with pytest.raises(BadAddress, match="html, json, csv"):
        wanted(f"?format={named}")


def test_an_accept_header_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(NotAcceptable, match="text/html, application/json, text/csv"):
        wanted(accept="image/png")


@pytest.mark.parametrize(("query", "status"), [("?format=xml", 400), ("", 406)])
def test_a_refused_format_is_a_clear_answer(client: Client, query: str, status: int) -> None:
    answer = client.get(f"/record{query}", headers={"accept": "image/png"})
    assert answer.status_code == status
    assert "json" in answer.content.decode()


def test_every_form_says_that_it_depends_on_the_accept_header(client: Client) -> None:
    for query in ("", "?format=json", "?format=csv"):
        assert "Accept" in client.get(f"/record{query}").headers["Vary"].split(", ")


def test_a_page_names_its_other_forms(client: Client) -> None:
    page = client.get("/record?as-at=2018-06-30&format=html").content.decode()
    assert 'type="application/json" href="/record?as-at=2018-06-30&amp;format=json"' in page
    assert 'type="text/csv" href="/record?as-at=2018-06-30&amp;format=csv"' in page


def test_json_is_the_same_bytes_for_the_same_data_and_says_what_it_is_from() -> None:
    one = formats.json_response(
        {"b": 1, "a": [PartialDate(2018, 4), Decimal("27.6"), Decimal("3.0000"), "Gŵent"]}
    )
    two = formats.json_response(
        {"a": [PartialDate(2018, 4), Decimal("27.6"), Decimal("3.0000"), "Gŵent"], "b": 1}
    )
    assert one.content == two.content
    assert "Gŵent".encode() in one.content
    data = json.loads(one.content)
    assert data["a"] == ["2018-04", 27.6, 3, "Gŵent"]
    assert "not confirmed by the parties" in data["generated_from"]


def test_json_refuses_what_it_cannot_write() -> None:
    with pytest.raises(TypeError, match="set has no form"):
        formats.json_response({"a": {1}})


@pytest.mark.parametrize(
    "value", ["=1+1", "+44 20 7946 0000", "-2+3", "@SUM(A1)", "\tx", "\r=1", "=cmd|' /C calc'!A0", "-", "+"]
)
def test_no_text_in_a_cell_can_be_a_formula(value: str) -> None:
    assert formats.cell(value) == "'" + value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (-5, "-5"),
        (Decimal("-27.6"), "-27.6"),
        ("-27.6", "-27.6"),
        ("+1,234", "+1,234"),
        (0, "0"),
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (PartialDate(2018), "2018"),
        ("A&S, “dogs”", "A&S, “dogs”"),
    ],
)
def test_numbers_and_plain_text_in_a_cell_are_left_alone(value: Any, written: str) -> None:
    assert formats.cell(value) == written


def test_csv_has_a_header_row_and_reads_back() -> None:
    answer = formats.csv_response(
        ["name", "note"], [["Gŵent", 'says "no",\nthen yes'], ["Kent", None]], filename="all forces/2018"
    )
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"] == 'inline; filename="all_forces2018.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode(), newline="")))
    assert rows == [["name", "note"], ["Gŵent", 'says "no",\nthen yes'], ["Kent", ""]]


def test_an_address_is_changed_without_losing_the_rest() -> None:
    request = RequestFactory().get("/record?q=dogs&force=kent&force=essex&page=3&format=json")
    assert formats.address(request, without={"page"}) == "/record?q=dogs&force=kent&force=essex"
    assert formats.address(request, page="4") == "/record?q=dogs&force=kent&force=essex&page=4"
    assert formats.address(RequestFactory().get("/record")) == "/record"


def test_reading_methods_are_answered_and_others_refused(client: Client) -> None:
    assert client.head("/record").content == b""
    options = client.options("/record")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    refused = client.post("/record")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_other_sites_may_read_the_data_but_not_frame_or_load_the_pages(client: Client) -> None:
    for query in ("?format=json", "?format=csv"):
        data = client.get(f"/record{query}")
        assert data.headers["Access-Control-Allow-Origin"] == "*"
        assert data.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    page = client.get("/record")
    assert "Access-Control-Allow-Origin" not in page.headers
    assert page.headers["Cross-Origin-Resource-Policy"] == "same-origin"
