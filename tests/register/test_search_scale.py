"""With thousands of records: the same number of statements, and the same answers by bits as by the index."""

from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import ours
from bench.rows import COMMON_WORD, generate
from frankpledge.register.models import Collaboration, Purpose, SearchWordBits
from frankpledge.register.search import index
from frankpledge.register.search.facets import STATUS
from frankpledge.register.search.find import Asked, Found, find
from tests.database import owner

# The rows are committed, so the database is made anew after it.
pytestmark = pytest.mark.django_db(transaction=True)

RECORDS = 3_000
QUESTIONS = [
    Asked(),
    Asked(text=COMMON_WORD),
    Asked(text="norfolk firearms"),
    Asked(chosen={"status": ["running"], "force": ["norfolk"], "model": ["strategic_alliance"]}),
    Asked(text=COMMON_WORD, page=10**9),
]
IN_COMMON = [
    Asked(text=COMMON_WORD),
    Asked(text=f"-{COMMON_WORD}"),
    Asked(text=COMMON_WORD, chosen={"status": ["running"], "function": ["dogs", "fleet"]}),
    Asked(text=COMMON_WORD, chosen={"force": ["norfolk"]}, with_assumed=True),
]


def statements() -> list[int]:
    counted = []
    for asked in QUESTIONS:
        with CaptureQueriesContext(connection) as asked_for:
            assert find(asked).total
        counted.append(len(asked_for))
    return counted


def told(found: Found) -> tuple[int, int, object]:
    """The counts of an answer: with their order, all that does not depend on how it was found."""
    return found.total, found.besides, found.facets


def test_thousands_take_as_many_statements_as_a_hundred_and_common_words_are_answered_alike() -> None:
    few = statements()
    with owner() as database:
        ours.fill(database, islice(generate(RECORDS), RECORDS))
    index.rebuild()
    assert few == statements() == [2] * len(QUESTIONS)
    everything = find(Asked())
    status = everything.facet(STATUS)
    assert status
    assert everything.total == RECORDS == sum(value.count for value in status.values)

    assert SearchWordBits.objects.filter(stem="polic").exists()
    by_bits = [find(asked) for asked in IN_COMMON]
    assert all(found.wanted.common for found in by_bits)
    assert by_bits[0].total + by_bits[1].total == RECORDS

    record = Collaboration.objects.get(pk=by_bits[0].results[0].card["collaboration_id"])
    record.title = f"Aardvark {COMMON_WORD}"
    record.save(update_fields=["title"])
    last = find(Asked(text=COMMON_WORD, page=10**9)).results[-1]
    other = Collaboration.objects.get(pk=last.card["collaboration_id"])
    Purpose.objects.filter(collaboration=other).delete()
    other.parties.all().delete()
    index.refresh([record.pk, other.pk])
    refreshed = [find(asked) for asked in IN_COMMON]
    assert refreshed[0].results[0].card["title"] == record.title
    assert refreshed[0].total == by_bits[0].total - 1

    SearchWordBits.objects.all().delete()
    by_index = [find(asked) for asked in IN_COMMON]
    assert not any(found.wanted.common for found in by_index)
    assert [told(found) for found in by_index] == [told(found) for found in refreshed]
