"""What costs and benefits ask of whom, when it is asked, and when it is done."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions import handovers
from frankpledge.benefits.queries.tasks import asked_by_benefits
from frankpledge.exchange import task_words
from frankpledge.people.models import Role, User
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind, Task
from tests.agreements import speaker
from tests.benefits.test_handovers import offered
from tests.ledgers import entered, locked, officer, said, vintage_of
from tests.members import Members, sign_in
from tests.tracking import begun, profiled
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(members: Members, world: World) -> Actor:
    actor = members.actor("northshire", Role.OWNER)
    begun(actor, world.record("dogs"))
    return actor


# What ledgers and handing over ask: returns are asked for too.
OURS = {Kind.FIGURES, Kind.FIGURES_OF_YEAR, Kind.HANDOVER, Kind.ORPHANS}


def of_ledgers(actor: Actor) -> list[Task]:
    return [task for task in asked_by_benefits(Rights.of(actor)) if task.kind in OURS]


def asked(actor: Actor) -> list[tuple[Kind, datetime.date | None]]:
    return [(task.kind, task.due_on) for task in of_ledgers(actor)]


def test_a_finance_officer_is_asked_of_what_is_locked_until_they_said_it(owner: Actor, world: World) -> None:
    plan = vintage_of(owner, world.record("dogs"))
    entered(owner, plan)
    ours, theirs = officer("northshire"), officer("eastmarch")
    assert asked(ours) == []
    locked(owner, plan)
    assert asked(ours) == asked(theirs) == [(Kind.FIGURES, None)]
    assert asked(officer("pcc-northshire")) == []
    assert asked(owner) == []
    said(plan, "northshire", agrees=False)
    assert asked(ours) == []
    again = vintage_of(owner, world.record("dogs"), reason="It grew.", copies=True)
    locked(owner, again)
    assert asked(ours) == asked(theirs) == [(Kind.FIGURES, None)]


def test_a_final_outturn_asks_for_the_word_of_the_year(owner: Actor, world: World) -> None:
    final = vintage_of(owner, world.record("dogs"), "outturn", is_final=True)
    entered(owner, final)
    locked(owner, final)
    ours = officer("northshire")
    assert asked(ours) == [(Kind.FIGURES_OF_YEAR, datetime.date(2025, 6, 30))]
    said(final, "northshire")
    assert asked(ours) == [(Kind.FIGURES_OF_YEAR, datetime.date(2025, 6, 30))]
    said(final, "northshire", is_yearly=True)
    assert asked(ours) == []


def test_an_offer_is_asked_of_who_speaks_for_the_body_alone(owner: Actor, world: World) -> None:
    row = offered(owner, profiled(owner, world.record("dogs")))
    theirs = speaker("eastmarch")
    assert asked(theirs) == [(Kind.HANDOVER, None)]
    assert asked(owner) == asked(speaker("pcc-eastmarch")) == []
    handovers.answer(by=theirs, handover_id=row.pk, accepts=True)
    assert asked(theirs) == []


def test_a_benefit_that_nobody_owns_is_asked_of_who_may_decide(
    owner: Actor, world: World, members: Members
) -> None:
    orphan = profiled(owner, world.record("dogs"), owner=None)
    assert asked(owner) == [(Kind.ORPHANS, None)]
    assert asked(members.actor("northshire", Role.CONTRIBUTOR)) == []
    offered(owner, orphan)
    assert asked(owner) == []


def test_each_task_leads_to_a_page_that_opens_for_who_is_asked(
    owner: Actor, world: World, client: Any
) -> None:
    plan = vintage_of(owner, world.record("dogs"))
    entered(owner, plan)
    locked(owner, plan)
    offered(owner, profiled(owner, world.record("dogs")))
    profiled(owner, world.record("dogs"), "Another", owner=None)
    for actor, kinds in (
        (officer("northshire"), {Kind.FIGURES}),
        (speaker("eastmarch"), {Kind.HANDOVER, Kind.ORPHANS}),
        (owner, {Kind.ORPHANS}),
    ):
        found = of_ledgers(actor)
        assert {task.kind for task in found} == kinds
        sign_in(client, User.objects.get(pk=actor.user_id or 0))
        for task in found:
            assert task.about in task_words.sentence(task)
            assert client.get(task_words.path(task)).status_code == 200


def test_it_asks_as_many_statements_for_one_record_as_for_many(owner: Actor, world: World) -> None:
    counts = []
    actor = speaker("northshire")
    for number in range(3):
        plan = vintage_of(owner, world.record("dogs"), reason="Again.")
        entered(owner, plan)
        locked(owner, plan)
        profiled(owner, world.record("dogs"), f"Benefit {number}", owner=None)
        with CaptureQueriesContext(connection) as statements:
            list(asked_by_benefits(Rights.of(actor)))
            list(asked_by_benefits(Rights.of(officer("northshire"))))
        counts.append(len(statements))
    assert counts[1] == counts[2]
