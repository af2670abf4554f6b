from dataclasses import replace

import pytest

from frankpledge.audit.outcomes import Effect
from frankpledge.audit.queries import revision
from frankpledge.errors import Invalid
from frankpledge.register.actions import functions
from frankpledge.register.drafts import FunctionDraft
from frankpledge.register.models import Function
from tests.world import CURATOR

FERRIES = FunctionDraft(slug="ferries", name="Ferries", description="Boats.")
pytestmark = pytest.mark.django_db


def test_a_function_is_held_once_under_its_latest_name() -> None:
    assert functions.put(by=CURATOR, draft=FERRIES).effect is Effect.ADDED
    before = revision()
    assert functions.put(by=CURATOR, draft=FERRIES).effect is Effect.UNCHANGED
    assert revision() == before
    assert functions.put(by=CURATOR, draft=replace(FERRIES, name="Boats")).changes == {
        "name": ["Ferries", "Boats"]
    }


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(FERRIES, slug="many ferries"), "slug"),
        (replace(FERRIES, slug="", name="", description=""), "slug"),
        (replace(FERRIES, name="x" * 101), "name"),
        (replace(FERRIES, name="Dogs"), "name"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(draft: FunctionDraft, field: str) -> None:
    before = (revision(), Function.objects.count())
    with pytest.raises(Invalid) as refusal:
        functions.put(by=CURATOR, draft=draft)
    assert field in refusal.value.fields
    assert (revision(), Function.objects.count()) == before
