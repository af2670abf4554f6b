"""Looking into a PDF, reading its text, and cleaning a copy for everybody."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from frankpledge.exchange.documents import markings, pictures
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.exchange.documents.looks import PDF, Look
from frankpledge.exchange.documents.texts import tidy

MOST_PAGES = 5_000
MOST_OBJECTS = 400_000
DEEPEST = 60
PAGES_LOOKED_AT = 3
BY_KEY = {
    "/JS": Fault.SCRIPT,
    "/JavaScript": Fault.SCRIPT,
    "/XFA": Fault.XFA,
    "/EF": Fault.EMBEDDED,
    "/EmbeddedFiles": Fault.EMBEDDED,
    "/Collection": Fault.EMBEDDED,
    "/RichMediaContent": Fault.ACTIVE_PART,
}
# Kinds of actions (/S), of annotations (/Subtype) and of streams (/Type).
BY_KIND = {
    "/JavaScript": Fault.SCRIPT,
    "/Rendition": Fault.ACTION,
    "/Launch": Fault.ACTION,
    "/SubmitForm": Fault.ACTION,
    "/ImportData": Fault.ACTION,
    "/GoToR": Fault.ACTION,
    "/GoToE": Fault.ACTION,
    "/RichMediaExecute": Fault.ACTION,
    "/EmbeddedFile": Fault.EMBEDDED,
    "/FileAttachment": Fault.EMBEDDED,
    "/RichMedia": Fault.ACTIVE_PART,
    "/Screen": Fault.ACTIVE_PART,
    "/Movie": Fault.ACTIVE_PART,
    "/3D": Fault.ACTIVE_PART,
}
# Where another reader might find what ours does not.
RAW = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|XFA|RichMedia)\b")
RAW_FAULTS = {
    b"JavaScript": Fault.SCRIPT,
    b"Launch": Fault.ACTION,
    b"EmbeddedFile": Fault.EMBEDDED,
    b"XFA": Fault.XFA,
    b"RichMedia": Fault.ACTIVE_PART,
}
# What says who made it, when and with what; and what is left of how it was made.
NOTES = (
    "/Metadata",
    "/PieceInfo",
    "/Thumb",
    "/LastModified",
    "/AA",
    "/Perms",
    "/Legal",
    "/SpiderInfo",
    "/AF",
)
# Notes in the margin go without harm. Marks laid over a page may be there to hide what is under them.
NOTES_IN_THE_MARGIN = frozenset({"/Text", "/Popup"})
INVISIBLE = re.compile(rb"(?<![\w.])[37]\s+Tr\b")


def look(path: Path) -> Look:
    """What it is. Raises Refused for what is not taken."""
    reader = _opened(path)
    _check_raw(path)
    for each in _objects(reader):
        _check(each, 0)
    ends = sorted({*range(min(PAGES_LOOKED_AT, len(reader.pages))), len(reader.pages) - 1})
    texts = [_text(reader, number) for number in ends]
    says = ""
    for text in texts:
        says = markings.higher(says, markings.said(text))
    if says == markings.SECRET:
        raise Refused(Fault.SECRET)
    return Look(media_type=PDF, pages=len(reader.pages), has_text=any(map(str.strip, texts)), says=says)


def texts(path: Path) -> Iterator[str]:
    """The text of each page; "" for one that has none, or that cannot be read."""
    reader = _opened(path)
    yield from (_text(reader, number) for number in range(len(reader.pages)))


def clean(path: Path, new: Path) -> None:
    """Writes a copy without notes of who made it. Raises Refused while it holds what may not be seen."""
    reader = _opened(path)
    _check_layers(reader)
    for number, page in enumerate(reader.pages, 1):
        _check_page(page, str(number))
    writer = PdfWriter(clone_from=reader)
    root = writer.root_object
    _check_forms(root)
    _keep_only_places(root)
    root.pop("/OpenAction", None)
    writer.metadata = None
    for page in writer.pages:
        _drop_margin_notes(page)
    for each in writer._objects:  # noqa: SLF001 - the library has no other way to all of them
        _forget(each, 0)
    with tempfile.TemporaryFile(dir=new.parent) as between:
        writer.write(between)
        # Taken over once more from its root, nothing comes along that is no longer pointed at.
        again = PdfWriter(clone_from=PdfReader(between))
        again.metadata = None
        again._ID = None  # noqa: SLF001 - an identifier shared with the full copy
        with new.open("wb") as file:
            again.write(file)
    _check_clean(new)


def _opened(path: Path) -> PdfReader:
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted:
        raise Refused(Fault.ENCRYPTED)
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise Refused(Fault.TOO_MUCH if len(reader.pages) else Fault.DAMAGED)
    return reader


def _text(reader: PdfReader, number: int) -> str:
    try:
        return tidy(reader.pages[number].extract_text())
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return ""


def _objects(reader: PdfReader) -> Iterator[Any]:
    places = [(number, generation) for generation, held in reader.xref.items() for number in held]
    places += [(number, 0) for number in reader.xref_objStm]
    if len(places) > MOST_OBJECTS:
        raise Refused(Fault.TOO_MUCH)
    yield reader.trailer
    for number, generation in places:
        if number:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _check_raw(path: Path) -> None:
    found = RAW.search(path.read_bytes())
    if found:
        raise Refused(RAW_FAULTS[found[1]])


def _check(held: Any, depth: int) -> None:
    """Looks at one object and what is written inside it. What it only points at has its own turn."""
    if depth > DEEPEST:
        raise Refused(Fault.DAMAGED)
    if isinstance(held, DictionaryObject):
        _check_names(held)
        for value in held.values():
            _check(value, depth + 1)
    elif isinstance(held, ArrayObject):
        for value in held:
            _check(value, depth + 1)


def _check_names(held: DictionaryObject) -> None:
    for key in held:
        if key in BY_KEY:
            raise Refused(BY_KEY[key])
    for key in ("/S", "/Subtype", "/Type"):
        kind = held.raw_get(key) if key in held else None
        if isinstance(kind, IndirectObject):
            kind = kind.get_object()
        if isinstance(kind, NameObject) and kind in BY_KIND:
            raise Refused(BY_KIND[kind])


def _check_layers(reader: PdfReader) -> None:
    layers = reader.root_object.get("/OCProperties")
    if layers is None:
        return
    shown = layers.get_object().get("/D", DictionaryObject()).get_object()
    if shown.get("/OFF", ArrayObject()).get_object() or shown.get("/BaseState") == "/OFF":
        raise Refused(Fault.HIDDEN_LAYER)


def _check_page(page: Any, number: str) -> None:
    for note in page.get("/Annots", ArrayObject()).get_object():
        kind = note.get_object().get("/Subtype")
        if kind == "/Widget":
            raise Refused(Fault.FORM, number)
        if kind != "/Link" and kind not in NOTES_IN_THE_MARGIN:
            raise Refused(Fault.OVERLAID, number)
    contents = page.get_contents()
    if contents is not None and INVISIBLE.search(contents.get_data()):
        raise Refused(Fault.HIDDEN_TEXT, number)
    _check_drawn(page, number, 0)


def _check_drawn(page: Any, number: str, depth: int) -> None:
    """The same for what a page draws by name."""
    resources = page.get("/Resources", DictionaryObject()).get_object()
    for each in resources.get("/XObject", DictionaryObject()).get_object().values():
        drawn = each.get_object()
        if drawn.get("/Subtype") == "/Form" and depth < DEEPEST:
            if INVISIBLE.search(drawn.get_data()):
                raise Refused(Fault.HIDDEN_TEXT, number)
            _check_drawn(drawn, number, depth + 1)


def _check_forms(root: DictionaryObject) -> None:
    form = root.get("/AcroForm")
    if form is not None and form.get_object().get("/Fields"):
        raise Refused(Fault.FORM)
    root.pop("/AcroForm", None)


def _keep_only_places(root: DictionaryObject) -> None:
    """Of all that is listed by name, only the places that links lead to."""
    names = root.get("/Names")
    if names is not None:
        listed = names.get_object()
        for key in [key for key in listed if key != "/Dests"]:
            del listed[key]


def _drop_margin_notes(page: Any) -> None:
    notes = page.get("/Annots")
    if notes is None:
        return
    links = [note for note in notes.get_object() if note.get_object().get("/Subtype") == "/Link"]
    for link in links:
        for key in ("/Contents", "/T", "/M", "/NM", "/Popup", "/CreationDate"):
            link.get_object().pop(key, None)
    page[NameObject("/Annots")] = ArrayObject(links)


def _forget(held: Any, depth: int) -> None:
    if isinstance(held, DictionaryObject) and depth < DEEPEST:
        for key in NOTES:
            held.pop(key, None)
        if isinstance(held, StreamObject) and held.get("/Filter") == "/DCTDecode":
            held._data = pictures.cleaned(held._data)  # noqa: SLF001 - as it is stored, not unpacked
        for value in held.values():
            _forget(value, depth + 1)
    elif isinstance(held, ArrayObject) and depth < DEEPEST:
        for value in held:
            _forget(value, depth + 1)


def _check_clean(new: Path) -> None:
    """Reads the copy back: what was to go is gone."""
    reader = PdfReader(new, strict=False)
    if reader.metadata or "/Info" in reader.trailer:
        raise Refused(Fault.NOT_CLEAN)
    for each in _objects(reader):
        if _holds_notes(each, 0):
            raise Refused(Fault.NOT_CLEAN)


def _holds_notes(held: Any, depth: int) -> bool:
    if isinstance(held, DictionaryObject) and depth < DEEPEST:
        is_note = any(key in held for key in NOTES) or held.get("/Subtype") in NOTES_IN_THE_MARGIN
        return is_note or any(_holds_notes(value, depth + 1) for value in held.values())
    if isinstance(held, ArrayObject) and depth < DEEPEST:
        return any(_holds_notes(value, depth + 1) for value in held)
    return False
