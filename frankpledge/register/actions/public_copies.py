"""The copy of a document that everybody may read: published, and taken back.

Whoever calls has kept its bytes under the hash that they name, and lets go of those that are told to be no
longer needed.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed
from frankpledge.errors import Invalid
from frankpledge.register.actions.document_work import (
    NOT_PUBLIC,
    check_version,
    checked_reason,
    locked,
    save,
)
from frankpledge.register.models import Document, DocumentAudience
from frankpledge.register.states import documents as states
from frankpledge.register.states.documents import Move


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """The copy for everybody, as it is kept."""

    sha256: str
    size_bytes: int


def check_publishable(*, by: Actor, reference: str) -> Document:
    """The document. Raises Invalid with all that keeps it from being published."""
    with transaction.atomic():
        document = locked(by, reference, Move.PUBLISH)
        wrong = states.what_keeps_from_publishing(document)
        if wrong:
            raise Invalid(next(iter(wrong.values())), wrong)
    return document


def publish(*, by: Actor, reference: str, version: int, copy: PublicCopy) -> tuple[Document, tuple[str, ...]]:
    """Lets everybody read the clean copy, instead of an earlier version's.

    Gives the document and the hashes of bytes that this leaves without use.
    """
    deed = Deed(by, "register.documents.publish", "document", is_public=False)
    with transaction.atomic(), deed:
        document = check_publishable(by=by, reference=reference)
        check_version(document, version)
        left = []
        earlier = document.replaces
        if earlier is not None and earlier.is_public:
            left = [earlier.public_sha256]
            save(earlier, NOT_PUBLIC)
            deed.conclude(earlier.reference, {"audience": ["public", "members"]}, added=False)
        public = {
            "audience": DocumentAudience.PUBLIC,
            "public_sha256": copy.sha256,
            "public_size_bytes": copy.size_bytes,
            "published_at": timezone.now(),
        }
        save(document, public)
        deed.conclude(document.reference, {"audience": ["members", "public"]}, added=False)
    return document, tuple(left)


def withdraw(*, by: Actor, reference: str, version: int, reason: str) -> tuple[Document, tuple[str, ...]]:
    """Takes the public copy back; members still read the document. Gives the hashes left without use."""
    deed = Deed(by, "register.documents.withdraw", "document", checked_reason(reason), is_public=False)
    with transaction.atomic(), deed:
        document = locked(by, reference, Move.WITHDRAW)
        check_version(document, version)
        left = document.public_sha256
        save(document, NOT_PUBLIC)
        deed.conclude(document.reference, {"audience": ["public", "members"]}, added=False)
    return document, (left,)
