import datetime

import pytest
from django.db import DatabaseError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries

from frankpledge.errors import NotFound
from frankpledge.exchange.models import Drawing
from frankpledge.exchange.pictures import gallery, strips
from frankpledge.exchange.pictures.picture import Picture
from tests.exchange.pictures.examples import NOTHING_KNOWN, TODAY, strip, two_bars

pytestmark = pytest.mark.django_db

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def waiting() -> list[tuple[str, int]]:
    """The keys of the drawings in the queue, and their priorities."""
    jobs = ProcrastinateJob.objects.filter(task_name=gallery.DRAW).order_by("id")
    return [(job.args["key"], job.priority) for job in jobs]


def grows_old(picture: Picture, *, minutes: int) -> None:
    then = timezone.now() - datetime.timedelta(minutes=minutes)
    Drawing.objects.filter(key=picture.key).update(asked_at=then)


def test_a_picture_not_drawn_yet_is_asked_for_once_however_many_readers_ask() -> None:
    picture = two_bars()

    first, second = gallery.hang([picture]), gallery.hang([picture])

    assert [each.svg for each in first + second] == [None, None]
    assert waiting() == [(picture.key, 0)]


def test_a_picture_that_is_drawn_is_shown_and_not_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    pictures = [two_bars("One"), two_bars("Two")]
    for picture in pictures:
        gallery.keep(picture, SVG)

    with django_assert_num_queries(1):
        hung = gallery.hang(pictures)

    assert [each.svg for each in hung] == [SVG, SVG]
    assert waiting() == []


def test_pictures_come_back_in_the_order_given() -> None:
    drawn, not_drawn = two_bars("Two"), two_bars("One")
    gallery.keep(drawn, SVG)

    assert [each.title for each in gallery.hang([not_drawn, drawn])] == ["One", "Two"]


def test_a_picture_with_nothing_to_draw_is_never_asked_for() -> None:
    empty = strips.of_organisation("Northshire", [strip(standing=NOTHING_KNOWN)], TODAY)

    assert gallery.hang([empty])[0].svg is None
    assert not Drawing.objects.exists()
    assert gallery.all_there([empty])


def test_a_page_lacks_a_drawing_until_each_is_there() -> None:
    one, two = two_bars("One"), two_bars("Two")
    gallery.keep(one, SVG)

    assert not gallery.all_there(gallery.hang([one, two]))

    gallery.keep(two, SVG)
    assert gallery.all_there(gallery.hang([one, two]))


def test_a_drawing_that_never_came_is_asked_for_again_after_ten_minutes() -> None:
    picture = two_bars()
    gallery.ask(picture)
    ProcrastinateJob.objects.all()._raw_delete("default")

    grows_old(picture, minutes=9)
    gallery.ask(picture)
    assert waiting() == []

    grows_old(picture, minutes=11)
    gallery.ask(picture)
    assert waiting() == [(picture.key, 0)]


def test_a_flood_of_odd_pictures_does_not_fill_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "MOST_IN_TEN_MINUTES", 3)

    for number in range(5):
        gallery.ask(two_bars(f"Picture {number}"))

    assert len(waiting()) == 3
    assert Drawing.objects.count() == 3


def test_only_so_many_drawings_are_kept_and_the_newest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "MOST_KEPT", 2)
    pictures = [two_bars(f"Picture {number}") for number in range(3)]

    for age, picture in zip((30, 20, 10), pictures, strict=True):
        gallery.keep(picture, SVG)
        grows_old(picture, minutes=age)
    gallery.keep(pictures[2], SVG)

    assert set(Drawing.objects.values_list("key", flat=True)) == {each.key for each in pictures[1:]}


def test_a_page_does_without_its_picture_when_it_cannot_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise DatabaseError("cannot execute INSERT in a read-only transaction")

    monkeypatch.setattr(gallery, "ask", read_only)

    assert gallery.hang([two_bars()])[0].svg is None
    assert "its page goes without" in caplog.text


def test_a_kept_picture_is_found_whole_by_its_key() -> None:
    picture = two_bars()
    gallery.keep(picture, SVG)

    found = gallery.named(picture.key)

    assert (found.key, found.title, found.svg) == (picture.key, picture.title, SVG)
    assert found.rows == [["Start", 3, 1], ["End", 0, 4]]


@pytest.mark.parametrize("key", ["0" * 64, "nonsense", "' OR 1=1 --"])
def test_no_other_key_finds_one(key: str) -> None:
    gallery.keep(two_bars(), SVG)

    with pytest.raises(NotFound):
        gallery.named(key)


def test_all_pictures_are_asked_for_once_at_a_time() -> None:
    gallery.ask_for_all()
    gallery.ask_for_all()

    assert ProcrastinateJob.objects.filter(task_name=gallery.DRAW_ALL).count() == 1
