"""A page of a past day does not change when a reorganisation is applied: compared whole, in both forms."""

import datetime
import json
import re
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from frankpledge.people.models import Organisation
from frankpledge.register.actions.reorganisation_steps import After, StepDraft
from frankpledge.register.models import Collaboration, StepKind
from tests.reorganisations import FERRIES_MOVE, MERGER, PORT_VALE_SPLITS, applied
from tests.world import World

TODAY = timezone.localdate()
DAYS = (TODAY - datetime.timedelta(days=1), TODAY - datetime.timedelta(days=4000))
# Whether a picture is drawn yet is no difference, and a form has another key each time.
OURS = re.compile(r"<figure.*?</figure>|<input[^>]*(?:csrf|key)[^>]*>", re.DOTALL)
CAST = ("northshire", "eastmarch", "port-vale", "harrow", "wayfarers", "marches", "northern", "crossings")
RENAMED = StepDraft(
    kind=StepKind.RENAME,
    before=("harrow-systems",),
    after=(After(slug="harrow-systems", name="Harrow & Co"),),
)


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Any) -> None:
    settings.PUBLIC_PAGE_CACHE = False


def addresses() -> list[str]:
    """Everything that the fictional bodies are in, and a sample of the real register."""
    every = [f"/collaborations/{record.address}" for record in Collaboration.objects.order_by("pk")]
    every += [f"/organisations/{slug}" for slug in Organisation.objects.values_list("slug", flat=True)]
    chosen = [
        path for number, path in enumerate(every) if number % 30 == 0 or any(word in path for word in CAST)
    ]
    return [f"{path}?as-at={day}" for path in chosen for day in DAYS]


def read(paths: Iterable[str], form: str) -> dict[str, Any]:
    client, found = Client(), {}
    for path in paths:
        answer = client.get(f"{path}&format={form}")
        assert answer.status_code == 200, path
        text = answer.content.decode()
        found[path] = json.loads(text) if form == "json" else OURS.sub("", text)
    return found


@pytest.mark.parametrize("form", ["json", "html"])
def test_every_past_page_is_as_it_was(world: World, form: str) -> None:
    paths = addresses()
    before = read(paths, form)
    applied(*MERGER, PORT_VALE_SPLITS, FERRIES_MOVE, RENAMED)
    assert world.record("dogs").status == world.record("crossings").status == "ended"
    after = read(paths, form)
    assert [path for path in paths if before[path] != after[path]] == []
    today = Client().get(f"/collaborations/{world.record('marches').address}").content.decode()
    assert "Norrland Police" in today
