"""A paper as a PDF that a screen reader can read: tagged, PDF/UA-1, the same bytes for the same paper.

The words go to the template as data and are never written as markup. Nothing is fetched, and no typeface of
the machine is used: the PDF maker brings its own.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

from frankpledge.exchange.papers.paper import Block, Bullets, Code, Line, Paper, Paragraph, Section, Table
from frankpledge.exchange.papers.text import STAND_IN, for_pdf

MEDIA_TYPE = "application/pdf"
TEMPLATE = Path(__file__).parent / "paper.typ"


def made(paper: Paper, stem: str) -> bytes:
    """The file. `stem` stands before paths of this service; without one they are no links."""
    written = json.dumps(_as_data(paper, stem), ensure_ascii=False)
    result = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": written},
        font_paths=_fonts(),
        pdf_standards="ua-1",
        # The day of the paper, not of its making: the same paper gives the same file.
        timestamp=_midnight(paper),
    )
    if not isinstance(result, bytes):
        raise TypeError("One document is one file.")
    return result


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _midnight(paper: Paper) -> int:
    return (paper.day.toordinal() - 719_163) * 86_400


def _as_data(paper: Paper, stem: str) -> dict[str, Any]:
    language, _dash, region = paper.language.partition("-")
    return {
        # Without a title it is no PDF for everybody.
        "title": for_pdf(paper.title).strip() or STAND_IN,
        "language": language,
        "region": region or None,
        "footer": for_pdf(paper.footer),
        "lead": [_block(each, stem) for each in paper.lead],
        "sections": [_section(each, stem) for each in paper.sections],
    }


def _section(section: Section, stem: str) -> dict[str, Any]:
    return {
        "title": for_pdf(section.title),
        "level": section.level - 1,
        "blocks": [_block(each, stem) for each in section.blocks],
    }


def _block(block: Block, stem: str) -> dict[str, Any]:
    kind = type(block).__name__.lower()
    match block:
        case Paragraph():
            return {"kind": kind, "line": _line(block.line, stem), "is_quoted": block.is_quoted}
        case Bullets():
            lines = [_line(each, stem) for each in block.lines]
            return {"kind": kind, "lines": lines, "is_numbered": block.is_numbered}
        case Code():
            return {"kind": kind, "text": "\n".join(for_pdf(each) for each in block.text.splitlines())}
        case Table():
            return {
                "kind": kind,
                "caption": for_pdf(block.caption),
                "columns": [for_pdf(each) for each in block.columns],
                "rows": [[_line(cell, stem) for cell in row] for row in block.rows],
                "widths": list(block.widths),
            }


def _line(line: Line, stem: str) -> list[dict[str, Any]]:
    return [{**asdict(run), "text": for_pdf(run.text), "address": whole(run.address, stem)} for run in line]


def whole(address: str, stem: str) -> str:
    """An address that leads somewhere from a file: a path of this service needs its stem."""
    if not address.startswith("/"):
        return address if address.startswith(("https://", "http://")) else ""
    return f"{stem}{address}" if stem else ""
