"""Starts what is measured, as each ships for two cores, and stops it again."""

import http.client
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from frankpledge.config import programs

PROJECT = Path(__file__).resolve().parent.parent
DATASETTE = PROJECT / ".venv-bench" / "bin" / "datasette"
# Its limits are raised until its counts are complete, and it is asked to suggest nothing.
DATASETTE_SETTINGS = {
    "sql_time_limit_ms": "120000",
    "facet_time_limit_ms": "120000",
    "suggest_facets": "off",
    "default_page_size": "20",
    "default_cache_ttl": "0",
    "max_csv_mb": "0",
    "default_facet_size": "1000",
}


@contextmanager
def frankpledge(port: int, database_url: str, *, page_cache: bool) -> Iterator[int]:
    """Our web server as `frankpledge run` starts it, on a database that is there. Yields its process id."""
    program = programs.web("127.0.0.1", port)
    with _served(
        list(program.command),
        port,
        {
            **(program.environment or {}),
            **_ours(database_url),
            "FRANKPLEDGE_PUBLIC_PAGE_CACHE": "yes" if page_cache else "no",
        },
    ) as pid:
        yield pid


@contextmanager
def worker(database_url: str) -> Iterator[None]:
    """Our job worker, which draws pictures."""
    program = programs.worker()
    environment = {**(program.environment or {}), **_ours(database_url)}
    process = subprocess.Popen(
        list(program.command), cwd=PROJECT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _ours(database_url: str) -> dict[str, str]:
    return {"DATABASE_URL": database_url, "SECRET_KEY": "only for measuring"}


@contextmanager
def datasette(port: int, database: Path) -> Iterator[int]:
    """Datasette on the same rows, one process with its own threads, as it ships. Yields its process id."""
    settings = [word for name, value in DATASETTE_SETTINGS.items() for word in ("--setting", name, value)]
    command = [
        str(DATASETTE),
        "serve",
        "-i",
        str(database),
        "--host",
        "127.0.0.1",
        "-p",
        str(port),
        *settings,
    ]
    with _served(command, port, os.environ) as pid:
        yield pid


def run_ours(database_url: str, *words: str, **settings: str) -> None:
    """One of our own commands against a given database, with settings of its own."""
    subprocess.run(
        [sys.executable, "-m", "frankpledge.config.command_line", *words],
        cwd=PROJECT,
        env={**os.environ, **_ours(database_url), **settings},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def peak_memory_mb(pid: int) -> float:
    """Megabytes of memory that the largest process of the group that `pid` leads has held at most."""
    peaks = [0.0]
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if os.getpgid(int(status.parent.name)) == pid:
                line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
                peaks.append(int(line.split()[1]) / 1024)
        except (OSError, StopIteration):
            continue
    return max(peaks) or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def _served(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[int]:
    process = subprocess.Popen(
        command,
        cwd=PROJECT,
        env=dict(environment),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"What should be measured ended at once: {process.args!r}")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise SystemExit(f"Nothing answered on port {port} within a minute.")


def complete_facets(port: int, path: str) -> bool:
    """Whether Datasette counted every facet it was asked for, and all of each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request("GET", path.replace("?", ".json?", 1))
    answer = json.loads(connection.getresponse().read())
    connection.close()
    counted = answer["facet_results"]
    asked = path.count("_facet=") + path.count("_facet_array=")
    return len(counted) == asked and not any(facet["truncated"] for facet in counted.values())
