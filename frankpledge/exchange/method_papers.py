"""The whole method as one paper: its text, each page of it with its examples worked out, and every parameter.

It is the same for everybody and changes only with what ships, so a process works it out once.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from frankpledge.benefits import method as kept
from frankpledge.benefits import packs
from frankpledge.engine.packs import Pack, Row
from frankpledge.exchange import cases
from frankpledge.exchange import method as texts
from frankpledge.exchange.papers import (
    Block,
    Bullets,
    Code,
    Line,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
    line,
    pdf,
)
from frankpledge.exchange.phrases import sentence, when

READER = MarkdownIt("commonmark", {"html": False}).enable("table")
HOME = "/method"
LISTED = re.compile(r"^- \[[^\]]+\]\(([a-z0-9-]+)\.md", re.MULTILINE)
SEEN: dict[str, str] = {
    "primary": "read in the source’s own text",
    "secondary": "read where somebody else quotes it",
    "derived": "arithmetic on one of these",
    "judgement": "our judgement",
}
NARROWEST, WIDEST = 4, 40


def paper(folder: Path, citation: str) -> Paper:
    """All of it. `citation` says how it is cited."""
    return _paper(folder, citation, _newest(folder), get_language() or "")


def in_pdf(folder: Path, citation: str, stem: str) -> bytes:
    """The same as a tagged PDF; `stem` stands before paths of this service."""
    return _in_pdf(folder, citation, _newest(folder), get_language() or "", stem)


def _newest(folder: Path) -> int:
    return max(path.stat().st_mtime_ns for path in folder.glob("*.md"))


@lru_cache(maxsize=1)
def _in_pdf(folder: Path, citation: str, newest: int, language: str, stem: str) -> bytes:
    return pdf.made(_paper(folder, citation, newest, language), stem)


@lru_cache(maxsize=2)
def _paper(folder: Path, citation: str, _newest: int, language: str) -> Paper:
    first = texts.page(folder)
    writer = _Writer()
    lead, *sections = writer.sections(first.text, anchor="", deeper=0)
    for slug in in_order(folder, first.text):
        sections += writer.sections(texts.page(folder, slug).text, anchor=slug, deeper=1)
    version = kept.newest()
    first_day = version.issued
    return Paper(
        title=first.title,
        language=language or "en-GB",
        day=datetime.date(first_day.year, first_day.month or 1, first_day.day or 1),
        lead=(
            *(block for block in lead.blocks if isinstance(block, Paragraph)),
            Paragraph(line(Run(_("How to cite it:"), is_strong=True), f" {citation}")),
        ),
        sections=(*sections, *_parameters()),
        footer=f"{first.title}, {when(version.issued)}",
    )


def in_order(folder: Path, first: str) -> list[str]:
    """The pages in the order in which the method lists them, then those that it does not list."""
    listed = LISTED.findall(first.partition("\n## The methods\n")[2])
    every = texts.slugs(folder)
    return list(dict.fromkeys([*(slug for slug in listed if slug in every), *every]))


class _Writer:
    """Writes pages of CommonMark as sections; counts tables through all of them."""

    def __init__(self) -> None:
        self._tables = 0

    def sections(self, text: str, *, anchor: str, deeper: int) -> list[Section]:
        """A page's sections, the first one under its title, all by `deeper` levels lower."""
        tokens, found = READER.parse(text), []
        title, level, place, blocks = "", 1, anchor, list[Block]()
        walk = _Walk(tokens)
        for token in walk:
            if token.type == "heading_open":
                if title:
                    found.append(Section(title, place, tuple(blocks), level))
                title, level, blocks = next(walk).content, int(token.tag[1]) + deeper, []
                words = "-".join(re.findall(r"\w+", title.lower()))
                place = anchor if level == 1 + deeper else "-".join(filter(None, (anchor, words)))
                next(walk)
            elif token.type == "fence" and token.info.startswith("json "):
                command = token.info.partition(" ")[2]
                found.append(Section(title, place, tuple(blocks), level))
                title, level, blocks = self._example(command, token.content)
                place = f"{anchor}-example-{len(found)}"
                walk.skip_printed()
            else:
                blocks += self._blocks(token, walk)
        return [*found, Section(title, place, tuple(blocks), level)]

    def _example(self, command: str, case: str) -> tuple[str, int, list[Block]]:
        report = cases.answer(command, json.loads(case))
        blocks: list[Block] = [Paragraph(line(each)) for each in report.sentences]
        blocks += [self._table(each.title, each.header, [[line(cell) for cell in row] for row in each.rows])
                   for each in report.tables]  # fmt: skip
        said = _("The case, as “frankpledge %(command)s” reads it:") % {"command": command}
        return report.title, 4, [*blocks, Paragraph(line(said)), Code(case.rstrip())]

    def _blocks(self, token: Token, walk: "_Walk") -> Iterator[Block]:
        if token.type == "inline":
            yield Paragraph(_line(token))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            items = [
                _line(each)
                for each in walk.until(token.type.replace("open", "close"))
                if each.type == "inline"
            ]
            yield Bullets(tuple(items), is_numbered=token.type.startswith("ordered"))
        elif token.type == "table_open":
            rows: list[list[Line]] = []
            for each in walk.until("table_close"):
                if each.type == "tr_open":
                    rows.append([])
                elif each.type == "inline":
                    rows[-1].append(_line(each))
            yield self._table("", ["".join(run.text for run in cell) for cell in rows[0]], rows[1:])
        elif token.type in {"fence", "code_block"}:
            yield Code(token.content.rstrip())

    def _table(self, title: str, header: Sequence[str], rows: Sequence[Sequence[Line]]) -> Table:
        self._tables += 1
        number = _("Table %(number)s") % {"number": self._tables}
        return _table(f"{number}: {title}" if title else number, header, rows)


