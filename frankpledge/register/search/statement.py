"""One statement finds, counts and shows: whatever the size, and however many facets.

What the words find becomes bits, a string of them for each segment of 4,096 records. A facet's chosen values
are ORed, the facets are ANDed, and a value's count is the number of bits that it shares with the rest.

`plain` results have the bodies asked for by a source's word; `wide` ones by assumption too.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frankpledge.dates import Answer
from frankpledge.register.models.search import SEGMENT_BITS
from frankpledge.register.search.bits import NO_BITS
from frankpledge.register.search.entries import quoted
from frankpledge.register.search.facets import BY_KEY, FACETS, IN_BEING, Facet, Sort

PAGE_SIZE = 20
WEIGHTS = "{0.05, 0.2, 0.4, 1.0}"  # of what is said, of the summary, of functions and parties, of names
WORD_BITS = 64
_SEGMENT = f"id / {SEGMENT_BITS}"
_PLACE = f"mod(id, {SEGMENT_BITS})::int"
_BIT = f"1::bigint << ({WORD_BITS - 1} - mod(id, {WORD_BITS}))::int"
_SHIFT = f"(mod(id / {WORD_BITS}, {SEGMENT_BITS // WORD_BITS}) * {WORD_BITS})::int"
ANSWER = (
    "CASE WHEN %(as_at)s < not_before OR %(as_at)s >= not_from THEN 'no'"
    " WHEN surely_from <= %(as_at)s AND %(as_at)s < surely_before THEN 'yes' ELSE 'not_known' END"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be found. `stated` and `stated_or_assumed` are conditions on words, empty for none.

    `chosen` holds for each facet's key the values asked for, all of them known. `exact` is the whole text,
    folded: a record of that very title comes first.
    """

    stated: str = ""
    stated_or_assumed: str = ""
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
    def differs_by_assumption(self) -> bool:
        """Whether counting assumed parties can add to what the words find."""
        return self.stated != self.stated_or_assumed


