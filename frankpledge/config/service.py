"""Keeps the database, the web server and the job worker running until somebody asks us to stop."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from frankpledge.config.embedded.children import Child, Family
from frankpledge.config.embedded.errors import CannotStart

SECONDS_BETWEEN_LOOKS = 0.1
MOST_RESTARTS = 5
IN_SECONDS = 60.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop. Not an Exception: nothing may mistake it for a failure."""


@contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Leave the block quietly on the first stop signal; while it is being left, further ones are ignored."""
    for number in STOP_SIGNALS:
        # `nohup` ignores SIGHUP on purpose.
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    except Stopped:
        click.echo("Frankpledge has stopped.")


@contextmanager
def terminating() -> Iterator[None]:
    """For a single command: SIGTERM leaves it in good order, as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    yield


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


class Kept:
    """A program that is started again when it ends."""

    def __init__(self, start: Callable[[], Child], child: Child | None = None) -> None:
        """`child` is the program, if it was started already."""
        self._start = start
        self._restarts: list[float] = []
        self.child = child or start()

    def look(self) -> None:
        """Start it again if it has ended; raises CannotStart when that happens too often."""
        status = self.child.exit_status()
        if status is None:
            return
        name = self.child.program.name
        now = time.monotonic()
        self._restarts = [moment for moment in self._restarts if now - moment < IN_SECONDS] + [now]
        if len(self._restarts) > MOST_RESTARTS:
            raise CannotStart(
                f"The {name} ended {len(self._restarts)} times in a minute; its messages are above."
            )
        click.echo(f"The {name} ended (status {status}); starting it again.", err=True)
        self.child.stop()
        self.child = self._start()


def keep(family: Family, kept: list[Kept]) -> NoReturn:
    """Watch over `kept` until a stop signal."""
    while True:
        if not family.watched():
            raise CannotStart(
                "The watchdog ended, so nothing would clean up after us. Start Frankpledge again."
            )
        for each in kept:
            each.look()
        time.sleep(SECONDS_BETWEEN_LOOKS)
