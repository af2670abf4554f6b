"""What somebody says of a document, and what was found in its file."""

import datetime
from dataclasses import dataclass

from frankpledge.register.models import DocumentKind, DocumentType, Marking


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """What is said. `full_copy` is the reference of what a redacted copy was made from, `owner` a slug."""

    title: str
    kind: DocumentKind
    marking: Marking
    summary: str = ""
    agreement_id: int | None = None
    full_copy: str = ""
    owner: str = ""
    retain_until: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What was found. `says` is the marking in the file itself."""

    sha256: str
    size_bytes: int
    media_type: DocumentType
    pages: int
    has_text: bool
    says: Marking | None = None
