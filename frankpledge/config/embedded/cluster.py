"""Makes a new database, whole or not at all."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from frankpledge.config.embedded import binaries
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.embedded.place import Place

OWNER = "frankpledge"
DATABASE = "frankpledge"
# The collation is PostgreSQL's own and the same on every machine; the account is not a superuser.
OPTIONS = (
    "--username=postgres",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    # Only a socket in a private folder, which nobody else can enter, leads to the database.
    "--auth-local=trust",
    "--auth-host=reject",
    "--no-instructions",
)


def environment() -> dict[str, str]:
    """What PostgreSQL's programs see: nothing of ours, and no PG* variable."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def ensure(place: Place, programs: Path, *, durable: bool = True, may_create_databases: bool = False) -> None:
    """Make the database unless it is there."""
    if place.cluster.exists():
        _check_version(place.cluster)
        return
    unfinished = place.folder / "postgres.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    place.account.give(unfinished)
    sync = [] if durable else ["--no-sync"]
    _run(place, [str(programs / "initdb"), "--pgdata", str(unfinished), *OPTIONS, *sync])
    rights = "CREATEDB" if may_create_databases else "NOCREATEDB"
    statements = (
        f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER {rights};\nCREATE DATABASE {DATABASE} OWNER {OWNER};\n"
    )
    single = [str(programs / "postgres"), "--single", "-D", str(unfinished), "-c", "exit_on_error=on"]
    _run(place, [*single, "template1"], given=statements)
    unfinished.rename(place.cluster)


def _check_version(cluster: Path) -> None:
    found = (cluster / "PG_VERSION").read_text().strip()
    if found != binaries.MAJOR_VERSION:
        raise CannotStart(
            f"The database in {cluster} was made by PostgreSQL {found}; "
            f"this copy has {binaries.MAJOR_VERSION}. "
            "Use the Frankpledge that made it to export it, or name another folder with --data."
        )


def _run(place: Place, command: Sequence[str], *, given: str = "") -> None:
    done = subprocess.run(  # noqa: S603 - our own programs
        command,
        input=given,
        env=environment(),
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **place.account.popen_options(),
    )
    if done.returncode:
        raise CannotStart(f"The database could not be made in {place.folder}:\n{done.stdout.strip()}")
