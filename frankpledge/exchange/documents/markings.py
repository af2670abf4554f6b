"""Finding a protective marking where one stands: alone on a line at the top or foot of a page."""

import re
from collections.abc import Iterable

SECRET = "secret"  # noqa: S105 - a protective marking
OFFICIAL_SENSITIVE = "official_sensitive"
LINES_AT_EACH_END = 4
# In capitals, first on its line, and not the beginning of a sentence: "SECRET - UK EYES ONLY".
_AFTER = r"(?:\s*[-–—/:(\[{]|\s+(?:UK|EYES|ONLY|WHEN|UNTIL|COPY|PERSONAL|DRAFT|STRAP)|\s*$)"
_SECRET = re.compile(rf"^\W*(?:(?:UK|NATO|COSMIC)\s+)?(?:TOP\s+)?SECRET{_AFTER}")
_CONFIDENTIAL = re.compile(rf"^\W*(?:UK|NATO)\s+CONFIDENTIAL{_AFTER}")
_SENSITIVE = re.compile(rf"^\W*OFFICIAL\s*[-–—: ]\s*\(?SENSITIVE{_AFTER}")


def said(text: str) -> str:
    """The highest marking at the top or the foot of a page; "" for none that matters here."""
    return said_in(_ends([line for line in text.splitlines() if line.strip()]))


def said_in(lines: Iterable[str]) -> str:
    """The highest marking among lines that are known to be headers or footers."""
    found = {word for line in lines if (word := _of(" ".join(line.split())))}
    return SECRET if SECRET in found else OFFICIAL_SENSITIVE if found else ""


def higher(one: str, other: str) -> str:
    """The higher of two."""
    return SECRET if SECRET in (one, other) else one or other


def _ends(lines: list[str]) -> list[str]:
    return [*lines[:LINES_AT_EACH_END], *lines[-LINES_AT_EACH_END:]]


def _of(line: str) -> str:
    if _SECRET.match(line) or _CONFIDENTIAL.match(line):
        return SECRET
    return OFFICIAL_SENSITIVE if _SENSITIVE.match(line) else ""
