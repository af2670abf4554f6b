"""A pack and its rows, and how they are read from text."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from frankpledge.engine import checks
from frankpledge.engine.errors import Contradiction, Disabled, Empty, Unknown, WrongKind

OF_A_PACK = ("name", "version", "kind", "title", "issued", "note")


@dataclass(frozen=True, slots=True)
class PackName:
    """Which pack a result used: its name, version, and the first of its text's SHA-256."""

    name: str
    version: str
    digest: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.digest})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One published or judged value.

    `value` is None where a source was found to exist and its value was not. `price_year` is as the source
    gives it ("2015/16", "" for what has no price). `verified` says how the value was seen: `primary` (in the
    source's own text), `secondary` (quoted by another), `derived` (arithmetic on one of these), `judgement`
    (ours, published as such), or `not` - and then `disabled` says why it may not be used. `also` holds what
    only this kind of row has, such as the years of a rate.
    """

    name: str
    value: float | None
    unit: str
    price_year: str
    source: str
    licence: str
    verified: str
    verified_by: str
    disabled: str
    also: Mapping[str, str | float]

    def number(self, key: str) -> float:
        """One of the numbers in `also`. Raises Unknown when the row has none of that name."""
        if key not in self.also:
            raise Unknown(key, f"not in row {self.name}", ", ".join(sorted(self.also)) or "nothing")
        return checks.number(f"{self.name}.{key}", self.also[key])  # type: ignore[arg-type] # it says so when it is a word

    def word(self, key: str) -> str:
        """One of the words in `also`, "" when there is none."""
        return str(self.also.get(key, ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A versioned set of rows of one kind. `issued` is the day this version was made, `yyyy-mm-dd`."""

    name: str
    version: str
    kind: str
    title: str
    issued: str
    note: str
    rows: tuple[Row, ...]
    digest: str

    @property
    def names(self) -> PackName:
        return PackName(self.name, self.version, self.digest)

    def enabled(self) -> Iterator[Row]:
        """The rows that may be used, in the pack's order."""
        return (row for row in self.rows if not row.disabled)

    def of(self, name: str) -> tuple[Row, ...]:
        """The rows called `name` that may be used. Raises Unknown, Disabled (all of them are)."""
        found = [row for row in self.rows if row.name == name]
        if not found:
            known = ", ".join(dict.fromkeys(row.name for row in self.enabled())) or "no row is enabled"
            raise Unknown(f"{self.kind} row", repr(name), known)
        enabled = tuple(row for row in found if not row.disabled)
        if not enabled:
            raise Disabled(f"{self.kind} row {name}", f"disabled: {found[0].disabled}", "a verified row")
        return enabled

    def value(self, name: str) -> float:
        """The value of the one row called `name`. Raises Unknown, Disabled, Contradiction (several rows)."""
        rows = self.of(name)
        if len(rows) != 1 or rows[0].value is None:
            raise Contradiction(f"{self.kind} row {name}", f"{len(rows)} rows", "one row with a value")
        return rows[0].value


def parse(text: str) -> Pack:
    """A pack from the text of its TOML file. Raises WrongKind, Empty, Contradiction for what is no pack.

    A default for every row may stand in `[every_row]`.

    >>> pack = parse('''
    ... name = "example"
    ... version = "1"
    ... kind = "values"
    ... title = "An example"
    ... issued = "2026-11-22"
    ... note = ""
    ... [every_row]
    ... unit = "GBP"
    ... price_year = "2010"
    ... source = "PQ 203070"
    ... licence = "OGL-UK-3.0"
    ... verified = "primary"
    ... verified_by = "read in the source"
    ... [[row]]
    ... name = "prevented-fatality"
    ... value = 1632892
    ... ''')
    >>> pack.value("prevented-fatality")
    1632892.0
    """
    given = _toml(text)
    missing = [word for word in OF_A_PACK if not isinstance(given.get(word), str)]
    if missing:
        raise WrongKind("pack", f"without {', '.join(missing)}", f"text for each of {', '.join(OF_A_PACK)}")
    common = given.get("every_row", {})
    rows = tuple(_row({**common, **each}, place) for place, each in enumerate(given.get("row", [])))
    if not rows:
        raise Empty("pack", "without rows", "one [[row]] or more")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Pack(rows=rows, digest=digest, **{word: given[word] for word in OF_A_PACK})


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise WrongKind("pack", f"not TOML: {wrong}", "a TOML file") from wrong


def _row(given: Mapping[str, Any], place: int) -> Row:
    own = {field.name for field in fields(Row)} - {"also"}
    known = {"value": None, "disabled": "", **{key: each for key, each in given.items() if key in own}}
    missing = sorted(own - set(known))
    if missing:
        raise WrongKind(f"row[{place}]", f"without {', '.join(missing)}", "all words of a row")
    value = None if known["value"] is None else checks.number(f"row[{place}].value", known["value"])
    _verified(f"row[{place}]", known)
    also = {key: each for key, each in given.items() if key not in own}
    return Row(**{**known, "value": value}, also=also)


def _verified(name: str, row: Mapping[str, Any]) -> None:
    ways = ("primary", "secondary", "derived", "judgement", "not")
    if row["verified"] not in ways:
        raise WrongKind(f"{name}.verified", repr(row["verified"]), ", ".join(ways))
    if row["verified"] == "not" and not row["disabled"]:
        raise Contradiction(name, "not verified and not disabled", "a reason in `disabled`")
