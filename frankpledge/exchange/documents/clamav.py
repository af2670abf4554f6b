"""Asking ClamAV's daemon about a file, where the settings name one. Without an answer nothing is taken."""

import contextlib
import socket
import struct
from pathlib import Path
from typing import Protocol

from django.conf import settings

from frankpledge.exchange.documents.faults import Fault, Refused

SECONDS = 60.0
SENT_AT_A_TIME = 1 << 16
LONGEST_ANSWER = 4096
LONGEST_NAME = 80


class Where(Protocol):
    """A socket in the file system, or a host and its port: as the settings have it."""

    @property
    def path(self) -> str: ...

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...


def check(path: Path) -> None:
    """Raises Refused for a file in which something was found, and when there is no answer."""
    where = settings.CLAMAV
    if where is None:
        return
    try:
        answer = _asked(where, path)
    except OSError as error:
        raise Refused(Fault.NO_SCANNER) from error
    if answer.endswith(" FOUND"):
        raise Refused(Fault.VIRUS, answer.removeprefix("stream: ").removesuffix(" FOUND")[:LONGEST_NAME])
    # A file that is larger than the daemon takes, or any other fault of its own, is no "OK".
    if answer != "stream: OK":
        raise Refused(Fault.NO_SCANNER)


def _asked(where: Where, path: Path) -> str:
    with _connected(where) as daemon, path.open("rb") as file:
        daemon.sendall(b"zINSTREAM\0")
        # Of a file that it will not hear to the end, the daemon hangs up: what it said counts.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while piece := file.read(SENT_AT_A_TIME):
                daemon.sendall(struct.pack("!I", len(piece)) + piece)
            daemon.sendall(struct.pack("!I", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < LONGEST_ANSWER and (piece := daemon.recv(LONGEST_ANSWER)):
            answer += piece
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _connected(where: Where) -> socket.socket:
    if where.path:
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(SECONDS)
        try:
            daemon.connect(where.path)
        except OSError:
            daemon.close()
            raise
        return daemon
    return socket.create_connection((where.host, where.port), timeout=SECONDS)
