"""What a table of the open data is: an allow-list of columns, each with its SQL beside its description.

The page, the schema of the data package and the files are all made from these; there is no second list.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise

from frankpledge.exchange.streams import spreadsheet_safe

Words = str | Promise

LIST_SEPARATOR = ";"
# As in the register's own files: an address may hold a semicolon, but no space.
ADDRESS_SEPARATOR = " ; "


class Kind(StrEnum):
    """What a column holds, and with it how it is written."""

    TEXT = "text"
    KEY = "key"
    CODE = "code"
    ADDRESS = "address"
    PARTIAL_DATE = "partial date"
    DAY = "day"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"
    ADDRESSES = "addresses"


MAY_BE_BLANK_TEXT = frozenset({Kind.TEXT, Kind.KEY, Kind.CODE, Kind.ADDRESS})
LISTS = {Kind.LIST: LIST_SEPARATOR, Kind.ADDRESSES: ADDRESS_SEPARATOR}
FREE_TEXT = frozenset({Kind.TEXT, Kind.ADDRESS, Kind.LIST, Kind.ADDRESSES})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `sql` reads it from the table's source; `is_required` says that it is never blank."""

    name: str
    sql: str
    kind: Kind
    description: Words
    codes: type[TextChoices] | None = None
    is_required: bool = False

    def in_csv(self) -> str:
        """SQL for its cell in CSV: blank where nothing is held, lists joined, no formula to run."""
        read = self.sql
        if self.kind in LISTS:
            read = f"array_to_string({read}, '{LISTS[self.kind]}')"
        if self.kind in MAY_BE_BLANK_TEXT and not self.is_required:
            read = f"nullif({read}, '')"
        if self.kind is Kind.NUMBER:
            read = f"trim_scale({read})"
        if self.kind is Kind.BOOLEAN:
            read = f"({read})::text"
        return spreadsheet_safe(read) if self.kind in FREE_TEXT else read

    def in_json(self) -> str:
        """SQL for its value in JSON: exactly as held, null where nothing is."""
        if self.kind in LISTS:
            return f"coalesce({self.sql}, ARRAY[]::text[])"
        if self.kind in MAY_BE_BLANK_TEXT and not self.is_required:
            return f"nullif({self.sql}, '')"
        return f"trim_scale({self.sql})" if self.kind is Kind.NUMBER else self.sql


@dataclass(frozen=True, slots=True)
class Link:
    """Columns whose values are those of `to_columns` in the table `to`."""

    columns: tuple[str, ...]
    to: str
    to_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One file. `source` is the FROM of its query, `key` what tells a row from every other.

    `merges` says that all that is joined comes in the order of the rows; see streams.
    """

    name: str
    title: Words
    description: Words
    columns: tuple[Column, ...]
    source: str
    order_by: str
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    merges: bool = False

    def csv_select(self) -> str:
        """The query for its CSV."""
        return self._select(tuple((column.in_csv(), column.name) for column in self.columns))

    def json_select(self) -> str:
        """The query for its JSON Lines."""
        return self._select(tuple((column.in_json(), column.name) for column in self.columns))

    def count_select(self) -> str:
        """The query for how many rows it has."""
        return f"SELECT count(*) FROM {self.source}"

    def _select(self, read: tuple[tuple[str, str], ...]) -> str:
        listed = ", ".join(f'{sql} AS "{name}"' for sql, name in read)
        return f"SELECT {listed} FROM {self.source} ORDER BY {self.order_by}"


def text(name: str, sql: str, description: Words, *, required: bool = False) -> Column:
    """Words, as they are held."""
    return Column(name, sql, Kind.TEXT, description, is_required=required)


def key(name: str, sql: str, description: Words, *, required: bool = True) -> Column:
    """A stable identifier: a reference, a slug or a key."""
    return Column(name, sql, Kind.KEY, description, is_required=required)


def code(
    name: str, sql: str, codes: type[TextChoices], description: Words, *, required: bool = True
) -> Column:
    """A word of a code list."""
    return Column(name, sql, Kind.CODE, description, codes, is_required=required)


def partial_date(name: str, sql: str, description: Words, *, required: bool = False) -> Column:
    """A date as precisely as it is known."""
    return Column(name, sql, Kind.PARTIAL_DATE, description, is_required=required)


def column(kind: Kind, name: str, sql: str, description: Words, *, required: bool = False) -> Column:
    """Any other column."""
    return Column(name, sql, kind, description, is_required=required)


def listed(values: str, order_by: str, rows: str, group_by: str) -> str:
    """SQL for a table `(owner, listed)` to join: `values` of `rows` as one array for each `group_by`.

    Made once for the whole file and joined as a set: asking again for each row is many times slower.
    """
    return (
        f"(SELECT {group_by} AS owner, array_agg({values}::text ORDER BY {order_by}) AS listed"
        f" FROM {rows} GROUP BY {group_by})"
    )
