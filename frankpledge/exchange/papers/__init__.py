"""Papers: one order of words, lists and tables, given as a page, as a Word file and as a tagged PDF."""

from frankpledge.exchange.papers.paper import (
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
)

__all__ = ["Block", "Bullets", "Code", "Line", "Paper", "Paragraph", "Run", "Section", "Table", "line"]
