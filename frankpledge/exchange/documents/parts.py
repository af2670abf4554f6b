"""The parts of a DOCX: a ZIP that must be whole, plain, small enough and nothing else besides."""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from frankpledge.exchange.documents.faults import Fault, Refused

MOST_PARTS = 4_000
LARGEST_UNPACKED = 400 * (1 << 20)
# XML packs well; more than this is made to unpack for ever.
MOST_TIMES_LARGER = 250
LARGE_ENOUGH_TO_ASK = 1 << 20
MOST_BETWEEN_PARTS = 64
LOCAL_HEADER, END_OF_ZIP = 30, 22
IS_ENCRYPTED = 0x1
UNPACKED_AT_A_TIME = 1 << 16
# What another file begins with: one inside another is not looked into, so it is not taken.
FILES = (b"PK\x03\x04", b"%PDF-", b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def opened(path: Path, most: int = LARGEST_UNPACKED) -> zipfile.ZipFile:
    """The file as a ZIP whose every part was unpacked once, to so many bytes at most. Raises Refused."""
    try:
        files = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, struct.error, ValueError) as error:
        raise Refused(Fault.DAMAGED) from error
    infos = files.infolist()
    if not 0 < len(infos) <= MOST_PARTS:
        raise Refused(Fault.BOMB)
    for info in infos:
        _check_entry(info)
    if sum(info.file_size for info in infos) > most:
        raise Refused(Fault.BOMB)
    _check_names(infos)
    _check_nothing_between(path, files)
    unpacked = 0
    for info in infos:
        for piece in _unpacked(files, info):
            unpacked += len(piece)
            if unpacked > most:
                raise Refused(Fault.BOMB)
    return files


def rewritten(new: Path, parts: dict[str, bytes]) -> None:
    """A ZIP of these parts that tells neither when nor on what it was made."""
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as files:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            files.writestr(info, data)


def holds_a_file(data: bytes) -> bool:
    """Whether a part is itself a file of another kind."""
    return data.startswith(FILES)


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & IS_ENCRYPTED:
        raise Refused(Fault.ENCRYPTED)
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused(Fault.DAMAGED)
    is_large = info.file_size > LARGE_ENOUGH_TO_ASK
    if is_large and info.file_size > MOST_TIMES_LARGER * max(1, info.compress_size):
        raise Refused(Fault.BOMB)


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for info in infos:
        # The library cuts a name at a nought and turns the signs of other systems: the name as it was sent.
        name = info.orig_filename
        steps = name.rstrip("/").split("/")
        is_odd = any(letter < " " or letter in '\\:*?"<>|' for letter in name)
        if is_odd or not all(steps) or {".", ".."} & set(steps) or name.lower() in seen:
            raise Refused(Fault.BAD_PATHS)
        seen.add(name.lower())


def _check_nothing_between(path: Path, files: zipfile.ZipFile) -> None:
    """Parts follow one another without gap or overlap, and nothing stands before, between or after them."""
    size = path.stat().st_size
    place = 0
    with path.open("rb") as file:
        for info in sorted(files.infolist(), key=lambda each: each.header_offset):
            if not 0 <= info.header_offset - place <= MOST_BETWEEN_PARTS:
                raise Refused(Fault.BOMB if info.header_offset < place else Fault.POLYGLOT)
            file.seek(info.header_offset)
            header = file.read(LOCAL_HEADER)
            if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
                raise Refused(Fault.POLYGLOT)
            name_length, extra_length = struct.unpack("<HH", header[26:30])
            place = info.header_offset + LOCAL_HEADER + name_length + extra_length + info.compress_size
    if not 0 <= files.start_dir - place <= MOST_BETWEEN_PARTS:
        raise Refused(Fault.POLYGLOT)
    _check_end(path, size)
    if files.comment:
        raise Refused(Fault.POLYGLOT)


def _check_end(path: Path, size: int) -> None:
    with path.open("rb") as file:
        file.seek(max(0, size - END_OF_ZIP))
        if not file.read().startswith(b"PK\x05\x06"):
            raise Refused(Fault.POLYGLOT)


def _unpacked(files: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with files.open(info) as part:
            while piece := part.read(UNPACKED_AT_A_TIME):
                yield piece
    # The last two are the library's words for a way of packing that it does not know, and for encryption.
    except (zipfile.BadZipFile, struct.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(Fault.DAMAGED) from error
