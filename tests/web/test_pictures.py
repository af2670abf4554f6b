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


def test_a_picture_without_dates_says_that_there_is_nothing_to_draw() -> None:
    empty = strips.of_organisation("Northshire", [strip(standing=NOTHING_KNOWN)], TODAY)
    hung = pictures.hang(empty)[0]

    template = engines["jinja2"].from_string(
        '{% from "parts/picture.html" import show_picture %}{{ show_picture(hung, "years") }}'
    )
    html = template.render({"hung": hung})

    assert "No dates are on record, so there is nothing to draw" in html
    assert "/pictures/" not in html
    assert "not known" in html
