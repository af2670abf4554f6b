"""Gathering static files: when they changed, and not otherwise."""

from pathlib import Path

import pytest
from pytest_django import Settings

from frankpledge.config import static_files


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    """A folder with one style, to be gathered beside it."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "page.css").write_text("p { color: black }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "build" / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return folder


def test_they_are_gathered_once(source: Path, settings: Settings) -> None:
    del source
    assert static_files.collect_if_changed() is True
    assert list(Path(settings.STATIC_ROOT).glob("page.*.css"))
    assert static_files.collect_if_changed() is False


def test_a_changed_file_is_gathered_and_one_that_went_is_removed(source: Path, settings: Settings) -> None:
    (source / "old.css").write_text("")
    static_files.collect_if_changed()
    (source / "old.css").unlink()
    (source / "page.css").write_text("p { color: #0b0c0c }")
    assert static_files.collect_if_changed() is True
    gathered = Path(settings.STATIC_ROOT)
    assert "#0b0c0c" in (gathered / "page.css").read_text()
    assert not (gathered / "old.css").exists()
