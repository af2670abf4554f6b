"""The data folder: what a person names, what is locked, and what says where the running database is."""

import fcntl
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from frankpledge.config.embedded import watchdog
from frankpledge.config.embedded.errors import AlreadyRunning, CannotStart
from frankpledge.config.embedded.files import open_private

SECONDS_FOR_THE_LAST_TO_FINISH = 20.0
SECONDS_FOR_AN_ADDRESS = 60.0
SECONDS_BETWEEN_LOOKS = 0.05


@dataclass(frozen=True)
class Holder:
    """Who holds the folder. The addresses for the application and the owner are empty until it answers."""

    pid: int
    command: str
    database_url: str = ""
    owner_url: str = ""
    web_address: str = ""


class DataFolder:
    """`var/` in the project's folder, or the one that was named."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self._lock: int | None = None
        self._use: int | None = None

    def make(self) -> None:
        """Make it, if it is not there. Others may pass through (the database's account must), not look."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.mkdir(mode=0o711, exist_ok=True)
        except OSError as error:
            raise CannotStart(
                f"The data folder {self.path} cannot be made: {error.strerror}. "
                "Name another with --data or FRANKPLEDGE_DATA."
            ) from error

    @property
    def was_used(self) -> bool:
        """Whether a process ever held it."""
        return (self.path / "lock").exists()

    def secret_key(self) -> str:
        """The key that signs this copy's forms, made at the first start and readable by its owner only."""
        path = self.path / "secret-key"
        try:
            made = open_private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            return self._read(path)
        except PermissionError as error:
            raise self._not_ours(path) from error
        with os.fdopen(made, "w") as file:
            file.write(secrets.token_urlsafe(50))
        return self._read(path)

    # --- the lock: one process at a time has the database of this folder --------------------------

    def hold(self, command: str) -> bool:
        """Take the folder; False when another process has it."""
        file = self._open("lock")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._lock = file
        self.announce(Holder(os.getpid(), command))
        return True

    def hold_or_refuse(self, command: str) -> None:
        """Take the folder; wait for one that is just finishing; refuse when it is in use."""
        deadline = time.monotonic() + SECONDS_FOR_THE_LAST_TO_FINISH
        while not self.hold(command):
            holder = self.holder()
            alive = holder is not None and watchdog.running(holder.pid)
            if alive or time.monotonic() > deadline:
                raise AlreadyRunning(self._refusal(holder))
            time.sleep(SECONDS_BETWEEN_LOOKS)

    @property
    def lock(self) -> int:
        """The open file whose lock we hold."""
        if self._lock is None:
            raise RuntimeError("the data folder is not held")
        return self._lock

    def announce(self, holder: Holder) -> None:
        """Say who we are, and where the database is, to commands that start meanwhile."""
        words = json.dumps(asdict(holder)).encode()
        os.ftruncate(self.lock, 0)
        os.pwrite(self.lock, words, 0)

    def release(self) -> None:
        """Let the next one have it."""
        os.ftruncate(self.lock, 0)
        os.close(self.lock)
        self._lock = None

    def holder(self) -> Holder | None:
        """Who says that they hold it; None when nobody has said yet."""
        try:
            return Holder(**json.loads((self.path / "lock").read_bytes()))
        except (ValueError, FileNotFoundError):
            return None

    # --- commands that use a database which another process started --------------------------------

    def join(self) -> Holder | None:
        """Who holds the running database, and where it is; None when its holder has gone."""
        file = self._open("in-use")
        fcntl.flock(file, fcntl.LOCK_SH)
        self._use = file
        deadline = time.monotonic() + SECONDS_FOR_AN_ADDRESS
        while (holder := self.holder()) is not None and time.monotonic() < deadline:
            if not watchdog.running(holder.pid):
                break
            if holder.database_url:
                return holder
            time.sleep(SECONDS_BETWEEN_LOOKS)
        self.leave()
        return None

    def leave(self) -> None:
        """The command has finished with the database."""
        if self._use is not None:
            os.close(self._use)
            self._use = None

    def wait_for_others(self) -> None:
        """Wait until no command uses the database that we are about to stop."""
        file = self._open("in-use")
        fcntl.flock(file, fcntl.LOCK_EX)
        os.close(file)

    # --- small things ------------------------------------------------------------------------------

    def _open(self, name: str) -> int:
        try:
            return open_private(self.path / name, os.O_RDWR | os.O_CREAT)
        except PermissionError as error:
            raise self._not_ours(self.path / name) from error

    def _read(self, path: Path) -> str:
        try:
            return path.read_text().strip()
        except PermissionError as error:
            raise self._not_ours(path) from error

    def _not_ours(self, path: Path) -> CannotStart:
        return CannotStart(
            f"{path} belongs to another account. Run as the account that made {self.path}, "
            "or name another folder with --data or FRANKPLEDGE_DATA."
        )

    def _refusal(self, holder: Holder | None) -> str:
        who = f"process {holder.pid}, `frankpledge {holder.command}`" if holder else "another process"
        where = f", at {holder.web_address}" if holder and holder.web_address else ""
        return (
            f"Frankpledge is already running on {self.path} ({who}{where}). "
            "Stop it first, or name another folder with --data or FRANKPLEDGE_DATA."
        )
