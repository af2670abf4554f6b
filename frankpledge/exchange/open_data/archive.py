"""Every file and its description in one ZIP, streamed, all as the register was at one moment."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from frankpledge.audit.queries import last_changed_at
from frankpledge.exchange.open_data import package, tables

FASTEST = 1


class Outlet(io.RawIOBase):
    """What is written to it can be taken out again, so that nothing is kept longer than a piece."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        """Always; but it cannot be read or gone back in."""
        return True

    def write(self, piece: Any) -> int:
        """Keeps a piece until it is taken."""
        self._written += piece
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


def zipped() -> Iterator[bytes]:
    """The pieces of the ZIP. Frictionless opens it as it is."""
    outlet = Outlet()
    with (
        transaction.atomic(),
        zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=FASTEST) as made,
    ):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        described = json.dumps(package.descriptor(), ensure_ascii=False, indent=2)
        made.writestr(_member("datapackage.json"), described.encode())
        for table in tables.TABLES:
            with made.open(_member(f"{table.name}.csv"), "w", force_zip64=True) as file:
                for piece in tables.csv(table):
                    file.write(piece)
                    yield outlet.take()
    yield outlet.take()


def _member(name: str) -> zipfile.ZipInfo:
    changed_at = timezone.localtime(last_changed_at())
    member = zipfile.ZipInfo(name, changed_at.timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member
