"""Ends the processes that Frankpledge started when Frankpledge itself is gone, however it went.

Run as a program, with plain Python only. It reads lines from a pipe whose writing end the parent holds:

    + INT 123    process 123 leads a group; INT is how to ask it to stop
    - 123        it has ended

When the parent ends, even by `kill -9`, the pipe closes; whatever is still listed is asked to stop, given
ten seconds, and then killed with its whole group. A folder named as an argument is removed last.
The parent's lock on the data is inherited, so nobody else can start on it until this is done.
"""

import contextlib
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TextIO

SECONDS_TO_STOP = 10.0
SECONDS_BETWEEN_LOOKS = 0.05
PROCESSES = Path("/proc")


def main() -> None:
    """Wait for the parent to go, then end what it left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    left = listed(sys.stdin)
    for leader, name in left.items():
        send(leader, signal.Signals[f"SIG{name}"])
    deadline = time.monotonic() + SECONDS_TO_STOP
    while any(running(leader) for leader in left) and time.monotonic() < deadline:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    for leader in left:
        send_group(leader, signal.SIGKILL)
    for folder in sys.argv[1:]:
        shutil.rmtree(folder, ignore_errors=True)


def listed(lines: TextIO) -> dict[int, str]:
    """The processes that are still listed when the pipe closes, with how to ask each to stop."""
    left: dict[int, str] = {}
    for line in lines:
        match line.split():
            case ["+", name, leader]:
                left[int(leader)] = name
            case ["-", leader]:
                left.pop(int(leader), None)
    return left


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
