"""`make bench`: how fast it is, beside what a user would pick instead, on the same rows in the same run.

Ratios count; milliseconds do not carry between machines. `python -m bench 10000` measures one size.
"""

import sys
import tempfile
from pathlib import Path

import psycopg

from bench import engine, ours, servers, theirs
from bench.measures import measure
from bench.report import heading, show
from bench.rows import generate
from frankpledge.config.embedded import database

SIZES = (10_000, 100_000)


def main(sizes: tuple[int, ...]) -> None:
    """Builds both copies of each size, measures them in turn, prints a table each."""
    with tempfile.TemporaryDirectory(prefix="frankpledge-bench-") as folder:
        place = Path(folder)
        with database.temporary() as running:
            for size in sizes:
                print(heading(size), flush=True)
                url = _build_ours(running.server.owner_url, size)
                file = place / f"bench{size}.db"
                theirs.fill(file, generate(size))
                show(measure(url, file))
                file.unlink()


def _build_ours(server_url: str, size: int) -> str:
    name = f"bench{size}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address, _, options = server_url.partition("?")
    url = f"{address.rpartition('/')[0]}/{name}?{options}"
    servers.run_ours(url, "prepare", "--quiet")
    with psycopg.connect(url) as connection:
        # Pictures ahead of any reader would be drawn for minutes, and are not what is measured.
        connection.execute("DELETE FROM procrastinate_jobs")
        ours.fill(connection, generate(size))
    servers.run_ours(url, "rebuild-search")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return url


if __name__ == "__main__":
    main(tuple(int(word) for word in sys.argv[1:]) or SIZES)
    engine.main()
