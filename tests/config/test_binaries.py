"""The PostgreSQL programs: used where they are installed, or copied for an account that cannot read them."""

import os
import subprocess
from pathlib import Path

import pytest

from frankpledge.config.embedded import account, binaries
from frankpledge.config.embedded.account import Account

STRANGER = Account("stranger", os.geteuid() + 1, os.getegid() + 1)


def test_they_are_used_where_they_are_installed_when_they_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "can_read", lambda _account, _path: True)
    assert (binaries.folder(STRANGER, tmp_path) / "postgres").exists()
    assert not list(tmp_path.iterdir())


def test_otherwise_a_copy_runs_elsewhere_and_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "can_read", lambda _account, _path: False)
    folder = binaries.folder(STRANGER, tmp_path)
    assert tmp_path in folder.parents
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("postgres (PostgreSQL) 18")
    assert subprocess.run([folder / "psql", "--version"], capture_output=True, check=True).stdout
    made = (folder / "postgres").stat().st_mtime_ns, (folder / "postgres").stat().st_ino
    again = binaries.folder(STRANGER, tmp_path)
    assert ((again / "postgres").stat().st_mtime_ns, (again / "postgres").stat().st_ino) == made


def test_others_may_read_the_copy_whatever_mask_it_was_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "can_read", lambda _account, _path: False)
    before = os.umask(0o077)
    try:
        folder = binaries.folder(STRANGER, tmp_path)
    finally:
        os.umask(before)
    for path in (folder, folder.parent, folder.parent.parent, tmp_path / "binaries", folder / "postgres"):
        assert path.stat().st_mode & 0o005 == 0o005, path


def test_the_account_is_the_owner_of_the_files_or_ourselves_but_never_root(tmp_path: Path) -> None:
    found = account.for_cluster(tmp_path / "postgres")
    assert found.uid != 0
    assert os.geteuid() == 0 or found.is_ours


def test_what_an_account_may_enter_and_read_is_asked_of_the_system(tmp_path: Path) -> None:
    ours = Account("ourselves", os.geteuid(), os.getegid())
    assert ours.can_enter(tmp_path)
    assert ours.can_read(tmp_path)
    assert not ours.can_enter(tmp_path / "missing")
    assert not ours.can_read(tmp_path / "missing")