def page(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The statement for one page of results with all counts, and its parameters. It gives one row."""
    parts = _Parts(wanted)
    offset = f"(SELECT least(%(offset)s, greatest(0, (total - 1) / {PAGE_SIZE} * {PAGE_SIZE})) FROM summed)"
    sql = f"""
        WITH {parts.common()},
        summed AS MATERIALIZED ({parts.sums()}),
        counted AS ({parts.counts()}),
        page AS MATERIALIZED (
            SELECT id, row_number() OVER () AS place, is_plain, answer
            FROM ({parts.ordered()} LIMIT {PAGE_SIZE} OFFSET {offset}) AS ordered
        )
        SELECT (SELECT row_to_json(summed) FROM summed),
            (SELECT json_agg(json_build_array(facet, value, label, records)) FROM counted),
            (SELECT json_agg(
                    json_build_array(row_to_json(card), is_plain, answer, {parts.stays()}) ORDER BY place
                )
                FROM page JOIN ({_SHOWN}) AS card ON card.collaboration_id = page.id)
    """
    return sql, parts.parameters()


def every(wanted: Wanted, columns: str) -> tuple[str, dict[str, Any]]:
    """The statement for `columns` of the cards of all results in order, and its parameters."""
    parts = _Parts(wanted)
    sql = f"""
        WITH {parts.common()}, ordered AS ({parts.numbered()})
        SELECT {columns} FROM ordered JOIN register_searchcard AS card ON card.collaboration_id = ordered.id
        ORDER BY ordered.place
    """
    return sql, parts.parameters()


def counts_of(conditions: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """The statement for how many records each condition on words finds, in one row, and its parameters."""
    parameters = {f"words_{number}": condition for number, condition in enumerate(conditions)}
    counts = (
        f"(SELECT count(*) FROM register_searchentry WHERE words @@ (SELECT %({name})s::tsquery))"
        for name in parameters
    )
    return f"SELECT {', '.join(counts)}", parameters


_SHOWN = """
    SELECT collaboration_id, reference, address, title, names, summary, model, status, status_as_of,
        starts_on, start_kind, ends_on, parties, lead, areas_count, assumed_areas_count, figures_count,
        notes, claims, events
    FROM register_searchcard
"""


class _Parts:
    """The parts of a statement. Every value that a reader sent goes in as a parameter."""

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
        if not self.wanted.has_words:
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
        if not self.wanted.has_words:
            return "SELECT segment, bits AS plain, bits AS wide FROM register_searchbits WHERE facet = 'all'"
        return _gathered("hit", {"plain": "is_plain", "wide": "true"})

    def _lived(self) -> list[str]:
        """Which records were in being on the date, which not, and of which it is not known."""
        if not self.wanted.as_at:
            return []
        each = f"SELECT collaboration_id AS id, {ANSWER} AS answer FROM register_searchentry"
        source = "hit" if self.wanted.has_words else f"({each}) AS each"
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
            source = self.bits if facet == IN_BEING else "register_searchbits"
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
        ]
        return f"SELECT segment, {', '.join(columns)} FROM found {joins}"

    def _others(self, facet: Facet) -> list[Facet]:
        return [other for other in self.chosen if other != facet]

    def _and(self, which: str, facets: Sequence[Facet]) -> str:
        terms = [f"coalesce(chosen_{facet.key}.{which}, {NO_BITS})" for facet in facets]
        return " & ".join([f"found.{which}", *terms])

    def sums(self) -> str:
        """How many results there are, by assumption too, and without each facet chosen."""
        columns = {"total": self.active, "plain": "plain", "wide": "wide"}
        columns |= {f"but_{facet.key}": f"but_{facet.key}" for facet in self.chosen}
        sums = (f"coalesce(sum(bit_count({bits})), 0)::bigint AS {name}" for name, bits in columns.items())
        return f"SELECT {', '.join(sums)} FROM base"

    def counts(self) -> str:
        """How many results each value of each facet has, its own facet's choice put aside."""
        asides = " ".join(f"WHEN '{facet.key}' THEN but_{facet.key}" for facet in self.chosen)
        within = f"CASE facet {asides} ELSE {self.active} END" if asides else self.active
        listed = [facet.key for facet in FACETS] + [IN_BEING.key] * bool(self.wanted.as_at)
        return f"""
            SELECT facet, value, records, CASE facet
                WHEN 'function' THEN (SELECT name FROM register_function WHERE slug = value)
                WHEN 'force' THEN (SELECT name FROM people_organisation WHERE slug = value) END AS label
            FROM (
                SELECT facet, value, sum(bit_count(bits & {within})) AS records
                FROM {self.bits} JOIN base USING (segment) WHERE facet IN ({quoted(*listed)})
                GROUP BY facet, value
            ) AS summed_up
        """

    def ordered(self) -> str:
        """The ids of the results in order, each with whether it is one without assumption."""
        source, condition = self._source()
        return f"SELECT id, is_plain, answer FROM {source} WHERE {condition} ORDER BY {self._order()}"

    def numbered(self) -> str:
        """As `ordered`, with each one's place."""
        source, condition = self._source()
        place = f"row_number() OVER (ORDER BY {self._order()}) AS place"
        return f"SELECT id, {place} FROM {source} WHERE {condition}"

    def _source(self) -> tuple[str, str]:
        if self.wanted.has_words and not self.chosen:
            return "hit", "true" if self.wanted.with_assumed else "is_plain"
        answer = ANSWER if self.wanted.as_at else "NULL"
        columns = "takes_in_every_force, title_key, starts_on, parties_count"
        rows = f"SELECT collaboration_id AS id, {columns}, {answer} AS answer FROM register_searchentry"
        if self.wanted.has_words:
            rows = f"SELECT id, {columns}, rank, answer FROM hit"
        elif not self.chosen:
            return f"(SELECT each.*, true AS is_plain FROM ({rows}) AS each) AS result", "true"
        return (
            f"""(
            SELECT each.*, get_bit(base.plain, {_PLACE}) = 1 AS is_plain
            FROM ({rows}) AS each JOIN base ON base.segment = {_SEGMENT}
            WHERE get_bit(base.{self.active}, {_PLACE}) = 1
        ) AS result""",
            "true",
        )

    def _order(self) -> str:
        every_force_last = self.wanted.involves_bodies or not self.wanted.has_words
        assumed_last = ["is_plain DESC"] if self.wanted.with_assumed else []
        best = [
            *(["takes_in_every_force"] if every_force_last else []),
            *(["title_key = %(exact)s DESC", "rank DESC"] if self.wanted.has_words else []),
        ]
        orders: dict[Sort, list[str]] = {
            Sort.BEST: best,
            Sort.NEWEST: ['starts_on COLLATE "C" DESC NULLS LAST'],
            Sort.PARTIES: ["parties_count DESC"],
            Sort.TITLE: [],
        }
        return ", ".join([*assumed_last, *orders[self.wanted.sort], "title_key", "id"])

    def stays(self) -> str:
        """The entries of the forces chosen in a result, as (slug, joined, left, assumed)."""
        if not self.wanted.chosen.get("force"):
            return "NULL::json"
        return """(
            SELECT json_agg(
                json_build_array(body.slug, party.joined_on, party.left_on, party.basis) ORDER BY body.slug
            )
            FROM register_party AS party JOIN people_organisation AS body ON body.id = party.organisation_id
            WHERE party.collaboration_id = page.id AND body.slug = ANY(%(chosen_force)s)
        )"""


def _gathered(source: str, columns: Mapping[str, str]) -> str:
    """Rows with an `id` as bits by segment, a column for each condition: 64 records at a time, then 4,096."""
    words = ", ".join(
        f"bit_or(({condition})::int * ({_BIT})) AS {name}" for name, condition in columns.items()
    )
    whole = ", ".join(
        f"bit_or({name}::bit({WORD_BITS})::bit({SEGMENT_BITS}) >> {_SHIFT}) AS {name}" for name in columns
    )
    return f"""
        SELECT {_SEGMENT} AS segment, {whole}
        FROM (SELECT min(id) AS id, {words} FROM {source} GROUP BY id / {WORD_BITS}) AS word
        GROUP BY {_SEGMENT}
    """


# The bits of forces and regions on a date: without the stays that had not begun or were over.
_BELONGED = f"""
    WITH gone AS MATERIALIZED (
        SELECT id / {SEGMENT_BITS} AS segment, value, bit_or(B'1'::bit({SEGMENT_BITS}) >> {_PLACE}) AS bits
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
