"""What a file is by its bytes, whatever it is called."""

import zipfile
from pathlib import Path

from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.exchange.documents.looks import DOCX, PDF

PDF_MARK, ZIP_MARK = b"%PDF-", b"PK\x03\x04"
# What Word wrote before 2007, and what it wraps around a file that is locked with a password.
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Readers accept a PDF that begins anywhere in its first kilobyte: that is how two kinds share one file.
LOOKED_AT = 1024
MOST_AFTER_THE_END = 64


def media_type(path: Path) -> str:
    """PDF or DOCX, by how the file begins and ends. Raises Refused for all else, and for both at once."""
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    if not head:
        raise Refused(Fault.EMPTY)
    if head.startswith(OLE_MARK):
        raise Refused(Fault.OLD_OR_LOCKED)
    if head.startswith(PDF_MARK):
        return _pdf(path, head)
    if PDF_MARK in head:
        raise Refused(Fault.POLYGLOT)
    if head.startswith(ZIP_MARK):
        return DOCX
    raise Refused(Fault.NOT_A_DOCUMENT)


def _pdf(path: Path, head: bytes) -> str:
    if zipfile.is_zipfile(path) or _is_markup(head):
        raise Refused(Fault.POLYGLOT)
    tail = _tail(path)
    end = tail.rfind(b"%%EOF")
    if end < 0:
        raise Refused(Fault.DAMAGED)
    after = tail[end + len(b"%%EOF") :]
    if after.strip(b"\0\t\r\n\f ") or len(after) > MOST_AFTER_THE_END:
        raise Refused(Fault.POLYGLOT)
    return PDF


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - LOOKED_AT))
        return file.read()


def _is_markup(head: bytes) -> bool:
    """Whether a browser that guesses would take it for a page."""
    lowered = head.lower()
    return any(mark in lowered for mark in (b"<html", b"<script", b"<!doctype html", b"<svg", b"<?php"))
