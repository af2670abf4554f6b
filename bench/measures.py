"""What is asked of both, and how the answers compare."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench import servers
from bench.clock import Download, Timing, ask, download, final
from bench.rows import COMMON_WORD, RARE_WORD

OUR_PORT = 18_801
OUR_CACHED_PORT = 18_802
THEIR_PORT = 18_803
RECORDS = 40
FACETS = "&_facet=model&_facet=status&_facet=legal_basis&_facet=confidence&_facet_array=functions"


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of page. `least` is how many times as fast as theirs ours is meant to be, at each size."""

    name: str
    ours: list[str]
    theirs: list[str]
    least: dict[int, float]
    times: int = 60
    least_cached: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    question: Question
    ours: Timing
    theirs: Timing
    cached: bool = False

    def least(self, size: int) -> float | None:
        """How many times as fast as theirs it is meant to be, if that was said."""
        return self.question.least_cached if self.cached else self.question.least.get(size)

    @property
    def ratio(self) -> float:
        """How many times as fast ours is, by the middle request."""
        return self.theirs.p50_ms / self.ours.p50_ms


@dataclass(frozen=True, slots=True)
class Result:
    size: int
    answers: list[Answer]
    ours_csv: Download
    theirs_csv: Download
    ours_memory_mb: tuple[float, float]


def questions(addresses: list[str], numbers: list[int], national: str) -> Iterator[Question]:
    """The pages of both, side by side. Ours counts every facet it has; theirs the five it is asked for."""
    table = "/bench/collaborations?_size=20"
    find = "/collaborations"
    yield Question("home", ["/"], ["/"], {})
    yield Question("find, no words", [find], [table + FACETS], {100_000: 5}, times=30)
    yield Question(
        "find, common word",
        [f"{find}?q={COMMON_WORD}"],
        [f"{table}&_search={COMMON_WORD}{FACETS}"],
        {10_000: 4, 100_000: 5},
        times=30,
    )
    yield Question(
        "find, rare word",
        [f"{find}?q={RARE_WORD}"],
        [f"{table}&_search={RARE_WORD}{FACETS}"],
        {10_000: 2, 100_000: 3},
    )
    yield Question(
        "find, two filters",
        [f"{find}?model=joint_unit&status=running"],
        [f"{table}&model=joint_unit&status=running{FACETS}"],
        {},
        times=30,
    )
    records = [final(OUR_PORT, f"{find}/{address}") for address in addresses]
    yield Question(
        "record",
        records,
        [f"/bench/collaborations/{number}" for number in numbers],
        {10_000: 0.5, 100_000: 0.5},
        least_cached=1,
    )
    yield Question("record, every force in it", [final(OUR_PORT, f"{find}/{national}")], [], {})
    yield Question(
        "organisation",
        ["/organisations/norfolk"],
        ["/bench/parties?organisation=norfolk&_facet=role&_facet=basis"],
        {},
        times=30,
    )


def measure(database_url: str, sqlite: Path) -> Result:
    """Starts both and asks each question of one, then the other."""
    size, addresses, numbers, national = _sample(database_url)
    # Theirs is asked for the table by the name of its file.
    named = sqlite.with_name("bench.db")
    sqlite.rename(named)
    with ExitStack() as running:
        pid = running.enter_context(servers.frankpledge(OUR_PORT, database_url, page_cache=False))
        running.enter_context(servers.frankpledge(OUR_CACHED_PORT, database_url, page_cache=True))
        running.enter_context(servers.datasette(THEIR_PORT, named))
        asked = list(questions(addresses, numbers, national))
        _have_pictures_drawn(database_url, asked)
        answers = [answer for question in asked for answer in _both(question)]
        before = servers.peak_memory_mb(pid)
        ours_csv = download(OUR_PORT, "/data/collaborations.csv")
        after = servers.peak_memory_mb(pid)
        theirs_csv = download(THEIR_PORT, "/bench/collaborations.csv?_stream=on&_size=max")
    named.rename(sqlite)
    return Result(size, answers, ours_csv, theirs_csv, (before, after))


def _have_pictures_drawn(database_url: str, asked: list[Question]) -> None:
    """Shows each of our pages once, and lets the worker draw what they ask for, as it does for readers."""
    for question in asked:
        ask(OUR_PORT, question.ours, times=0)
    with servers.worker(database_url), psycopg.connect(database_url, autocommit=True) as connection:
        while _one(connection, "SELECT count(*) FROM exchange_drawing WHERE svg = ''") != "0":
            time.sleep(0.5)


def _both(question: Question) -> Iterator[Answer]:
    nobody = Timing(float("nan"), float("nan"))
    if FACETS in "".join(question.theirs) and not servers.complete_facets(THEIR_PORT, question.theirs[0]):
        raise SystemExit(f"Datasette did not count all of its facets for {question.name!r}.")
    ours = ask(OUR_PORT, question.ours, times=question.times)
    theirs = ask(THEIR_PORT, question.theirs, times=question.times) if question.theirs else nobody
    yield Answer(question, ours, theirs)
    if not question.name.startswith("find"):
        yield Answer(question, ask(OUR_CACHED_PORT, question.ours, times=question.times), theirs, cached=True)


def _sample(database_url: str) -> tuple[int, list[str], list[int], str]:
    with psycopg.connect(database_url) as connection:
        size = _one(connection, "SELECT count(*) FROM register_collaboration")
        step = max(int(size) // RECORDS, 1)
        found = connection.execute(
            "SELECT reference, id FROM register_collaboration"
            " WHERE parties_coverage <> 'assumed' AND id %% %s = 0 ORDER BY id LIMIT %s",
            [step, RECORDS],
        ).fetchall()
        national = _one(
            connection,
            "SELECT reference FROM register_collaboration"
            " WHERE parties_coverage = 'assumed' ORDER BY id LIMIT 1",
        )
        return int(size), [row[0] for row in found], [row[1] for row in found], str(national)


def _one(connection: psycopg.Connection[tuple[object, ...]], query: str) -> str:
    row = connection.execute(query.encode()).fetchone()
    if row is None:
        raise SystemExit(f"Nothing answers {query}")
    return str(row[0])
