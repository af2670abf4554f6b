"""PDF files as tests read them."""

import io
from typing import Any

from pypdf import PdfReader


def catalogue(made: bytes) -> Any:
    """What the file says of itself: whether it is tagged, its language, its structure."""
    return PdfReader(io.BytesIO(made)).trailer["/Root"]


def words(made: bytes) -> str:
    """The text of all its pages."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
