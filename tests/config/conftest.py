"""Data folders and started Frankpledges for the tests of this room."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from frankpledge.config.embedded import database
from frankpledge.config.embedded.folder import DataFolder
from tests.config.processes import Run, command, copy


@pytest.fixture(scope="session")
def folder_for_all() -> Iterator[Path]:
    """A folder that the database's account may enter, which pytest's own is not for root."""
    folder = Path(tempfile.mkdtemp(prefix="frankpledge test's "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def data(folder_for_all: Path) -> Iterator[DataFolder]:
    """A data folder that is not there yet; its path has spaces and an apostrophe."""
    folder = Path(tempfile.mkdtemp(prefix="data ", dir=folder_for_all))
    folder.chmod(0o755)
    yield DataFolder(folder / "var")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def made(folder_for_all: Path) -> DataFolder:
    """A data folder with its database made, for tests that leave it as they find it."""
    folder = DataFolder(folder_for_all / "made")
    with database.held(folder, "run"):
        return folder


@pytest.fixture(scope="session")
def prepared(folder_for_all: Path) -> Path:
    """A data folder on which Frankpledge has been prepared, to be copied."""
    done = command("prepare", "--data", str(folder_for_all / "prepared"))
    assert done.returncode == 0, done.stdout
    return folder_for_all / "prepared"


@pytest.fixture
def start(data: DataFolder, prepared: Path) -> Iterator[Callable[..., Run]]:
    """Starts `frankpledge run` on prepared data, once or more often."""
    copy(prepared, data.path)
    runs: list[Run] = []

    def begin(**variables: str) -> Run:
        runs.append(Run(data.path, variables, data.path.with_name(f"run-{len(runs)}.log")))
        return runs[-1]

    yield begin
    for run in runs:
        run.clean_up()
