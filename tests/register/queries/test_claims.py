import datetime

from frankpledge.register.actions import claims
from frankpledge.register.queries import collaborations
from frankpledge.register.queries.claims import side_by_side
from tests.world import CURATOR, World, saving

TODAY = datetime.date(2026, 11, 22)


def groups(world: World, name: str) -> list[list[str]]:
    held = collaborations.record(world.record(name).reference, TODAY)
    return [
        [line.claim.key.removeprefix("marches-") for line in group] for group in side_by_side(held.claims)
    ]


def test_claims_that_contradict_stand_together_and_others_alone(world: World) -> None:
    assert groups(world, "dogs") == [["dogs-01"], ["dogs-02", "dogs-03"]]


def test_a_claim_stands_with_the_one_it_replaces(world: World) -> None:
    assert groups(world, "forensics") == [["forensics-01", "forensics-02"]]


def test_a_claim_that_joins_two_groups_makes_them_one(world: World) -> None:
    claims.put(
        by=CURATOR,
        draft=saving("dogs-04", "It saved nothing.", "marches-dogs", "0", contradicts=("dogs-01", "dogs-02")),
    )
    assert groups(world, "dogs") == [["dogs-01", "dogs-02", "dogs-03", "dogs-04"]]


def test_a_claim_joined_to_another_record_s_claim_stands_alone(world: World) -> None:
    claims.put(
        by=CURATOR,
        draft=saving("marches-01", "It saved more.", "marches", "1", contradicts=("dogs-01",)),
    )
    assert groups(world, "marches") == [["marches-01"]]
    held = collaborations.record(world.record("marches").reference, TODAY)
    [other] = held.claims[0].contradicts
    assert (other.key, other.reference) == ("marches-dogs-01", world.record("dogs").reference)


def test_whom_a_claim_covers_keeps_its_order(world: World) -> None:
    held = collaborations.record(world.record("dogs").reference, TODAY)
    assert [body.slug for body in held.claims[0].covers] == ["port-vale", "northshire"]
