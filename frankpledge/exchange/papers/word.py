"""A paper as a Word file: real headings, lists and tables, with the language and title of the text."""

import datetime
import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from frankpledge.exchange.papers.paper import Block, Bullets, Code, Line, Paper, Paragraph, Table
from frankpledge.exchange.papers.pdf import whole
from frankpledge.exchange.papers.text import for_xml

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
INK = RGBColor(0x0B, 0x0C, 0x0C)
# A4, with margins that leave 170 mm.
PAGE, MARGIN = (Mm(210), Mm(297)), Mm(20)


def made(paper: Paper, stem: str) -> bytes:
    """The file. `stem` stands before paths of this service; without one they are no links."""
    document = Document()
    _set_up(document, paper)
    document.add_paragraph(for_xml(paper.title), style="Title")
    for paragraph in paper.lead:
        _block(document, paragraph, stem)
    for section in paper.sections:
        document.add_heading(for_xml(section.title), level=section.level - 1)
        for block in section.blocks:
            _block(document, block, stem)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: WordDocument, paper: Paper) -> None:
    properties, day = document.core_properties, datetime.datetime.combine(paper.day, datetime.time())
    properties.title, properties.language = for_xml(paper.title)[:255], paper.language
    properties.author, properties.comments, properties.last_modified_by = "", "", ""
    properties.created = properties.modified = day
    _speak(document, paper.language)
    page = document.sections[0]
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            _plain(style.element)
    document.styles["Normal"].font.size = Pt(11)
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{for_xml(paper.footer)}  ")
    _field(foot, "PAGE")


def _speak(document: WordDocument, language: str) -> None:
    """The language of the text that says no other: what a screen reader speaks."""
    for held in document.styles.element.iter(qn("w:lang")):
        for script in ("w:val", "w:eastAsia"):
            held.set(qn(script), language)


def _plain(style: BaseOxmlElement) -> None:
    """One plain typeface and dark ink for every style, in place of the theme's."""
    properties = style.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), FONT)
    for colour in properties.findall(qn("w:color")):
        properties.remove(colour)
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), str(INK))
    properties.append(colour)


def _block(document: WordDocument, block: Block, stem: str) -> None:
    match block:
        case Paragraph():
            style = "Quote" if block.is_quoted else "Normal"
            _write(document.add_paragraph(style=style), block.line, stem)
        case Bullets():
            _listed(document, block, stem)
        case Code():
            written = document.add_paragraph().add_run(for_xml(block.text))
            written.font.name, written.font.size = "Courier New", Pt(9)
        case Table():
            document.add_paragraph(
                for_xml(block.caption), style="Caption"
            ).paragraph_format.keep_with_next = True
            _table(document, block, stem)


def _listed(document: WordDocument, block: Bullets, stem: str) -> None:
    style = "List Number" if block.is_numbered else "List Bullet"
    for each in block.lines:
        _write(document.add_paragraph(style=style), each, stem)


def _table(document: WordDocument, block: Table, stem: str) -> None:
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _describe(table, block.caption)
    for cell, text in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(for_xml(text)).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - it has no other way
    for row in block.rows:
        for cell, each in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], each, stem)
    _shape(table, block.widths)
    document.add_paragraph()


def _shape(table: WordTable, widths: tuple[int, ...]) -> None:
    """The columns' widths, smaller letters, and no row broken over two pages."""
    part = (PAGE[0] - 2 * MARGIN) // sum(widths)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - it has no other way
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(part * width / Mm(1))
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)


def _describe(table: WordTable, text: str) -> None:
    """What a screen reader says of the table before its cells."""
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), for_xml(text))
        table._tbl.tblPr.append(element)  # noqa: SLF001 - it has no other way


def _write(paragraph: WordParagraph, line: Line, stem: str) -> None:
    for run in line:
        address = for_xml(whole(run.address, stem))
        if address:
            _link(paragraph, for_xml(run.text), address)
        else:
            paragraph.add_run(for_xml(run.text)).bold = run.is_strong or None


def _link(paragraph: WordParagraph, text: str, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x1D, 0x70, 0xB8)
    link.append(run._r)  # noqa: SLF001 - it has no other way
    paragraph._p.append(link)  # noqa: SLF001 - it has no other way


def _field(paragraph: WordParagraph, instruction: str) -> None:
    """A number that Word works out: the page's."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)  # noqa: SLF001 - it has no other way
