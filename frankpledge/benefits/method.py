"""The versions of the Collaboration Benefits Method, and the numbers that each publishes.

A workspace keeps the version it was begun under: whatever differs between versions is asked of `version(...)`
by its `method_version`, and never of the newest.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from pathlib import Path

from frankpledge.dates import PartialDate
from frankpledge.errors import NotFound

NAME = "Collaboration Benefits Method"
FILE = Path(__file__).resolve().parents[2] / "data" / "method" / "versions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The numbers that a version publishes. All are judgements of the method, there to be argued with."""

    full_method_from_pence: int
    review_working_days: int
    profile_is_enough: Decimal
    tolerance_cash: Decimal
    tolerance_capacity: Decimal
    tolerance_outcome: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version: its number, when it was issued, what it changed in plain words, and its numbers."""

    number: str
    issued: PartialDate
    changed: Sequence[str]
    rules: Rules

    @property
    def cited(self) -> str:
        """Its name in full."""
        return f"{NAME} {self.number}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that two versions set differently."""

    rule: str
    before: int | Decimal
    after: int | Decimal


def versions() -> Sequence[Version]:
    """All of them, oldest first."""
    return _read(FILE)


def newest() -> Version:
    """The version that new workspaces keep."""
    return versions()[-1]


def version(number: str) -> Version:
    """The version of this number. Raises NotFound, naming those there are."""
    for each in versions():
        if each.number == number:
            return each
    told = ", ".join(each.number for each in versions())
    raise NotFound(f"There is no version {number!r} of the method; there are: {told}.")


def later_than(number: str) -> Sequence[Version]:
    """Every version after this one, oldest first."""
    every = list(versions())
    return every[every.index(version(number)) + 1 :]


def differences(before: Version, after: Version) -> list[Difference]:
    """The numbers that the two set differently, in the order of the rules."""
    named = [each.name for each in fields(Rules)]
    pairs = [Difference(name, getattr(before.rules, name), getattr(after.rules, name)) for name in named]
    return [each for each in pairs if each.before != each.after]


@cache
def _read(file: Path) -> Sequence[Version]:
    held = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return tuple(
        Version(
            number=each["number"],
            issued=PartialDate.parse(each["issued"]),
            changed=tuple(each["changed"]),
            rules=Rules(**each["rules"]),
        )
        for each in held["version"]
    )
