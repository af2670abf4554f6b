"""Which records somebody may be about to register again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.register.search.alike import alike
from tests.world import World

FORENSICS, DOGS = "Northern Marches Forensics", "Northern Marches Dog Unit"


def titles(title: str, parties: tuple[str, ...] = (), functions: tuple[str, ...] = ()) -> list[str]:
    return [each.title for each in alike(title, parties, functions)]


@pytest.mark.parametrize(
    "title",
    [FORENSICS, "northern marches forensic", "Forensics, Northern Marches", "Nothern Marches Forensics"],
)
def test_the_same_title_is_found_in_another_order_and_slightly_misspelt(world: World, title: str) -> None:
    assert titles(title)[0] == FORENSICS


def test_another_name_of_a_record_is_as_good_as_its_title(world: World) -> None:
    assert titles("Marches")[0] == "Northern Marches programme"


@pytest.mark.parametrize("title", ["Bicycle marking", "", "the of and", "🐕", "' OR 1=1 --", "x" * 500, "\\"])
def test_what_is_like_nothing_finds_nothing(world: World, title: str) -> None:
    assert titles(title) == []


def test_the_same_parties_and_work_bring_it_nearer_and_others_further(world: World) -> None:
    same = alike("Marches dog handlers", ("northshire", "eastmarch"), ("dogs",))
    other = alike("Marches dog handlers", ("port-vale", "harrow-systems"), ("finance",))
    assert same[0].title == DOGS
    assert same[0].shared_areas == 2
    assert not other or other[0].likeness < same[0].likeness


def test_a_policing_body_is_the_same_area_as_its_force(world: World) -> None:
    found = alike("Northern Marches dogs", ("pcc-northshire", "pcc-eastmarch"), ("dogs",))
    assert found[0].shared_areas == 2


def test_two_statements_whatever_is_asked_and_one_more_for_words_nobody_used(world: World) -> None:
    for title, most in ((FORENSICS, 2), ("Xylophonic Forensics", 3)):
        with CaptureQueriesContext(connection) as captured:
            alike(title, ("northshire", "eastmarch", "port-vale"), ("dogs", "forensics"))
        assert len(captured) == most
