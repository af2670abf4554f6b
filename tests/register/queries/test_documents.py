"""Searching in documents: folded as everywhere, page by page, and with the words in their place."""

import pytest

from frankpledge.register.queries import documents as queries
from frankpledge.register.queries.documents import NOBODY
from tests import documents
from tests.members import Members
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("kennel", True),
        ("KENNELS", True),
        ("Kennels’", True),
        ('"shared kennels"', True),
        ('"kennels shared"', False),
        ("kennels shared", True),
        ("kennels -otterburn", False),
        ("kennels -ferries", True),
        ("-ferries", False),
        ("heddlu dwr", True),
        ("south west", True),
        ("kennels ferries", False),
        ("the", False),
        ("", False),
        ("' OR 1=1 --", False),
    ],
)
def test_words_are_found_as_they_are_meant(
    members: Members,
    world: World,
    text: str,
    finds: bool,  # noqa: FBT001 - a row of the table
) -> None:
    words = "The forces' shared kennels at Otterburn, South-West. Heddlu Dwr."
    documents.published(CURATOR, world.record("dogs"), words)
    assert bool(queries.found(NOBODY, text).total) is finds


def test_a_snippet_says_its_page_and_which_words_were_asked_for(members: Members, world: World) -> None:
    documents.published(CURATOR, world.record("dogs"), "Kennels & vans at Otterburn")
    (match,) = queries.found(NOBODY, "otterburn").matches
    (snippet,) = match.snippets
    assert snippet.page == 1
    assert ("Otterburn", True) in snippet.pieces
    assert "".join(text for text, _asked in snippet.pieces) == "Kennels & vans at Otterburn"


def test_the_title_and_the_summary_are_found_too(members: Members, world: World) -> None:
    documents.published(CURATOR, world.record("dogs"), "", title="Kennel plan", summary="Who pays for straw.")
    for text in ("plan", "straw"):
        (match,) = queries.found(NOBODY, text).matches
        assert [snippet.page for snippet in match.snippets] == [0]


def test_the_best_comes_first_and_pages_hold_ten(members: Members, world: World) -> None:
    for number in range(12):
        documents.published(CURATOR, world.record("dogs"), f"kennels {number}" + " kennels" * (number == 7))
    first, second = queries.found(NOBODY, "kennels"), queries.found(NOBODY, "kennels", 2)
    assert (first.total, second.total) == (12, 12)
    assert [len(first.matches), len(second.matches)] == [10, 2]
    assert "kennels 7" in "".join(text for text, _asked in first.matches[0].snippets[0].pieces)
    assert not {m.document.pk for m in first.matches} & {m.document.pk for m in second.matches}
