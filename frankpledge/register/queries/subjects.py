"""What a reader is talking about, from the few letters in an address."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from frankpledge.people.models import Organisation
from frankpledge.register.models import LONGEST_KEY, AboutKind, Claim, Collaboration

REFERENCE = re.compile(r"(C-\d{4,7})(?:-.*)?", re.IGNORECASE | re.ASCII)
SLUG = re.compile(r"[a-z0-9_-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a message is about: one row, a page, or only words. `name` is what to call it to the reader."""

    kind: AboutKind
    key: str = ""
    name: str = ""
    collaboration: Collaboration | None = None
    organisation: Organisation | None = None
    claim: Claim | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a correction that say what it is about."""
        return {
            "about_kind": self.kind,
            "about_key": self.key,
            "collaboration": self.collaboration,
            "organisation": self.organisation,
            "claim": self.claim,
        }

    @property
    def is_on_the_register(self) -> bool:
        """Whether it is a row, and not a page or only words."""
        return self.kind not in {AboutKind.PAGE, AboutKind.OTHER}


def subject(about: str) -> Subject:
    """The collaboration, claim, organisation or page that `about` names; else the words themselves.

    At most four statements; never refuses, because nobody should have to name a thing our way.
    """
    words = about.strip()[:LONGEST_KEY].strip()
    if match := REFERENCE.fullmatch(words):
        return _collaboration(reference=match[1].upper()) or _words(words)
    if SLUG.fullmatch(words):
        return _claim(words) or _organisation(words) or _collaboration(slug=words) or _words(words)
    return _words(words)


def _collaboration(**known_by: str) -> Subject | None:
    found = Collaboration.objects.filter(**known_by).first()
    if found is None and "reference" in known_by:
        found = Collaboration.objects.filter(mergers__reference=known_by["reference"]).first()
    if found is None:
        return None
    return Subject(kind=AboutKind.COLLABORATION, key=found.reference, name=found.title, collaboration=found)


def _claim(key: str) -> Subject | None:
    found = Claim.objects.filter(key=key).select_related("collaboration").first()
    if found is None:
        return None
    return Subject(
        kind=AboutKind.CLAIM,
        key=found.key,
        name=found.sentence,
        claim=found,
        collaboration=found.collaboration,
    )


def _organisation(slug: str) -> Subject | None:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        return None
    return Subject(kind=AboutKind.ORGANISATION, key=found.slug, name=found.name, organisation=found)


def _words(words: str) -> Subject:
    if words.startswith("/") or _scheme(words) in {"http", "https"}:
        return Subject(kind=AboutKind.PAGE, key=words, name=words)
    return Subject(kind=AboutKind.OTHER, key=words, name=words)


def _scheme(words: str) -> str:
    try:
        return urlsplit(words).scheme
    except ValueError:
        return ""
