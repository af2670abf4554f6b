"""Who of those into whom a body is split carries over which record."""

import pytest

from frankpledge.errors import Invalid, NotAllowed, NotFound, Stale
from frankpledge.people.models import Role
from frankpledge.register.actions import reorganisation_steps, reorganisations
from frankpledge.register.models import Collaboration, Effect, Party, Reorganisation, Step, Why
from frankpledge.register.queries import reorganisations as queries
from frankpledge.register.queries.keepers import keepers_of
from tests.members import Members
from tests.reorganisations import MERGER, PORT_VALE_SPLITS, begun
from tests.world import CURATOR, World


@pytest.fixture
def plan(world: World) -> Reorganisation:
    return begun(PORT_VALE_SPLITS)


def chosen(plan: Reorganisation, record: str, *slugs: str, version: int | None = None) -> Reorganisation:
    return reorganisation_steps.choose_carriers(
        by=CURATOR,
        reference=plan.reference,
        version=version or plan.version,
        step_id=plan.steps.get().pk,
        chosen={record: slugs},
    )


def now_in(record: Collaboration) -> set[str]:
    held = Party.objects.filter(collaboration=record, left_on=None).select_related("organisation")
    return {party.organisation.slug for party in held}


def test_by_default_all_that_follow_carry_it_over(plan: Reorganisation, world: World) -> None:
    (marches, *_rest) = [
        each for each in queries.planned(plan).effects
        if each.record.reference == world.record("marches").reference
    ]  # fmt: skip
    assert {joining.body for joining in marches.joining} == {"port", "vale"}
    assert Why.SPLIT in marches.why
    assert marches.asks


def test_the_plan_may_say_who_alone_carries_one_over(plan: Reorganisation, world: World) -> None:
    marches, crossings = world.record("marches"), world.record("crossings")
    row = chosen(plan, marches.reference, "vale")
    effects = {each.record.reference: each for each in queries.planned(row).effects}
    of_marches = effects[marches.reference]
    assert [joining.body for joining in of_marches.joining] == ["vale"]
    assert of_marches.why == (Why.SUCCESSOR, Why.OVERSEER, Why.CHOSEN)
    assert not of_marches.asks
    assert {joining.body for joining in effects[crossings.reference].joining} == {"port", "vale"}
    row = reorganisations.plan(by=CURATOR, reference=row.reference, version=row.version)
    reorganisations.apply(by=CURATOR, reference=row.reference, version=row.version)
    assert now_in(marches) == {"northshire", "eastmarch", "vale"}
    kept = keepers_of(marches.pk)
    assert world.body("vale").pk in kept
    assert world.body("port").pk not in kept
    event = marches.events.get(on=str(row.takes_effect_on))
    assert "Vale Police" in event.what
    assert "Port Police" not in event.what


def test_naming_all_of_them_is_naming_none(plan: Reorganisation, world: World) -> None:
    row = chosen(plan, world.record("marches").reference, "vale", "port")
    assert (row.version, row.steps.get().carried_by) == (plan.version, {})


def test_said_twice_it_is_said_once_and_who_comes_second_is_told(plan: Reorganisation, world: World) -> None:
    reference = world.record("marches").reference
    row = chosen(plan, reference, "vale")
    assert chosen(row, reference, "vale", version=plan.version).version == row.version
    with pytest.raises(Stale):
        chosen(row, reference, "port", version=plan.version)


@pytest.mark.parametrize(("name", "slugs"), [
    ("forensics", ("vale",)), ("marches", ()), ("marches", ("northshire",)), ("marches", ("vale", "nobody")),
])  # fmt: skip
def test_a_record_it_does_not_touch_and_who_does_not_follow_are_refused(
    plan: Reorganisation, world: World, name: str, slugs: tuple[str, ...]
) -> None:
    with pytest.raises(Invalid) as refused:
        chosen(plan, world.record(name).reference, *slugs)
    assert "chosen" in refused.value.fields
    assert plan.steps.get().carried_by == {}


def test_only_a_split_divides_records_and_only_a_curator_says_how(world: World, members: Members) -> None:
    merger = begun(*MERGER)
    wanted = {"reference": merger.reference, "version": merger.version, "chosen": {}}
    with pytest.raises(NotFound):
        reorganisation_steps.choose_carriers(by=CURATOR, step_id=merger.steps.order_by("pk")[0].pk, **wanted)  # type: ignore[arg-type] # of each kind
    split = begun(PORT_VALE_SPLITS)
    with pytest.raises(NotAllowed):
        reorganisation_steps.choose_carriers(
            by=members.actor("eastmarch", Role.OWNER), reference=split.reference, version=split.version,
            step_id=split.steps.get().pk, chosen={},
        )  # fmt: skip


def test_once_it_is_planned_nobody_divides_it_anew(plan: Reorganisation, world: World) -> None:
    row = reorganisations.plan(by=CURATOR, reference=plan.reference, version=plan.version)
    with pytest.raises(Invalid):
        chosen(row, world.record("marches").reference, "vale")
    assert Step.objects.get().carried_by == {}


def test_a_record_left_to_one_area_alone_becomes_internal_all_the_same(world: World) -> None:
    effects = queries.planned(begun(*MERGER)).effects
    assert [each.record.title for each in effects if each.effect is Effect.BECOMES_INTERNAL] == [
        world.record("dogs").title
    ]
