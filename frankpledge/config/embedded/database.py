"""The database of one data folder, from taking the folder to letting it go."""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from frankpledge.config.embedded import place as places
from frankpledge.config.embedded import sockets
from frankpledge.config.embedded.children import Family
from frankpledge.config.embedded.errors import AlreadyRunning
from frankpledge.config.embedded.folder import (
    SECONDS_BETWEEN_LOOKS,
    SECONDS_FOR_THE_LAST_TO_FINISH,
    DataFolder,
    Holder,
)
from frankpledge.config.embedded.place import Place
from frankpledge.config.embedded.server import NOT_DURABLE, Server


@dataclass(frozen=True)
class Running:
    """A database that we started, and what else we may start beside it."""

    folder: DataFolder
    holder: Holder
    place: Place
    server: Server
    family: Family


@contextmanager
def held(folder: DataFolder, command: str) -> Iterator[Running]:
    """Start the database for `command`, which must be the only one; stop it and all its family at the end."""
    folder.make()
    folder.hold_or_refuse(command)
    with _started(folder, command, {}) as running:
        yield running


@contextmanager
def opened(folder: DataFolder, command: str) -> Iterator[Holder]:
    """Where the folder's database is: the running one, or one started for as long as this takes."""
    folder.make()
    deadline = time.monotonic() + SECONDS_FOR_THE_LAST_TO_FINISH
    while time.monotonic() < deadline:
        if folder.hold(command):
            with _started(folder, command, {}) as running:
                yield running.holder
                folder.wait_for_others()
            return
        if holder := folder.join():
            try:
                yield holder
            finally:
                folder.leave()
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise AlreadyRunning(f"Another process holds {folder.path}, but does not say where its database is.")


@contextmanager
def temporary(settings: Mapping[str, str] | None = None) -> Iterator[Running]:
    """A database for tests and measurements: fast, soon gone, and allowed to create others beside it."""
    folder = DataFolder(Path(tempfile.mkdtemp(prefix="frankpledge-temporary-")))
    folder.path.chmod(0o711)
    folder.hold_or_refuse("temporary")
    with _started(folder, "temporary", {**NOT_DURABLE, **(settings or {})}, keep=False) as running:
        yield running


@contextmanager
def _started(
    folder: DataFolder, command: str, settings: Mapping[str, str], *, keep: bool = True
) -> Iterator[Running]:
    try:
        place = places.of(folder.path)
        socket_folder = sockets.free_path(place.account)
        family = Family(remove=[socket_folder, *([] if keep else [folder.path])], keep_open=[folder.lock])
        try:
            sockets.make(socket_folder, place.account)
            server = Server(place, socket_folder, family, settings)
            server.make_database(durable=keep, may_create_databases=not keep)
            server.start()
            holder = Holder(os.getpid(), command, server.database_url, server.owner_url)
            folder.announce(holder)
            yield Running(folder, holder, place, server, family)
        finally:
            family.close()
    finally:
        folder.release()
