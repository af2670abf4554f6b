"""A picture as data: what it says in words and in a table, and what is to be drawn."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeAlias

from frankpledge.dates import PartialDate

Cell: TypeAlias = str | int | PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture. `title` says what it shows; `header` and `rows` are its data table.

    `marks` is what is drawn, ready for JSON; empty when there is nothing to draw. `svg` is the drawing, once
    there is one. In `rows` None is *not known*.
    """

    kind: str
    title: str
    summary: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    marks: Mapping[str, Any]
    svg: str | None = None

    @property
    def key(self) -> str:
        """The same for the same picture, whoever makes it and whenever; another when we draw otherwise."""
        said = [_way_of_drawing(), self.kind, self.title, self.summary, self.header, self.rows, self.marks]
        return hashlib.sha256(written(said).encode()).hexdigest()

    @property
    def has_something_to_draw(self) -> bool:
        return bool(self.marks)

    def drawn(self, svg: str | None) -> Self:
        """The same picture with its drawing."""
        return replace(self, svg=svg)


def written(value: Any) -> str:
    """`value` as JSON, the same text for the same value; a date keeps its precision."""
    return json.dumps(value, default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _way_of_drawing() -> str:
    here = Path(__file__).parent
    return hashlib.sha256(b"".join(each.read_bytes() for each in sorted(here.glob("*.py")))).hexdigest()
