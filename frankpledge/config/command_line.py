"""The `frankpledge` command. Django is imported only when the database's address is known."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ImproperlyConfigured

from frankpledge import __version__, cli
from frankpledge.cli import engine
from frankpledge.config import access
from frankpledge.config import demonstration as wanted
from frankpledge.config.running import Address
from frankpledge.config.running import run as run_everything
from frankpledge.config.service import terminating
from frankpledge.errors import FrankpledgeError

DATA = click.Option(
    ["--data"],
    type=click.Path(file_okay=False, readable=False, path_type=Path),
    envvar="FRANKPLEDGE_DATA",
    metavar="FOLDER",
    help="Where this copy keeps its data (default: var in the project's folder). Or set FRANKPLEDGE_DATA.",
)


class Commands(click.Group):
    """Says a refusal in one line instead of a traceback, with status 1 or the command's own for it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it refuses is an error message."""
        try:
            return super().invoke(ctx)
        except (FrankpledgeError, ImproperlyConfigured) as refusal:
            click.echo(f"Error: {refusal}", err=True)
            command = self.commands.get(ctx.invoked_subcommand or "")
            raise click.exceptions.Exit(getattr(command, "status_of_refusal", 1)) from refusal


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="Frankpledge", message="%(prog)s %(version)s")
def main() -> None:
    """Frankpledge: the register of police collaborations in England and Wales.

    `frankpledge run` starts everything and prints the address.

    A command uses the database of a running Frankpledge; when none runs, it starts the database for as
    long as it needs it. Set DATABASE_URL to use a PostgreSQL of your own instead.
    """


def with_database(command: click.Command) -> click.Command:
    """The same command, called with the database open and Django set up; a group's commands each."""
    if isinstance(command, click.Group):
        for each in command.commands.values():
            with_database(each)
    elif command.callback is not None:
        command.params.append(DATA)
        command.callback = _opening(command.callback, command.name or "")
    return command


def _opening(callback: Callable[..., Any], name: str) -> Callable[..., Any]:
    @functools.wraps(callback)
    def opened(*, data: Path | None, **given: Any) -> Any:
        with terminating(), access.opened(data, name):
            access.set_django_up()
            return callback(**given)

    return opened


@main.command()
@click.option(
    "--host", default="127.0.0.1", envvar="FRANKPLEDGE_HOST", show_default=True, help="Where to listen."
)
@click.option(
    "--port",
    default=8000,
    envvar="PORT",
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Or set PORT.",
)
@click.option(
    "--stop-with",
    "parent",
    type=int,
    metavar="PROCESS",
    help="The number of our parent: stop when it ends, however it ends.",
)
@click.option(
    "--demonstration",
    is_flag=True,
    envvar="FRANKPLEDGE_DEMONSTRATION",
    help="A copy of its own for trying things out: all made up, with an account for each role.",
)
def run(data: Path | None, host: str, port: int, parent: int | None, *, demonstration: bool) -> None:
    """Start everything and serve until Ctrl-C.

    Starts the database (unless DATABASE_URL names one), brings its tables up to date, loads the register
    when its files have changed, and starts the web server and the job worker. However it ends, none of
    them is left behind.
    """
    if demonstration:
        wanted.want()
    run_everything(data, Address(host, port), parent=parent)


run.params.append(DATA)


@click.command()
def migrate() -> None:
    """Bring the database's tables up to date."""
    from frankpledge.config import migrations

    applied = migrations.migrate()
    for name in applied:
        click.echo(f"Applied {name}.")
    click.echo(f"{len(applied)} migrations applied." if applied else "The tables are up to date.")


@click.command()
@click.option("--quiet", is_flag=True, help="Say only what changed.")
def prepare(*, quiet: bool) -> None:
    """Do what `run` does before it serves, and stop: for copies with a database of their own."""
    from frankpledge.config import preparation

    for line in preparation.prepare():
        click.echo(line)
    if not quiet:
        click.echo("Ready to serve.")


@main.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def django(data: Path | None, words: tuple[str, ...]) -> None:
    """For developers: run one of Django's own commands, such as makemigrations.

    Its words and options follow: `frankpledge django showmigrations --plan`.
    """
    with terminating(), access.opened(data, "django"):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["frankpledge django", *words])


django.params.append(DATA)

for addition in (migrate, prepare, *cli.COMMANDS):
    main.add_command(with_database(addition))
# They read a file and ask the engine: no database is opened.
for calculation in engine.COMMANDS:
    main.add_command(calculation)

if __name__ == "__main__":
    main(prog_name="frankpledge")
