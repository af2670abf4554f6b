from dataclasses import replace

import pytest

from frankpledge.audit.outcomes import Effect
from frankpledge.audit.queries import revision
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.actions import relations
from frankpledge.people.actions.relations import RelationDraft
from frankpledge.people.models import Basis, Relation, RelationKind
from tests.world import CURATOR, ELECTIONS, GAZETTE, MINUTES, World, maintains

NOW = maintains("pcc-northshire", "northshire", ELECTIONS)


def spells(world: World) -> list[tuple[PartialDate | None, PartialDate | None]]:
    found = Relation.objects.filter(subject=world.body("pcc-northshire"), object=world.body("northshire"))
    return [(relation.starts_on, relation.ends_on) for relation in found]


@pytest.mark.django_db
def test_the_same_again_changes_nothing(world: World) -> None:
    before = revision()
    assert relations.put(by=CURATOR, draft=NOW).effect is Effect.UNCHANGED
    assert revision() == before


@pytest.mark.django_db
def test_a_corrected_date_changes_the_relation_that_is_held(world: World) -> None:
    outcome = relations.put(by=CURATOR, draft=replace(NOW, starts_on=PartialDate(2012, 11)))
    assert outcome.changes == {"starts_on": ["2012-11-22", "2012-11"]}
    assert spells(world) == [(PartialDate(2012, 11), None)]


@pytest.mark.django_db
def test_a_span_that_does_not_overlap_is_a_further_spell(world: World) -> None:
    earlier = replace(NOW, starts_on=PartialDate(1990), ends_on=PartialDate(1996))
    assert relations.put(by=CURATOR, draft=earlier).effect is Effect.ADDED
    assert spells(world) == [(PartialDate(1990), PartialDate(1996)), (ELECTIONS, None)]


@pytest.mark.django_db
def test_its_sources_become_those_of_the_draft(world: World) -> None:
    outcome = relations.put(by=CURATOR, draft=replace(NOW, sources=(MINUTES,)))
    assert outcome.changes == {"sources": [[GAZETTE], [MINUTES]]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (maintains("pcc-nowhere", "northshire", None), "subject"),
        (maintains("pcc-northshire", "nowhere", None), "object"),
        (maintains("northshire", "eastmarch", None), "subject"),
        (maintains("pcc-northshire", "pcc-eastmarch", None), "object"),
        (maintains("pcc-northshire", "pcc-northshire", None), "object"),
        (replace(NOW, ends_on=PartialDate(2011)), "ends_on"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(
    world: World, draft: RelationDraft, field: str
) -> None:
    before = (revision(), Relation.objects.count())
    with pytest.raises(Invalid) as refusal:
        relations.put(by=CURATOR, draft=draft)
    assert [*refusal.value.fields] == [field]
    assert (revision(), Relation.objects.count()) == before


@pytest.mark.django_db
def test_a_force_may_succeed_a_force(world: World) -> None:
    draft = RelationDraft(
        subject="northshire", kind=RelationKind.SUCCEEDS, object="eastmarch", basis=Basis.ASSUMED
    )
    assert relations.put(by=CURATOR, draft=draft).effect is Effect.ADDED
