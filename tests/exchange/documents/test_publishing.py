"""A public copy tells neither who made it nor what is hidden in it; where it would, it is not made."""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from frankpledge.errors import Invalid
from frankpledge.exchange.documents import apart, pictures, publishing, shelf
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.people.models import Role
from frankpledge.register.models import Document, DocumentPage, DocumentState
from tests.documents import OFFICE, W, docx, files_in, first_of_more, pdf, received
from tests.members import Members
from tests.world import World

N = first_of_more()
METADATA = "<< /Type /Metadata /Subtype /XML /Length 11 >>\nstream\nPat Pryor 2\nendstream"
TOLD_PDF = pdf(
    ["The parties agree."],
    catalog=f"/Metadata {N} 0 R /PieceInfo << /Word << /Private (Pat Pryor 3) >> >>",
    page="/Annots [<< /Subtype /Text /Rect [0 0 9 9] /T (Pat Pryor 4) /Contents (Ask Sam) >>"
    " << /Subtype /Link /Rect [0 0 9 9] /T (Pat Pryor 5) /A << /S /URI /URI (https://a.example/) >> >>]",
    more=[METADATA],
    info="/Author (Pat Pryor 1) /Producer (A Press) /CreationDate (D:20240101)",
)
ABOUT = '<w:rPr><w:rPrChange w:id="1" w:author="Pat Pryor" w:date="2024-01-01T00:00:00Z"/></w:rPr>'
TOLD_DOCX = docx(
    ["The parties agree."],
    body=f'<w:p w:rsidR="00A1"><w:commentRangeStart w:id="0"/>'
    f'<w:r w:rsidRPr="00B2">{ABOUT}<w:t>To share.</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>',
    parts={
        "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:author="Pat Pryor"/></w:comments>',
        "word/people.xml": "<people>Pat Pryor</people>",
        "word/settings.xml": (
            f'<w:settings xmlns:w="{W}"><w:rsids><w:rsid w:val="00A1"/></w:rsids><w:zoom/></w:settings>'
        ),
        "customXml/item1.xml": "<who>Pat Pryor</who>",
        "docProps/app.xml": "<a>Pat Pryor</a>",
        "docProps/thumbnail.jpeg": b"\xff\xd8\xff\xe1Pat Pryor",
    },
    rels=f'<Relationship Id="rId5" Type="{OFFICE}/comments" Target="comments.xml"/>'
    f'<Relationship Id="rId6" Type="{OFFICE}/settings" Target="settings.xml"/>',
    core="Pat Pryor",
    types='<Override PartName="/word/comments.xml" ContentType="application/xml"/>',
)


def cleaned(data: bytes, folder: Path) -> bytes:
    full, copy = folder / "full", folder / "copy"
    full.write_bytes(data)
    apart.clean(full, copy)
    return copy.read_bytes()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        return {name: files.read(name) for name in files.namelist()}


def test_a_pdf_tells_no_more_who_made_it(tmp_path: Path) -> None:
    assert b"Pat Pryor 1" in TOLD_PDF
    copy = cleaned(TOLD_PDF, tmp_path)
    assert b"Pat Pryor" not in copy
    assert b"A Press" not in copy
    assert b"Ask Sam" not in copy
    reader = PdfReader(io.BytesIO(copy))
    assert reader.metadata is None
    assert reader.pages[0].extract_text().strip() == "The parties agree."
    links: Any = reader.pages[0]["/Annots"]
    assert len(links) == 1
    assert links[0]["/A"]["/URI"] == "https://a.example/"


