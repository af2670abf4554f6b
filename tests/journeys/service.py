"""A whole Frankpledge for the browser: our web server, as it ships, on a clone of the tests' database."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

from frankpledge.config import programs
from tests.database import SERVER_URL, TEMPLATE, WORKER

SECONDS_TO_ANSWER = 90
PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("provider.mjs")
SECRET = "known-to-the-journeys-alone"  # noqa: S105 - of a provider that lives as long as they do
NAME = f"journeys_{WORKER}"


@contextmanager
def served(name: str = NAME) -> Iterator[str]:
    """The address of a service with the real register, on a port and a database (of this name) of its own."""
    _make_database(name)
    port, provider_port = _free_port(), _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url_of(name),
        "DATABASE_OWNER_URL": _owner_url(name),
        "FRANKPLEDGE_SIGN_IN_PROVIDERS": _provider(provider_port),
        "NO_PROXY": "127.0.0.1,localhost",
    }
    subprocess.run([*programs.OURSELVES, "prepare", "--quiet"], env=environment, check=True)
    subprocess.run([sys.executable, "-m", "tests.journeys.people"], env=environment, cwd=PROJECT, check=True)
    back = f"http://localhost:{port}/account/provider/journeys/back"
    with (
        _running(["node", str(SCRIPT), str(provider_port), back, SECRET], environment),
        _running([*programs.web("127.0.0.1", port).command], environment),
        _running([*programs.worker().command], environment),
    ):
        _wait(port, "/readyz")
        _wait(provider_port, "/.well-known/openid-configuration")
        yield f"http://127.0.0.1:{port}"


def url_of(name: str) -> str:
    """Where the application's role finds that database."""
    return os.environ["DATABASE_URL"].replace(f"/{TEMPLATE}?", f"/{name}?")


def _make_database(name: str) -> None:
    with psycopg.connect(os.environ[SERVER_URL], autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}".encode())
    # Drawing every picture ahead would take the worker half a minute; it draws those that a journey meets.
    with psycopg.connect(_owner_url(name), autocommit=True) as database:
        database.execute("DELETE FROM procrastinate_jobs")


def _owner_url(name: str) -> str:
    return os.environ[SERVER_URL].replace("/frankpledge?", f"/{name}?")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _provider(port: int) -> str:
    settings = {
        "id": "journeys",
        "name": "Norfolk’s own sign-in",
        "client_id": "frankpledge",
        "secret": SECRET,
        "server_url": f"http://127.0.0.1:{port}",
    }
    return json.dumps([settings])


def _wait(port: int, path: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
        finally:
            connection.close()
        time.sleep(0.1)
