"""The sources of one record: each once, numbered as a reader meets them, with what it supports."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from django.db import connection

from frankpledge.people.models import Source
from frankpledge.register.models import Supports

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
    def of(cls, collaboration_id: int) -> Self:
        """Reads them in one statement."""
        with connection.cursor() as cursor:
            cursor.execute(OF_A_RECORD, [collaboration_id])
            read = sorted(cursor.fetchall(), key=lambda row: READ_IN_ORDER.index(row[0]))
        return cls._grouped(collaboration_id, read)

    @classmethod
    def _grouped(
        cls, collaboration_id: int, rows: list[tuple[str, int | None, int | None, int | None, str, str, str]]
    ) -> Self:
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
