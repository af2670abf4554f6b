"""One statement finds, counts and shows: whatever the size, and however many facets.

A value's count is the number of bits that it shares with the results. The page's rows are ordered and cut out
in the same statement; see `sets` for what comes before.
"""

from collections.abc import Sequence
from typing import Any

from frankpledge.register.search.bits import PLACE, SEGMENT
from frankpledge.register.search.entries import quoted
from frankpledge.register.search.facets import FACETS, IN_BEING, Sort
from frankpledge.register.search.sets import ANSWER, PAGE_SIZE, Sets, Wanted


def page(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The statement for one page of results with all counts, and its parameters. It gives one row."""
    parts = _Statement(wanted)
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
                FROM page JOIN ({parts.cards()}) AS card ON card.collaboration_id = page.id)
    """
    return sql, parts.parameters()


def every(wanted: Wanted, columns: str) -> tuple[str, dict[str, Any]]:
    """The statement for `columns` of the cards of all results in order, and its parameters."""
    parts = _Statement(wanted)
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


_SHOWN = (
    "collaboration_id, reference, address, title, summary, model, status, status_as_of, starts_on, ends_on,"
    " lead, areas_count, assumed_areas_count, figures_count"
)
# Where words may stand besides, in the order in which a reader is shown them.
TEXTS = ("names", "parties", "notes", "claims", "events")


class _Statement(Sets):
    """What is counted and shown of the sets."""

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
        if self.wanted.ranks and not self.chosen:
            return "hit", "true" if self.wanted.with_assumed else "is_plain"
        answer = ANSWER if self.wanted.as_at else "NULL"
        columns = "takes_in_every_force, title_key, starts_on, parties_count"
        rows = f"SELECT collaboration_id AS id, {columns}, {answer} AS answer FROM register_searchentry"
        if self.wanted.ranks:
            rows = f"SELECT id, {columns}, rank, answer FROM hit"
        elif not self.chosen and not self.wanted.common:
            return f"(SELECT each.*, true AS is_plain FROM ({rows}) AS each) AS result", "true"
        titled = f", get_bit(base.titled, {PLACE}) AS titled" if self.wanted.common else ""
        within = f"""
            SELECT each.*, get_bit(base.plain, {PLACE}) = 1 AS is_plain{titled}
            FROM ({rows}) AS each JOIN base ON base.segment = {SEGMENT}
            WHERE get_bit(base.{self.active}, {PLACE}) = 1
        """
        return f"({within}) AS result", "true"

    def _order(self) -> str:
        every_force_last = self.wanted.involves_bodies or not self.wanted.has_words
        # Of words that very many records have, a title or name with them goes first; the rest rank alike.
        match = "titled DESC" if self.wanted.common else "rank DESC"
        assumed_last = ["is_plain DESC"] if self.wanted.with_assumed else []
        best = [
            *(["takes_in_every_force"] if every_force_last else []),
            *(["title_key = %(exact)s DESC", match] if self.wanted.has_words else []),
        ]
        orders: dict[Sort, list[str]] = {
            Sort.BEST: best,
            Sort.NEWEST: ['starts_on COLLATE "C" DESC NULLS LAST'],
            Sort.PARTIES: ["parties_count DESC"],
            Sort.TITLE: [],
        }
        return ", ".join([*assumed_last, *orders[self.wanted.sort], "title_key", "id"])

    def cards(self) -> str:
        """What is shown of each result; its texts only when there are words to show in them."""
        texts = TEXTS if self.wanted.has_words else ()
        return f"SELECT {', '.join((_SHOWN, *texts))} FROM register_searchcard"

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
