"""The embedded database: made once, held by one, used by many, gone afterwards."""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from frankpledge.config.embedded import cluster, database, sockets
from frankpledge.config.embedded.account import Account
from frankpledge.config.embedded.errors import AlreadyRunning, CannotStart
from frankpledge.config.embedded.folder import DataFolder
from tests.config.processes import all_gone, command


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        answer = connection.execute(question.encode()).fetchone()
    return answer[0] if answer else None


def test_what_is_written_is_there_at_the_next_start(data: DataFolder) -> None:
    with (
        database.held(data, "run") as running,
        psycopg.connect(running.server.owner_url) as connection,
    ):
        connection.execute("CREATE TABLE kept ()")
    with database.held(DataFolder(data.path), "run") as running:
        assert ask(running.server.database_url, "SELECT to_regclass('kept')::text") == "kept"


def test_only_a_socket_in_a_private_folder_leads_to_it(made: DataFolder) -> None:
    with database.held(made, "run") as running:
        url = running.server.database_url
        assert ask(url, "SELECT current_setting('listen_addresses')") == ""
        folder = Path(url.partition("host=")[2])
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()


def test_neither_role_is_a_superuser_and_all_sort_alike_everywhere(made: DataFolder) -> None:
    with database.held(made, "run") as running:
        application, url = running.server.database_url, running.server.owner_url
        rights = "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        assert ask(application, "SELECT current_user::text") != ask(url, "SELECT current_user::text")
        assert not ask(application, rights)
        assert not ask(url, rights)
        assert ask(url, "SELECT datlocale FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


def test_somebody_else_holding_the_folder_is_named_and_another_folder_is_free(
    made: DataFolder, tmp_path: Path
) -> None:
    with database.held(made, "run"):
        with (
            pytest.raises(AlreadyRunning, match=rf"process {os.getpid()}, `frankpledge run`"),
            database.held(DataFolder(made.path), "run"),
        ):
            pytest.fail("two hold the same folder")
        assert DataFolder(tmp_path).hold("run")


def test_a_command_uses_the_running_database(made: DataFolder) -> None:
    with database.held(made, "run") as running, database.opened(DataFolder(made.path), "migrate") as where:
        assert where.database_url == running.server.database_url
        assert where.owner_url == running.server.owner_url


def test_a_command_alone_starts_the_database_and_stops_it(made: DataFolder) -> None:
    with database.opened(made, "migrate") as where:
        server = ask(where.database_url, "SELECT pg_backend_pid()")
        assert isinstance(server, int)
    assert all_gone({server})
    assert made.holder() is None


def test_a_command_that_finishes_first_waits_for_those_that_use_its_database(made: DataFolder) -> None:
    joined, leave = threading.Event(), threading.Event()
    answers: list[object] = []

    def second() -> None:
        with database.opened(DataFolder(made.path), "second") as where:
            joined.set()
            leave.wait(10)
            answers.append(ask(where.database_url, "SELECT 1"))

    thread = threading.Thread(target=second)
    with database.opened(made, "first"):
        thread.start()
        assert joined.wait(10)
        threading.Timer(0.3, leave.set).start()
    thread.join(10)
    assert answers == [1]


def test_a_start_waits_for_the_watchdog_of_one_that_was_killed(made: DataFolder) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from frankpledge.config.embedded import database\n"
        "from frankpledge.config.embedded.folder import DataFolder\n"
        "with database.held(DataFolder(Path(sys.argv[1])), 'run'):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(made.path)], check=False)
    assert killed.returncode == -9
    with database.held(made, "run") as running:
        assert ask(running.server.database_url, "SELECT 1") == 1


def test_a_number_left_in_the_pid_file_that_is_now_a_stranger_does_not_stop_it(made: DataFolder) -> None:
    with database.held(made, "run") as running:
        pid_file = running.place.cluster / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
    # The stranger runs as the database's account, or PostgreSQL would not mind it.
    stranger = subprocess.Popen(["sleep", "30"], **running.place.account.popen_options())
    try:
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        os.chown(pid_file, running.place.account.uid, running.place.account.gid)
        with database.held(DataFolder(made.path), "run") as again:
            assert ask(again.server.database_url, "SELECT 1") == 1
    finally:
        stranger.kill()
        stranger.wait()


def test_a_database_made_before_there_was_a_role_for_the_application_is_given_one(data: DataFolder) -> None:
    with database.held(data, "run") as running:
        superuser = running.server.owner_url.replace("frankpledge@", "postgres@")
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute("DROP ROLE frankpledge_app")
        (running.place.cluster / cluster.HAS_APPLICATION).unlink()
    for _ in range(2):
        with database.held(DataFolder(data.path), "run") as running:
            assert ask(running.server.database_url, "SELECT current_user::text") == "frankpledge_app"


def test_a_database_that_does_not_start_says_why(data: DataFolder) -> None:
    with database.held(data, "run") as running:
        settings = running.place.cluster / "postgresql.conf"
    settings.write_text("no_such_setting = on\n")
    with pytest.raises(CannotStart, match="no_such_setting"), database.held(DataFolder(data.path), "run"):
        pytest.fail("it started")
    assert data.hold("anybody"), "the folder is still held"
    data.release()


def test_files_of_another_major_version_are_left_alone(data: DataFolder) -> None:
    data.make()
    (data.path / "postgres").mkdir()
    (data.path / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(CannotStart, match="made by PostgreSQL 17"), database.held(data, "run"):
        pytest.fail("it started")


def test_the_key_is_made_once_and_only_its_owner_reads_it(data: DataFolder) -> None:
    data.make()
    key = data.secret_key()
    assert len(key) >= 50
    assert DataFolder(data.path).secret_key() == key
    assert (data.path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_two_folders_have_different_keys(data: DataFolder, tmp_path: Path) -> None:
    data.make()
    assert DataFolder(tmp_path).secret_key() != data.secret_key()


def test_a_data_folder_that_cannot_be_made_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match="file/var cannot be made"):
        DataFolder(tmp_path / "file" / "var").make()


def test_a_socket_goes_to_a_short_path_even_when_the_temporary_folder_has_a_long_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Account("ourselves", os.geteuid(), os.getegid())
    assert sockets.free_path(ours).parent == Path(tempfile.gettempdir())
    long = tmp_path / ("long" * 20)
    long.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(long))
    assert len(str(sockets.free_path(ours))) <= sockets.LONGEST_FOLDER


def test_a_socket_never_goes_to_a_folder_that_somebody_else_has_made(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        sockets.make(tmp_path, Account("ourselves", os.geteuid(), os.getegid()))


def test_django_commands_run_on_it_and_leave_it_stopped(data: DataFolder) -> None:
    done = command("django", "--data", str(data.path), "shell", "-c", "print(6 * 7)")
    assert done.returncode == 0, done.stdout
    assert "42" in done.stdout
    assert data.holder() is None
