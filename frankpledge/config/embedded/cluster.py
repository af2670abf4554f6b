"""Makes a new database, whole or not at all."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from frankpledge.config.embedded import binaries
from frankpledge.config.embedded.errors import CannotStart
from frankpledge.config.embedded.place import Place

# The owner makes and changes tables; the application reads and writes rows. Neither is a superuser.
OWNER = "frankpledge"
APPLICATION = "frankpledge_app"
DATABASE = "frankpledge"
SUPERUSER = "postgres"
# Says, inside the cluster, that it has the application's role: those made before there was one have not.
HAS_APPLICATION = "frankpledge-has-application-role"
# In one line: PostgreSQL's single-user mode takes a line for a statement.
MAKE_APPLICATION = (
    f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APPLICATION}') THEN "
    f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE; END IF; END $$;"
)
# The collation is PostgreSQL's own and the same on every machine.
OPTIONS = (
    f"--username={SUPERUSER}",
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
        f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER {rights};\n"
        f"CREATE DATABASE {DATABASE} OWNER {OWNER};\n"
        f"{MAKE_APPLICATION}\n"
    )
    single = [str(programs / "postgres"), "--single", "-D", str(unfinished), "-c", "exit_on_error=on"]
    _run(place, [*single, "template1"], given=statements)
    (unfinished / HAS_APPLICATION).touch()
    unfinished.rename(place.cluster)


def has_application(place: Place) -> bool:
    """Whether this database is known to have the application's role."""
    return (place.cluster / HAS_APPLICATION).exists()


def give_application(place: Place, superuser_url: str) -> None:
    """Give a database that was made without one the application's role."""
    # Only here: whoever supervises a database that has it need not load it.
    import psycopg  # noqa: PLC0415

    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(MAKE_APPLICATION)
    (place.cluster / HAS_APPLICATION).touch()


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
