"""What a paper is made of. It holds plain text and addresses only, so nothing in it can act as markup."""

import datetime
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; with an `address` (a path of this service, or a whole one) it leads there."""

    text: str
    address: str = ""
    is_strong: bool = False


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. A quoted one is somebody's own words."""

    line: Line
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points; a numbered one counts from 1, and other places point at its numbers."""

    lines: tuple[Line, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings; the first cell of each row names the row.

    `widths` are the parts of the page's width that the columns get.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A formula or a case: its lines stay lines, in letters of one width."""

    text: str


Block: TypeAlias = Paragraph | Bullets | Table | Code


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (of level 2, 3 or 4) with what stands beneath. `anchor` is its place in a page."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper: what it says first, then its sections. `language` is as BCP 47 has it: `en-GB`."""

    title: str
    language: str
    day: datetime.date
    lead: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    footer: str = ""


def line(*parts: str | Run) -> Line:
    """A line of words and links."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)
