import datetime

from frankpledge.dates import Answer, PartialDate
from frankpledge.people.queries.relations import Relations, Tie, overseers
from tests.world import World

ELECTIONS = PartialDate(2012, 11, 22)


def slugs(ties: tuple[Tie, ...]) -> list[str]:
    return [tie.other.slug for tie in ties]


def test_a_force_has_every_body_that_oversaw_it_the_newest_first(world: World) -> None:
    relations = Relations.of(world.body("port-vale"))
    assert slugs(relations.overseen_by) == ["port-vale-mayoralty", "pcc-port-vale", "port-vale-authority"]
    assert not relations.oversees
    assert relations.pair == relations.overseen_by


def test_a_policing_body_has_its_force_its_predecessor_and_its_successor(world: World) -> None:
    commissioner = Relations.of(world.body("pcc-port-vale"))
    assert slugs(commissioner.oversees) == ["port-vale"]
    assert slugs(commissioner.successors) == ["port-vale-mayoralty"]
    assert slugs(Relations.of(world.body("port-vale-mayoralty")).predecessors) == ["pcc-port-vale"]


def test_a_body_without_relations_has_none(world: World) -> None:
    assert Relations.of(world.body("harrow-systems")) == Relations()


def test_a_tie_answers_for_a_day_and_is_over_only_once_its_end_has_surely_come(world: World) -> None:
    [_mayoralty, commissioner, authority] = Relations.of(world.body("port-vale")).overseen_by
    assert commissioner.held_on(datetime.date(2018, 1, 1)) is Answer.YES
    assert commissioner.held_on(datetime.date(2012, 11, 21)) is Answer.NO
    assert authority.held_on(datetime.date(2005, 1, 1)) is Answer.NOT_KNOWN
    assert not commissioner.is_over_by(datetime.date(2024, 5, 6))
    assert commissioner.is_over_by(datetime.date(2024, 5, 7))


def test_the_overseers_of_a_day_leave_out_those_before_and_after_it(world: World) -> None:
    force = world.body("port-vale").pk
    assert [tie.other.slug for tie in overseers(datetime.date(2018, 1, 1))[force]] == ["pcc-port-vale"]
    assert [tie.other.slug for tie in overseers(datetime.date(2024, 5, 7))[force]] == ["port-vale-mayoralty"]
    assert [tie.other.slug for tie in overseers(datetime.date(2000, 1, 1))[force]] == ["port-vale-authority"]
