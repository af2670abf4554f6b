from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from frankpledge.audit.outcomes import Effect
from frankpledge.audit.queries import revision
from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.actions import figures
from frankpledge.people.actions.figures import FigureDraft
from frankpledge.people.models import Confidence, Figure, FigureUnit, Measure
from tests.world import CURATOR, GAZETTE, World

OFFICERS = FigureDraft(
    organisation="northshire",
    on=PartialDate(2019, 9, 30),
    measure=Measure.OFFICERS_FTE,
    value=Decimal("1234.567891"),
    unit=FigureUnit.FTE,
    confidence=Confidence.HIGH,
    basis="workforce return",
    sources=(GAZETTE,),
)


@pytest.mark.django_db
def test_a_figure_is_held_to_its_last_decimal(world: World) -> None:
    assert Figure.objects.get(organisation__slug="northshire").value == Decimal("1234.567891")
    before = revision()
    assert figures.put(by=CURATOR, draft=OFFICERS).effect is Effect.UNCHANGED
    assert figures.put(by=CURATOR, draft=replace(OFFICERS, value=Decimal("1234.5678910"))).changes == {}
    assert revision() == before


@pytest.mark.django_db
def test_a_corrected_figure_changes_that_figure(world: World) -> None:
    outcome = figures.put(by=CURATOR, draft=replace(OFFICERS, value=Decimal(1235)))
    assert outcome.changes == {"value": ["1234.567891", "1235"]}


@pytest.mark.django_db
def test_another_date_is_another_figure(world: World) -> None:
    outcome = figures.put(by=CURATOR, draft=replace(OFFICERS, on=PartialDate(2020, 9, 30)))
    assert outcome.effect is Effect.ADDED
    assert Figure.objects.filter(organisation__slug="northshire").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("differently", "field"),
    [
        ({"organisation": "nowhere"}, "organisation"),
        ({"value": Decimal("0.1234567")}, "value"),
        ({"period_ends_on": PartialDate(2018)}, "period_ends_on"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(
    world: World, differently: dict[str, Any], field: str
) -> None:
    before = (revision(), [*Figure.objects.values_list("pk", "value")])
    with pytest.raises(Invalid) as refusal:
        figures.put(by=CURATOR, draft=replace(OFFICERS, **differently))
    assert [*refusal.value.fields] == [field]
    assert (revision(), [*Figure.objects.values_list("pk", "value")]) == before
