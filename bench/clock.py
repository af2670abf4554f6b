"""Asks an address again and again over one kept connection, and says how long the answers took."""

import http.client
import statistics
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of request: the middle one, and the one that nineteen in twenty stay under."""

    p50_ms: float
    p95_ms: float
    bytes_read: int
    asked: int


class Failed(Exception):
    """A measured request did not answer 200, so its time means nothing."""


def ask(port: int, paths: list[str], *, times: int, warm: int = 3) -> Timing:
    """Asks the paths in turn, `times` in all, after `warm` unmeasured ones. Raises Failed unless all answer 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    took: list[float] = []
    size = 0
    for number in range(warm + times):
        started = time.perf_counter()
        size = _read(connection, paths[number % len(paths)])
        if number >= warm:
            took.append((time.perf_counter() - started) * 1000)
    connection.close()
    return Timing(
        p50_ms=statistics.median(took),
        p95_ms=statistics.quantiles(took, n=20)[18] if len(took) > 1 else took[0],
        bytes_read=size,
        asked=times,
    )


def _read(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path, headers={"Host": "127.0.0.1", "Accept": "text/html,*/*"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise Failed(f"{path} answered {answer.status}: {body[:200]!r}")
    return len(body)


@dataclass(frozen=True, slots=True)
class Download:
    """One whole file: how many lines came, in how many seconds, and how far the server's memory rose."""

    lines: int
    seconds: float

    @property
    def lines_per_second(self) -> float:
        return self.lines / self.seconds


def download(port: int, path: str) -> Download:
    """Reads a whole file in pieces and counts its lines. Raises Failed unless it answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Host": "127.0.0.1"})
    answer = connection.getresponse()
    if answer.status != 200:
        raise Failed(f"{path} answered {answer.status}")
    lines = 0
    while piece := answer.read(1 << 16):
        lines += piece.count(b"\n")
    connection.close()
    return Download(lines=lines, seconds=time.perf_counter() - started)