class _Walk:
    """Goes through tokens once, some of them at a time."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._left = list(tokens)[::-1]

    def __iter__(self) -> "_Walk":
        return self

    def __next__(self) -> Token:
        if not self._left:
            raise StopIteration
        return self._left.pop()

    def until(self, kind: str) -> Iterator[Token]:
        """Those up to the first of a kind, which is taken too."""
        for token in self:
            if token.type == kind:
                return
            yield token

    def skip_printed(self) -> None:
        """Pass over what is printed under an example in the file: it is worked out anew."""
        if self._left and self._left[-1].type == "fence":
            self._left.pop()


def _line(inline: Token) -> Line:
    """The runs of a line: links to other pages lead to them, and what is in bold stays so."""
    runs, address, is_strong = list[Run](), "", False
    for token in inline.children or []:
        if token.type == "link_open":
            address = _address(str(token.attrs["href"]))
        elif token.type == "link_close":
            address = ""
        elif token.type in {"strong_open", "strong_close"}:
            is_strong = token.type == "strong_open"
        elif token.type in {"softbreak", "hardbreak"}:
            runs.append(Run(" "))
        elif token.content:
            runs.append(Run(token.content, address, is_strong))
    return tuple(runs)


def _address(written: str) -> str:
    if "://" in written:
        return written
    path, hash_, place = written.partition("#")
    page = "" if path in {"", f"{texts.HOME}.md"} else f"/{path.removesuffix('.md')}"
    return f"{HOME}{page}{hash_}{place}"


def _table(caption: str, header: Sequence[str], rows: Sequence[Sequence[Line]]) -> Table:
    """No column or row is headed by nothing: one that goes on with the row above says its name again."""
    heads = [each or _("Item") for each in header]
    named: list[tuple[Line, ...]] = []
    for row in rows:
        is_bare = not any(run.text for run in row[0]) and named
        named.append((named[-1][0], *row[1:]) if is_bare else tuple(row))
    widths = tuple(
        min(WIDEST, max(NARROWEST, *(_length(row[place]) for row in named), len(heads[place])))
        for place in range(len(heads))
    )
    return Table(caption, tuple(heads), tuple(named), widths)


def _length(cell: Line) -> int:
    return sum(len(run.text) for run in cell)


def _parameters() -> Iterator[Section]:
    """Every pack with its rows: the value, where it comes from, and who saw it how."""
    about = _("Rates, prices and unit values, each with its source. A row that nobody could verify is off.")
    yield Section(_("Parameter packs"), "parameter-packs", (Paragraph(line(about)),))
    for name in packs.names():
        pack = packs.pack(name)
        yield Section(pack.title, f"pack-{name}", tuple(_of_pack(pack)), 3)


def _of_pack(pack: Pack) -> Iterator[Block]:
    told = {"name": pack.name, "version": pack.version, "issued": pack.issued}
    yield Paragraph(line(_("Pack %(name)s, version %(version)s, made %(issued)s.") % told, f" {pack.note}"))
    sources = list(dict.fromkeys(row.source for row in pack.rows))
    yield Bullets(tuple(line(source) for source in sources), is_numbered=True)
    yield _table(
        pack.title,
        (_("Name"), _("Value"), _("Unit"), _("Prices of"), _("Source"), _("How it was seen")),
        [[line(cell) for cell in _cells(row, sources)] for row in pack.rows],
    )


def _cells(row: Row, sources: Sequence[str]) -> tuple[str, ...]:
    years = ", ".join(f"{key} {value}" for key, value in row.also.items() if isinstance(value, int | float))
    return (
        f"{row.name} ({years})" if years else row.name,
        _("not known") if row.value is None else f"{row.value:,.10g}",
        row.unit,
        row.price_year or _("does not apply"),
        str(sources.index(row.source) + 1),
        _("off: %(why)s") % {"why": row.disabled}
        if row.disabled
        else sentence(SEEN.get(row.verified, row.verified)),
    )
