"""Migrating: only when something is pending, and one process at a time."""

import threading

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from frankpledge.audit import readiness
from frankpledge.config import migrations
from tests.database import owner


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which commands of Django's were called."""
    made: list[str] = []
    monkeypatch.setattr(migrations, "call_command", lambda name, **_options: made.append(name))
    return made


@pytest.mark.django_db(transaction=True)
def test_an_up_to_date_database_is_left_alone(calls: list[str]) -> None:
    assert migrations.migrate() == []
    assert calls == []


@pytest.mark.django_db(transaction=True)
def test_what_is_pending_is_applied_and_named(calls: list[str]) -> None:
    with owner() as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'register' AND name = '0001_initial'")
    assert migrations.migrate() == ["register.0001_initial"]
    assert calls == ["migrate"]


def test_readiness_costs_one_query(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    readiness.pending_migrations()
    with django_assert_num_queries(2):  # the first asks whether the table is there
        assert readiness.pending_migrations() == []


@pytest.mark.django_db(transaction=True)
def test_a_second_process_waits_until_the_first_is_done() -> None:
    order: list[str] = []
    inside, finish = threading.Event(), threading.Event()

    def first() -> None:
        with migrations.alone():
            inside.set()
            finish.wait(10)
            order.append("first")
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(10)
    threading.Timer(0.2, finish.set).start()
    with migrations.alone():
        order.append("second")
    thread.join()
    assert order == ["first", "second"]
