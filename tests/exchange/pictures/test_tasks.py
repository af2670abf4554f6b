import datetime
import os
import subprocess
import sys

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from frankpledge.exchange.models import Drawing
from frankpledge.exchange.pictures import drawing, gallery, studio, subjects, tasks
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.register.models import Collaboration
from tests.exchange.pictures.examples import two_bars

pytestmark = pytest.mark.django_db

WHAT_A_WEB_PROCESS_LOADS = """
import sys
from frankpledge.config.wsgi import application
from frankpledge.config import urls
print([name for name in ("altair", "vl_convert") if name in sys.modules])
"""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the pictures that were drawn, instead of drawings."""
    titles: list[str] = []

    def pretend(picture: Picture) -> str:
        titles.append(picture.title)
        return "<svg/>"

    monkeypatch.setattr(drawing, "svg", pretend)
    return titles


def test_a_picture_that_was_asked_for_is_drawn_and_kept() -> None:
    picture = two_bars()
    gallery.ask(picture)

    tasks.draw(key=picture.key)

    assert (gallery.hang([picture])[0].svg or "").startswith("<svg ")


def test_a_picture_is_drawn_once(drawn: list[str]) -> None:
    picture = two_bars()
    gallery.ask(picture)

    tasks.draw(key=picture.key)
    tasks.draw(key=picture.key)

    assert drawn == [picture.title]


def test_a_picture_that_is_no_longer_kept_is_let_go(drawn: list[str]) -> None:
    tasks.draw(key="0" * 64)

    assert drawn == []
    assert not Drawing.objects.exists()


def test_every_record_with_a_date_and_what_we_hold_is_asked_for_behind_the_readers() -> None:
    tasks.draw_all()

    jobs = ProcrastinateJob.objects.filter(task_name=gallery.DRAW)
    to_draw = sum(picture.has_something_to_draw for picture in subjects.every_picture())
    assert jobs.count() == Drawing.objects.count() == to_draw
    assert to_draw > 4 + 0.8 * Collaboration.objects.count()
    assert set(jobs.values_list("priority", flat=True)) == {gallery.NOBODY_WAITS}


def test_of_a_very_large_register_the_first_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "MOST_AHEAD", 5)

    tasks.draw_all()

    assert 0 < Drawing.objects.count() <= 5


def test_every_night_what_no_page_shows_is_let_go_and_all_others_are_asked_for() -> None:
    shown = next(iter(subjects.every_picture()))
    gone, asked_just_now = two_bars("Of a record that was corrected"), two_bars("Of an odd day")
    for picture in (shown, gone, asked_just_now):
        gallery.keep(picture, "<svg/>")
    two_days_ago = timezone.now() - datetime.timedelta(days=2)
    Drawing.objects.exclude(key=asked_just_now.key).update(asked_at=two_days_ago)

    tasks.nightly(timestamp=0)

    assert set(Drawing.objects.values_list("key", flat=True)) == {shown.key, asked_just_now.key}
    assert ProcrastinateJob.objects.filter(task_name=gallery.DRAW_ALL).exists()


def test_what_is_missing_is_drawn_without_a_worker_and_then_nothing_is(drawn: list[str]) -> None:
    first = [picture.key for picture in studio.draw_missing()]

    assert len(first) == len(set(first)) == len(drawn)
    assert list(studio.draw_missing()) == []


def test_a_web_process_does_not_load_the_drawing_code() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", WHAT_A_WEB_PROCESS_LOADS],
        env=os.environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert loaded.stdout.strip() == "[]"
