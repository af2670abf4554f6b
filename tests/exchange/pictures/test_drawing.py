import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from frankpledge.exchange.pictures import bars, drawing, looks, strips
from frankpledge.exchange.pictures.bars import Bar
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.exchange.pictures.strip_chart import ticks
from frankpledge.register.models import Collaboration
from tests.exchange.pictures.examples import TODAY, strip, three_strips, two_bars

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [three_strips(), two_bars()]


@pytest.fixture(scope="module")
def drawn() -> str:
    return drawing.svg(three_strips())


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - we drew it ourselves


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("picture", PICTURES, ids=["strips", "bars"])
def test_the_same_picture_is_drawn_the_same(picture: Picture) -> None:
    assert drawing.svg(picture) == drawing.svg(picture)


@pytest.mark.parametrize("picture", PICTURES, ids=["strips", "bars"])
def test_it_is_one_image_with_a_name_and_a_description(picture: Picture) -> None:
    root = parsed(drawing.svg(picture))

    named = {element.get("id"): element.text for element in root if element.get("id")}

    assert root.get("role") == "img"
    assert named[root.get("aria-labelledby")] == picture.title
    assert named[root.get("aria-describedby")] == picture.summary


@pytest.mark.parametrize("picture", PICTURES, ids=["strips", "bars"])
def test_it_asks_for_nothing_that_a_strict_policy_forbids(picture: Picture) -> None:
    svg = drawing.svg(picture)

    assert not re.search(r"<style|<script|<foreignObject|<image|<a[ >]| on\w+=|javascript:", svg)
    assert " style=" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("picture", PICTURES, ids=["strips", "bars"])
def test_every_pattern_that_it_uses_is_its_own(picture: Picture) -> None:
    svg = drawing.svg(picture)

    used, own = set(re.findall(r"url\(#([^)]*)\)", svg)), set(re.findall(r' id="([^"]*)"', svg))

    assert used
    assert used <= own
    assert all(picture.key[:16] in name for name in own)


def test_two_pictures_may_stand_on_one_page() -> None:
    first, second = (set(re.findall(r' id="([^"]*)"', drawing.svg(picture))) for picture in PICTURES)

    assert not first & second


def test_words_are_shown_as_they_are_and_cannot_act(drawn: str) -> None:
    assert "Search & <rescue>" in texts(drawn)
    assert "<rescue>" not in drawn


def test_known_not_known_and_assumed_differ_by_more_than_colour(drawn: str) -> None:
    bars_drawn = re.findall(r'<path[^>]*fill="([^"]*)"[^>]*?(stroke-dasharray="[^"]*")?/>', drawn)

    assert {looks.KNOWN.fill} < {fill for fill, _ in bars_drawn}
    assert any(fill.endswith("-hatched)") for fill, _ in bars_drawn)
    assert re.search(r'<path[^>]*-dotted\)"[^>]*stroke-dasharray="4,3"', drawn)


def test_the_legend_names_only_what_is_there(drawn: str) -> None:
    only_unknown = drawing.svg(strips.of_organisation("Northshire", [strip()], TODAY))

    assert {"known", "not known", "assumed"} <= set(texts(drawn))
    assert {"known", "assumed"}.isdisjoint(texts(only_unknown))


def test_what_is_not_known_how_far_it_goes_has_a_question_mark() -> None:
    open_ended = drawing.svg(strips.of_organisation("Northshire", [strip()], TODAY))
    closed = drawing.svg(three_strips())

    assert texts(open_ended).count("?") == 1
    assert texts(closed).count("?") == 2


def test_headings_labels_and_years_are_written(drawn: str) -> None:
    written = texts(drawn)

    assert {"Dogs", "Search", "Everybody's service (assumed)", "2016", "2024"} <= set(written)
    assert "2014.5" not in written


def test_tall_pictures_have_their_years_below_too() -> None:
    many = drawing.svg(strips.of_organisation("Northshire", [strip(f"Unit {n}") for n in range(30)], TODAY))

    assert texts(many).count("2020") == 2


def test_events_stand_on_the_collaborations_own_strip() -> None:
    marks = {
        **three_strips().marks,
        "whole": ["2015-04", "", "running", "2023-06"],
        "events": ["2016", "2018-04-01"],
    }

    svg = drawing.svg(replace(three_strips(), marks=marks))

    assert "The collaboration itself" in texts(svg)
    assert "a dated event" in texts(svg)


def test_a_bar_has_its_label_and_its_counts() -> None:
    written = texts(drawing.svg(two_bars()))

    assert {"Start", "3 of 4", "End", "0 of 4", "known", "not known"} <= set(written)


def test_a_part_of_nought_is_not_drawn() -> None:
    none_known = bars.of_counts(
        title="None",
        summary="",
        first_column="Field",
        parts={"yes": "known", "not_known": "not known"},
        bars=[Bar(label="End", counts=(0, 4), note="0 of 4")],
        as_shares=True,
    )

    assert "known" not in texts(drawing.svg(none_known))


@pytest.mark.parametrize("colour", [looks.INK, looks.DEEP, looks.QUIET])
def test_what_carries_meaning_stands_out_from_the_page(colour: str) -> None:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    assert 1.05 / (luminance + 0.05) >= 3


@pytest.mark.parametrize(("first", "last", "step"), [(2015, 2026, 1), (2000, 2026, 5), (1829, 2026, 20)])
def test_years_are_round_and_few_enough_to_be_read(first: int, last: int, step: int) -> None:
    years = ticks(first, last)

    assert 1 < len(years) <= 13
    assert {after - before for before, after in pairwise(years)} == {step}


def test_a_record_of_the_real_register_can_be_drawn(db: None) -> None:
    record = Collaboration.objects.get(slug="north-west-motorway-police-group")
    parties = record.parties.select_related("organisation", "collaboration")

    svg = drawing.svg(strips.of_collaboration(record, parties, TODAY, record.events.all()))

    assert "Lancashire Constabulary" in texts(svg)
