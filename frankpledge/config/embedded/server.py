"""Starts PostgreSQL on a place's files, and knows when it answers."""

import time
from collections.abc import Mapping
from pathlib import Path
from signal import Signals

from frankpledge.config.embedded import binaries, cluster, sockets, watchdog
from frankpledge.config.embedded.children import Child, Family, Program
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.embedded.files import open_private
from frankpledge.config.embedded.place import Place

SECONDS_TO_ANSWER = 60.0
SECONDS_BETWEEN_LOOKS = 0.02
LINES_OF_LOG = 15
LARGEST_LOG_BYTES = 5_000_000
STATUS_LINE = 7
# For two cores and a register that fits in memory. Parallel workers would take memory from /dev/shm, of
# which a container has little, and the processor from other readers.
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "64MB",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_level": "replica",
    "wal_compression": "on",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] %q%a ",
    "timezone": "UTC",
}
# For data that need not outlive the process.
NOT_DURABLE: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class Server:
    """PostgreSQL on one place. The caller holds the data folder's lock."""

    def __init__(self, place: Place, sockets_in: Path, family: Family, settings: Mapping[str, str]) -> None:
        self._place = place
        self._sockets = sockets_in
        self._family = family
        self._settings = {**SETTINGS, **settings, "unix_socket_directories": str(sockets_in)}
        self._programs = binaries.folder(place.account, place.folder)
        self.log = place.folder / "postgres.log"
        self.child: Child | None = None

    @property
    def database_url(self) -> str:
        """How the application reaches it."""
        return sockets.database_url(self._sockets)

    @property
    def owner_url(self) -> str:
        """How whoever makes and changes tables reaches it."""
        return sockets.database_url(self._sockets, cluster.OWNER)

    def make_database(self, *, durable: bool = True, may_create_databases: bool = False) -> None:
        """Make the database's files at the first start."""
        cluster.ensure(
            self._place, self._programs, durable=durable, may_create_databases=may_create_databases
        )

    def start(self) -> Child:
        """Start it and return when it answers."""
        self._forget_a_stranger()
        self._turn_the_log_over()
        options = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        with open(self.log, "ab", opener=lambda name, flags: open_private(Path(name), flags)) as log:
            self.child = self._family.start(
                Program(
                    name="database",
                    command=[str(self._programs / "postgres"), "-D", str(self._place.cluster), *options],
                    # "Fast": open transactions are undone, and nobody is waited for.
                    stop_signal=Signals.SIGINT,
                    environment=cluster.environment(),
                    account=self._place.account,
                    log=log,
                    seconds_to_stop=30.0,
                    stops_last=True,
                )
            )
        self._wait_until_it_answers(self.child)
        if not cluster.has_application(self._place):
            cluster.give_application(self._place, sockets.database_url(self._sockets, cluster.SUPERUSER))
        return self.child

    def stop(self) -> None:
        """Stop it; what was committed is kept."""
        if self.child is not None:
            self.child.stop()
            self.child = None

    def _wait_until_it_answers(self, child: Child) -> None:
        deadline = time.monotonic() + SECONDS_TO_ANSWER
        while child.exit_status() is None and time.monotonic() < deadline:
            if self._pid_file()[:1] == [str(child.pid)] and self._pid_file()[STATUS_LINE:] == ["ready"]:
                return
            time.sleep(SECONDS_BETWEEN_LOOKS)
        child.stop()
        last = self.log.read_text(errors="replace").splitlines()[-LINES_OF_LOG:]
        raise CannotStart("\n".join((f"The database in {self._place.folder} did not start:", *last)))

    def _pid_file(self) -> list[str]:
        """What PostgreSQL says of itself: its process first, its status last."""
        try:
            text = (self._place.cluster / "postmaster.pid").read_text()
        except FileNotFoundError:
            return []
        return [line.strip() for line in text.splitlines()]

    def _forget_a_stranger(self) -> None:
        """Remove a pid file left by a crash when its number now belongs to another program.

        Numbers repeat in containers, and PostgreSQL would refuse to start. Nobody else runs it on these
        files, since we hold the lock; where the system cannot say what a process is, the file stays.
        """
        words = self._pid_file()[:1]
        if not words or not words[0].isdigit():
            return
        process = watchdog.PROCESSES / words[0]
        try:
            program = (process / "comm").read_text().strip()
        except OSError:
            return
        if program != "postgres":
            (self._place.cluster / "postmaster.pid").unlink()

    def _turn_the_log_over(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
