"""The world with its canaries, made once for all tests of a file."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.canaries.planting import Planted, planted


@pytest.fixture(scope="module")
def ours(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Planted]:
    """In a transaction that each test of the file goes on in, and that is undone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield planted()
        transaction.set_rollback(True)


@pytest.fixture
def in_its_transaction(ours: Planted, db: None) -> None:
    """Each test's own changes are undone before the next."""
