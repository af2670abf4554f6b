"""The pack in words: three real questions, as data, as Word and as PDF, each with what it cannot say."""

import datetime
import io
import json
import re

import pytest
from django.utils import translation
from docx import Document

from frankpledge.exchange import considerations as exchange
from frankpledge.exchange.papers import Bullets, Paper, Paragraph, Table, pdf, word
from frankpledge.people.models import Organisation
from frankpledge.register.models import Function
from frankpledge.register.queries.considerations import Pack, considered
from tests.pdfs import catalogue, words
from tests.world import World

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)
DOGS = ("norfolk", "suffolk", "cambridgeshire"), ("dogs",)
FORENSICS = ("cleveland", "durham"), ("forensics",)
FIREARMS = ("dyfed-powys", "gwent", "north-wales", "south-wales"), ("firearms",)
# What must be in each file: facts of the register, and what it cannot know.
EXPECTED = (
    (
        DOGS,
        "Dogs for Norfolk, Suffolk and Cambridgeshire: what to consider",
        ("C-0025", "BCH Joint Protective Services", "C-0035", "C-0031", "Running as at 2017"),
        ("None was found for Norfolk and Suffolk", "Whether these still run"),
    ),
    (
        FORENSICS,
        "Forensics for Cleveland and Durham: what to consider",
        ("C-0070", "C-0073", "Cleveland and Durham fingerprint bureau", "C-0016", "Memorandum of under"),
        ("our sources do not name all parties", "Who signed Forensic Capability Network (C-0016) and"),
    ),
    (
        FIREARMS,
        "Firearms for Dyfed-Powys, Gwent, North Wales and South Wales: what to consider",
        ("C-0113", "Joint Firearms Unit (southern Wales)", "C-0060", "C-0110", "since 30 June 2014"),
        ("Civil Nuclear Constabulary armed support (C-0017)", "for 2 of 2 of them under (a)"),
    ),
)  # fmt: skip
ALWAYS = (
    "This is what was found, not a complete list",
    "What bodies keep from publication",
    "analyst’s reading, not legal advice",
    "As the register stood on 22 November 2026",
)


def pack(forces: tuple[str, ...], work: tuple[str, ...]) -> Pack:
    by_slug = Organisation.objects.in_bulk(forces, field_name="slug")
    return considered([by_slug[slug] for slug in forces], list(Function.objects.filter(slug__in=work)), TODAY)


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def words_of_word(made: bytes) -> str:
    document = Document(io.BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(each.text for each in document.paragraphs), *cells])


def words_of(paper: Paper) -> str:
    blocks = [*paper.lead, *(block for section in paper.sections for block in section.blocks)]
    lines = []
    for block in blocks:
        match block:
            case Table():
                lines += [cell for row in block.rows for cell in row]
            case Bullets():
                lines += block.lines
            case Paragraph():
                lines.append(block.line)
    return " ".join(run.text for each in lines for run in each)


@pytest.mark.parametrize(
    ("asked", "title", "facts", "limits"), EXPECTED, ids=["dogs", "forensics", "firearms"]
)
def test_each_file_says_what_the_register_holds_and_what_it_cannot_know(
    asked: tuple[tuple[str, ...], tuple[str, ...]],
    title: str,
    facts: tuple[str, ...],
    limits: tuple[str, ...],
) -> None:
    paper = exchange.paper(pack(*asked))
    assert paper.title == title
    files = (word.made(paper, "https://register.example"), pdf.made(paper, "https://register.example"))
    for said in (words_of_word(files[0]), words(files[1])):
        for fact in (title, *facts, *limits, *ALWAYS):
            assert squeezed(fact) in squeezed(said), fact
    assert catalogue(files[1])["/Lang"] == "en-GB"
    # A source stands at its number, and every record leads to its page.
    addresses = [
        each.target_ref for each in Document(io.BytesIO(files[0])).part.rels.values() if each.is_external
    ]
    assert [each for each in addresses if each.startswith("https://register.example/collaborations/C-")]


def test_as_data_it_holds_every_record_the_limits_the_law_and_a_seal() -> None:
    document = exchange.document(pack(*DOGS))
    assert json.loads(json.dumps(document))["day"] == "2026-11-22"
    assert {entry["reference"] for entry in document["entries"] if entry["part"] == "ours"} == {"C-0025"}
    assert len(document["sha256"]) == 64
    assert any("not a complete list" in each for each in document["cannot_be_known"])
    assert {each["provision"] for each in document["law"]} >= {"Police Act 1996, section 23HA"}


def test_claims_stand_one_by_one_with_who_said_them_and_no_sum(world: World) -> None:
    said = words_of(exchange.paper(pack(("northshire", "eastmarch"), ("dogs",))))
    assert "Said by The joint committee (a party), December 2015; forecast" in said
    assert len(re.findall("Northern Marches Dog Unit : “[^“]*contradicted by another", said)) == 2
    assert "never added up" in said


def test_what_is_withheld_is_named_in_the_same_words_whether_there_is_any_or_not(world: World) -> None:
    for forces, work in (DOGS, (("northshire",), ("ferries",))):
        assert (
            "What bodies keep from publication. It is in no such paper, and none says whether there is any."
            in words_of(exchange.paper(pack(forces, work)))
        )


def test_of_air_support_it_says_what_the_order_requires_and_of_nothing_else() -> None:
    assert "one single agreement" in words_of(exchange.paper(pack(("kent", "essex"), ("air-support",))))
    assert "one single agreement" not in words_of(exchange.paper(pack(*DOGS)))


def test_many_forces_are_counted_in_its_title_and_its_parts_are_not_cut_short() -> None:
    forces = tuple(Organisation.objects.filter(kind="force").values_list("slug", flat=True))
    paper = exchange.paper(pack(forces, ("roads-policing",)))
    assert paper.title == "Roads policing for 43 forces: what to consider"
    assert len(pdf.made(paper, "")) > 50_000
    assert words_of_word(word.made(paper, ""))


def test_in_welsh_the_files_say_that_they_are() -> None:
    with translation.override("cy"):
        paper = exchange.paper(pack(*FIREARMS))
    assert catalogue(pdf.made(paper, ""))["/Lang"] == "cy"
