"""The records that one's organisations keep, with what is not known in each."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.people.models import Organisation
from frankpledge.register.models import Collaboration
from frankpledge.register.queries import own_records
from frankpledge.register.queries.collaborations import record
from frankpledge.register.queries.own_records import not_known_in
from frankpledge.register.queries.unknowns import unknowns
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 1, 1)


def test_what_is_not_known_is_told_as_a_records_own_page_tells_it(world: World) -> None:
    ids = list(Collaboration.objects.order_by("pk").values_list("pk", flat=True))
    told = {
        each.reference: each.not_known
        for start in range(0, len(ids), own_records.PER_PAGE)
        for each in not_known_in(ids, start=start)
    }
    assert len(told) == len(ids)
    differing = {
        reference
        for reference in Collaboration.objects.values_list("reference", flat=True)
        if set(told[reference]) != set(unknowns(record(reference, TODAY)))
    }
    assert differing == set()


def test_one_keeps_what_one_is_in_now_and_the_fewest_gaps_stand_first(world: World) -> None:
    found = own_records.own_records([world.body("port-vale").pk], 1)
    titles = [each.title for each in found.records]
    assert titles == ["Northern Marches programme"]
    assert found.total == 1
    gaps = [len(each.not_known) for each in found.records]
    assert gaps == sorted(gaps)


def test_a_policing_body_keeps_what_its_force_keeps_and_nobody_keeps_nothing(world: World) -> None:
    force = own_records.own_records([world.body("northshire").pk], 1)
    body = own_records.own_records([world.body("pcc-northshire").pk], 1)
    assert [each.reference for each in force.records] == [each.reference for each in body.records]
    assert own_records.own_records([], 1).total == 0
    assert own_records.own_records([world.body("northshire-authority").pk], 1).total == 0


@pytest.mark.parametrize("count", [1, 40])
def test_it_costs_two_statements_whatever_is_kept(world: World, count: int) -> None:
    bodies = list(Organisation.objects.filter(kind="force").values_list("pk", flat=True)[:count])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        own_records.own_records(bodies, 1)
    assert len(asked) == 2
