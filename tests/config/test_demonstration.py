"""A demonstration's data is kept apart from the real register's, whatever is asked for."""

from pathlib import Path

import pytest

from frankpledge.config import access, demonstration
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.embedded.folder import DataFolder


@pytest.fixture(autouse=True)
def nothing_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(demonstration.SETTING, "")


def used(folder: DataFolder) -> None:
    """As a process leaves a folder behind that it held."""
    folder.make()
    assert folder.hold("test")
    folder.release()


def test_a_new_folder_becomes_what_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(demonstration.SETTING, "yes")
    used(access.data_folder(tmp_path / "made-up"))
    monkeypatch.setenv(demonstration.SETTING, "")
    access.data_folder(tmp_path / "made-up")
    assert demonstration.is_wanted()


def test_a_demonstration_is_refused_on_other_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used(access.data_folder(tmp_path / "real"))
    assert not demonstration.is_wanted()
    monkeypatch.setenv(demonstration.SETTING, "yes")
    with pytest.raises(CannotStart, match="kept apart"):
        access.data_folder(tmp_path / "real")


def test_it_is_never_on_unless_asked_for(tmp_path: Path) -> None:
    assert access.data_folder(None).path == access.DEFAULT_DATA
    access.data_folder(tmp_path / "new")
    assert not demonstration.is_wanted()


def test_its_own_folder_is_the_default_when_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(demonstration.SETTING, "yes")
    monkeypatch.setattr(demonstration, "settle", lambda _folder: None)
    assert access.data_folder(None).path.name == demonstration.FOLDER
