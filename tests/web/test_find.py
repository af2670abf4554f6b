import csv
import io
import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from markupsafe import Markup
from pytest_django import Settings

from frankpledge.register.models import Collaboration
from frankpledge.register.search.facets import BY_KEY
from frankpledge.web.marking import Marker

pytestmark = pytest.mark.django_db

FIND = "/collaborations"
NOT_KEPT = {"amount", "amount_pence", "cost", "saving"}


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = False


class Reader(HTMLParser):
    """Reads a page: its text, its links, and the fields of its form."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.fields: list[tuple[str, str]] = []
        self._link, self._text = "", ""
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._link, self._text = held.get("href", ""), ""
        is_sent = held.get("type") != "checkbox" or "checked" in held
        if tag == "input" and is_sent and held.get("value"):
            self.fields.append((held["name"], held["value"]))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.links[" ".join(self._text.split())] = self._link


def page(client: Client, *pairs: tuple[str, str]) -> str:
    response = client.get(f"{FIND}?{urlencode(pairs)}")
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def heading(markup: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", markup)
    assert found
    return found[1]


def references(markup: str) -> list[str]:
    """The records shown, in order."""
    return re.findall(r'href="/collaborations/(C-\d+)-', markup)


def body(client: Client, *pairs: tuple[str, str]) -> bytes:
    response = client.get(f"{FIND}?{urlencode(pairs)}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined] # a streamed answer has it


def document(client: Client, *pairs: tuple[str, str]) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(body(client, *pairs, ("format", "json")))
    return loaded


def rows(client: Client, *pairs: tuple[str, str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(client, *pairs, ("format", "csv")).decode())))


def every_page(client: Client, *pairs: tuple[str, str]) -> list[str]:
    first = page(client, *pairs)
    last = max((int(number) for number in re.findall(r"[?&]page=(\d+)", first)), default=1)
    shown = references(first)
    for number in range(2, last + 1):
        shown += references(page(client, *pairs, ("page", str(number))))
    return shown


def test_the_heading_says_how_many_were_found_about_what(client: Client) -> None:
    assert heading(page(client, ("q", "underwater"))) == "2 collaborations about “underwater”"
    assert heading(page(client, ("q", "NWMPG"))) == "1 collaboration about “NWMPG”"
    assert heading(page(client, ("q", "xyzzy"))) == "No collaborations found about “xyzzy”"
    assert heading(page(client)) == f"{Collaboration.objects.count()} collaborations"
    assert heading(page(client, ("status", "ended"))) == "12 collaborations"


def test_a_result_says_what_it_is_and_marks_the_words(client: Client) -> None:
    shown = page(client, ("q", "motorway"))
    result = shown[shown.index('<ul class="frankpledge-results">') :]
    assert "North West <mark>Motorway</mark> Police Group" in result
    assert ">Ended</strong>" in result
    assert "Joint unit · June 2008 to " in result
    assert "areas ·" in result


def test_words_found_elsewhere_are_shown_where_they_stand(client: Client) -> None:
    assert "Also known as: <mark>NWMPG</mark>" in page(client, ("q", "NWMPG"))


@pytest.mark.parametrize(
    "pairs",
    [
        (),
        (("q", "forensics"),),
        (("q", "police"), ("sort", "newest")),
        (("q", "norfolk"), ("assumed", "include"), ("sort", "parties")),
        (("status", "ended"), ("status", "running"), ("region", "eastern"), ("sort", "title")),
        (("as-at", "2018-06-30"), ("force", "kent")),
        (("q", "xyzzy"),),
    ],
)
def test_page_csv_and_json_hold_the_same_results_in_the_same_order(
    client: Client, pairs: tuple[tuple[str, str], ...]
) -> None:
    shown = every_page(client, *pairs)
    assert [row["reference"] for row in rows(client, *pairs)] == shown
    found = document(client, *pairs)
    assert [record["reference"] for record in found["collaborations"]] == shown
    assert found["total"] == len(shown)
    if shown:
        assert heading(page(client, *pairs)).startswith(f"{len(shown)} collaboration")


def test_the_data_hold_every_column_and_no_amount(client: Client) -> None:
    record = next(
        each for each in document(client)["collaborations"] if each["title"].startswith("National Pol")
    )
    row = next(each for each in rows(client) if each["reference"] == record["reference"])
    assert list(record) == list(row)
    assert not NOT_KEPT & set(row)
    assert record["other_names"] == ["NPAS"]
    assert row["functions"] == "air-support"
    assert record["ends_on"] is None
    assert row["ends_on"] == ""
    assert "West Yorkshire Police (lead)" in record["parties"]
    assert record["address"].startswith(f"{FIND}/{record['reference']}-")
    assert client.get(record["address"]).status_code == 200


def test_the_json_says_what_was_asked_and_counts_every_facet(client: Client) -> None:
    found = document(client, ("q", "forensics"), ("status", "nonsense"))
    assert found["address"].endswith(f"{FIND}?q=forensics")
    assert found["not_understood"] == {"status": ["nonsense"]}
    assert sum(found["facets"]["status"].values()) == found["total"]
    assert "not confirmed" in found["generated_from"]


def test_a_formula_in_a_title_is_no_formula_in_a_spreadsheet(client: Client) -> None:
    from frankpledge.register.search import index

    record = Collaboration.objects.get(slug="npas")
    Collaboration.objects.filter(pk=record.pk).update(title='=HYPERLINK("x")')
    index.refresh([record.pk])
    (row,) = rows(client, ("q", "hyperlink"))
    assert row["title"] == '\'=HYPERLINK("x")'
    assert document(client, ("q", "hyperlink"))["collaborations"][0]["title"] == '=HYPERLINK("x")'


def test_asking_only_for_the_head_reads_no_rows(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        response = client.head(f"{FIND}?format=csv")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/csv")
    assert not any("COPY" in query["sql"] for query in asked)


def test_every_choice_can_be_taken_back_by_a_link(client: Client) -> None:
    pairs = [
        ("q", "police"),
        ("status", "running"),
        ("force", "kent"),
        ("force", "essex"),
        ("as-at", "2018-06-30"),
    ]
    links = Reader(page(client, *pairs)).links
    assert links["Remove this filter: Force: Kent Police"] == f"{FIND}?" + urlencode(
        [pair for pair in pairs if pair != ("force", "kent")]
    )
    assert links["Remove this filter: As at: 30 June 2018"] == f"{FIND}?" + urlencode(pairs[:-1])
    assert links["Clear the filter"] == f"{FIND}?q=police"


def test_the_form_sends_what_the_address_said(client: Client) -> None:
    pairs = [
        ("q", "dogs"), ("assumed", "include"), ("sort", "newest"), ("means", "wmp:force:x"),
        ("status", "running"), ("force", "kent"), ("legal-basis", "s22A"),
        ("as-at", "2018-06-30"), ("in-being", "yes"),
    ]  # fmt: skip
    assert sorted(Reader(page(client, *pairs)).fields) == sorted(pairs)


def test_a_facet_s_counts_come_true_when_it_is_chosen(client: Client) -> None:
    shown = page(client, ("q", "forensics"))
    counts = re.findall(r'name="(status|model)"[^>]*value="(\w+)".*?\((\d+)\)', shown)
    assert counts
    for name, value, count in counts:
        assert heading(page(client, ("q", "forensics"), (name, value))).startswith(f"{count} collab")


def test_an_ambiguous_name_is_asked_about_and_the_answer_kept(client: Client) -> None:
    shown = page(client, ("q", "WMP custody"))
    assert "“WMP” may mean West Mercia Police or West Midlands Police." in shown
    answered = Reader(shown).links["West Midlands Police"]
    assert "means=" in answered
    resolved = unescape(client.get(answered).content.decode())
    assert "was taken to mean West Midlands Police" in resolved
    assert Reader(resolved).links["Look for the words instead"] == f"{FIND}?q=WMP+custody"


def test_a_misspelt_word_brings_up_a_link_to_the_right_one(client: Client) -> None:
    links = Reader(page(client, ("q", "underwatter search"), ("sort", "newest"))).links
    assert links["underwater search"] == f"{FIND}?q=underwater+search&sort=newest"


def test_nothing_found_shows_ways_on(client: Client) -> None:
    shown = page(client, ("q", "dogs norfolk"), ("status", "dropped"))
    links = Reader(shown).links
    assert links["Only “dogs”"] == f"{FIND}?q=dogs"
    assert "Tell us what is missing" in links
    dropped = Reader(page(client, ("q", "dogs"), ("status", "dropped"))).links
    assert dropped["Without the filter “Status”"] == f"{FIND}?q=dogs"


def test_what_counts_by_assumption_is_offered_and_then_said(client: Client) -> None:
    shown = page(client, ("force", "norfolk"))
    assert re.search(r"Besides, \d+ agreements count by assumption", shown)
    everything = page(client, ("force", "norfolk"), ("assumed", "include"))
    assert "Besides" not in everything
    assert "Remove this filter: Membership: </span>assumed too" in everything
    later = page(client, ("force", "norfolk"), ("assumed", "include"), ("page", "2"))
    assert "Counts by assumption" in later


def test_a_past_date_is_said_and_so_is_what_it_leaves_out(client: Client) -> None:
    shown = page(client, ("as-at", "2018-06-30"))
    assert "This page shows 30 June 2018." in shown
    assert re.search(r"\d+ others are left out: they were not in being on 30 June 2018", shown)
    assert "Whether it was in being on 30 June 2018 is not known." in shown
    assert re.search(r'href="/collaborations/C-\d+-[\w-]+\?as-at=2018-06-30"', shown)
    lancashire = page(client, ("q", "NWMPG"), ("force", "lancashire"), ("as-at", "2017-01-01"))
    assert "Lancashire Constabulary was in it on 1 January 2017." in lancashire
    assert "Lancashire Constabulary left: April 2018." in page(
        client, ("q", "NWMPG"), ("force", "lancashire")
    )


def test_choosing_what_is_taken_anyway_changes_nothing(client: Client) -> None:
    plain = page(client, ("as-at", "2018-06-30"))
    chosen = page(client, ("in-being", "not_known"), ("in-being", "yes"), ("as-at", "2018-06-30"))
    assert heading(chosen) == heading(plain)
    assert "others are left out" in chosen
    only = page(client, ("in-being", "no"), ("as-at", "2018-06-30"))
    assert "Not in being on 30 June 2018." in only
    assert "left out" not in only


@pytest.mark.parametrize("written", ["2018-13-01", "yesterday", "3000-01-01", "0001-01-01", "\0"])
def test_a_bad_date_is_said_at_the_field_and_the_rest_is_shown(client: Client, written: str) -> None:
    shown = page(client, ("q", "forensics"), ("as-at", written))
    assert heading(shown) == "17 collaborations about “forensics”"
    assert "<title>Error: " in shown
    assert 'href="#as-at"' in shown
    assert 'id="as-at-error"' in shown
    assert 'aria-describedby="as-at-hint as-at-error"' in shown
    assert '<details class="frankpledge-filter" open>' in shown


def test_today_is_no_past_date(client: Client) -> None:
    from frankpledge.web import asat

    shown = page(client, ("as-at", asat.today().isoformat()))
    assert "Error" not in shown
    assert "This page shows" not in shown


def test_values_that_nobody_knows_are_said_and_left_out(client: Client) -> None:
    pairs = [(facet.parameter, "nowhere<b>") for facet in BY_KEY.values()]
    response = client.get(f"{FIND}?{urlencode(pairs)}")
    assert response.status_code == 200
    markup = response.content.decode()
    assert markup.count("does not know “nowhere&lt;b&gt;”") == len(pairs)
    assert "nowhere<b>" not in markup
    assert heading(" ".join(markup.split())) == f"{Collaboration.objects.count()} collaborations"


HOSTILE = [
    "'", "\0", '"', "-", "((()))", "a" * 10_000, "x" * 200 + " y" * 200, "the of and", "!?.,;", "😀",
    "'; DROP TABLE register_collaboration; --", "<script>alert(1)</script>", '"unbalanced', "%", "%s", "\\",
    "{{ 7*7 }}", "\u202e",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["html", "csv", "json"])
def test_hostile_words_have_a_clean_answer_in_every_form(client: Client, text: str, form: str) -> None:
    names = ["q", "means", "sort", "page", "assumed", "force", "function", "status", "as-at", "in-being"]
    for pairs in ([("q", text), ("format", form)], [*((name, text) for name in names), ("format", form)]):
        response = client.get(f"{FIND}?{urlencode(pairs)}")
        assert response.status_code == 200
        markup = b"".join(response).decode()
        assert "<script>alert" not in markup or form != "html"
        assert "49" not in heading(" ".join(markup.split())) if form == "html" else True


def test_a_long_search_says_that_it_was_cut(client: Client) -> None:
    assert "That is a long search" in page(client, ("q", "dogs " * 2_000))
    assert "That is a long search" not in page(client, ("q", "dogs"))


@pytest.mark.parametrize("written", ["0", "-1", "9" * 400, "two", "", "1.5", "٣"])
def test_any_page_number_shows_a_page(client: Client, written: str) -> None:
    shown = page(client, ("page", written))
    assert references(shown)


@pytest.mark.parametrize("sort", ["best", "newest", "parties", "title", "nonsense"])
def test_any_order_can_be_asked_for(client: Client, sort: str) -> None:
    shown = page(client, ("sort", sort))
    assert shown.count('aria-current="true">') >= 1
    assert references(shown)


def test_pages_keep_the_search_in_their_addresses(client: Client) -> None:
    links = Reader(page(client, ("q", "police"), ("status", "running"), ("sort", "title"))).links
    assert links["2"] == f"{FIND}?q=police&status=running&sort=title&page=2"


@examples(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["q", "force", "as-at", "page", "means", "sort"]), st.text()), max_size=5
    )
)
def test_no_address_is_a_fault(client: Client, pairs: list[tuple[str, str]]) -> None:
    query = urlencode(pairs, errors="replace")
    assert client.get(f"{FIND}?{query}").status_code == 200


def test_a_page_takes_the_same_statements_for_few_results_and_for_many(client: Client) -> None:
    counted = []
    for pairs in ("q=NWMPG", "q=police", "", "status=running&force=kent", "q=police&page=4"):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{FIND}?{pairs}")
        counted.append(len(asked))
    # Words ask what is published in documents too, beside the first page.
    assert counted == [3, 3, 2, 2, 2]


def test_kept_pages_are_told_apart_by_their_whole_address(client: Client, settings: Settings) -> None:
    settings.PUBLIC_PAGE_CACHE = True
    for _ in range(2):
        assert heading(page(client, ("q", "underwater"))) == "2 collaborations about “underwater”"
        assert heading(page(client, ("q", "motorway"))) != "2 collaborations about “underwater”"
        assert rows(client, ("q", "underwater"))


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        ({"dogs", "dog"}, "Dogs & dogmas, dog", "<mark>Dogs</mark> &amp; dogmas, <mark>dog</mark>"),
        ({"dwr"}, "Dŵr", "<mark>Dŵr</mark>"),
        ({"mens"}, "men’s & men's", "<mark>men’s</mark> &amp; <mark>men&#39;s</mark>"),
        ({"a"}, "a <b>", "<mark>a</mark> &lt;b&gt;"),
        (set(), "nothing", "nothing"),
    ],
)
def test_words_are_marked_as_they_are_folded_and_all_else_is_made_safe(
    words: set[str], text: str, marked: str
) -> None:
    assert str(Marker(words).mark(text)) == marked


def test_the_context_is_the_line_with_most_of_the_words_cut_short() -> None:
    marker = Marker({"fox", "dog"})
    long = f"{'quick ' * 40}fox{' lazy' * 60}"
    assert marker.context({"notes": "nothing", "claims": "a fox\na fox and a dog"}) == (
        "claims",
        Markup("a <mark>fox</mark> and a <mark>dog</mark>"),
    )
    cut = marker.context({"notes": long})
    assert cut is not None
    assert cut[1].startswith("… quick")
    assert cut[1].endswith("lazy …")
    assert "<mark>fox</mark>" in cut[1]
    assert len(cut[1]) < 270
    assert marker.context({"notes": "nothing"}) is None
