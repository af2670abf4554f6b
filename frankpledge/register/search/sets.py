"""The parts of a search's statement that deal in bits: what the words find, what the facets let through.

What the words find becomes bits, a string of them for each segment of 4,096 records. A facet's chosen values
are ORed, the facets are ANDed. `plain` results have the bodies asked for by a source's word; `wide` ones by
assumption too.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frankpledge.dates import Answer
from frankpledge.register.models.search import SEGMENT_BITS
from frankpledge.register.search.bits import NO_BITS, SEGMENT, gathered
from frankpledge.register.search.entries import quoted
from frankpledge.register.search.facets import BY_KEY, FACETS, IN_BEING, Facet, Sort

PAGE_SIZE = 20
WEIGHTS = "{0.05, 0.2, 0.4, 1.0}"  # of what is said, of the summary, of functions and parties, of names
WORD_BITS = 64
_BIT = f"1::bigint << ({WORD_BITS - 1} - mod(id, {WORD_BITS}))::int"
_SHIFT = f"(mod(id / {WORD_BITS}, {SEGMENT_BITS // WORD_BITS}) * {WORD_BITS})::int"
ANSWER = (
    "CASE WHEN %(as_at)s < not_before OR %(as_at)s >= not_from THEN 'no'"
    " WHEN surely_from <= %(as_at)s AND %(as_at)s < surely_before THEN 'yes' ELSE 'not_known' END"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be found. `stated` and `stated_or_assumed` are conditions on words, empty for none.

    `common` are the stems when all words are ones that very many records have, and whether each is left out.
    `chosen` holds for each facet's key the values asked for, all of them known. `exact` is the whole text,
    folded: a record of that very title comes first.
    """

    stated: str = ""
    stated_or_assumed: str = ""
    common: tuple[tuple[str, bool], ...] = ()
    exact: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    as_at: datetime.date | None = None
    with_assumed: bool = False
    involves_bodies: bool = False
    sort: Sort = Sort.BEST
    page: int = 1

    @property
    def has_words(self) -> bool:
        return bool(self.stated)

    @property
    def ranks(self) -> bool:
        """Whether the words are looked up in the index, and what they find is ranked."""
        return self.has_words and not self.common

    @property
    def differs_by_assumption(self) -> bool:
        """Whether counting assumed parties can add to what the words find."""
        return self.stated != self.stated_or_assumed


