"""Files that come with a form: none, but for the pages that ask for one, and then one, counted as it comes.

Every other page stops listening where a file begins, so nothing is ever put anywhere for those.
"""

import hashlib
import html
import os
from http import HTTPStatus
from io import BufferedWriter
from pathlib import Path
from types import MethodType
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser

from frankpledge.exchange.documents import shelf
from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.exchange.documents.receiving import Sent

MEGABYTE = 1_000_000
# What the rest of a form may take beside the file.
ROOM_FOR_THE_FORM = MEGABYTE
LONGEST_NAME = 255


class NoFiles(FileUploadHandler):
    """For every page that asks for no file."""

    def new_file(self, *_args: Any, **_kwargs: Any) -> None:
        """Stops listening."""
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never reached."""

    def file_complete(self, file_size: int) -> None:
        """Never reached."""


class OneFile(FileUploadHandler):
    """Writes one file to where files on their way are, and stops where it becomes too large.

    The name that it came with is looked at and kept, and never becomes a path.
    """

    chunk_size = 1 << 18

    def __init__(self, request: HttpRequest | None = None, most_bytes: int | None = None) -> None:
        super().__init__(request)
        self._most = most_bytes or largest()
        self._fault: Fault | None = None
        self._name, self._size, self._digest = "", 0, hashlib.sha256()
        self._path: Path | None = None
        self._out: BufferedWriter | None = None
        self._is_whole = False

    def sent(self) -> Sent:
        """What came. Raises Refused when it is not to be had."""
        if self._fault is not None:
            raise Refused(self._fault)
        if self._path is None:
            raise Refused(Fault.NO_FILE)
        if not self._is_whole:
            raise Refused(Fault.BROKEN_OFF)
        return Sent(path=self._path, name=self._name, size_bytes=self._size, sha256=self._digest.hexdigest())

    def discard(self) -> None:
        """Nothing of it is left, unless somebody took it over."""
        if self._out is not None:
            self._out.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins a file, once."""
        super().new_file(*args, **kwargs)
        self._name = str(self.file_name)
        if self._path is not None or _leads_elsewhere(self._name):
            self._stop(Fault.PATH_IN_NAME)
        self._path = shelf.new_path()
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._out = os.fdopen(file, "wb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Counts before it writes."""
        self._size += len(raw_data)
        if self._size > self._most:
            self._stop(Fault.TOO_LARGE)
        self._digest.update(raw_data)
        if self._out is not None:
            self._out.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """All of it is there."""
        if self._out is not None:
            self._out.close()
        self._is_whole = True
        return UploadedFile(name="file", size=file_size)

    def upload_interrupted(self) -> None:
        """Whoever sent it went away, or we stopped."""
        self._fault = self._fault or Fault.BROKEN_OFF
        self.discard()

    def _stop(self, fault: Fault) -> None:
        self._fault = fault
        self.discard()
        raise StopUpload(connection_reset=True)


class _Parser(MultiPartParser):
    """Django's, but for a name of a file, which comes as it was sent: to be looked at, not mended."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        return html.unescape(file_name) or None


def listen(request: HttpRequest, most_bytes: int | None = None) -> OneFile:
    """Have this request's form read with one file in it. To be called before the form is looked at.

    It is no larger than a document may be, or than is said here.
    """
    one = OneFile(request, most_bytes)
    request.upload_handlers = [one]
    request.parse_file_upload = MethodType(_parse, request)  # type: ignore[method-assign]
    return one


def fault_by_its_size(request: HttpRequest, most_bytes: int | None = None) -> Fault | None:
    """What is wrong with what the request says of its own size: then none of it is read."""
    said = request.META.get("CONTENT_LENGTH") or ""
    if not (said.isascii() and said.isdigit()):
        return Fault.NO_SIZE
    return Fault.TOO_LARGE if int(said) > (most_bytes or largest()) + ROOM_FOR_THE_FORM else None


def largest() -> int:
    """The size of the largest file, in bytes."""
    return settings.DOCUMENT_MEGABYTES * MEGABYTE


def status_of(fault: Fault) -> HTTPStatus:
    """How a refused file is answered."""
    if fault is Fault.TOO_LARGE:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if fault is Fault.NO_SIZE:
        return HTTPStatus.LENGTH_REQUIRED
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _parse(request: HttpRequest, META: Any, post_data: Any) -> Any:  # noqa: N803 - Django's name
    parser = _Parser(META, post_data, request.upload_handlers, request.encoding)
    return parser.parse()


def _leads_elsewhere(name: str) -> bool:
    """Whether it is more than a plain name: somebody tries, or the program that sent it is broken."""
    is_odd = any(not letter.isprintable() or letter in "/\\:" for letter in name)
    return is_odd or name.startswith("..") or len(name) > LONGEST_NAME
