"""Domain rooms know nothing of the web. Import contracts cannot name a part of Django, so this does."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import frankpledge

PACKAGE = Path(frankpledge.__file__).parent
DOMAIN_ROOMS = ("audit", "people", "register", "exchange")
OF_THE_WEB = ("django.http", "django.shortcuts", "django.urls", "django.views", "django.middleware")


def imported_by(source: str) -> Iterator[str]:
    """The full name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def of_the_web(source: str) -> list[str]:
    """Those that belong to the web."""
    return [
        name
        for name in imported_by(source)
        if f"{name}.".startswith(tuple(f"{part}." for part in OF_THE_WEB))
    ]


@pytest.mark.parametrize("room", DOMAIN_ROOMS)
def test_a_domain_room_imports_nothing_of_the_web(room: str) -> None:
    files = list((PACKAGE / room).rglob("*.py"))
    assert files
    found = {file.name: names for file in files if (names := of_the_web(file.read_text()))}
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "import django.http",
        "from django.http import HttpResponse",
        "from django import urls",
        "import django.views.generic",
    ],
)
def test_an_import_of_the_web_would_be_noticed(line: str) -> None:
    assert of_the_web(f"def inside():\n    {line}\n")


def test_what_only_begins_alike_is_allowed() -> None:
    assert not of_the_web("import django.https_elsewhere\nfrom django.db import models\n")
