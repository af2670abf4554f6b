"""What a reader may be talking about, from what stands in an address or was typed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from frankpledge.register.models import AboutKind
from frankpledge.register.queries.subjects import subject
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["{}", "{}-marches-dogs", " {} "])
def test_a_reference_names_its_collaboration(world: World, written: str) -> None:
    dogs = world.record("dogs")
    for about in (written.format(dogs.reference), written.format(dogs.reference.lower())):
        found = subject(about)
        assert (found.kind, found.key, found.name) == (AboutKind.COLLABORATION, dogs.reference, dogs.title)
        assert found.collaboration == dogs


def test_a_key_names_its_claim_and_a_slug_its_body_or_its_collaboration(world: World) -> None:
    claim = world.claim("dogs-01")
    assert subject(claim.key).claim == claim
    assert subject(claim.key).collaboration == claim.collaboration
    assert subject("northshire").organisation == world.body("northshire")
    assert subject(world.record("dogs").slug).collaboration == world.record("dogs")


def test_a_claim_about_the_nation_has_no_collaboration(world: World) -> None:
    found = subject(world.claim("national-01").key)
    assert found.is_on_the_register
    assert found.collaboration is None


@pytest.mark.parametrize("about", ["/regions/wales", "https://example.org/find?q=dogs"])
def test_an_address_is_a_page(about: str) -> None:
    found = subject(about)
    assert (found.kind, found.key, found.is_on_the_register) == (AboutKind.PAGE, about, False)


@pytest.mark.parametrize(
    "about",
    [
        "",
        "C-9999",
        "no-such-slug",
        "the dog unit in Norfolk",
        "javascript:alert(1)",
        "http://[",
        "'; DROP",
        "<b>",
    ],
)
def test_anything_else_is_kept_as_the_words_it_is(about: str) -> None:
    found = subject(about)
    assert (found.kind, found.key, found.is_on_the_register) == (AboutKind.OTHER, about, False)


def test_ten_thousand_characters_are_cut_to_what_is_kept() -> None:
    assert len(subject("x" * 10_000).key) == 300


def test_finding_it_takes_three_statements_at_most(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for about in ("C-9999", "no-such-slug", "northshire", "words with spaces"):
        with django_assert_max_num_queries(3):
            subject(about)
