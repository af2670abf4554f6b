"""A folder of its own for each test, so that what is left behind can be listed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, storages
from pytest_django import Settings


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Where documents are kept in this test."""
    place = tmp_path / "documents"
    settings.DOCUMENTS_FOLDER = place
    held = storages["documents"]
    assert isinstance(held, FileSystemStorage)
    own = FileSystemStorage(
        location=place / "kept", file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
    storages._storages["documents"] = own  # type: ignore[attr-defined]  # Django's own cache of them
    yield place
    storages._storages["documents"] = held  # type: ignore[attr-defined]  # as it was
