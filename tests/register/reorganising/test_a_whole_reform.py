"""An invented reform on the real register: two forces merge, all policing bodies go, air support moves.

All new names are made up.
"""

import datetime
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.people.models import Capacity, Kind, Organisation, Relation, RelationKind
from frankpledge.people.queries.names import Names
from frankpledge.register.actions import reorganisations
from frankpledge.register.actions.reorganisation_steps import After, StepDraft
from frankpledge.register.models import Collaboration, Effect, ReorganisedRecord, StepKind
from frankpledge.register.queries import reorganisations as queries
from tests.reorganisations import begun
from tests.world import CURATOR

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)
MERGING = ("pcc-bedfordshire", "pcc-hertfordshire")


@pytest.fixture(autouse=True)
def pages_made_afresh(settings: Any) -> None:
    settings.PUBLIC_PAGE_CACHE = False


def steps() -> tuple[StepDraft, ...]:
    one = StepDraft(
        kind=StepKind.MERGE,
        before=("bedfordshire", "hertfordshire"),
        after=(After(name="Invented Vale Police", short_name="Invented Vale"),),
    )
    bodies = StepDraft(kind=StepKind.REPLACE, before=MERGING, after=(After(name="Invented Vale Board"),))
    others = tuple(
        StepDraft(kind=StepKind.REPLACE, before=(slug,), after=(After(name=f"Invented Board {number}"),))
        for number, (slug, _name) in enumerate(Names.read().of(Capacity.POLICING_BODY))
        if slug not in MERGING
    )
    air = StepDraft(
        kind=StepKind.MOVE, after=(After(name="Invented National Service"),), function="air-support"
    )
    return (one, bodies, *others, air)


def past_pages() -> dict[str, Any]:
    """Every record and every body there is, as at yesterday."""
    client, found = Client(), {}
    paths = [f"/collaborations/{row.address}" for row in Collaboration.objects.order_by("pk")]
    slugs = Organisation.objects.exclude(name__startswith="Invented").values_list("slug", flat=True)
    paths += [f"/organisations/{slug}" for slug in slugs]
    for path in paths:
        found[path] = json.loads(client.get(f"{path}?as-at={YESTERDAY}&format=json").content)
    return found


def test_it_is_previewed_over_everything_and_applied_at_once_with_the_past_as_it_was(
    db: None,
) -> None:
    row = begun(*steps(), title="The Invented Reform Order")
    plan = queries.planned(row)
    assert plan.problems == ()
    effects = {each.record.reference: each for each in plan.effects}
    in_being = Collaboration.objects.exclude(status__in=["ended", "dropped"])
    forces = in_being.filter(parties__organisation__kind=Kind.FORCE).distinct()
    assert {record.reference for record in forces} <= effects.keys()
    before = past_pages()
    row = reorganisations.plan(by=CURATOR, reference=row.reference, version=row.version)
    entries = Entry.objects.count()
    reorganisations.apply(by=CURATOR, reference=row.reference, version=row.version)

    after = past_pages()
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == []

    dogs = Collaboration.objects.get(slug="beds-herts-dog-unit")
    assert (dogs.status, dogs.ending_kind, str(dogs.ends_on)) == ("ended", "merged", str(TODAY))
    npas = Collaboration.objects.get(slug="npas")
    assert (npas.status, npas.ending_kind) == ("ended", "to_national_body")
    maintained = Relation.objects.filter(kind=RelationKind.MAINTAINS, ends_on=None, object__kind=Kind.FORCE)
    assert all(each.subject.name.startswith("Invented") for each in maintained.select_related("subject"))
    assert maintained.count() == Organisation.objects.filter(kind=Kind.FORCE, valid_to=None).count() == 42
    done = ReorganisedRecord.objects.filter(reorganisation=row)
    assert {each.collaboration.reference for each in done.select_related("collaboration")} == effects.keys()
    assert Entry.objects.count() - entries > len(effects)
    ended = [each for each in plan.effects if each.effect is Effect.BECOMES_INTERNAL]
    for each in ended:
        record = Collaboration.objects.get(pk=each.record.id)
        assert record.ending_kind == "merged"
        page = Client().get(f"/collaborations/{record.address}").content.decode()
        assert "Invented Vale Police" in page


def test_the_preview_of_a_whole_reform_asks_the_same_as_that_of_one_step(db: None) -> None:
    one, all_of_it = begun(steps()[0]), begun(*steps())
    counts = []
    for row in (one, all_of_it):
        with CaptureQueriesContext(connection) as asked:
            queries.planned(row)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10
