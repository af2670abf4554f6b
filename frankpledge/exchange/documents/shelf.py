"""Where the bytes of documents are kept: once for each content, under their hash, and readable by us alone.

`incoming` is for files on their way in or out, and is emptied. The rest is Django's storage "documents": a
folder by default, or whatever STORAGES names.
"""

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages

from frankpledge.register.queries import documents

READ_AT_A_TIME = 1 << 16
SECONDS_ON_THE_WAY = 6 * 3600
SECONDS_WITHOUT_A_ROW = 24 * 3600


class OnTheWay(File):  # type: ignore[type-arg]  # of bytes
    """A file in `incoming`: a storage that is a folder beside it takes it by one move, whole or not."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        super().__init__(file, name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        """Where Django looks for what can be moved."""
        return str(self._path)


def storage() -> Storage:
    """As the settings name it."""
    return storages["documents"]


def incoming() -> Path:
    """The folder for files on their way, made if need be."""
    folder = Path(settings.DOCUMENTS_FOLDER) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def new_path() -> Path:
    """A path in it that nobody can guess and nothing has."""
    return incoming() / secrets.token_hex(16)


def keep(path: Path, sha256: str) -> None:
    """Takes a file over from `incoming`. What is there already under its hash is the same."""
    if storage().exists(_name(sha256)):
        path.unlink()
        return
    with path.open("rb") as file:
        os.fsync(file.fileno())
        storage().save(_name(sha256), OnTheWay(path, file))
    # A storage elsewhere has copied it.
    path.unlink(missing_ok=True)


def opened(sha256: str) -> "File[Any]":
    """To be read, and closed by whoever reads."""
    return storage().open(_name(sha256), "rb")


def pieces(sha256: str) -> Iterator[bytes]:
    """The bytes, a few at a time; the file is open only while they are asked for."""
    with opened(sha256) as file:
        while piece := file.read(READ_AT_A_TIME):
            yield piece


@contextlib.contextmanager
def at_hand(sha256: str) -> Iterator[Path]:
    """A path on this machine, where the file is for as long as it is needed."""
    try:
        held = Path(storage().path(_name(sha256)))
    except NotImplementedError:
        # Storage elsewhere has no paths. What fails while the path is used is no business of ours.
        held = None
    if held is not None:
        yield held
        return
    path = new_path()
    try:
        with opened(sha256) as kept, path.open("wb") as copy:
            shutil.copyfileobj(kept, copy)
        yield path
    finally:
        path.unlink(missing_ok=True)


def let_go(hashes: Iterable[str]) -> None:
    """Deletes the bytes that no document needs any more."""
    asked = [*hashes]
    for each in set(asked) - documents.in_use(asked):
        storage().delete(_name(each))


def sweep() -> int:
    """Deletes what a crash left behind: on the way for hours, or kept for a day without a document."""
    stale = [path for path in incoming().iterdir() if _age(path) > SECONDS_ON_THE_WAY]
    for path in stale:
        path.unlink(missing_ok=True)
    left = 0
    for folder in _folders():
        names = [name for name in storage().listdir(folder)[1] if _is_old(f"{folder}/{name}")]
        unused = set(names) - documents.in_use(names)
        for name in unused:
            storage().delete(f"{folder}/{name}")
        left += len(unused)
    return len(stale) + left


def _folders() -> list[str]:
    with contextlib.suppress(FileNotFoundError):
        return [*storage().listdir("")[0]]
    return []


def _is_old(name: str) -> bool:
    return time.time() - storage().get_modified_time(name).timestamp() > SECONDS_WITHOUT_A_ROW


def _age(path: Path) -> float:
    with contextlib.suppress(FileNotFoundError):
        return time.time() - path.stat().st_mtime
    return 0.0


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
