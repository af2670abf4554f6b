from pathlib import Path

import pytest

from tests.exchange.register_files.folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the files that ship."""
    return Folder(tmp_path)
