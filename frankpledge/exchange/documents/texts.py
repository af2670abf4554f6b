"""Text as it is kept: without what nobody reads."""

import unicodedata

LONGEST_PAGE = 100_000


def tidy(text: str) -> str:
    """The text without control and unpaired characters, spaces run together, and cut where it is endless."""
    lines = (" ".join(_readable(line).split()) for line in text[:LONGEST_PAGE].splitlines())
    return "\n".join(line for line in lines if line)


def _readable(line: str) -> str:
    return "".join(each if unicodedata.category(each) not in {"Cc", "Cs", "Co"} else " " for each in line)
