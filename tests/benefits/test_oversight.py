"""Who is answerable for a collaboration: named by who decides, by post, and asked before a day."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from frankpledge.audit.models import Entry
from frankpledge.benefits.actions import oversight
from frankpledge.benefits.actions.oversight import Said
from frankpledge.benefits.gates import Gate
from frankpledge.benefits.models import Oversight
from frankpledge.benefits.queries.stages import stages_of
from frankpledge.benefits.queries.tasks import asked_by_benefits
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.exchange import task_words
from frankpledge.people.models import Role, User
from frankpledge.people.rights import Rights
from frankpledge.register.queries.asked import Kind
from tests.ledgers import body
from tests.members import Members, sign_in
from tests.purposes import published
from tests.tracking import begun
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 31)


def said(**words: Any) -> Said:
    return Said(**{"organisation": body("eastmarch"), "post": "Assistant chief constable", **words})


def test_a_post_is_named_once_however_often_it_is_sent(world: World, members: Members) -> None:
    owner, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    begun(owner, dogs)
    named: dict[str, Any] = {"by": owner, "collaboration": dogs, "version": 0}
    first = oversight.put(**named, said=said(review_on=DAY))
    assert oversight.put(**named, said=said(review_on=DAY)).pk == first.pk
    with pytest.raises(Stale):
        oversight.put(**named, said=said(board="The joint board"))
    changed = oversight.put(**{**named, "version": 1}, said=said(board="The joint board"))
    assert (changed.version, changed.review_on) == (2, None)
    assert Entry.objects.filter(action="benefits.oversight.put").count() == 2


def test_it_is_a_post_of_a_body_that_takes_part_named_by_who_decides(world: World, members: Members) -> None:
    owner, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    begun(owner, dogs)
    for wrong, field in (
        ({"organisation": None}, "organisation"),
        ({"organisation": body("port-vale")}, "organisation"),
        ({"post": " "}, "post"),
        ({"notice_by": datetime.date(1700, 1, 1)}, "notice_by"),
    ):
        with pytest.raises(Invalid) as refused:
            oversight.put(by=owner, collaboration=dogs, version=0, said=said(**wrong))
        assert list(refused.value.fields) == [field]
    contributor = members.actor("northshire", Role.CONTRIBUTOR)
    with pytest.raises(NotAllowed):
        oversight.put(by=contributor, collaboration=dogs, version=0, said=said())
    assert not Oversight.objects.exists()


def test_the_first_gate_asks_for_it_and_for_a_day(world: World, members: Members) -> None:
    owner, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    workspace = begun(owner, dogs)

    published(owner, dogs)

    def gate() -> tuple[Gate, str]:
        found = stages_of(workspace, timezone.localdate())[0].found
        return found.gate, str(found.words)

    assert gate() == (Gate.NOT_MET, "No end and no date of review is on this register.")
    oversight.put(by=owner, collaboration=dogs, version=0, said=said())
    assert gate() == (Gate.NOT_MET, "No end and no date of review is on this register.")
    oversight.put(by=owner, collaboration=dogs, version=1, said=said(review_on=DAY))
    assert gate()[0] is Gate.MET


def test_who_decides_is_asked_before_a_day_comes_and_not_long_before(
    world: World, members: Members, client: Any
) -> None:
    owner, dogs, today = members.actor("northshire", Role.OWNER), world.record("dogs"), timezone.localdate()
    begun(owner, dogs)
    near, far = today + datetime.timedelta(days=10), today + datetime.timedelta(days=200)
    for version, (review, notice, kinds) in enumerate(
        [(far, far, []), (near, None, [Kind.OVERSIGHT_REVIEW]), (far, near, [Kind.NOTICE_BY])]
    ):
        oversight.put(
            by=owner, collaboration=dogs, version=version, said=said(review_on=review, notice_by=notice)
        )
        tasks = [each for each in asked_by_benefits(Rights.of(owner)) if each.due_on]
        assert [(each.kind, each.due_on) for each in tasks] == [(kind, near) for kind in kinds]
        assert not [*asked_by_benefits(Rights.of(members.actor("northshire", Role.CONTRIBUTOR)))]
    sign_in(client, User.objects.get(pk=owner.user_id or 0))
    assert dogs.title in task_words.sentence(tasks[0])
    assert client.get(task_words.path(tasks[0])).status_code == 200
