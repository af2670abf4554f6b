"""The same number of statements for a hundred records and for thousands, and the same answers."""

from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import ours
from bench.rows import generate
from frankpledge.register.search import index
from frankpledge.register.search.facets import FACETS
from frankpledge.register.search.find import Asked, find

# The rows are committed, so the database is made anew after it.
pytestmark = pytest.mark.django_db(transaction=True)

QUESTIONS = [
    Asked(),
    Asked(text="police"),
    Asked(text="norfolk firearms"),
    Asked(chosen={"status": ["running"], "force": ["norfolk"], "model": ["strategic_alliance"]}),
    Asked(text="police", page=10**9),
]


def statements() -> list[int]:
    counted = []
    for asked in QUESTIONS:
        with CaptureQueriesContext(connection) as asked_for:
            assert find(asked).total
        counted.append(len(asked_for))
    return counted


def test_it_takes_two_statements_for_a_hundred_records_and_for_thousands() -> None:
    few = statements()
    ours.fill(connection.connection, islice(generate(3_000), 3_000))
    index.rebuild()
    assert few == statements() == [2] * len(QUESTIONS)
    found = find(Asked())
    assert found.total == 3_000
    assert (
        sum(value.count for facet in found.facets for value in facet.values if facet.facet is FACETS[0])
        == 3_000
    )
