"""The private folder with the database's socket, which is the only way to it."""

import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

from frankpledge.config.embedded import cluster
from frankpledge.config.embedded.account import Account
from frankpledge.config.embedded.errors import CannotStart

# The system allows about a hundred bytes for the whole path of a socket.
LONGEST_FOLDER = 80
FALLBACK = "/tmp"  # noqa: S108 - only for a folder of our own in it


def free_path(account: Account) -> Path:
    """A short path that `account` can reach, for a folder of which the watchdog hears before it is made."""
    for parent in (tempfile.gettempdir(), FALLBACK):
        path = Path(parent) / f"frankpledge-{secrets.token_hex(6)}"
        if len(os.fsencode(path)) <= LONGEST_FOLDER and account.can_enter(Path(parent)):
            return path
    raise CannotStart(
        f"There is no temporary folder with a short path that {account.name} may enter: set TMPDIR to one."
    )


def make(path: Path, account: Account) -> None:
    """Make the folder, which only `account` (and root) may enter. What is there already is not taken."""
    path.mkdir(mode=0o700)
    account.give(path)


def database_url(folder: Path, role: str = cluster.APPLICATION) -> str:
    """How Django reaches the database as `role` through the socket in `folder`."""
    return f"postgresql://{role}@/{cluster.DATABASE}?host={quote(str(folder), safe='/')}"
