"""The private folder with the database's socket, which is the only way to it."""

import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from frankpledge.config.embedded import cluster
from frankpledge.config.embedded.account import Account
from frankpledge.config.embedded.errors import CannotStart

# The system allows about a hundred bytes for the whole path of a socket.
LONGEST_FOLDER = 80
FALLBACK = "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it


def private_folder(account: Account) -> Path:
    """A new folder that only `account` (and root) may enter, with a short path."""
    for parent in (tempfile.gettempdir(), FALLBACK):
        if account.can_enter(Path(parent)):
            folder = Path(tempfile.mkdtemp(prefix="frankpledge-", dir=parent))
            if len(os.fsencode(folder)) <= LONGEST_FOLDER:
                account.give(folder)
                return folder
            folder.rmdir()
    raise CannotStart(
        f"There is no temporary folder with a short path that {account.name} may enter: set TMPDIR to one."
    )


def database_url(folder: Path, database: str = cluster.DATABASE) -> str:
    """How Django reaches the database through the socket in `folder`."""
    return f"postgresql://{cluster.OWNER}@/{database}?host={quote(str(folder), safe='/')}"