class Sets:
    """The sets of a search, as bits. Every value that a reader sent goes in as a parameter."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.chosen: list[Facet] = [BY_KEY[key] for key, values in wanted.chosen.items() if values]
        self.active = "wide" if wanted.with_assumed else "plain"
        self.bits = "held" if wanted.as_at or wanted.with_assumed else "register_searchbits"

    def parameters(self) -> dict[str, Any]:
        wanted = self.wanted
        return {
            "stated": wanted.stated,
            "stated_or_assumed": wanted.stated_or_assumed,
            "exact": wanted.exact,
            "as_at": wanted.as_at,
            "offset": (wanted.page - 1) * PAGE_SIZE,
            **{f"stem_{number}": stem for number, (stem, _) in enumerate(wanted.common)},
            **{f"chosen_{facet.key}": list(wanted.chosen[facet.key]) for facet in self.chosen},
        }

    def common(self) -> str:
        """What both statements begin with: what the words find, the facets' bits, and the results as bits."""
        return ",\n".join(
            [
                *self._hits(),
                *self._lived(),
                *self._held(),
                f"found AS MATERIALIZED ({self._found()})",
                *(f"chosen_{facet.key} AS MATERIALIZED ({self._chosen(facet)})" for facet in self.chosen),
                f"base AS MATERIALIZED ({self._base()})",
            ]
        )

    def _hits(self) -> list[str]:
        """What the words find, one row a record."""
        if not self.wanted.ranks:
            return []
        condition = "stated_or_assumed" if self.wanted.differs_by_assumption else "stated"
        # A condition that the planner cannot see through is answered from the index however common the word;
        # reading the whole table instead would unpack every record's words.
        hit = f"""
            SELECT collaboration_id AS id, entry.*,
                ts_rank('{WEIGHTS}', headwords, (SELECT %({condition})s::tsquery)) AS rank,
                {"stated.id IS NOT NULL" if self.wanted.differs_by_assumption else "true"} AS is_plain
            FROM register_searchentry AS entry
            {"LEFT JOIN stated ON stated.id = collaboration_id" if self.wanted.differs_by_assumption else ""}
            WHERE words @@ (SELECT %({condition})s::tsquery)
        """
        stated = """
            SELECT collaboration_id AS id FROM register_searchentry
            WHERE words @@ (SELECT %(stated)s::tsquery)
        """
        first = [f"stated AS MATERIALIZED ({stated})"] if self.wanted.differs_by_assumption else []
        columns = "id, takes_in_every_force, title_key, starts_on, parties_count, rank, is_plain"
        answer = ANSWER if self.wanted.as_at else "NULL"
        return [*first, f"hit AS MATERIALIZED (SELECT {columns}, {answer} AS answer FROM ({hit}) AS each)"]

    def _found(self) -> str:
        if self.wanted.ranks:
            return _gathered("hit", {"plain": "is_plain", "wide": "true"})
        if self.wanted.common:
            return self._found_in_common()
        return "SELECT segment, bits AS plain, bits AS wide FROM register_searchbits WHERE facet = 'all'"

    def _found_in_common(self) -> str:
        """What words that very many records have find: their bits are kept, and no record is read."""
        every, titled, joins = ["every.bits"], ["every.bits"], []
        for number, (_, is_left_out) in enumerate(self.wanted.common):
            word = f"word_{number}"
            joins.append(
                f"LEFT JOIN register_searchwordbits AS {word}"
                f" ON {word}.segment = every.segment AND {word}.stem = %(stem_{number})s"
            )
            every.append(f"{'~' if is_left_out else ''}coalesce({word}.bits, {NO_BITS})")
            titled.append(NO_BITS if is_left_out else f"coalesce({word}.titled, {NO_BITS})")
        found = " & ".join(every)
        return f"""
            SELECT every.segment, {found} AS plain, {found} AS wide, {" & ".join(titled)} AS titled
            FROM register_searchbits AS every {" ".join(joins)} WHERE every.facet = 'all'
        """

    def _lived(self) -> list[str]:
        """Which records were in being on the date, which not, and of which it is not known."""
        if not self.wanted.as_at:
            return []
        each = f"SELECT collaboration_id AS id, {ANSWER} AS answer FROM register_searchentry"
        source = "hit" if self.wanted.ranks else f"({each}) AS each"
        columns = {answer.value: f"answer = '{answer}'" for answer in Answer}
        values = " UNION ALL ".join(
            f"SELECT segment, '{answer}' AS value, {answer} AS bits FROM lived" for answer in Answer
        )
        return [f"lived AS MATERIALIZED ({_gathered(source, columns)})", f"answered AS ({values})"]

    def _held(self) -> list[str]:
        """The bits of every facet's values, where they are not simply those kept."""
        if self.bits != "held":
            return []
        others = [facet.key for facet in FACETS if not facet.has_assumed]
        parts = [
            f"SELECT segment, facet, value, bits FROM register_searchbits WHERE facet IN ({quoted(*others)})"
        ]
        before: list[str] = []
        if self.wanted.as_at:
            before = [f"belonged AS MATERIALIZED ({_BELONGED})"]
            parts.append(f"SELECT segment, '{IN_BEING.key}', value, bits FROM answered")
        return [*before, f"held AS MATERIALIZED ({' UNION ALL '.join([*parts, self._of_parties()])})"]

    def _of_parties(self) -> str:
        source = "belonged" if self.wanted.as_at else "register_searchbits"
        stated = [facet.key for facet in FACETS if facet.has_assumed]
        if not self.wanted.with_assumed:
            return f"SELECT segment, facet, value, bits FROM {source} WHERE facet IN ({quoted(*stated)})"
        either = [*stated, *(f"{key}_assumed" for key in stated)]
        return f"""
            SELECT segment, replace(facet, '_assumed', ''), value, bit_or(bits) FROM {source}
            WHERE facet IN ({quoted(*either)}) GROUP BY 1, 2, 3
        """

    def _chosen(self, facet: Facet) -> str:
        asked = f"value = ANY(%(chosen_{facet.key})s)"
        if not facet.has_assumed:
            source = self.bits if facet is IN_BEING else "register_searchbits"
            return f"""
                SELECT segment, bit_or(bits) AS plain, bit_or(bits) AS wide FROM {source}
                WHERE facet = '{facet.key}' AND {asked} GROUP BY segment
            """
        return f"""
            SELECT segment, bit_or(bits) FILTER (WHERE facet = '{facet.key}') AS plain, bit_or(bits) AS wide
            FROM {"belonged" if self.wanted.as_at else "register_searchbits"}
            WHERE facet IN ('{facet.key}', '{facet.key}_assumed') AND {asked} GROUP BY segment
        """

    def _base(self) -> str:
        """The results as bits; for each facet chosen also what they would be without it."""
        joins = " ".join(f"LEFT JOIN chosen_{facet.key} USING (segment)" for facet in self.chosen)
        columns = [
            f"{self._and('plain', self.chosen)} AS plain",
            f"{self._and('wide', self.chosen)} AS wide",
            *(f"{self._and(self.active, self._others(facet))} AS but_{facet.key}" for facet in self.chosen),
            *(["found.titled"] if self.wanted.common else []),
        ]
        return f"SELECT segment, {', '.join(columns)} FROM found {joins}"

    def _others(self, facet: Facet) -> list[Facet]:
        return [other for other in self.chosen if other is not facet]

    def _and(self, which: str, facets: Sequence[Facet]) -> str:
        terms = [f"coalesce(chosen_{facet.key}.{which}, {NO_BITS})" for facet in facets]
        return " & ".join([f"found.{which}", *terms])


