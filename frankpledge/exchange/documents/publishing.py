"""Giving a document to everybody as a clean copy, taking that back, and letting documents go."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from frankpledge.audit.actors import Actor
from frankpledge.exchange.documents import apart, reasons, shelf
from frankpledge.exchange.documents.faults import Refused
from frankpledge.register.actions import public_copies, retentions
from frankpledge.register.actions.public_copies import PublicCopy
from frankpledge.register.models import Document

READ_AT_A_TIME = 1 << 20


def publish(*, by: Actor, reference: str, version: int) -> Document:
    """Publishes a copy that tells neither who made it nor what is hidden in it. Raises Invalid."""
    document = public_copies.check_publishable(by=by, reference=reference)
    path = shelf.new_path()
    try:
        copy = _clean(document, path)
        shelf.keep(path, copy.sha256)
        try:
            with transaction.atomic():
                published, left = public_copies.publish(
                    by=by, reference=reference, version=version, copy=copy
                )
                _let_go_afterwards(left)
        except BaseException:
            shelf.let_go([copy.sha256])
            raise
    finally:
        path.unlink(missing_ok=True)
    return published


def withdraw(*, by: Actor, reference: str, version: int, reason: str) -> Document:
    """Members alone read it again."""
    with transaction.atomic():
        document, left = public_copies.withdraw(by=by, reference=reference, version=version, reason=reason)
        _let_go_afterwards(left)
    return document


def remove(*, by: Actor, reference: str, version: int, reason: str) -> Document:
    """Its bytes and its text are gone; that it was here, and why it is gone, stays."""
    with transaction.atomic():
        document, left = retentions.remove(by=by, reference=reference, version=version, reason=reason)
        _let_go_afterwards(left)
    return document


def dispose(*, by: Actor, reference: str, version: int, reason: str) -> Document:
    """The same for what was kept long enough."""
    with transaction.atomic():
        document, left = retentions.dispose(by=by, reference=reference, version=version, reason=reason)
        _let_go_afterwards(left)
    return document


def _clean(document: Document, path: Path) -> PublicCopy:
    try:
        with shelf.at_hand(document.sha256) as full:
            apart.clean(full, path)
    except Refused as refused:
        raise reasons.invalid(refused, "") from refused
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(READ_AT_A_TIME):
            digest.update(piece)
    return PublicCopy(digest.hexdigest(), path.stat().st_size)


def _let_go_afterwards(left: Iterable[str]) -> None:
    """Only what is committed may cost bytes."""
    hashes = [*left]
    transaction.on_commit(lambda: shelf.let_go(hashes))
