"""Where the database's files are: in the data folder, or outside when its account could not get there.

PostgreSQL runs as an unprivileged account when we are root, and must be able to pass through every folder
above its files. In a folder that only root may enter it cannot, and we do not open what somebody closed:
the files then go to a folder of their own, which the data folder names.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from frankpledge.config.embedded import account as accounts
from frankpledge.config.embedded.account import Account
from frankpledge.config.embedded.errors import CannotStart

OUTSIDE = Path("/var/lib/frankpledge")
POINTER = "database-is-in"
BELONGS = "belongs-to"


@dataclass(frozen=True)
class Place:
    """The folder that holds the database's files, and the account that they belong to."""

    folder: Path
    account: Account
    outside: bool

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "postgres"


def of(data: Path) -> Place:
    """The place for this data folder; made outside at need."""
    folder = _named_by(data)
    inside = folder is None
    folder = folder or data
    account = accounts.for_cluster(folder / "postgres")
    if account.is_ours or account.can_enter(folder):
        return Place(folder, account, outside=not inside)
    if (folder / "postgres").exists():
        raise CannotStart(
            f"The database in {folder} belongs to {account.name}, who may not enter that folder. "
            f"Let others pass through the folders above it, or run as {account.name}."
        )
    return Place(_make_outside(data), account, outside=True)


def _named_by(data: Path) -> Path | None:
    """The outside folder that this data folder names, unless it was copied from the one it belongs to."""
    pointer = data / POINTER
    if not pointer.exists():
        return None
    folder = Path(pointer.read_text().strip())
    owner = Path((folder / BELONGS).read_text().strip()) if (folder / BELONGS).exists() else data
    if owner != data and (owner / POINTER).exists():
        return None
    if folder.is_dir():
        (folder / BELONGS).write_text(f"{data}\n")
        return folder
    raise CannotStart(
        f"{pointer} says that the database is in {folder}, which is not there. "
        f"Bring it back, or remove {pointer} to begin with an empty one."
    )


def _make_outside(data: Path) -> Path:
    folder = OUTSIDE / secrets.token_hex(4)
    try:
        OUTSIDE.mkdir(mode=0o711, parents=True, exist_ok=True)
        folder.mkdir(mode=0o711)
    except OSError as error:
        raise CannotStart(
            f"The database's account may not enter {data}, and {folder} cannot be made: {error.strerror}. "
            "Name a folder that others may pass through, with --data or FRANKPLEDGE_DATA."
        ) from error
    (folder / BELONGS).write_text(f"{data}\n")
    (data / POINTER).write_text(f"{folder}\n")
    return folder
