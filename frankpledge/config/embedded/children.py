"""The processes that Frankpledge starts: each leads its own session, and none outlives us."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, Signals
from typing import IO

from frankpledge.config.embedded import watchdog
from frankpledge.config.embedded.account import Account

# The child lists itself before it becomes the program, so that no moment is unwatched. Its standard
# input is the watchdog's pipe until then; the program itself must not keep that open.
LIST_YOURSELF = 'echo "+ $0 $$" >&0; exec "$@" </dev/null'


@dataclass(frozen=True)
class Program:
    """What to start, how to ask it to stop, and as whom."""

    name: str
    command: Sequence[str]
    stop_signal: Signals
    environment: Mapping[str, str] | None = None
    account: Account | None = None
    log: IO[bytes] | None = None
    seconds_to_stop: float = 10.0
    # The database stops when nothing uses it any more.
    stops_last: bool = False

    @property
    def listing(self) -> str:
        """How the watchdog is to end it."""
        return f"{self.stop_signal.name.removeprefix('SIG')} {'last' if self.stops_last else 'first'}"


class Child:
    """One started program."""

    def __init__(self, program: Program, family: "Family") -> None:
        self.program = program
        self._family = family
        self._asked = False
        how = program.account.popen_options() if program.account else {}
        self._process = subprocess.Popen(  # noqa: S603 - every command is our own
            ["/bin/sh", "-c", LIST_YOURSELF, program.listing, *program.command],
            stdin=family.pipe,
            stdout=program.log,
            stderr=program.log,
            env=program.environment,
            cwd="/" if program.account else None,
            start_new_session=True,
            **how,
        )
        self.pid = self._process.pid

    def exit_status(self) -> int | None:
        """None while it runs."""
        status = self._process.poll()
        if status is not None:
            self._family.forget(self)
        return status

    def wait(self) -> int:
        """Its exit status, when it has ended."""
        status = self._process.wait()
        self._family.forget(self)
        return status

    def ask_to_stop(self) -> None:
        """Ask once, without waiting: to many programs a second time means "at once"."""
        if not self._asked and self._process.poll() is None:
            self._asked = True
            self._process.send_signal(self.program.stop_signal)

    def stop(self) -> None:
        """Ask, wait, and after its time kill it with whatever it started."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(self.program.seconds_to_stop)
        watchdog.send_group(self.pid, SIGKILL)
        self._process.wait()
        self._family.forget(self)


class Family:
    """All our children, and the watchdog that ends them if we cannot."""

    def __init__(self, *, remove: Sequence[Path] = (), keep_open: Sequence[int] = ()) -> None:
        """`remove` are folders to remove at the end; `keep_open` are files whose locks must last as long."""
        reading, self.pipe = os.pipe()
        self._children: list[Child] = []
        self._watchdog = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-I", "-S", watchdog.__file__, *map(str, remove)],
            stdin=reading,
            pass_fds=keep_open,
            start_new_session=True,
        )
        os.close(reading)

    def start(self, program: Program) -> Child:
        """Start a program in a session of its own."""
        child = Child(program, self)
        self._children.append(child)
        return child

    def forget(self, child: Child) -> None:
        """It has ended: its number may be given to a stranger, who must be left alone."""
        if child in self._children:
            self._children.remove(child)
            os.write(self.pipe, f"- {child.pid}\n".encode())

    def watched(self) -> bool:
        """Whether the watchdog is there."""
        return self._watchdog.poll() is None

    def close(self) -> None:
        """Stop what still runs and let the watchdog finish."""
        for last in (False, True):
            turn = [child for child in self._children if child.program.stops_last is last]
            for child in turn:
                child.ask_to_stop()
            for child in turn:
                child.stop()
        os.close(self.pipe)
        self._watchdog.wait()
