import csv
import io

import pytest
from django.template import engines
from django.test import Client

from frankpledge.exchange.pictures import gallery, strips
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.web import pictures
from tests.exchange.pictures.examples import NOTHING_KNOWN, TODAY, strip, three_strips, two_bars

pytestmark = pytest.mark.django_db

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def kept() -> Picture:
    picture = three_strips()
    gallery.keep(picture, SVG)
    return picture


def test_the_data_of_a_picture_is_its_table(client: Client, kept: Picture) -> None:
    response = client.get(f"/pictures/{kept.key}.csv")

    rows = list(csv.reader(io.StringIO(response.content.decode())))
    assert rows[0] == ["Collaboration", "Function", "Role", "Joined", "Left", "Stated or assumed"]
    assert rows[1] == ["Dogs", "Dogs", "member", "2016", "2018-04-01", "stated by the source"]
    assert rows[2][3:5] == ["", ""]
    assert response["Content-Type"].startswith("text/csv")


def test_the_drawing_is_had_by_itself_and_may_be_kept_for_ever(client: Client, kept: Picture) -> None:
    response = client.get(f"/pictures/{kept.key}.svg")

    assert response.content.decode() == SVG
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_the_table_is_there_before_the_drawing(client: Client) -> None:
    picture = two_bars()
    gallery.ask(picture)

    assert client.get(f"/pictures/{picture.key}.csv").status_code == 200
    refusal = client.get(f"/pictures/{picture.key}.svg")
    assert refusal.status_code == 404
    assert "still being drawn" in refusal.content.decode()


@pytest.mark.parametrize("key", ["0" * 64, "none", "%00"])
@pytest.mark.parametrize("form", ["csv", "svg"])
def test_there_is_no_picture_under_another_key(client: Client, key: str, form: str) -> None:
    assert client.get(f"/pictures/{key}.{form}").status_code == 404


def test_a_picture_is_only_read(client: Client, kept: Picture) -> None:
    assert client.post(f"/pictures/{kept.key}.csv").status_code in {403, 405}


def test_dates_in_the_table_of_a_page_are_in_a_readers_words() -> None:
    (hung,) = pictures.hang(three_strips())

    assert hung.rows[0] == ["Dogs", "Dogs", "member", "2016", "1 April 2018", "stated by the source"]
    assert hung.rows[1][3] is None


def shown(hung: pictures.Hung, words: str = "") -> str:
    """The picture as a page shows it."""
    source = (
        '{% from "parts/picture.html" import show_picture %}{{ show_picture(hung, "years"' + words + ") }}"
    )
    return engines["jinja2"].from_string(source).render({"hung": hung})


def test_a_picture_has_its_title_its_words_a_drawing_to_scroll_a_table_and_its_data(kept: Picture) -> None:
    html = shown(pictures.hang(kept)[0])

    assert f'<h2 class="govuk-heading-m frankpledge-figure__title" id="years-title">{kept.title}</h2>' in html
    assert kept.summary in html
    assert f'role="region" tabindex="0" aria-labelledby="years-title">{SVG}</div>' in html
    assert '<th scope="row" class="govuk-table__header">Search &amp; &lt;rescue&gt;</th>' in html
    assert '<span class="frankpledge-not-known">not known</span>' in html
    assert f'href="/pictures/{kept.key}.csv"' in html


def test_a_picture_below_another_heading_takes_the_next_level(kept: Picture) -> None:
    html = shown(pictures.hang(kept)[0], ', heading="h3"')

    assert "<h3" in html
    assert "<h2" not in html


def test_a_table_that_stands_above_is_not_repeated(kept: Picture) -> None:
    drawn, waiting = pictures.hang(kept, two_bars())

    for html in (shown(drawn, ", table_above=true"), shown(waiting, ", table_above=true")):
        assert "<table" not in html
        assert "The same is in the table above." in html
    assert "Load this page again in a minute." in shown(waiting, ", table_above=true")


def test_a_picture_without_dates_says_that_there_is_nothing_to_draw() -> None:
    empty = strips.of_organisation("Northshire", [strip(standing=NOTHING_KNOWN)], TODAY)

    html = shown(pictures.hang(empty)[0])

    assert "No dates are on record, so there is nothing to draw" in html
    assert "/pictures/" not in html
    assert "not known" in html
