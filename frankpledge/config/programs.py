"""The programs beside the database: what prepares it, the web server and the job worker."""

import os
import sys
from signal import Signals

from frankpledge.config import environment
from frankpledge.config.embedded.children import Program

THREADS_PER_WEB_PROCESS = 4
# -P: a file in the folder where somebody stands must not be taken for one of ours.
PYTHON = (sys.executable, "-P", "-m")
OURSELVES = (*PYTHON, "frankpledge.config.command_line")


def preparation() -> Program:
    """Migrate, load the register and gather static files; in its own process, so that ours stays small."""
    command = (*OURSELVES, "prepare", "--quiet")
    return Program("preparation", command, Signals.SIGTERM, environment=_environment(as_owner=True))


def web(host: str, port: int) -> Program:
    """The web server; it replaces a worker process of its own that fails."""
    processes = environment.whole_number("FRANKPLEDGE_WEB_WORKERS", 2, least=1, most=16)
    command = (
        *(*PYTHON, "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", str(THREADS_PER_WEB_PROCESS)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "3"),
        *("--no-ws", "--log-level", "warning"),
        "frankpledge.config.wsgi:application",
    )
    return Program("web", command, Signals.SIGTERM, environment=_environment())


def worker() -> Program:
    """The job worker; a job that is running when it is asked to stop has a moment to finish."""
    options = ("--shutdown-graceful-timeout", "5", "--delete-jobs", "successful")
    command = (*OURSELVES, "django", "procrastinate", "worker", *options)
    return Program("worker", command, Signals.SIGTERM, environment=_environment())


def _environment(*, as_owner: bool = False) -> dict[str, str]:
    """Ours; what serves readers is not told how to reach the database as its owner."""
    ours = {**os.environ, "DJANGO_SETTINGS_MODULE": "frankpledge.config.settings"}
    if not as_owner:
        for name in ("DATABASE_OWNER_URL", "DATABASE_OWNER_URL_FILE"):
            ours.pop(name, None)
    return ours
