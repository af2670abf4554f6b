import json

import pytest
from django.db import OperationalError, connection
from django.test import Client

from frankpledge.audit import readiness


def test_it_is_alive_without_asking_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(connection, "cursor", fail)
    answer = client.get("/healthz")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"status": "alive"})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_it_is_ready_when_every_migration_has_run(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"status": "ready"})


def test_it_says_which_migrations_are_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "pending_migrations", lambda: ["web.0001_kept_pages"])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "web.0001_kept_pages" in json.loads(answer.content)["reasons"][0]


def test_it_says_when_the_database_does_not_answer_and_nothing_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> list[str]:
        raise OperationalError("password authentication failed for user root at 10.0.0.1")

    monkeypatch.setattr(readiness, "pending_migrations", fail)
    monkeypatch.setattr(connection, "close", lambda: None)
    answer = client.get("/readyz")
    assert (answer.status_code, json.loads(answer.content)) == (
        503,
        {"status": "not ready", "reasons": ["The database does not answer."]},
    )


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
