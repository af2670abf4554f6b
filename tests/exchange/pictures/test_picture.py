from dataclasses import replace

from frankpledge.dates import PartialDate
from frankpledge.exchange.pictures.picture import Picture

PICTURE = Picture(
    kind="strips",
    title="When each party joined is on record for 1 of 2",
    summary="Each strip shows the years.",
    header=["Party", "Joined"],
    rows=[["Norfolk", PartialDate(2013)], ["Suffolk", None]],
    marks={"until": 2026, "strips": []},
)


def test_the_same_picture_has_the_same_key() -> None:
    again = replace(PICTURE, rows=[["Norfolk", PartialDate(2013)], ["Suffolk", None]])

    assert again.key == PICTURE.key


def test_a_picture_keeps_its_key_when_it_comes_back_from_where_it_was_kept() -> None:
    kept = replace(PICTURE, rows=[["Norfolk", "2013"], ["Suffolk", None]])

    assert kept.key == PICTURE.key


def test_another_precision_is_another_picture() -> None:
    sharper = replace(PICTURE, rows=[["Norfolk", PartialDate(2013, 1)], ["Suffolk", None]])

    assert sharper.key != PICTURE.key


def test_its_drawing_is_no_part_of_its_key() -> None:
    assert PICTURE.drawn("<svg/>").key == PICTURE.key


def test_a_picture_without_marks_has_nothing_to_draw() -> None:
    assert PICTURE.has_something_to_draw
    assert not replace(PICTURE, marks={}).has_something_to_draw
