"""Asks an address again and again over one kept connection, and says how long the answers took."""

import http.client
import math
import statistics
import time
from dataclasses import dataclass
from itertools import cycle, islice


class FailedError(Exception):
    """A measured request did not answer 200, so its time means nothing."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of request: the middle one, and the one that nineteen in twenty stay under."""

    p50_ms: float
    p95_ms: float


def final(port: int, path: str) -> str:
    """Where `path` leads, when it is a short form of an address."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers.get("Location", path)


@dataclass(frozen=True, slots=True)
class Download:
    """One whole file: how many lines came, and in how many seconds."""

    lines: int
    seconds: float

    @property
    def lines_per_second(self) -> float:
        return self.lines / self.seconds


def ask(port: int, paths: list[str], *, times: int) -> Timing:
    """Asks the paths in turn, `times` in all, after each was asked once unmeasured."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    for path in paths:
        _read(connection, path)
    if not times:
        connection.close()
        return Timing(math.nan, math.nan)
    took = sorted(_read(connection, path) for path in islice(cycle(paths), times))
    connection.close()
    return Timing(p50_ms=statistics.median(took), p95_ms=took[min(len(took) - 1, int(len(took) * 0.95))])


def _read(connection: http.client.HTTPConnection, path: str) -> float:
    """Milliseconds until the last byte. Raises FailedError unless it answers 200."""
    started = time.perf_counter()
    connection.request("GET", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise FailedError(f"{path} answered {answer.status}: {body[:200]!r}")
    return (time.perf_counter() - started) * 1000


def download(port: int, path: str) -> Download:
    """Reads a whole file in pieces and counts its lines. Raises FailedError unless it answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=900)
    started = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    if answer.status != 200:
        raise FailedError(f"{path} answered {answer.status}")
    lines = 0
    while piece := answer.read(1 << 16):
        lines += piece.count(b"\n")
    connection.close()
    return Download(lines=lines, seconds=time.perf_counter() - started)