def test_a_word_document_tells_no_more_who_made_it(tmp_path: Path) -> None:
    assert any(b"Pat Pryor" in data for data in unpacked(TOLD_DOCX).values())
    parts = unpacked(cleaned(TOLD_DOCX, tmp_path))
    for data in parts.values():
        assert b"Pat Pryor" not in data
        assert b"rsid" not in data
        assert b"comment" not in data
    assert {name for name in parts if name.startswith(("docProps", "customXml", "word/people"))} == set()
    assert b"To share." in parts["word/document.xml"]
    assert b"zoom" in parts["word/settings.xml"]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (pdf(page="/Annots [<< /Subtype /Square /Rect [0 0 99 99] >>]"), Fault.OVERLAID),
        (pdf(page="/Annots [<< /Subtype /Redact /Rect [0 0 99 99] >>]"), Fault.OVERLAID),
        (pdf(page="/Annots [<< /Subtype /Widget /Rect [0 0 9 9] /FT /Sig >>]"), Fault.FORM),
        (pdf(catalog="/AcroForm << /Fields [4 0 R] >>"), Fault.FORM),
        (pdf(before="3 Tr"), Fault.HIDDEN_TEXT),
        (
            pdf(
                catalog=f"/OCProperties << /OCGs [{N} 0 R] /D << /OFF [{N} 0 R] >> >>",
                more=["<< /Type /OCG >>"],
            ),
            Fault.HIDDEN_LAYER,
        ),
        (
            docx(body='<w:p><w:ins w:author="Pat"><w:r><w:t>more</w:t></w:r></w:ins></w:p>'),
            Fault.TRACKED_CHANGES,
        ),
        (
            docx(body='<w:p><w:del w:author="Pat"><w:r><w:delText>less</w:delText></w:r></w:del></w:p>'),
            Fault.TRACKED_CHANGES,
        ),
        (docx(body="<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"), Fault.HIDDEN_TEXT),
        (
            docx(
                body='<w:p><w:pPr><w:pStyle w:val="Gone"/></w:pPr><w:r><w:t>hidden</w:t></w:r></w:p>',
                parts={
                    "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:styleId="Gone">'
                    "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
                },
                rels=f'<Relationship Id="rId5" Type="{OFFICE}/styles" Target="styles.xml"/>',
            ),
            Fault.HIDDEN_TEXT,
        ),
    ],
)  # fmt: skip
def test_what_is_hidden_keeps_it_from_being_published(data: bytes, fault: Fault, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        cleaned(data, tmp_path)
    assert refused.value.fault == fault
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    "data",
    [
        pdf(before="0 Tr"),
        docx(body='<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown</w:t></w:r></w:p>'),
    ],
)
def test_what_is_not_hidden_does_not(data: bytes, tmp_path: Path) -> None:
    assert cleaned(data, tmp_path)


def test_a_picture_keeps_its_colours_and_loses_its_place() -> None:
    camera = b"\xff\xe1\x00\x0cExif:place"
    begins, picture = b"\xff\xd8\xff\xe0\x00\x04ab", b"\xff\xdb\x00\x04cd\xff\xda\x00\x04efpixels\xff\xd9"
    assert pictures.cleaned(begins + camera + picture + b"thumb") == begins + picture
    png = pictures.PNG + b"\0\0\0\4tEXtwhom\0\0\0\0" + b"\0\0\0\0IEND\xaeB`\x82"
    assert pictures.cleaned(png) == pictures.PNG + b"\0\0\0\0IEND\xaeB`\x82"
    assert pictures.cleaned(b"GIF89a") == b"GIF89a"


@pytest.mark.django_db(transaction=True)
def test_publishing_withdrawing_and_removing_keep_only_the_bytes_that_are_needed(
    world: World, members: Members, folder: Path
) -> None:
    publisher = members.actor("northshire", Role.PUBLISHER)
    first = received(publisher, world.record("dogs"), TOLD_PDF, summary="What it says.")
    first = publishing.publish(by=publisher, reference=first.reference, version=first.version)
    assert {Path(each).name for each in files_in(folder)} == {first.sha256, first.public_sha256}
    with shelf.opened(first.public_sha256) as file:
        assert b"Pat Pryor" not in file.read()
    with shelf.opened(first.sha256) as file:
        assert file.read() == TOLD_PDF

    second = received(
        publisher,
        world.record("dogs"),
        pdf(["A newer one."]),
        replaces=first.reference,
        summary="What it says.",
    )
    first.refresh_from_db()
    assert first.is_public
    second = publishing.publish(by=publisher, reference=second.reference, version=second.version)
    first.refresh_from_db()
    assert (first.is_public, second.is_public) == (False, True)
    names = {Path(each).name for each in files_in(folder)}
    assert names == {first.sha256, second.sha256, second.public_sha256}

    second = publishing.withdraw(
        by=publisher, reference=second.reference, version=second.version, reason="A name in it"
    )
    assert {Path(each).name for each in files_in(folder)} == {first.sha256, second.sha256}
    second = publishing.remove(
        by=publisher, reference=second.reference, version=second.version, reason="The wrong file"
    )
    assert {Path(each).name for each in files_in(folder)} == {first.sha256}
    assert (second.state, second.state_reason) == (DocumentState.REMOVED, "The wrong file")
    assert not DocumentPage.objects.filter(document=second).exists()

    Document.objects.filter(pk=first.pk).update(retain_until=timezone.localdate() - datetime.timedelta(1))
    first = publishing.dispose(by=publisher, reference=first.reference, version=first.version, reason="Old")
    assert files_in(folder) == []
    assert (first.state, first.state_reason) == (DocumentState.REMOVED, "Old")


@pytest.mark.django_db
def test_a_file_that_hides_something_is_said_and_stays_as_it_was(
    world: World, members: Members, folder: Path
) -> None:
    publisher = members.actor("northshire", Role.PUBLISHER)
    document = received(publisher, world.record("dogs"), pdf(before="3 Tr"), summary="What it says.")
    before = files_in(folder)
    with pytest.raises(Invalid, match="not shown, and can be read"):
        publishing.publish(by=publisher, reference=document.reference, version=document.version)
    document.refresh_from_db()
    assert (document.is_public, files_in(folder)) == (False, before)
