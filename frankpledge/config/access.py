"""Opens the database for a command and tells Django's settings where it is, before they are read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frankpledge.config import demonstration
from frankpledge.config.embedded import database
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.embedded.folder import DataFolder, Holder

PROJECT = Path(__file__).resolve().parent.parent.parent
DEFAULT_DATA = PROJECT / "var"


def data_folder(path: Path | None) -> DataFolder:
    """The folder that was named, or `var/` in the project's folder; a demonstration has its own."""
    default = demonstration.default_folder(PROJECT) if demonstration.is_wanted() else DEFAULT_DATA
    folder = DataFolder(path or default)
    demonstration.settle(folder)
    return folder


def database_is_elsewhere() -> bool:
    """Whether DATABASE_URL names a database, so that ours is not wanted."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def point_settings_at(holder: Holder, folder: DataFolder) -> None:
    """Give the settings, here and in the processes we start, the embedded database and its folder's key."""
    os.environ["DATABASE_URL"] = holder.database_url
    os.environ["DATABASE_OWNER_URL"] = holder.owner_url
    if not (os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE")):
        os.environ["SECRET_KEY"] = folder.secret_key()
    os.environ.setdefault("FRANKPLEDGE_DOCUMENTS", str(folder.path / "documents"))


@contextmanager
def opened(data: Path | None, command: str) -> Iterator[None]:
    """Have a database for as long as `command` takes; Django may be set up inside."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    if database_is_elsewhere():
        yield
        return
    folder = data_folder(data)
    with database.opened(folder, command) as holder:
        point_settings_at(holder, folder)
        yield


def set_django_up() -> None:
    """Read the settings and try the database; raises CannotStart when it does not answer."""
    import django
    from django.db import OperationalError, connection

    django.setup()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CannotStart(f"The database does not answer: {error}") from error
