"""Having a file read in a process of its own, and letting go of it when it takes too long."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frankpledge.exchange.documents.faults import Fault, Refused
from frankpledge.exchange.documents.looks import Look

CHILD = (sys.executable, "-P", "-m", "frankpledge.exchange.documents.child")
# By the clock: more than the processor's time that the child allows itself, for a busy machine.
SECONDS = {"look": 60, "read": 900, "clean": 180}
# What a file that somebody sent is read by needs to know: where Python is, and no secret.
TOLD = ("PATH", "PYTHONPATH", "LANG", "LC_ALL")
# How many are looked into at once by one web process: the rest of its threads serve readers.
AT_ONCE = threading.BoundedSemaphore(2)
SECONDS_TO_WAIT = 20


def look(path: Path) -> Look:
    """What the file is. Raises Refused."""
    with _in_turn():
        return _look(_lines("look", path))


def clean(path: Path, new: Path) -> Look:
    """Writes a clean copy to `new`. Raises Refused, and leaves nothing there."""
    try:
        with _in_turn():
            return _look(_lines("clean", path, new))
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def read(path: Path) -> Iterator[tuple[int, str]]:
    """The number and the text of each page. Raises Refused."""
    for line in _lines("read", path):
        yield int(line["number"]), str(line["text"])


class _in_turn:  # noqa: N801 - reads as a word after `with`
    """Waits for a place, for a while. Raises Refused when none becomes free."""

    def __enter__(self) -> None:
        if not AT_ONCE.acquire(timeout=SECONDS_TO_WAIT):
            raise Refused(Fault.BUSY)

    def __exit__(self, *_error: object) -> None:
        AT_ONCE.release()


def _look(lines: Iterator[dict[str, Any]]) -> Look:
    found = [*lines]
    if not found:
        raise Refused(Fault.TOO_MUCH)
    return Look(**found[0])


def _lines(verb: str, *paths: Path) -> Iterator[dict[str, Any]]:
    told = {name: os.environ[name] for name in TOLD if name in os.environ}
    command = (*CHILD, verb, *map(str, paths))
    with subprocess.Popen(  # noqa: S603 - our own module; the paths are ours
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=told
    ) as child:
        out = child.stdout
        limit = threading.Timer(SECONDS[verb], child.kill)
        limit.start()
        try:
            for written in out or ():
                line = json.loads(written)
                if "fault" in line:
                    raise Refused(Fault(line["fault"]), line["where"])
                yield line
        finally:
            limit.cancel()
            child.kill()
    # Ended by a limit, or by whoever ends processes that take too much.
    if child.returncode:
        raise Refused(Fault.TOO_MUCH)
