"""Reading documents: who may, is said in the statement itself. To others they are not there."""

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.permissions import Power, Rights
from frankpledge.register import references, sight
from frankpledge.register.models import (
    KEPT_STATES,
    Collaboration,
    Document,
    DocumentAudience,
    DocumentPage,
)
from frankpledge.register.queries.keepers import keepers_of, kept_by
from frankpledge.register.search.language import Reading, read

PER_PAGE = 10
PAGES_SHOWN = 3
CONFIG = "english"
# Private characters: text that is kept has none, so these tell where a word that was asked for stands.
BEGINS, ENDS = "\ue000", "\ue001"
SHOWN: Mapping[str, Any] = {"max_fragments": 2, "max_words": 28, "min_words": 10}
NOBODY = Rights()
RELATED = ("collaboration", "owner", "agreement", "replaces", "full_copy", "replacement")


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of one page around those that were asked for. Page 0 is the title and the summary."""

    page: int
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A document, on how many of its pages the words stand, and some of them."""

    document: Document
    hits: int
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """One page of what was found."""

    reading: Reading
    total: int
    matches: tuple[Match, ...]


def readable(rights: Rights) -> QuerySet[Document]:
    """Those that somebody may read: public ones, and those of the records they read. No statement yet."""
    if rights.may_nationally(Power.READ_RESTRICTED):
        return Document.objects.all()
    public = Q(audience=DocumentAudience.PUBLIC)
    held = rights.organisations_with(Power.READ_RESTRICTED)
    return Document.objects.filter(public | Q(collaboration__in=kept_by(held)) if held else public)


def document(rights: Rights, reference: str) -> Document:
    """One, for those who may read it. Raises NotFound for others, as if there were none. One statement."""
    known = readable(rights).select_related(*RELATED)
    found = known.filter(reference=references.written("D", reference)).first()
    if found is None:
        raise NotFound(_("There is no document %(reference)s.") % {"reference": reference[:30]})
    return found


def is_member(rights: Rights, collaboration: Collaboration) -> bool:
    """Whether somebody reads what is not public of this record. At most one statement."""
    if rights.may_nationally(Power.READ_RESTRICTED):
        return True
    held = rights.organisations_with(Power.READ_RESTRICTED)
    return bool(held) and not held.isdisjoint(keepers_of(collaboration.pk))


def of_record(rights: Rights, collaboration: Collaboration) -> tuple[Document, ...]:
    """All of a record's that somebody may read, the newest first. One statement."""
    rows = readable(rights).filter(collaboration=collaboration).select_related(*RELATED)
    return tuple(rows.order_by("-uploaded_at", "-id"))


def of_agreement(rights: Rights, agreement_id: int) -> tuple[Document, ...]:
    """Those of an agreement that somebody may read, the newest first. One statement."""
    rows = readable(rights).filter(agreement=agreement_id, state__in=KEPT_STATES)
    return tuple(rows.order_by("-uploaded_at", "-id"))


def for_redacting(collaboration: Collaboration) -> tuple[Document, ...]:
    """What a redacted copy may have been made from."""
    rows = Document.objects.filter(collaboration=collaboration, state__in=KEPT_STATES)
    return tuple(rows.order_by("title", "-id"))


def in_use(hashes: Sequence[str]) -> frozenset[str]:
    """Which of these bytes some document still needs, whoever may know of it."""
    with sight.everything():
        return _in_use(hashes)


def _in_use(hashes: Sequence[str]) -> frozenset[str]:
    full = Document.objects.filter(sha256__in=hashes, state__in=KEPT_STATES).values_list("sha256", flat=True)
    public = Document.objects.filter(public_sha256__in=hashes).values_list("public_sha256", flat=True)
    return frozenset(full) | frozenset(public)


def sent_before(user_id: int | None, key: uuid.UUID) -> Document | None:
    """What was received under the key of a form."""
    return Document.objects.filter(submission_key=key, uploaded_by_id=user_id).first()


def found(rights: Rights, text: str, number: int = 1, *, per_page: int = PER_PAGE) -> Matches:
    """Page `number` of the documents on one of whose pages all the words stand, the best first.

    Five statements at most, however many documents and pages there are; one when there are none.
    """
    reading = read(text)
    query = _query(reading)
    if query is None:
        return Matches(reading, 0, ())
    readables = readable(rights).filter(state__in=KEPT_STATES)
    pages = DocumentPage.objects.filter(words=query, document__in=readables.values("pk"))
    start = (number - 1) * per_page
    rank = Max(SearchRank(F("words"), query))
    best = pages.values("document").annotate(best=rank, hits=Count("pk")).order_by("-best", "document")
    hits = {row["document"]: row["hits"] for row in best[start : start + per_page]}
    if not hits and number == 1:
        return Matches(reading, 0, ())
    total = pages.aggregate(total=Count("document", distinct=True))["total"]
    snippets = _snippets([*hits], query) if hits else {}
    rows = Document.objects.select_related("collaboration").in_bulk([*hits])
    matches = (Match(rows[key], hits[key], snippets.get(key, ())) for key in hits)
    return Matches(reading, total, tuple(matches))


def _query(reading: Reading) -> SearchQuery | None:
    """What the words ask for; None when they ask for nothing, or only for what is to be left out."""
    asked: SearchQuery | None = None
    for piece in reading.pieces:
        kind = "phrase" if piece.is_quoted else "plain"
        one = SearchQuery(" ".join(piece.words), config=CONFIG, search_type=kind)
        one = ~one if piece.is_left_out else one
        asked = one if asked is None else asked & one
    return asked if any(not piece.is_left_out for piece in reading.pieces) else None


def _snippets(documents: Sequence[int], query: SearchQuery) -> Mapping[int, tuple[Snippet, ...]]:
    """The best pages of each: which they are is asked first, so that few are marked up."""
    place = Window(
        RowNumber(), partition_by=F("document"), order_by=[SearchRank(F("words"), query).desc(), F("number")]
    )
    ranked = DocumentPage.objects.filter(words=query, document__in=documents).annotate(place=place)
    chosen = [page.pk for page in ranked.filter(place__lte=PAGES_SHOWN).only("pk")]
    headline = SearchHeadline(
        "text",
        query,
        config=CONFIG,
        start_sel=BEGINS,
        stop_sel=ENDS,
        max_fragments=2,
        max_words=28,
        min_words=10,
    )
    gathered: dict[int, list[Snippet]] = {}
    marked = DocumentPage.objects.filter(pk__in=chosen).annotate(headline=headline).order_by("number")
    for owner, number, text in marked.values_list("document_id", "number", "headline"):
        gathered.setdefault(owner, []).append(Snippet(number, _pieces(text)))
    return {owner: tuple(held) for owner, held in gathered.items()}


def _pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in runs, each with whether it was asked for."""
    runs: list[tuple[str, bool]] = []
    for run in re.split(f"({BEGINS}[^{ENDS}]*{ENDS})", " ".join(text.split())):
        is_asked = run.startswith(BEGINS)
        plain = run.strip(BEGINS + ENDS) if is_asked else run
        if plain:
            runs.append((plain, is_asked))
    return tuple(runs)
