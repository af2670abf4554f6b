"""Ends the processes that Frankpledge started when Frankpledge itself is gone, however it went.

Run as a program, with plain Python only. It reads lines from a pipe whose writing end the parent holds:

    + TERM first 123    process 123 leads a group; TERM is how to ask it to stop
    + INT last 124      the same, but only when the others have gone: the database
    - 123               it has ended

When the parent ends, even by `kill -9`, the pipe closes; whatever is still listed is asked to stop, given a
few seconds, and then killed with its whole group. Folders named as arguments are removed at the end. The
parent's lock on the data is inherited, so nobody else can start on it until this is done.
"""

import contextlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

SECONDS_TO_STOP = {"first": 3.0, "last": 10.0}
SECONDS_BETWEEN_LOOKS = 0.05
PROCESSES = Path("/proc")


class Listed(NamedTuple):
    """A process to end."""

    leader: int
    ask: signal.Signals
    turn: str


def main() -> None:
    """Wait for the parent to go, then end what it left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    left = listed(sys.stdin)
    for turn, seconds in SECONDS_TO_STOP.items():
        end([each for each in left if each.turn == turn], seconds)
    for folder in sys.argv[1:]:
        shutil.rmtree(folder, ignore_errors=True)


def listed(lines: Iterable[str]) -> list[Listed]:
    """The processes that are still listed when the pipe closes."""
    left: dict[int, Listed] = {}
    for line in lines:
        match line.split():
            case ["+", name, turn, leader]:
                left[int(leader)] = Listed(int(leader), signal.Signals[f"SIG{name}"], turn)
            case ["-", leader]:
                left.pop(int(leader), None)
    return list(left.values())


def end(processes: list[Listed], seconds: float) -> None:
    """Ask them to stop, and kill what is left of their groups after that time."""
    for each in processes:
        send(each.leader, each.ask)
    deadline = time.monotonic() + seconds
    while any(running(each.leader) for each in processes) and time.monotonic() < deadline:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    for each in processes:
        send_group(each.leader, signal.SIGKILL)


def send(leader: int, number: signal.Signals) -> None:
    """Signal one process, if it is there."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(leader, number)


def send_group(leader: int, number: signal.Signals) -> None:
    """Signal a whole group, if any of it is there."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


def running(pid: int) -> bool:
    """Whether a process is there and not merely waiting for its parent to take note of its end."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return not PROCESSES.joinpath("self").exists()
    return state not in {"Z", "X"}


if __name__ == "__main__":
    main()
