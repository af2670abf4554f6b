"""The two commands as an operator runs them, with the statuses that a script looks at."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import DatabaseError, transaction

from frankpledge.audit import chain
from frankpledge.audit.actions import record
from frankpledge.audit.actors import at_command_line
from frankpledge.audit.models import Entry
from frankpledge.config.command_line import main
from tests.database import owner

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def write_one() -> None:
    with transaction.atomic():
        record(by=at_command_line("a test"), action="test.put", subject_kind="thing", subject_key="one")


def tamper(statement: str) -> None:
    with owner() as database:
        database.execute(statement.encode())


def test_it_says_how_many_entries_fit() -> None:
    done = run("verify-audit")
    assert done.exit_code == 0
    assert done.output.startswith(f"All {Entry.objects.count()} entries fit, up to entry ")


def test_an_entry_that_was_tampered_with_is_named_with_status_1() -> None:
    tamper("UPDATE audit_entry SET reason = 'I had every right' WHERE id = 321")
    done = run("verify-audit")
    assert done.exit_code == 1
    assert "Entry 321 does not fit. It was changed after it was written." in done.output
    assert "The 320 entries before it fit." in done.output


def test_a_checkpoint_finds_a_lost_end_and_is_not_overwritten_by_it(tmp_path: Path) -> None:
    file = tmp_path / "checkpoint.json"
    assert run("audit-checkpoint", "--output", file).exit_code == 0
    written = file.read_text()
    assert json.loads(written)["count"] == Entry.objects.count()
    tamper("DELETE FROM audit_entry WHERE id > 321")
    assert run("verify-audit").exit_code == 0
    for done in (run("verify-audit", "--checkpoint", file), run("audit-checkpoint", "--output", file)):
        assert done.exit_code == 1
        assert "Entry 322 does not fit. The chain ends before it" in done.output
    assert file.read_text() == written


def test_a_checkpoint_moves_on_with_the_chain(tmp_path: Path) -> None:
    file = tmp_path / "checkpoint.json"
    run("audit-checkpoint", "--output", file)
    before = chain.Checkpoint.from_json(file.read_text())
    write_one()
    done = run("verify-audit", "--checkpoint", file)
    assert (done.exit_code, "They go on from the checkpoint" in done.output) == (0, True)
    assert run("audit-checkpoint", "--output", file).exit_code == 0
    assert chain.Checkpoint.from_json(file.read_text()).count == before.count + 1
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint.json"]


def test_without_a_file_the_checkpoint_is_printed() -> None:
    done = run("audit-checkpoint")
    assert done.exit_code == 0
    assert chain.verify(chain.Checkpoint.from_json(done.output)).fault is None


def test_what_is_no_checkpoint_is_left_alone_with_status_2(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear all,")
    for done in (run("verify-audit", "--checkpoint", file), run("audit-checkpoint", "--output", file)):
        assert done.exit_code == 2
        assert "This is not a checkpoint" in done.output
    assert file.read_text() == "Dear all,"
    assert run("verify-audit", "--checkpoint", tmp_path / "nowhere").exit_code == 2
    assert run("audit-checkpoint", "--output", tmp_path / "no folder" / "file").exit_code == 2


def test_a_database_that_does_not_answer_is_neither_good_nor_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_checkpoint: object) -> None:
        raise DatabaseError("the disk is gone")

    monkeypatch.setattr(chain, "verify", unreadable)
    done = run("verify-audit")
    assert done.exit_code == 2
    assert "the disk is gone" in done.output


def test_a_database_that_is_not_there_is_neither_good_nor_bad() -> None:
    import os
    import subprocess
    import sys

    nowhere = {**os.environ, "DATABASE_URL": "postgresql:///x?host=/nowhere"}
    words = [sys.executable, "-P", "-m", "frankpledge.config.command_line", "verify-audit"]
    done = subprocess.run(words, env=nowhere, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "The database does not answer" in done.stderr
