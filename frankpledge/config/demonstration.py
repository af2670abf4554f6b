"""Keeps a demonstration's data apart from every other's: a folder is one or the other from its first day."""

import os
from pathlib import Path

from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.embedded.folder import DataFolder

SETTING = "FRANKPLEDGE_DEMONSTRATION"
FOLDER = "var-demonstration"
MARK = "demonstration"


def is_wanted() -> bool:
    """Whether the environment asks for one, or was told to by the folder."""
    return os.environ.get(SETTING, "").strip().lower() in {"1", "true", "yes", "on"}


def want() -> None:
    """Ask for one, here and in the processes that we start."""
    os.environ[SETTING] = "yes"


def settle(folder: DataFolder) -> None:
    """Hold the folder to what it is. A new one becomes what is wanted; a demonstration's is always that.

    Raises CannotStart where a demonstration is wanted on data that is not one.
    """
    mark = folder.path / MARK
    if is_wanted() and not folder.was_used:
        folder.make()
        mark.touch()
    elif mark.exists():
        want()
    elif is_wanted():
        raise CannotStart(
            f"The data in {folder.path} is not a demonstration's, and is kept apart from one. "
            "Name another folder with --data, or leave it to us."
        )


def default_folder(project: Path) -> Path:
    """Where a demonstration keeps its data when nobody says where."""
    return project / FOLDER
