import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError

from frankpledge.dates import PartialDate
from frankpledge.register.models import Status
from frankpledge.web.pagination import Pagination


@dataclass
class Source:
    url: str
    title: str = ""
    publisher: str = ""


def rendered(source: str, **context: Any) -> str:
    """What a template with this source shows, spaces run together."""
    made: str = engines["jinja2"].from_string(source).render(context)
    return " ".join(made.split())


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_word_and_the_date_of_its_evidence(status: Status) -> None:
    source = '{% from "parts/status.html" import status_tag %}{{ status_tag(status, label, day) }}'
    shown = rendered(source, status=status.value, label=status.label, day=PartialDate(2024, 3))
    assert f">{str(status.label).capitalize()}</strong>" in shown
    assert "as at March 2024" in shown
    assert "the evidence is undated" in rendered(source, status=status.value, label=status.label, day=None)


def test_a_source_is_named_by_its_title_or_else_by_its_site() -> None:
    source = '{% from "parts/sources.html" import source_links %}{{ source_links(sources) }}'
    titled = Source("https://a.example/x?a=1&b=2", "A <report>", "a.example")
    shown = rendered(source, sources=[titled, Source("https://b.example/", "", "b.example")])
    assert 'href="https://a.example/x?a=1&amp;b=2"' in shown
    assert "A &lt;report&gt;</a> (a.example)" in shown
    assert ">b.example</a>" in shown
    assert "source not known" in rendered(source, sources=[])


@pytest.mark.parametrize(
    ("confidence", "words"),
    [("high", "From an official body"), ("medium", "From one press report"), ("low", "Weak or undated")],
)
def test_how_sure_we_are_is_said_in_words(confidence: str, words: str) -> None:
    source = '{% from "parts/confidence.html" import confidence_phrase %}{{ confidence_phrase(c) }}'
    assert words in rendered(source, c=confidence)


def test_what_was_registered_here_rests_on_its_parties_word() -> None:
    phrase = (
        '{% from "parts/confidence.html" import confidence_phrase %}{{ confidence_phrase("medium", true) }}'
    )
    assert "The word of one party" in rendered(phrase)
    cited = '{% from "collaboration/words.html" import cited %}{{ cited([], told) }}'
    assert "as registered here" in rendered(cited, told=True)
    assert "source not known" in rendered(cited, told=None)


def test_what_is_wrong_with_one_figure_is_asked_by_name() -> None:
    source = '{% from "parts/tell_us.html" import tell_us %}{{ tell_us("npas-01", "the cost in 2018") }}'
    shown = rendered(source)
    assert "about=npas-01" in shown
    assert '<span class="govuk-visually-hidden"> about the cost in 2018</span>' in shown
    assert "visually-hidden" not in rendered(source.replace(', "the cost in 2018"', ""))


def test_a_record_says_that_it_is_not_confirmed() -> None:
    shown = rendered('{% from "parts/provenance.html" import provenance %}{{ provenance("C-0055") }}')
    assert "not confirmed by the bodies named" in shown
    assert "about=C-0055" in shown


def test_a_missing_fact_in_a_summary_is_the_words_not_known() -> None:
    source = '{% from "parts/summary.html" import summary_row %}{{ summary_row("Start", value) }}'
    assert "not known" in rendered(source, value=None)
    assert "2013" in rendered(source, value=2013)
    called = (
        '{% from "parts/summary.html" import summary_row %}{% call summary_row("K") %}<b>v</b>{% endcall %}'
    )
    assert "<b>v</b>" in rendered(called)


def test_a_wide_table_can_be_reached_by_keyboard_and_names_itself() -> None:
    shown = rendered(
        '{% from "parts/table.html" import data_table %}'
        '{{ data_table("t", "Costs", ["Force", "Cost"], [["Kent", "£1"]], numeric=[1]) }}'
    )
    assert 'role="region" tabindex="0" aria-labelledby="t-caption"' in shown
    assert 'id="t-caption">Costs</caption>' in shown
    assert 'class="govuk-table__cell govuk-table__cell--numeric">£1</td>' in shown


def test_a_list_of_one_page_has_no_page_numbers() -> None:
    source = '{% from "parts/pagination.html" import pagination %}{{ pagination(pages) }}'
    request = RequestFactory().get("/listed?page=2")
    long = rendered(source, pages=Pagination.of(request, total=95, per_page=10))
    assert re.search(r'aria-label="Page 2" aria-current="page"', long)
    assert 'rel="prev"' in long
    assert rendered(source, pages=Pagination.of(RequestFactory().get("/"), total=3, per_page=10)) == ""


def test_a_search_box_keeps_what_was_searched_for_and_the_past_date() -> None:
    shown = rendered(
        '{% from "parts/search_box.html" import search_box %}'
        """{{ search_box("/find", value='"><script>', as_at="2018-06-30") }}"""
    )
    assert 'value="&#34;&gt;&lt;script&gt;"' in shown
    assert '<input type="hidden" name="as-at" value="2018-06-30">' in shown


def test_a_past_date_keeps_the_rest_of_the_address() -> None:
    shown = rendered(
        '{% from "parts/past.html" import past_date %}'
        '{{ past_date("/find", as_at="2018-06-30", keep=[("q", "dogs & cats")]) }}'
    )
    assert '<input type="hidden" name="q" value="dogs &amp; cats">' in shown
    assert 'value="2018-06-30"' in shown


def test_our_templates_may_not_lean_on_what_is_missing() -> None:
    with pytest.raises(UndefinedError, match="forgotten"):
        rendered("{{ forgotten }}")
    with pytest.raises(UndefinedError, match="forgotten"):
        rendered("{% if forgotten %}{% endif %}")


def test_the_official_macros_may() -> None:
    shown = rendered(
        '{% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}'
        '{{ govukInput({"id": "a", "name": "a", "label": {"text": "<b>"}, "hint": {"text": "h"}}) }}'
    )
    assert 'id="a"' in shown
    assert "&lt;b&gt;" in shown
