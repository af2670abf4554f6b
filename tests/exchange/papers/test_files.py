"""Papers as files: they open, are built of real parts, and no text in them can be anything but text."""

import datetime
import io
import zipfile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from frankpledge.exchange.papers import Bullets, Paper, Paragraph, Run, Section, Table, line, pdf, word
from frankpledge.exchange.papers.text import drawn, for_pdf, for_xml
from tests.pdfs import catalogue, words

STEM = "https://register.example"
# What would act, if anything were read as markup.
HOSTILE = '#panic("x") $sum$ *b* _i_ `c` [x] <label> @ref \\ // /* */ ]) } "quoted" \'x\' &amp; <script>'


def paper(
    text: str = "Dogs", title: str = "What to consider", *, address: str = "/collaborations/C-0001"
) -> Paper:
    table = Table("What they have", ("Name", "Who"), ((line(Run(text, address)), line(text)),), (2, 3))
    return Paper(
        title=title,
        language="en-GB",
        day=datetime.date(2026, 11, 22),
        lead=(Paragraph(line(text)),),
        sections=(
            Section("In short", "short", (Bullets((line(text), line("another"))), table)),
            Section(
                "Below",
                "below",
                (Paragraph(line(text), is_quoted=True), Bullets((line(text),), is_numbered=True)),
                3,
            ),
        ),
        footer=text,
    )


def opened(made: bytes) -> WordDocument:
    return Document(io.BytesIO(made))


def squeezed(text: str) -> str:
    return "".join(text.split())


# --- Word ---------------------------------------------------------------------------------------------


def test_a_word_file_has_headings_lists_and_tables_that_are_such() -> None:
    document = opened(word.made(paper(), STEM))
    styles = [each.style.name for each in document.paragraphs if each.style is not None and each.text]
    assert styles == [
        "Title", "Normal", "Heading 1", "List Bullet", "List Bullet", "Caption", "Heading 2", "Quote",
        "List Number",
    ]  # fmt: skip
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Name", "Who"]
    assert [cell.text for cell in table.rows[1].cells] == ["Dogs", "Dogs"]
    assert "<w:tblHeader/>" in table.rows[0]._tr.xml
    assert "<w:tblHeader/>" not in table.rows[1]._tr.xml
    assert 'w:tblDescription w:val="What they have"' in table._tbl.xml


def test_a_word_file_says_its_language_its_title_and_nothing_of_who_made_it() -> None:
    made = word.made(paper(), STEM)
    document = opened(made)
    properties = document.core_properties
    assert (properties.title, properties.language) == ("What to consider", "en-GB")
    assert (properties.author, properties.comments, properties.last_modified_by) == ("", "", "")
    assert 'w:lang w:val="en-GB"' in document.styles.element.xml
    assert "en-US" not in zipfile.ZipFile(io.BytesIO(made)).read("word/styles.xml").decode()


def test_its_links_lead_to_this_service_and_without_an_address_of_it_are_words() -> None:
    linked = opened(word.made(paper(), STEM))
    addresses = [each.target_ref for each in linked.part.rels.values() if each.is_external]
    assert addresses == [f"{STEM}/collaborations/C-0001"]
    assert not [each for each in opened(word.made(paper(), "")).part.rels.values() if each.is_external]
    assert not [
        each
        for each in opened(word.made(paper(address="javascript:alert(1)"), STEM)).part.rels.values()
        if each.is_external
    ]


# --- PDF ----------------------------------------------------------------------------------------------


def test_a_pdf_is_tagged_says_its_language_and_title_and_that_it_is_for_everybody() -> None:
    made = pdf.made(paper(), STEM)
    read = PdfReader(io.BytesIO(made))
    root = catalogue(made)
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-GB"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert read.metadata is not None
    assert read.metadata.title == "What to consider"
    kinds = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/BlockQuote"} <= kinds
    assert b"pdfuaid:part" in made


def tags(node: object) -> set[str]:
    """The kinds of all parts of a PDF's structure."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        each = waiting.pop()
        each = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            if "/S" in each:
                found.add(str(each["/S"]))
            if "/K" in each:
                waiting.append(each["/K"])
    return found


def test_the_same_paper_is_the_same_pdf_and_another_is_another() -> None:
    assert pdf.made(paper(), STEM) == pdf.made(paper(), STEM)
    assert pdf.made(paper(), STEM) != pdf.made(paper("Cats"), STEM)


def test_every_letter_that_is_let_through_can_be_shown() -> None:
    # A letter without a shape is refused by the PDF maker: nobody could read it.
    found = squeezed(words(pdf.made(paper(drawn()), "")))
    assert not [letter for letter in squeezed(drawn()) if letter not in found]
    assert for_pdf("Ünïté – 漢字 \u0000\u200b\u00a0x") == "Ünïté – ??  x"


# --- text stays text ----------------------------------------------------------------------------------


def test_what_looks_like_markup_is_printed_as_it_stands() -> None:
    assert squeezed(HOSTILE) in squeezed(words(pdf.made(paper(HOSTILE, HOSTILE), STEM)))
    document = opened(word.made(paper(HOSTILE, HOSTILE), STEM))
    assert [each.text for each in document.paragraphs][:2] == [HOSTILE, HOSTILE]


@settings(max_examples=25)
@given(text=st.text(max_size=60), title=st.text(min_size=1, max_size=40))
def test_no_text_breaks_out_of_either_file(text: str, title: str) -> None:
    shape = [each.style.name for each in opened(word.made(paper(), STEM)).paragraphs if each.style]
    document = opened(word.made(paper(text, title), STEM))
    assert [each.style.name for each in document.paragraphs if each.style] == shape
    assert document.paragraphs[1].text == for_xml(text).replace("\r\n", "\n").replace("\r", "\n")
    assert bool(catalogue(pdf.made(paper(text, title), STEM))["/MarkInfo"]["/Marked"])


@pytest.mark.parametrize(
    "address", ["https://a.example/#x?y=1&z=“", "/collaborations/C-1?x=<b>", "data:text/html,x", ""]
)
def test_any_address_is_a_link_or_none(address: str) -> None:
    for made in (word.made(paper(address=address), STEM), pdf.made(paper(address=address), STEM)):
        assert made
