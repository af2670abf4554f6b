"""The settings that the code reads and the settings that the handbook lists are the same."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
READING = re.compile(r'environment\.(?:text|flag|whole_number|words)\(\s*"([A-Z_]+)"|envvar="([A-Z_]+)"')
ROW = re.compile(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", re.MULTILINE)


def read_by_the_code() -> set[str]:
    found: set[str] = set()
    for path in (PROJECT / "frankpledge").rglob("*.py"):
        found |= {first or second for first, second in READING.findall(path.read_text(encoding="utf-8"))}
    return found


def listed_in_the_handbook() -> set[str]:
    text = (PROJECT / "docs" / "operating" / "README.md").read_text(encoding="utf-8")
    return {name for row in ROW.findall(text) for name in re.findall(r"[A-Z_]+", row)}


def test_every_setting_is_in_the_handbook_and_every_row_is_a_setting() -> None:
    assert read_by_the_code() == listed_in_the_handbook()
    assert "SECRET_KEY" in listed_in_the_handbook()
