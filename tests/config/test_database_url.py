"""DATABASE_URL: what each part becomes, and what is refused."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from frankpledge.config import database_url
from frankpledge.config.embedded import sockets


def test_every_part_reaches_django() -> None:
    found = database_url.settings("postgresql://some%40body:p%3Ass@db.example:6432/register?sslmode=require")
    assert found["USER"] == "some@body"
    assert found["PASSWORD"] == "p:ss"  # noqa: S105 - made up
    assert found["HOST"] == "db.example"
    assert found["PORT"] == "6432"
    assert found["NAME"] == "register"
    assert found["OPTIONS"]["sslmode"] == "require"


def test_the_port_and_the_person_may_be_left_out() -> None:
    found = database_url.settings("postgres:///register")
    assert (found["HOST"], found["PORT"], found["USER"]) == ("", "", "")


def test_a_socket_may_be_named_in_either_way() -> None:
    for url in ("postgresql://%2Frun%2Fa%20b/x", "postgresql:///x?host=/run/a%20b"):
        assert database_url.settings(url)["HOST"] == "/run/a b"


def test_the_embedded_database_is_named_so_that_it_is_understood(tmp_path: Path) -> None:
    folder = tmp_path / "it's a folder?&"
    found = database_url.settings(sockets.database_url(folder))
    assert (found["HOST"], found["NAME"]) == (str(folder), "frankpledge")


@pytest.mark.parametrize("url", ["mysql://localhost/x", "sqlite:///x", "register", ""])
def test_any_other_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="only postgresql"):
        database_url.settings(url)


@pytest.mark.parametrize("url", ["postgresql://localhost", "postgresql://localhost/"])
def test_a_database_without_a_name_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="names no database"):
        database_url.settings(url)


@pytest.mark.parametrize("port", ["abc", "99999"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="cannot be read: Port"):
        database_url.settings(f"postgresql://localhost:{port}/x")
