"""Looking into a DOCX, reading its text, and cleaning a copy for everybody."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frankpledge.exchange.documents import docx_parts as package
from frankpledge.exchange.documents import markings, parts, pictures
from frankpledge.exchange.documents.docx_parts import R, W, XmlElement
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.exchange.documents.looks import DOCX, Look
from frankpledge.exchange.documents.texts import tidy

# A part of the text that is found and shown by itself, as a page of a PDF is.
LETTERS_A_PART = 3_000
CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
CHANGE_MARKS = (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
    "customXmlMoveToRangeEnd",
)  # fmt: skip
# How something looked before: not the text, and it says who changed it when.
FORMAT_CHANGES = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange",
    "tblPrExChange", "numberingChange",
)  # fmt: skip
COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr")
SETTINGS = (
    "rsids", "attachedTemplate", "docVars", "mailMerge", "trackRevisions", "documentProtection", "docId",
    "saveThroughXslt", "writeProtection",
)  # fmt: skip
GONE = frozenset({*CHANGES, *FORMAT_CHANGES, *COMMENT_MARKS, "rsids"})
WHO_AND_WHEN = frozenset({"author", "initials", "date", "userId", "providerId"})
NO = frozenset({"0", "false", "off"})


def look(path: Path) -> Look:
    """What it is. Raises Refused for what is not taken."""
    files = parts.opened(path)
    package.check(files)
    found = list(_parts_of_text(files))
    marked = [markings.said(found[0])] if found else []
    marked += [markings.said(found[-1])] if found else []
    marked += [markings.said_in(_lines(root)) for root in _headers_and_footers(files)]
    says = ""
    for each in marked:
        says = markings.higher(says, each)
    if says == markings.SECRET:
        raise Refused(Fault.SECRET)
    return Look(media_type=DOCX, pages=max(1, len(found)), has_text=any(found), says=says)


def texts(path: Path) -> Iterator[str]:
    """The text, in parts of about a page."""
    files = parts.opened(path)
    package.check(files)
    yield from _parts_of_text(files)


def clean(path: Path, new: Path) -> None:
    """Writes a copy without who wrote it and when. Raises Refused while it holds what is hidden."""
    files = parts.opened(path)
    package.check(files)
    hiding = _hiding_styles(files)
    kept: dict[str, bytes] = {}
    for info in files.infolist():
        name = info.filename
        if info.is_dir() or package.goes(name):
            continue
        data = files.read(info)
        kept[name] = _cleaned(name, data, hiding) if package.is_xml(name) else pictures.cleaned(data)
    parts.rewritten(new, package.without_links(kept))
    _check_clean(new)


def _parts_of_text(files: Any) -> Iterator[str]:
    main = package.main_part(files)
    gathered: list[str] = []
    for name in (main, *package.beside(files, main, ("footnotes", "endnotes"))):
        for line in _lines(package.parsed(files.read(name))):
            gathered.append(line)
            if sum(map(len, gathered)) >= LETTERS_A_PART:
                yield "\n".join(gathered)
                gathered = []
    if gathered:
        yield "\n".join(gathered)


def _headers_and_footers(files: Any) -> Iterator[XmlElement]:
    main = package.main_part(files)
    for name in package.beside(files, main, ("header", "footer")):
        yield package.parsed(files.read(name))


def _lines(root: XmlElement) -> Iterator[str]:
    for paragraph in root.iter(W + "p"):
        written = tidy("".join(_written(paragraph)))
        if written:
            yield written.replace("\n", " ")


def _written(paragraph: XmlElement) -> Iterator[str]:
    for each in paragraph.iter(W + "t", W + "tab", W + "br", W + "noBreakHyphen"):
        if each.tag == W + "t":
            yield each.text or ""
        else:
            yield "-" if each.tag == W + "noBreakHyphen" else " "


def _hiding_styles(files: Any) -> frozenset[str]:
    """The styles whose text is not shown."""
    main = package.main_part(files)
    found = set()
    for name in package.beside(files, main, ("styles", "stylesWithEffects")):
        for style in package.parsed(files.read(name)).iter(W + "style"):
            if any(_is_on(each) for each in style.iter(W + "vanish", W + "specVanish")):
                found.add(style.get(W + "styleId", ""))
    return frozenset(found)


def _cleaned(name: str, data: bytes, hiding: frozenset[str]) -> bytes:
    root = package.parsed(data)
    if package.is_rels(name):
        return package.written(root)
    if not package.is_styles(name):
        _check_nothing_hidden(root, hiding)
    _drop(root, [W + mark for mark in (*FORMAT_CHANGES, *COMMENT_MARKS, *CHANGE_MARKS)])
    if posixpath.basename(name) == "settings.xml":
        for each in list(root):
            if package.local(each) in SETTINGS:
                root.remove(each)
    for each in root.iter():
        _forget(each)
    return package.written(root)


def _check_nothing_hidden(root: XmlElement, hiding: frozenset[str]) -> None:
    for each in root.iter(*(W + change for change in CHANGES)):
        raise Refused(Fault.TRACKED_CHANGES, package.shown(each))
    for each in root.iter(W + "vanish", W + "specVanish"):
        if _is_on(each):
            raise Refused(Fault.HIDDEN_TEXT, package.shown(each.getparent()))
    for each in root.iter(W + "rStyle", W + "pStyle"):
        if each.get(W + "val") in hiding:
            raise Refused(Fault.HIDDEN_TEXT, package.shown(each))


def _drop(root: XmlElement, tags: list[str]) -> None:
    for each in [*root.iter(*tags)]:
        parent = each.getparent()
        if parent is not None:
            # A reference to a comment fills a run of its own.
            package.remove(each)


def _forget(each: XmlElement) -> None:
    if not isinstance(each.tag, str):
        package.remove(each)
        return
    name = package.local(each)
    for attribute in list(each.attrib):
        plain = attribute.rpartition("}")[2]
        is_author = attribute.startswith("{") and plain in WHO_AND_WHEN
        if plain.startswith("rsid") or is_author or plain in {"paraId", "textId", "dateUtc"}:
            del each.attrib[attribute]
    if name in {"docPr", "cNvPr"} and each.get("name"):
        # Often the place on somebody's disk.
        each.set("name", "Picture")
    if name == "blip" and R + "link" in each.attrib:
        del each.attrib[R + "link"]


def _is_on(each: XmlElement) -> bool:
    return each.get(W + "val", "true").lower() not in NO


def _check_clean(new: Path) -> None:
    """Reads the copy back: what was to go is gone."""
    files = parts.opened(new)
    package.check(files)
    for name in files.namelist():
        if package.goes(name):
            raise Refused(Fault.NOT_CLEAN)
        if not package.is_xml(name):
            continue
        for each in package.parsed(files.read(name)).iter():
            is_left = any(attribute.rpartition("}")[2].startswith("rsid") for attribute in each.attrib)
            if is_left or each.get(W + "author") or package.local(each) in GONE:
                raise Refused(Fault.NOT_CLEAN)
