"""Starts `frankpledge` as a person would, and watches what it leaves behind. Only for systems with /proc."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from frankpledge.config.embedded import watchdog

# Patience for a machine that runs all tests at once; nobody waits this long when all is well.
SECONDS = 90.0
FRANKPLEDGE = (sys.executable, "-P", "-m", "frankpledge.config.command_line")


def environment(**more: str) -> dict[str, str]:
    """Ours, without what the tests' own database put there."""
    ours = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "SECRET_"))
    }
    return ours | more


def command(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a `frankpledge` command to its end."""
    return subprocess.run(
        [*FRANKPLEDGE, *words],
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=SECONDS * 2,
    )


def eventually(what: Callable[[], bool], seconds: float = SECONDS) -> bool:
    """Whether it comes true in time."""
    deadline = time.monotonic() + seconds
    while not what():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def descendants(pid: int) -> set[int]:
    """The processes that `pid` started, and those that they did."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, newest = set[int](), {pid}
    while newest:
        newest = {child for child, parent in parents.items() if parent in newest} - found
        found |= newest
    return found


def named(pids: set[int], word: str) -> set[int]:
    """Those with `word` in their command line."""
    lines = {pid: Path(f"/proc/{pid}/cmdline") for pid in pids}
    return {pid for pid, line in lines.items() if line.exists() and word in line.read_text(errors="replace")}


class Run:
    """A `frankpledge run` that a test started; whatever is left of it at the end is killed."""

    def __init__(self, data: Path, variables: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        self.log = log
        self._seen: set[int] = set()
        with log.open("w") as file:
            self.process = subprocess.Popen(
                [*FRANKPLEDGE, "run", "--data", str(data)],
                env=environment(PORT=str(self.port), **variables),
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def get(self, path: str) -> int:
        """The status of a page; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def serves(self) -> bool:
        """Whether it has printed its address and is ready."""
        return eventually(lambda: "Frankpledge is at" in self.said() and self.get("/readyz") == 200)

    def said(self) -> str:
        """What it printed so far."""
        return self.log.read_text()

    def family(self) -> set[int]:
        """Its process and all that it started; remembered, so that they are killed in the end."""
        now = {self.process.pid} | descendants(self.process.pid)
        self._seen |= now
        return now

    def kill(self) -> None:
        """As the out-of-memory killer would."""
        self.process.kill()
        self.process.wait(SECONDS)

    def stop(self) -> int:
        """As a service manager would; its exit status."""
        self.process.terminate()
        return self.process.wait(SECONDS)

    def clean_up(self) -> None:
        """Leave nothing, even of a test that failed."""
        self.family()
        self.process.terminate()
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        if not all_gone(self._seen):
            for pid in named(self._seen, "frankpledge") | named(self._seen, "postgres"):
                watchdog.send(pid, signal.SIGKILL)


def all_gone(pids: set[int]) -> bool:
    """Whether none of them runs any more, within a few seconds."""
    return eventually(lambda: not any(watchdog.running(pid) for pid in pids), 15)


def copy(data: Path, to: Path) -> Path:
    """A data folder like `data`, with the same owners."""
    cp = shutil.which("cp")
    assert cp is not None
    subprocess.run([cp, "-a", str(data), str(to)], check=True)
    return to
