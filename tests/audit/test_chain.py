"""Whoever changes, removes, adds or reorders an entry is found, even with the owner's rights."""

import threading
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise

import psycopg
import pytest
from django.db import connection, transaction

from frankpledge.audit import chain
from frankpledge.audit.actions import record
from frankpledge.audit.actors import Actor, ActorKind, at_command_line
from frankpledge.audit.models import Entry
from frankpledge.audit.outcomes import Deed
from tests.database import owner

BY = at_command_line("a test")
# The register that ships was loaded by many hundred entries; one in the middle, known by its number.
ONE = 500
BUILT_ANEW = import_module("frankpledge.audit.migrations.0003_a_chain_of_entries").SEAL_THOSE_WRITTEN_BEFORE
SEALED_ANEW = """
UPDATE audit_entry SET reason = 'x' WHERE id = 500;
UPDATE audit_entry SET hash = audit_entry_hash(audit_entry) WHERE id = 500
"""
# A forged entry 500, well sealed; those after it move up by one.
PUT_IN = """
UPDATE audit_entry SET id = id + 1000000 WHERE id >= 500;
UPDATE audit_entry SET id = id - 999999 WHERE id >= 1000000;
CREATE TEMP TABLE another AS SELECT * FROM audit_entry WHERE id = 499;
UPDATE another SET id = 500, previous_hash = hash;
UPDATE another SET hash = audit_entry_hash(another::text::audit_entry);
ALTER TABLE audit_entry DISABLE TRIGGER audit_seal;
ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_chain_has_no_fork;
INSERT INTO audit_entry SELECT * FROM another
"""
SWAP = """
UPDATE audit_entry SET id = CASE id
    WHEN -500 THEN 501 WHEN -501 THEN 500 WHEN 500 THEN -500 WHEN 501 THEN -501
END WHERE id IN (500, 501, -500, -501)
"""


@pytest.fixture
def tamperer(transactional_db: None) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Somebody with the owner's rights, who goes by the database itself."""
    with owner() as database:
        yield database


def wrong(checkpoint: chain.Checkpoint | None = None) -> tuple[int, str]:
    """Which entry does not fit first, and why."""
    fault = chain.verify(checkpoint).fault
    assert fault is not None
    return fault.entry_id, fault.wrong


@pytest.mark.django_db
def test_what_was_written_fits_and_nothing_of_it_is_left_out() -> None:
    verdict = chain.verify()
    assert verdict.fault is None
    assert verdict.reached.count == Entry.objects.count() > ONE
    assert verdict.reached.last_id == Entry.objects.latest("id").id


@pytest.mark.django_db
def test_many_entries_written_at_once_are_chained_in_the_order_of_their_numbers() -> None:
    before = Entry.objects.latest("id")
    with Deed(BY, "test.put", "thing", "because") as deed:
        for number in range(50):
            deed.conclude(str(number), {"title": [None, f"{number}"]}, added=True)
    written = [before, *Entry.objects.filter(id__gt=before.id).order_by("id")]
    assert [entry.subject_key for entry in written[1:]] == [str(number) for number in range(50)]
    for earlier, later in pairwise(written):
        assert later.previous_hash == earlier.hash
        assert later.id == earlier.id + 1
    assert chain.verify().fault is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["", "é ŵ 漢 🐕", "a\nb 3:c\n", "1:2", "-", "\\ \" ' % {}", " ", "x" * 5000, "e\u0301"]
)
def test_python_and_the_database_agree_on_whatever_was_written(words: str) -> None:
    person = Actor(kind=ActorKind.PERSON, name="Ŵ: 1", user_id=2**40, token_id=0, organisation="a-b")
    detail = {"ẅ": [None, words], "n": [1.50, -0.0, 1e300, True], "": {"z": [], "a": {}}}
    record(
        by=person, action="t", subject_kind="k", subject_key=words[:700], reason=words, detail=detail,
        is_public=False,
    )  # fmt: skip
    assert chain.verify().fault is None


@pytest.mark.django_db
def test_the_hash_is_of_the_text_that_is_documented() -> None:
    entry = record(by=BY, action="test.put", subject_kind="thing", subject_key="one", reason="Why\nnot")
    entry.refresh_from_db()
    values = {name: getattr(entry, name) for name in chain.FIELDS} | {"detail": "{}"}
    assert chain.hash_of(values) == entry.hash
    for name, other in (("reason", "Why not"), ("actor", "command: b test"), ("user_id", 1)):
        assert chain.hash_of(values | {name: other}) != entry.hash
    # What ends one field cannot begin the next.
    assert chain.hash_of(values | {"reason": "", "detail": "Why\nnot{}"}) != entry.hash


