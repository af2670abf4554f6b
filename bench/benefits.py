"""`python -m bench.benefits`: the national portfolio and a return saved, with many tracked collaborations.

`python -m bench.benefits 200 40 60` measures 200 collaborations with 40 benefits of 60 periods each.
Everything is made up, in a database that is thrown away. Times are in process, without a network.
"""

import datetime
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, TypedDict

import psycopg

from bench import servers
from bench.building import build
from bench.tracked import LENGTH, Size, fill
from frankpledge.config.embedded import database

SIZE = Size(2_000, 40, 60)
TIMES = 40
PAGE_MARK_MS, SAVE_MARK_MS = 300, 200


class Measured(TypedDict):
    """One kind of request: its times in milliseconds, and how many statements it asks."""

    p50_ms: float
    p95_ms: float
    statements: int


def main(size: Size) -> None:
    """Builds the register, measures in a process of its own, and prints both with their marks."""
    with database.temporary() as running:
        url = build(running.server.owner_url, size.collaborations)
        started = time.perf_counter()
        with psycopg.connect(url) as connection:
            counts = fill(connection, size)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        took = time.perf_counter() - started
        print(f"{sum(counts.values()):,} rows put in by COPY in {took:,.0f} s: {counts}", flush=True)
        application_url = _as_application(url, running.server.database_url)
        servers.run_ours(application_url, "prepare", "--quiet", DATABASE_OWNER_URL=url)
        found = _measured_apart(application_url, size)
    print(
        f"{size.collaborations:,} collaborations, {size.profiles} benefits each, {size.periods} periods each"
    )
    for name, mark in (
        ("national portfolio page", PAGE_MARK_MS),
        ("portfolio of one force", PAGE_MARK_MS),
        ("the portfolio with all of that", PAGE_MARK_MS),
        ("all that may be counted twice, listed", PAGE_MARK_MS),
        ("what one benefit may count twice, found", SAVE_MARK_MS),
        ("all that may be counted twice, found", None),
        ("a return saved", SAVE_MARK_MS),
        ("a return locked, with standings worked out", None),
    ):
        print(_line(name, found[name], mark))


def _line(name: str, each: Measured, mark: int | None) -> str:
    verdict = "" if mark is None else f"  mark {mark} ms: {'met' if each['p95_ms'] < mark else 'MISSED'}"
    times = f"p50 {each['p50_ms']:,.0f} ms  p95 {each['p95_ms']:,.0f} ms"
    return f"{name:<44} {times}  {each['statements']} statements{verdict}"


def _as_application(url: str, application_url: str) -> str:
    """The same database as the application's role, from which rows are hidden as in service."""
    name = url.partition("?")[0].rpartition("/")[2]
    address, _, options = application_url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{options}"


def _measured_apart(url: str, size: Size) -> dict[str, Measured]:
    """A process of its own, because the settings read the address of one database."""
    environment = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": "only for measuring"}
    command = [sys.executable, "-m", "bench.benefits", "--here", str(size.periods)]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    held: dict[str, Measured] = json.loads(told)
    return held


def _measured_here(passed: int) -> dict[str, Measured]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    import django

    django.setup()
    opened = _opener()
    held = {
        "national portfolio page": _timed(opened("/benefits/portfolio"), TIMES),
        "portfolio of one force": _timed(opened("/benefits/portfolio?force=kent"), TIMES),
        **_double_counts(),
        "the portfolio with all of that": _timed(opened("/benefits/portfolio"), TIMES),
        "all that may be counted twice, listed": _timed(opened("/benefits/double-counts", b"open"), TIMES),
    }
    return held | _returns(passed)


def _double_counts() -> dict[str, Measured]:
    """The whole once, as `frankpledge benefits rebuild` does, then one benefit as when it is saved."""
    from frankpledge.benefits.actions import double_counts
    from frankpledge.benefits.models import Realiser

    started = time.perf_counter()
    count = double_counts.refresh()
    took = (time.perf_counter() - started) * 1000
    print(f"{count:,} pairs may be counted twice", file=sys.stderr, flush=True)
    chosen = list(Realiser.objects.values_list("profile_id", flat=True).order_by("id")[: TIMES + 2])
    return {
        "all that may be counted twice, found": Measured(p50_ms=took, p95_ms=took, statements=0),
        "what one benefit may count twice, found": _timed(
            lambda at: double_counts.refresh([chosen[at]]), min(TIMES, len(chosen) - 2)
        ),
    }


def _opener() -> Callable[..., Callable[[int], Any]]:
    """How pages are opened by a curator."""
    from django.test import Client

    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.actions import memberships, users
    from frankpledge.people.models import Role

    by = at_command_line("the bench")
    reader = users.create(by=by, email="curator@bench.example", name="Curator of the bench")
    memberships.give(by=by, user_id=reader.pk, role=Role.CURATOR, organisation="", until=None)
    client = Client(SERVER_NAME="localhost")
    client.force_login(reader)

    def opened(address: str, word: bytes = b"Made-up measure 1") -> Callable[[int], Any]:
        def get(_at: int) -> None:
            answer = client.get(address)
            if answer.status_code != 200 or word not in answer.content:
                raise SystemExit(f"{address} answered {answer.status_code}: its time means nothing.")

        return get

    return opened


def _returns(passed: int) -> dict[str, Measured]:
    """Each time another collaboration's next period, every benefit answered."""
    from frankpledge.audit.actors import at_command_line
    from frankpledge.benefits import periods
    from frankpledge.benefits.actions import returns
    from frankpledge.benefits.actions.returns import Cell
    from frankpledge.benefits.models import Workspace
    from frankpledge.benefits.queries.returns import grid

    by = at_command_line("the bench")
    held = list(Workspace.objects.select_related("collaboration").order_by("id")[: TIMES + 2])
    day = periods.later(held[0].first_period_on, passed * periods.months(LENGTH))
    if day > datetime.date.today():  # noqa: DTZ011 - only whether it has begun
        raise SystemExit("So many periods lie ahead: nothing can be returned for them.")

    def save(at: int) -> None:
        workspace = held[at]
        cells = [
            Cell(key=line.key, numerator="118", denominator="200")
            if line.is_ratio
            else Cell(key=line.key, value="118")
            for line in grid(workspace, day).lines
        ]
        returns.save(by=by, collaboration=workspace.collaboration, starts_on=day, version=0, cells=cells)

    def lock(at: int) -> None:
        returns.lock(by=by, collaboration=held[at].collaboration, starts_on=day, version=1)

    saved = _timed(save, min(TIMES, len(held) - 2))
    return {
        "a return saved": saved,
        "a return locked, with standings worked out": _timed(lock, min(TIMES, len(held) - 2)),
    }


def _timed(do: Callable[[int], Any], times: int) -> Measured:
    """The first two are not measured: one makes ready what is made once, one counts the statements."""
    from django.db import connection

    statements = []

    def counted(execute: Callable[..., Any], statement: str, *rest: Any) -> Any:
        statements.append(statement)
        return execute(statement, *rest)

    do(0)
    with connection.execute_wrapper(counted):
        do(1)
    took = []
    for at in range(2, times + 2):
        started = time.perf_counter()
        do(at)
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    return Measured(
        p50_ms=statistics.median(took),
        p95_ms=took[min(len(took) - 1, int(len(took) * 0.95))],
        statements=len(statements),
    )


if __name__ == "__main__":
    if "--here" in sys.argv:
        print(json.dumps(_measured_here(int(sys.argv[-1]))))
    else:
        main(Size(*(int(word) for word in sys.argv[1:])) if sys.argv[1:] else SIZE)
