"""The sources of one record: each once, numbered as a reader meets them, with what it supports."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from django.db import connection

from frankpledge.people.models import Source
from frankpledge.register.models import Supports
from frankpledge.register.queries.undoing import NOTHING, Undone

# The record itself is read first, its figures last; so are its sources numbered.
READ_IN_ORDER = (Supports.RECORD, Supports.FURTHER, Supports.PARTY, Supports.EVENT, Supports.CLAIM)


# Written out, like the record's other statements: building them takes longer than reading the rows.
OF_A_RECORD = """
SELECT supports, party_id, event_id, claim_id, source.url, citation.title, source.title
FROM register_citation AS citation JOIN people_source AS source ON source.id = citation.source_id
WHERE collaboration_id = %s
ORDER BY position, citation.id
"""
LONGEST_ADDRESS = 80
# What it supports, its party, event or claim, its address, its title here and elsewhere.
CitationRow = tuple[str, int | None, int | None, int | None, str, str, str]


def shortened(url: str) -> str:
    """An address as short as it can be shown and still be told from others.

    >>> shortened("https://www.example.org/news/2020/")
    'example.org/news/2020'
    """
    shown = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return shown if len(shown) <= LONGEST_ADDRESS else f"{shown[:LONGEST_ADDRESS]}…"


@dataclass(slots=True, kw_only=True)
class Cited:
    """One source of a record. `facts` are the ids of the parties, events and claims that it supports."""

    number: int
    url: str
    title: str
    publisher: str
    facts: dict[Supports, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def name(self) -> str:
        """What to call it: its title, or else the beginning of its address."""
        return self.title or shortened(self.url)

    @property
    def supports_the_record(self) -> bool:
        return Supports.RECORD in self.facts or Supports.FURTHER in self.facts


@dataclass(frozen=True, slots=True)
class Citations:
    """All sources of a record, and those of each fact."""

    sources: tuple[Cited, ...]
    by_fact: Mapping[tuple[Supports, int], tuple[Cited, ...]]

    @classmethod
    def of(cls, collaboration_id: int, undone: Undone = NOTHING) -> Self:
        """Reads them in one statement."""
        with connection.cursor() as cursor:
            cursor.execute(OF_A_RECORD, [collaboration_id])
            rows = _as_they_were(collaboration_id, cursor.fetchall(), undone)
        return cls._grouped(collaboration_id, sorted(rows, key=lambda row: READ_IN_ORDER.index(row[0])))

    @classmethod
    def _grouped(cls, collaboration_id: int, rows: list[CitationRow]) -> Self:
        sources: dict[str, Cited] = {}
        by_fact: dict[tuple[Supports, int], list[Cited]] = defaultdict(list)
        for word, party, event, claim, url, title, usual_title in rows:
            supports, fact = Supports(word), party or event or claim or collaboration_id
            if url not in sources:
                publisher = Source(url=url).publisher
                sources[url] = Cited(number=len(sources) + 1, url=url, title="", publisher=publisher)
            sources[url].title = sources[url].title or title or usual_title
            sources[url].facts[supports].append(fact)
            by_fact[supports, fact].append(sources[url])
        return cls(tuple(sources.values()), {fact: tuple(cited) for fact, cited in by_fact.items()})

    def for_fact(self, supports: Supports, fact_id: int) -> tuple[Cited, ...]:
        """The sources of one party, event or claim."""
        return self.by_fact.get((supports, fact_id), ())

    @property
    def for_the_record(self) -> tuple[Cited, ...]:
        """The sources of the record as a whole."""
        return tuple(cited for cited in self.sources if cited.supports_the_record)


def _as_they_were(collaboration_id: int, rows: list[CitationRow], undone: Undone) -> list[CitationRow]:
    """The citations of a past day; those of facts whose sources changed since stand last of their kind."""
    if undone is NOTHING:
        return rows
    facts = {_fact(collaboration_id, row) for row in rows} | undone.cited_facts(collaboration_id)
    old = {fact: cited for fact in facts if (cited := undone.cited(*fact)) is not None}
    kept = [row for row in rows if _fact(collaboration_id, row) not in old]
    return kept + [_row(fact, url, title) for fact, cited in old.items() for url, title in cited]


def _fact(collaboration_id: int, row: CitationRow) -> tuple[Supports, int]:
    return Supports(row[0]), row[1] or row[2] or row[3] or collaboration_id


def _row(fact: tuple[Supports, int], url: str, title: str) -> CitationRow:
    supports, number = fact
    party = number if supports is Supports.PARTY else None
    event = number if supports is Supports.EVENT else None
    claim = number if supports is Supports.CLAIM else None
    return supports.value, party, event, claim, url, "", title
