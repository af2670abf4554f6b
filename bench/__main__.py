"""`make bench`: how fast it is, beside what a user would pick instead, on the same rows in the same run.

Ratios count; milliseconds do not carry between machines. `python -m bench 10000` measures one size.
"""

import sys
import tempfile
from pathlib import Path

from bench import engine, theirs
from bench.building import build
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
                url = build(running.server.owner_url, size)
                file = place / f"bench{size}.db"
                theirs.fill(file, generate(size))
                show(measure(url, file))
                file.unlink()


if __name__ == "__main__":
    main(tuple(int(word) for word in sys.argv[1:]) or SIZES)
    engine.main()
