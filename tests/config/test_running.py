"""`frankpledge run` from outside: what it starts, and that nothing of it is left."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable

from frankpledge.config.embedded.folder import DataFolder
from tests.config.processes import (
    FRANKPLEDGE,
    Run,
    all_gone,
    command,
    environment,
    eventually,
    free_port,
    named,
)

Start = Callable[..., Run]


def test_it_serves_what_was_prepared_and_sigterm_ends_it_cleanly(start: Start) -> None:
    run = start()
    assert run.serves(), run.said()
    assert "Brought the database up to date" not in run.said()
    assert "Gathered" not in run.said()
    family = run.family()
    assert named(family, "granian")
    assert named(family, "procrastinate")
    assert run.stop() == 0
    assert run.said().endswith("Frankpledge has stopped.\n")
    assert all_gone(family)


def test_kill_9_of_the_parent_leaves_no_process_and_no_socket(start: Start, data: DataFolder) -> None:
    run = start()
    assert run.serves(), run.said()
    family = run.family()
    holder = data.holder()
    assert holder is not None
    sockets = holder.database_url.partition("host=")[2]
    assert os.path.isdir(sockets)  # noqa: PTH112 - reads as the sentence it is
    run.kill()
    assert all_gone(family)
    assert eventually(lambda: not os.path.exists(sockets))  # noqa: PTH110 - as above


def test_the_database_is_started_again_when_it_dies(start: Start) -> None:
    run = start()
    assert run.serves(), run.said()
    (server,) = (pid for pid in named(run.family(), "unix_socket_directories") if pid != run.process.pid)
    os.kill(server, signal.SIGKILL)
    assert eventually(lambda: "The database ended" in run.said()), run.said()
    assert run.serves(), run.said()
    (another,) = named(run.family(), "unix_socket_directories")
    assert another != server
    family = run.family()
    run.kill()
    assert all_gone(family)


def test_while_it_runs_a_second_start_is_refused_and_a_command_uses_its_database(
    start: Start, data: DataFolder
) -> None:
    run = start()
    assert run.serves(), run.said()
    refused = command("run", "--data", str(data.path))
    assert refused.returncode == 1
    assert f"already running on {data.path} (process {run.process.pid}" in refused.stdout
    assert f"at http://127.0.0.1:{run.port}" in refused.stdout
    assert command("migrate", "--data", str(data.path)).stdout == "The tables are up to date.\n"
    assert eventually(lambda: run.get("/readyz") == 200)


def test_a_port_that_is_taken_is_refused_with_its_number(made: DataFolder) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = command("run", "--data", str(made.path), PORT=str(port))
    assert refused.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in refused.stdout
    assert made.holder() is None


def test_it_stops_when_the_parent_it_was_told_of_is_killed(made: DataFolder) -> None:
    script = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([*sys.argv[1:], '--stop-with', str(os.getpid())])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, *FRANKPLEDGE, "run", "--data", str(made.path)],
        env=environment(PORT=str(free_port())),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert all_gone({child})
