"""Stops with the process that started us, when that is wanted: `make run` must leave nothing behind."""

import os
import signal
import threading
import time

from frankpledge.config.embedded import watchdog

SECONDS_BETWEEN_LOOKS = 0.2


def stop_with(parent: int) -> None:
    """From now on, when process `parent` ends or is about to, stop as if by SIGTERM."""
    caught = signals_caught_by(parent)

    def look() -> None:
        while os.getppid() == parent and signals_caught_by(parent) & caught == caught:
            time.sleep(SECONDS_BETWEEN_LOOKS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=look, name="parent", daemon=True).start()


def signals_caught_by(process: int) -> int:
    """Which signals a process handles itself, a bit for each; 0 where the system does not tell.

    When make is interrupted alone, not with its whole group as by Ctrl-C, it gives up the handler and then
    waits for its children without telling them. That it no longer catches the signal is all that shows.
    """
    try:
        status = (watchdog.PROCESSES / str(process) / "status").read_text()
    except OSError:
        return 0
    caught = [line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")]
    return int(caught[0], 16) if caught else 0