@pytest.mark.parametrize(
    ("tampering", "found_at", "why"),
    [
        ("UPDATE audit_entry SET reason = 'Another' WHERE id = 500", 500, "was changed after"),
        ("UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = 500", 500, "was changed"),
        ("UPDATE audit_entry SET user_id = 7 WHERE id = 500", 500, "was changed after"),
        ("UPDATE audit_entry SET organisation = 'x' WHERE id = 500", 500, "was changed after"),
        ("UPDATE audit_entry SET is_public = NOT is_public WHERE id = 500", 500, "was changed after"),
        ("UPDATE audit_entry SET detail = detail || '{\"x\": 1}' WHERE id = 500", 500, "was changed after"),
        ("UPDATE audit_entry SET hash = repeat('a', 64) WHERE id = 500", 500, "was changed after"),
        ("DELETE FROM audit_entry WHERE id = 500", 501, "between entry 499 and it is missing"),
        ("DELETE FROM audit_entry WHERE id BETWEEN 500 AND 600", 601, "between entry 499 and it is missing"),
        ("DELETE FROM audit_entry WHERE id = 1", 2, "It was not the first"),
        (SEALED_ANEW, 501, "does not follow entry 500, which was changed and sealed anew, or put in"),
        (PUT_IN, 501, "was changed after"),
        (SWAP + ";" + SWAP, 500, "was changed after"),
    ],
)
def test_what_was_tampered_with_is_named(
    tamperer: psycopg.Connection[tuple[object, ...]], tampering: str, found_at: int, why: str
) -> None:
    for statement in tampering.split(";"):
        tamperer.execute(statement.encode())
    entry, said = wrong()
    assert entry == found_at
    assert why in said


def test_a_lost_end_is_found_by_a_checkpoint_alone(
    tamperer: psycopg.Connection[tuple[object, ...]],
) -> None:
    checkpoint = chain.verify().reached
    tamperer.execute(b"DELETE FROM audit_entry WHERE id > 700")
    assert chain.verify().fault is None
    entry, said = wrong(checkpoint)
    assert entry == 701
    assert f"{checkpoint.count} entries, up to {checkpoint.last_id}" in said


def test_a_chain_built_anew_is_found_by_a_checkpoint_alone(
    tamperer: psycopg.Connection[tuple[object, ...]],
) -> None:
    checkpoint = chain.verify().reached
    tamperer.execute(b"UPDATE audit_entry SET actor = 'command: somebody else' WHERE id = 500")
    tamperer.execute(BUILT_ANEW.encode())
    assert chain.verify().fault is None
    entry, said = wrong(checkpoint)
    assert (entry, "built anew" in said) == (checkpoint.last_id, True)


def test_a_checkpoint_whose_own_entry_went_is_found_at_the_next(
    tamperer: psycopg.Connection[tuple[object, ...]],
) -> None:
    checkpoint = chain.verify().reached
    with transaction.atomic():
        record(by=BY, action="test.put", subject_kind="thing", subject_key="one")
    tamperer.execute(f"DELETE FROM audit_entry WHERE id = {checkpoint.last_id}".encode())
    tamperer.execute(BUILT_ANEW.encode())
    assert chain.verify().fault is None
    assert wrong(checkpoint)[0] == checkpoint.last_id + 1


@pytest.mark.django_db
def test_a_chain_that_went_on_fits_its_earlier_checkpoint() -> None:
    checkpoint = chain.verify().reached
    record(by=BY, action="test.put", subject_kind="thing", subject_key="one")
    verdict = chain.verify(chain.Checkpoint.from_json(checkpoint.as_json()))
    assert verdict.fault is None
    assert verdict.reached.count == checkpoint.count + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "not JSON", '{"count": 1}', '{"count":"1","last_id":1,"hash":"a","at":""}'],
)
def test_anything_else_is_not_taken_for_a_checkpoint(text: str) -> None:
    with pytest.raises(chain.NoCheckpoint):
        chain.Checkpoint.from_json(text)


def test_entries_that_were_there_before_are_sealed_by_the_migration(
    tamperer: psycopg.Connection[tuple[object, ...]],
) -> None:
    tamperer.execute(
        b"UPDATE audit_entry SET hash = lpad(id::text, 64, 'a'), previous_hash = lpad(id::text, 64, 'b')"
    )
    assert chain.verify().fault is not None
    tamperer.execute(BUILT_ANEW.encode())
    assert chain.verify().fault is None


@pytest.mark.django_db(transaction=True)
def test_those_who_write_at_once_by_sql_make_one_chain_without_a_gap() -> None:
    begin = threading.Barrier(3)

    def write(name: str) -> None:
        begin.wait(10)
        for number in range(15):
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO audit_entry (actor, organisation, action, subject_kind, subject_key, reason,"
                    " detail, is_public) VALUES (%s, '', 'test.put', 'thing', %s, '', '{}', true)",
                    [name, str(number)],
                )
        connection.close()

    before = Entry.objects.latest("id").id
    threads = [threading.Thread(target=write, args=[name]) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    numbers = Entry.objects.filter(id__gt=before).order_by("id").values_list("id", flat=True)
    assert [*numbers] == [*range(before + 1, before + 46)]
    assert chain.verify().fault is None
