from dataclasses import replace
from typing import Any

import pytest

from frankpledge.audit.models import Entry
from frankpledge.audit.outcomes import Effect
from frankpledge.audit.queries import revision
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.actions import organisations
from frankpledge.people.models import Capacity, Kind, Organisation, Source
from tests.world import CURATOR, GAZETTE, MINUTES, World, force

NORTHSHIRE = force("northshire", "Northshire")


@pytest.mark.django_db
def test_a_new_organisation_is_held_with_its_sources_and_written_down() -> None:
    outcome = organisations.put(by=CURATOR, draft=NORTHSHIRE, reason="seen in the Gazette")
    held = Organisation.objects.get(slug="northshire")
    entry = Entry.objects.latest("id")
    assert outcome.effect is Effect.ADDED
    assert (held.name, held.region, held.countries) == ("Northshire Police", "north-east", ["England"])
    assert [(c.supports, c.source.url) for c in held.citations.all()] == [
        ("identity", GAZETTE),
        ("region", GAZETTE),
        ("region", MINUTES),
    ]
    assert (entry.actor, entry.subject_key, entry.reason) == (
        str(CURATOR),
        "northshire",
        "seen in the Gazette",
    )
    assert entry.detail["name"] == [None, "Northshire Police"]
    assert entry.detail["sources.region"] == [None, [GAZETTE, MINUTES]]
    assert "notes" not in entry.detail


@pytest.mark.django_db
def test_putting_the_same_again_changes_and_writes_nothing(world: World) -> None:
    before = revision()
    assert organisations.put(by=CURATOR, draft=NORTHSHIRE).effect is Effect.UNCHANGED
    assert revision() == before


@pytest.mark.django_db
def test_only_what_differs_is_changed(world: World) -> None:
    draft = replace(NORTHSHIRE, valid_to=PartialDate(2026, 4), region_sources=(MINUTES,))
    outcome = organisations.put(by=CURATOR, draft=draft)
    assert outcome.effect is Effect.CHANGED
    assert outcome.changes == {
        "valid_to": [None, "2026-04"],
        "sources.region": [[GAZETTE, MINUTES], [MINUTES]],
    }
    assert world.body("northshire").valid_to == PartialDate(2026, 4)
    assert world.body("northshire").citations.filter(supports="region").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("differently", "field"),
    [
        ({"name": ""}, "name"),
        ({"short_name": "x" * 101}, "short_name"),
        ({"slug": "North shire"}, "slug"),
        ({"website": "not an address"}, "website"),
        ({"kind": Kind.POLICING_BODY}, "capacity"),
        ({"capacity": Capacity.POLICING_BODY}, "capacity"),
        ({"valid_from": PartialDate(2020), "valid_to": PartialDate(2019, 12)}, "valid_to"),
        ({"region": "north-pole"}, "region"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field_and_nothing_is_saved(
    differently: dict[str, Any], field: str
) -> None:
    before = (revision(), Organisation.objects.count(), Source.objects.count())
    with pytest.raises(Invalid) as refusal:
        organisations.put_all(
            by=CURATOR, drafts=[force("eastmarch", "Eastmarch"), replace(NORTHSHIRE, **differently)]
        )
    assert [*refusal.value.fields] == [field]
    assert refusal.value.subject == replace(NORTHSHIRE, **differently).slug
    assert (revision(), Organisation.objects.count(), Source.objects.count()) == before


@pytest.mark.django_db
def test_a_source_that_is_no_address_is_refused() -> None:
    with pytest.raises(Invalid, match="nowhere"):
        organisations.put(by=CURATOR, draft=replace(NORTHSHIRE, identity_sources=("nowhere",)))
    assert not Organisation.objects.filter(slug="northshire").exists()


@pytest.mark.django_db
def test_dates_that_may_touch_are_no_fault() -> None:
    draft = replace(NORTHSHIRE, valid_from=PartialDate(2020, 6), valid_to=PartialDate(2020))
    assert organisations.put(by=CURATOR, draft=draft).effect is Effect.ADDED
