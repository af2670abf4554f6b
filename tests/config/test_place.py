"""Where the database's files go, when its account may or may not enter the data folder."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from frankpledge.config.embedded import account, place
from frankpledge.config.embedded.account import Account
from frankpledge.config.embedded.errors import CannotStart

Shut = Callable[[Path], None]


@pytest.fixture
def shut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shut:
    """Shuts a folder for an account that is not ours, and has the outside within the test's folder."""
    closed: list[Path] = []
    stranger = Account("stranger", os.geteuid() + 1, os.getegid() + 1)
    monkeypatch.setattr(account, "for_cluster", lambda _cluster: stranger)
    monkeypatch.setattr(Account, "can_enter", lambda _account, folder: folder not in closed)
    monkeypatch.setattr(place, "OUTSIDE", tmp_path / "outside")
    return closed.append


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


def test_they_are_in_the_data_folder_when_the_account_may_enter_it(shut: Shut, data: Path) -> None:
    del shut
    found = place.of(data)
    assert (found.folder, found.outside) == (data, False)
    assert found.cluster == data / "postgres"


def test_they_are_outside_when_it_may_not_and_are_found_again_there(shut: Shut, data: Path) -> None:
    shut(data)
    found = place.of(data)
    assert found.outside
    assert found.folder.parent == place.OUTSIDE
    assert place.of(data) == found


def test_two_data_folders_have_two_places_outside(shut: Shut, data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shut(data)
    shut(other)
    assert place.of(data).folder != place.of(other).folder


def test_a_data_folder_that_was_moved_keeps_its_database(shut: Shut, data: Path, tmp_path: Path) -> None:
    shut(data)
    found = place.of(data)
    moved = data.rename(tmp_path / "moved")
    shut(moved)
    assert place.of(moved).folder == found.folder


def test_a_copied_data_folder_does_not_share_the_database_of_the_first(
    shut: Shut, data: Path, tmp_path: Path
) -> None:
    shut(data)
    found = place.of(data)
    copied = tmp_path / "copied"
    shutil.copytree(data, copied)
    shut(copied)
    assert place.of(copied).folder != found.folder
    assert place.of(data).folder == found.folder


def test_a_named_place_that_is_gone_is_refused_rather_than_begun_again(shut: Shut, data: Path) -> None:
    shut(data)
    shutil.rmtree(place.of(data).folder)
    with pytest.raises(CannotStart, match="which is not there"):
        place.of(data)


def test_a_database_that_its_account_can_no_longer_reach_is_refused_rather_than_begun_again(
    shut: Shut, data: Path
) -> None:
    (data / "postgres").mkdir()
    shut(data)
    with pytest.raises(CannotStart, match="may not enter that folder"):
        place.of(data)


def test_the_outside_is_refused_with_advice_when_it_cannot_be_made(shut: Shut, data: Path) -> None:
    place.OUTSIDE.write_text("a file where the folder would be")
    shut(data)
    with pytest.raises(CannotStart, match=r"cannot be made: .* --data"):
        place.of(data)
