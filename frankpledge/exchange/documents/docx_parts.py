"""What a DOCX is made of: the parts it must have, may have and may not, and how they point at each other."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from lxml import etree

from frankpledge.exchange.documents import parts
from frankpledge.exchange.documents.faults import Fault, Refused

XmlElement: TypeAlias = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
CONTENT_TYPES, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LARGEST_XML = 200 * (1 << 20)
SHOWN = 60

MACROS = re.compile(r"vba|macroenabled|macrosheet|keymapcustomization", re.IGNORECASE)
ACTIVE = re.compile(r"activex|/controls?/|oleobject", re.IGNORECASE)
XML = (".xml", ".rels", ".vml")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".wdp", ".svg")
FONTS = (".odttf", ".ttf", ".otf")
# Links a reader follows by choice. Whatever a program would fetch by itself is not among them.
FOLLOWED = ("hyperlink",)
# An instruction to a program, where a reader sees a result.
FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b")
# Parts that tell who wrote it, when, with whom and what was said about it.
GOING = re.compile(
    r"^(docProps/|customXml/|word/comments|word/people\.xml|word/glossary/|word/printerSettings|docMetadata/)"
    r"|/thumbnail\.",
    re.IGNORECASE,
)


def check(files: zipfile.ZipFile) -> None:
    """Raises Refused unless it is a Word document without macros, active parts, other files or fetching."""
    names = files.namelist()
    if CONTENT_TYPES not in names or ROOT_RELS not in names:
        raise Refused(Fault.NOT_WORD)
    for name in names:
        _check_name(name)
    _check_types(files)
    for info in files.infolist():
        if not info.is_dir():
            _check_part(info.filename, files.read(info))


def main_part(files: zipfile.ZipFile) -> str:
    """The name of the part with the text. Raises Refused when there is none."""
    for each in parsed(files.read(ROOT_RELS)).iter(RELS + "Relationship"):
        if each.get("Type", "").endswith("/officeDocument"):
            name = str(posixpath.normpath(each.get("Target", "").lstrip("/")))
            if name in files.namelist():
                return name
    raise Refused(Fault.NOT_WORD)


def beside(files: zipfile.ZipFile, main: str, kinds: Sequence[str]) -> Iterator[str]:
    """The parts of these kinds that the main one points at."""
    rels = _rels_of(main)
    if rels not in files.namelist():
        return
    for each in parsed(files.read(rels)).iter(RELS + "Relationship"):
        if each.get("Type", "").rpartition("/")[2] in kinds and each.get("TargetMode") != "External":
            name = _target(main, each.get("Target", ""))
            if name in files.namelist():
                yield name


def parsed(data: bytes) -> XmlElement:
    """The XML, read without fetching or replacing anything. Raises Refused for what declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if len(data) > LARGEST_XML:
        raise Refused(Fault.BOMB)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # Entities that are made of entities end here: the parser stops them before anything else is asked.
        is_entities = b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data
        raise Refused(Fault.ENTITIES if is_entities else Fault.DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(Fault.ENTITIES)
    return root


def written(root: XmlElement) -> bytes:
    """The XML as Word writes it."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def without_links(kept: dict[str, bytes]) -> dict[str, bytes]:
    """The parts, none of which points at or declares one that went."""
    for name in [name for name in kept if is_rels(name)]:
        root, source = parsed(kept[name]), _source_of(name)
        for each in [*root.iter(RELS + "Relationship")]:
            target = _target(source, each.get("Target", ""))
            if each.get("TargetMode") != "External" and target not in kept:
                remove(each)
        kept[name] = written(root)
    types = parsed(kept[CONTENT_TYPES])
    for each in [*types.iter(TYPES + "Override")]:
        if each.get("PartName", "").lstrip("/") not in kept:
            remove(each)
    return {**kept, CONTENT_TYPES: written(types)}


def goes(name: str) -> bool:
    """Whether a part is left out of a public copy."""
    return GOING.search(name) is not None


def is_xml(name: str) -> bool:
    return name.lower().endswith(XML)


def is_rels(name: str) -> bool:
    return name.lower().endswith(".rels")


def is_styles(name: str) -> bool:
    return posixpath.basename(name).lower().startswith("styles")


def local(each: XmlElement) -> str:
    """The name of an element without its namespace."""
    return each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""


def shown(each: XmlElement) -> str:
    """A few words of where it stands, to be found by."""
    while each is not None and local(each) not in {"p", "tbl", "body"}:
        each = each.getparent()
    words = "" if each is None else " ".join("".join(part.text or "" for part in each.iter(W + "t")).split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def remove(each: XmlElement) -> None:
    """Takes an element out, and leaves the words that follow it."""
    parent = each.getparent()
    if parent is None:
        return
    if each.tail:
        before = each.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + each.tail
        else:
            parent.text = (parent.text or "") + each.tail
    parent.remove(each)


def _check_types(files: zipfile.ZipFile) -> None:
    types = parsed(files.read(CONTENT_TYPES))
    for each in types.iter():
        declared = each.get("ContentType", "")
        if MACROS.search(declared):
            raise Refused(Fault.MACRO)
        if ACTIVE.search(declared):
            raise Refused(Fault.ACTIVE_PART)
    if _type_of(types, main_part(files)) != MAIN_TYPE:
        raise Refused(Fault.NOT_WORD)


def _check_name(name: str) -> None:
    lowered = name.lower()
    if MACROS.search(lowered):
        raise Refused(Fault.MACRO)
    if ACTIVE.search(lowered):
        raise Refused(Fault.ACTIVE_PART)
    if "/embeddings/" in lowered:
        raise Refused(Fault.NESTED)
    if not lowered.endswith((*XML, *PICTURES, *FONTS, "/")):
        raise Refused(Fault.UNKNOWN_PART, name[:SHOWN])


def _check_part(name: str, data: bytes) -> None:
    if parts.holds_a_file(data):
        raise Refused(Fault.NESTED)
    if name.lower().endswith(".svg"):
        _check_svg(data)
    if not is_xml(name):
        return
    root = parsed(data)
    if is_rels(name):
        _check_rels(root)
        return
    for each in root.iter(W + "instrText", W + "fldSimple"):
        instruction = (each.text or "") + each.get(W + "instr", "")
        if FIELDS.search(instruction):
            raise Refused(Fault.ELSEWHERE)
    for _each in root.iter(W + "altChunk", W + "subDoc", W + "object", W + "control"):
        raise Refused(Fault.NESTED)


def _check_svg(data: bytes) -> None:
    root = parsed(data)
    for each in root.iter():
        if local(each) in {"script", "foreignObject"} or any(
            attribute.lower().startswith("on") for attribute in each.attrib
        ):
            raise Refused(Fault.SCRIPT)


def _check_rels(root: XmlElement) -> None:
    for each in root.iter(RELS + "Relationship"):
        kind = each.get("Type", "").rpartition("/")[2]
        if MACROS.search(kind):
            raise Refused(Fault.MACRO)
        if kind in {"oleObject", "control", "package", "aFChunk", "subDocument"}:
            raise Refused(Fault.NESTED)
        target = each.get("Target", "").strip().lower()
        if each.get("TargetMode") == "External":
            is_safe = target.startswith(("http://", "https://", "mailto:"))
            if kind not in FOLLOWED or not is_safe:
                raise Refused(Fault.ELSEWHERE)


def _type_of(types: XmlElement, name: str) -> str:
    extension = name.rpartition(".")[2].lower()
    by_extension = ""
    for each in types:
        if local(each) == "Override" and each.get("PartName", "").lstrip("/").lower() == name.lower():
            return str(each.get("ContentType", ""))
        if local(each) == "Default" and each.get("Extension", "").lower() == extension:
            by_extension = str(each.get("ContentType", ""))
    return by_extension


def _rels_of(name: str) -> str:
    folder, _slash, last = name.rpartition("/")
    return posixpath.join(folder, "_rels", f"{last}.rels")


def _source_of(rels: str) -> str:
    folder, _slash, last = rels.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), last.removesuffix(".rels"))


def _target(source: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
