"""Reading the public records by program: the same as the pages say, and nothing more."""

import pytest

from frankpledge.register.models import Collaboration
from tests.api.conftest import Program
from tests.world import World


def test_every_record_is_reached_page_by_page(anybody: Program, world: World) -> None:
    found: list[str] = []
    after = ""
    while True:
        page = anybody.get(f"/collaborations?after={after}&limit=50").body
        found += [row["reference"] for row in page["collaborations"]]
        if page["next_after"] is None:
            break
        after = page["next_after"]
    assert found == sorted(Collaboration.objects.values_list("reference", flat=True))


def test_a_record_says_what_its_page_says(anybody: Program, world: World) -> None:
    dogs = world.record("dogs")
    said = anybody.get(f"/collaborations/{dogs.reference}").body
    page = anybody.client.get(f"/collaborations/{dogs.address}?format=json").json()
    assert said["title"] == dogs.title
    assert {name: page[name] for name in said} == said


def test_a_record_is_told_as_at_a_past_day(anybody: Program, world: World) -> None:
    reference = world.record("dogs").reference
    assert anybody.get(f"/collaborations/{reference}?as-at=2019-01-01").body["as_at"] is not None
    assert anybody.get(f"/collaborations/{reference}").body["as_at"] is None


@pytest.mark.parametrize("day", ["2999-01-01", "1066-10-14", "yesterday"])
def test_a_day_that_cannot_be_is_refused_in_words(anybody: Program, world: World, day: str) -> None:
    answer = anybody.get(f"/collaborations/{world.record('dogs').reference}?as-at={day}")
    assert answer.status == 422
    assert "as-at" in answer.body["fields"]


@pytest.mark.parametrize("reference", ["C-9999", "nonsense", "%00", "C-0001' OR 1=1"])
def test_what_is_not_there_is_not_found(anybody: Program, db: None, reference: str) -> None:
    assert anybody.get(f"/collaborations/{reference}").status == 404


@pytest.mark.parametrize("limit", ["0", "201", "many"])
def test_a_page_has_a_reasonable_length(anybody: Program, db: None, limit: str) -> None:
    assert anybody.get(f"/collaborations?limit={limit}").status == 422