def _gathered(source: str, columns: Mapping[str, str]) -> str:
    """Rows with an `id` as bits by segment, a column for each condition: 64 records at a time, then 4,096."""
    words = ", ".join(
        f"bit_or(({condition})::int * ({_BIT})) AS {name}" for name, condition in columns.items()
    )
    whole = ", ".join(
        f"bit_or({name}::bit({WORD_BITS})::bit({SEGMENT_BITS}) >> {_SHIFT}) AS {name}" for name in columns
    )
    return f"""
        SELECT {SEGMENT} AS segment, {whole}
        FROM (SELECT min(id) AS id, {words} FROM {source} GROUP BY id / {WORD_BITS}) AS word
        GROUP BY {SEGMENT}
    """


# The bits of forces and regions on a date: without the stays that had not begun or were over.
_BELONGED = f"""
    WITH gone AS MATERIALIZED (
        SELECT {SEGMENT} AS segment, value, {gathered()} AS bits
        FROM (
            SELECT organisation_slug AS value, collaboration_id AS id FROM register_searchstay
            GROUP BY organisation_slug, collaboration_id
            HAVING bool_and(coalesce(%(as_at)s < not_before, false) OR coalesce(%(as_at)s >= not_from, false))
        ) AS over
        GROUP BY 1, 2
    ),
    kept AS MATERIALIZED (
        SELECT segment, facet, value, kept.bits & ~coalesce(gone.bits, {NO_BITS}) AS bits
        FROM register_searchbits AS kept LEFT JOIN gone USING (segment, value)
        WHERE facet IN ('force', 'force_assumed')
    )
    SELECT segment, facet, value, bits FROM kept
    UNION ALL
    SELECT segment, replace(facet, 'force', 'region'), body.region, bit_or(bits)
    FROM kept JOIN people_organisation AS body ON body.slug = kept.value
    WHERE body.region <> '' GROUP BY 1, 2, 3
"""
