"""Rows out of the database: exact, safe in a spreadsheet, in pieces, and never stuck."""

import csv
import gc
import io
import json
import tracemalloc

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frankpledge.exchange import streams

pytestmark = pytest.mark.django_db
HOSTILE = [
    *(
        "=1+1",
        "+44",
        "-3",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "\uff1d1",
        "\uff20x",
        "'=1",
        "''+1",
        "'quoted'",
        "plain",
    ),
    *("", 'a "b" c', "a,b", "line\nend", "\\.", "\\n", "\x01\x02", "é ŵ 😀", "x" * 10_000),
]
ROWS = "SELECT * FROM unnest(%s::text[]) WITH ORDINALITY AS row(words, number) ORDER BY number"
MANY = "SELECT n, repeat('word ', 20) AS words FROM generate_series(1, 200000) AS n"
STARTS = tuple(streams.FORMULA_STARTS)


def read_csv(pieces: list[bytes]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(pieces).decode(), newline="")))


def undone(cell: str) -> str:
    """What the open data's page tells a reader to do."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(STARTS) else cell


def made_safe(texts: list[str]) -> list[str]:
    select = f"SELECT {streams.spreadsheet_safe('words')} FROM ({ROWS}) AS row"
    with connection.cursor() as cursor:
        cursor.execute(select, [texts])
        return [row[0] for row in cursor.fetchall()]


def test_csv_holds_each_text_exactly_under_the_names_of_the_columns() -> None:
    header, *rows = read_csv(list(streams.csv(ROWS, [HOSTILE])))
    assert header == ["words", "number"]
    assert [row[0] for row in rows] == HOSTILE


def test_nothing_held_is_an_empty_cell_and_null_in_json() -> None:
    select = "SELECT NULL::text AS words, NULL::int AS number"
    assert b"".join(streams.csv(select)) == b"words,number\n,\n"
    assert b"".join(streams.json_lines(select)) == b'{"words":null,"number":null}\n'


def test_json_lines_hold_each_text_exactly_one_object_to_a_line() -> None:
    lines = b"".join(streams.json_lines(ROWS, [HOSTILE])).decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [
        {"words": words, "number": number} for number, words in enumerate(HOSTILE, start=1)
    ]


def test_a_json_array_holds_the_same_and_may_be_empty() -> None:
    found = json.loads(b"".join(streams.json_array(ROWS, [HOSTILE])))
    assert [row["words"] for row in found] == HOSTILE
    assert json.loads(b"".join(streams.json_array(ROWS, [[]]))) == []


def test_merging_gives_the_same_rows_and_leaves_the_connection_as_it_was() -> None:
    assert list(streams.csv(ROWS, [HOSTILE], merging=True)) == list(streams.csv(ROWS, [HOSTILE]))


def test_what_a_reader_sends_is_a_value_and_never_a_statement() -> None:
    sent = "'); DROP TABLE register_collaboration; --"
    assert read_csv(list(streams.csv("SELECT %(sent)s AS words", {"sent": sent})))[1] == [sent]


def test_no_cell_can_act_as_a_formula_and_each_can_be_undone() -> None:
    safe = made_safe(HOSTILE)
    assert not [cell for cell in safe if cell.startswith(STARTS)]
    assert [undone(cell) for cell in safe] == HOSTILE
    untouched = ["'quoted'", "plain", "", "a,b", "1=1", "x-y"]
    assert made_safe(untouched) == untouched


@given(st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_at_all_is_safe_and_can_be_undone(texts: list[str]) -> None:
    safe = made_safe([*texts, *(f"'={text}" for text in texts)])
    assert not [cell for cell in safe if cell.startswith(STARTS)]
    assert [undone(cell) for cell in safe] == [*texts, *(f"'={text}" for text in texts)]


def test_pieces_are_of_64_kib_at_least_but_the_last() -> None:
    sizes = [len(piece) for piece in streams.csv(MANY)]
    assert len(sizes) > 100
    assert min(sizes[:-1]) >= streams.BUFFER_BYTES
    assert max(sizes) < streams.BUFFER_BYTES + 1000


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(select: str) -> int:
        gc.collect()
        tracemalloc.start()
        for _piece in streams.json_lines(select):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = peak(f"{MANY} LIMIT 2000"), peak(MANY)
    assert many < few + 300_000
    assert many < 1_000_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("merging", [False, True])
def test_a_reader_who_goes_away_leaves_no_query_running(*, merging: bool) -> None:
    pieces = streams.csv(MANY.replace("200000", "20000000"), merging=merging)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined] # a generator
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('enable_hashjoin'), count(*) FROM pg_stat_activity"
            " WHERE query LIKE 'COPY%' AND state = 'active' AND datname = current_database()"
        )
        assert cursor.fetchone() == ("on", 0)
    assert not connection.in_atomic_block
