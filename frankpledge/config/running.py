"""`frankpledge run`: everything, in order, and in the opposite order at the end."""

import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from frankpledge.config import access, programs
from frankpledge.config.embedded import database
from frankpledge.config.embedded.children import Child, Family
from frankpledge.config.embedded.database import Running
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.parent import stop_with
from frankpledge.config.service import Kept, keep, stopping_on_signals

SECONDS_TO_ANSWER = 60.0
SECONDS_BETWEEN_LOOKS = 0.05
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named to be avoided as an address to call


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        host = EVERYWHERE.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def check_free(self) -> None:
        """Refuse early when somebody else listens there."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise CannotStart(
                    f"Frankpledge cannot listen on {self.host} port {self.port}: {error.strerror}. "
                    "Set PORT to another number."
                ) from error

    def answers(self) -> bool:
        """Whether the web server has an answer about its health."""
        connection = http.client.HTTPConnection(EVERYWHERE.get(self.host, self.host), self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except OSError:
            return False
        finally:
            connection.close()


def run(data: Path | None, address: Address, *, parent: int | None = None) -> None:
    """Serve until a stop signal, or until `parent` goes; leaves no process however it ends."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "frankpledge.config.settings"
    with stopping_on_signals():
        if parent is not None:
            stop_with(parent)
        if access.database_is_elsewhere():
            address.check_free()
            with _family() as family:
                _serve(family, address, None)
            return
        folder = access.data_folder(data)
        with database.held(folder, "run") as running:
            address.check_free()
            access.point_settings_at(running.holder, folder)
            _serve(running.family, address, running)


def _say_where(running: Running | None) -> None:
    if running is None:
        click.echo("Frankpledge is starting on the database that DATABASE_URL names.")
        return
    click.echo(f"Frankpledge is starting on the data in {running.folder.path}.")
    if running.place.outside:
        click.echo(
            f"The database is in {running.place.folder}: {running.place.account.name}, "
            "the account that runs it, may not enter the data folder."
        )


def _wait_until_it_answers(address: Address, web: Child) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not address.answers():
        if web.exit_status() is not None:
            raise CannotStart("The web server ended while it started; its messages are above.")
        if time.monotonic() > deadline:
            raise CannotStart(f"The web server did not answer in {SECONDS_TO_ANSWER:.0f} seconds.")
        time.sleep(SECONDS_BETWEEN_LOOKS)


@contextmanager
def _family() -> Iterator[Family]:
    family = Family()
    try:
        yield family
    finally:
        family.close()


def _serve(family: Family, address: Address, running: Running | None) -> None:
    _say_where(running)
    web_program, worker_program = programs.web(address.host, address.port), programs.worker()
    if family.start(programs.preparation()).wait():
        raise CannotStart("The database could not be prepared; the reason is above.")
    web = Kept(lambda: family.start(web_program))
    kept = [web, Kept(lambda: family.start(worker_program))]
    if running is not None:
        kept.insert(0, Kept(running.server.start, running.server.child))
    _wait_until_it_answers(address, web.child)
    if running is not None:
        running.folder.announce(replace(running.holder, web_address=address.url))
    click.echo(f"Frankpledge is at {address.url}/ (Ctrl-C stops it)")
    keep(family, kept)
