"""The packs that ship, read once for the tests."""

from functools import cache
from pathlib import Path

from frankpledge.engine.packs import Pack, parse

FOLDER = Path(__file__).resolve().parents[2] / "data" / "packs"
FILES = sorted(FOLDER.glob("*.toml"))


@cache
def shipped(name: str) -> Pack:
    """The pack of this name in data/packs."""
    return parse((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
