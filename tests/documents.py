"""Files made in code: a PDF of pages of lines, a Word document of paragraphs, and what can be wrong."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.audit.actors import Actor
from frankpledge.exchange.documents import reading, receiving, shelf
from frankpledge.exchange.documents.looks import DOCX
from frankpledge.exchange.documents.receiving import Sent
from frankpledge.register.actions import document_texts, public_copies
from frankpledge.register.actions import documents as actions
from frankpledge.register.actions.public_copies import PublicCopy
from frankpledge.register.drafts.documents import DocumentDraft, FileFacts
from frankpledge.register.models import Collaboration, Document, DocumentKind, DocumentType, Marking
from tests.world import CURATOR, World

import uuid  # isort: skip

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS = "application/vnd.openxmlformats-package.relationships+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def pdf(
    pages: Sequence[str] = ("The parties agree to share dogs.",),
    *,
    catalog: str = "",
    page: str = "",
    more: Sequence[str | bytes] = (),
    info: str = "",
    before: str = "",
) -> bytes:
    """A PDF whose pages hold these lines.

    `catalog` and `page` are put into those dictionaries; `more` are further objects, the first of them number
    4 + 2 × pages; `before` is put at the beginning of every page's drawing.
    """
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode())
    objects.append(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, text in enumerate(pages):
        drawn = f"BT {before} /F1 11 Tf 14 TL 50 780 Td " + "".join(
            f"({_escaped(line)}) Tj T* " for line in text.split("\n")
        )
        stream = (drawn + "ET").encode("latin-1")
        objects.append(
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
                f" /Resources << /Font << /F1 3 0 R >> >> {page} >>"
            ).encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects += [each if isinstance(each, bytes) else each.encode("latin-1") for each in more]
    trailer = ""
    if info:
        objects.append(f"<< {info} >>".encode())
        trailer = f"/Info {len(objects)} 0 R"
    return _assembled(objects, trailer)


def first_of_more(pages: int = 1) -> int:
    """The number of the first object of `more`."""
    return 4 + 2 * pages


def docx(
    paragraphs: Sequence[str] = ("The parties agree to share dogs.",),
    *,
    body: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    without: Sequence[str] = (),
    rels: str = "",
    types: str = "",
    main_type: str = MAIN,
    core: str = "",
    prolog: str = "",
) -> bytes:
    """A Word document of these paragraphs. `body`, `rels` and `types` are put in as they are."""
    written = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    held: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{RELS}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'{prolog}<w:document xmlns:w="{W}" xmlns:r="{OFFICE}">'
            f"<w:body>{written}{body}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{rels}</Relationships>'
        ),
        "docProps/core.xml": (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{core}</dc:creator></cp:coreProperties>'
        ),
        **(parts or {}),
    }
    return zipped({name: data for name, data in held.items() if name not in without})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        for name, data in parts.items():
            files.writestr(name, data)
    return out.getvalue()


def upload(data: bytes, name: str = "agreement.pdf") -> SimpleUploadedFile:
    """As a browser sends it; what it is said to be counts for nothing."""
    return SimpleUploadedFile(name, data, content_type=DOCX)


def sent(data: bytes, name: str = "agreement.pdf") -> Sent:
    """As the door hands it over."""
    path = shelf.new_path()
    path.write_bytes(data)
    return Sent(path=path, name=name, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest())


def draft(**said: object) -> DocumentDraft:
    """What is said of a document, with an answer to everything that must have one."""
    least = {"title": "Signed agreement", "kind": DocumentKind.SIGNED_COPY, "marking": Marking.OFFICIAL}
    return DocumentDraft(**{**least, **said})  # type: ignore[arg-type]  # a test's own words


def received(
    by: Actor,
    record: Collaboration,
    data: bytes,
    name: str = "agreement.pdf",
    *,
    replaces: str = "",
    **said: object,
) -> Document:
    """A document that was sent, taken and read."""
    document = receiving.receive(
        by=by,
        collaboration=record,
        draft=draft(**said),
        sent=sent(data, name),
        key=uuid.uuid4(),
        replaces=replaces,
    )
    reading.read(document.reference)
    document.refresh_from_db()
    return document


def held(by: Actor, record: Collaboration, text: str, **said: Any) -> Document:
    """A document that is here and read, whatever would be found in its file: quickly made."""
    data = pdf([text])
    digest = hashlib.sha256(data).hexdigest()
    shelf.keep(sent(data).path, digest)
    facts = FileFacts(
        sha256=digest, size_bytes=len(data), media_type=DocumentType.PDF, pages=1, has_text=True
    )
    document = actions.add(by=by, collaboration=record, draft=draft(**said), file=facts, key=uuid.uuid4())
    document_texts.put_pages(document, [(1, text)])
    document_texts.finish(document, says=None)
    document.refresh_from_db()
    return document


def published(by: Actor, record: Collaboration, text: str, **said: Any) -> Document:
    """The same, for everybody; the copy is the file itself."""
    document = held(by, record, text, **{"summary": "What it says.", **said})
    copy = PublicCopy(document.sha256, document.size_bytes)
    public_copies.publish(by=CURATOR, reference=document.reference, version=document.version, copy=copy)
    document.refresh_from_db()
    return document


def files_in(folder: Path) -> list[str]:
    """Every file below, as a path within."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def dogs(world: World) -> Collaboration:
    return world.record("dogs")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)
