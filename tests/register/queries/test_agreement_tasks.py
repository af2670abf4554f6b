"""What agreements ask of whom, and that it costs the same however many there are."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frankpledge.people.models import Role
from frankpledge.people.rights import Rights
from frankpledge.register.actions import endings, notices, obligations, signatures
from frankpledge.register.actions.endings import End
from frankpledge.register.actions.notices import Given
from frankpledge.register.actions.obligations import Owed
from frankpledge.register.models import EndingKind, NoticeScope
from frankpledge.register.queries.agreement_tasks import asked_by_agreements
from frankpledge.register.queries.asked import Kind
from frankpledge.register.queries.tasks import tasks_of
from tests.agreements import SIGNED, day, drafted, in_days, sent, signed, speaker
from tests.members import Members
from tests.world import World


def asked(members: Members, organisation: str, role: Role) -> list[str]:
    return sorted(each.kind for each in asked_by_agreements(Rights.of(members.actor(organisation, role))))


def test_only_its_own_speaker_is_asked_to_sign_and_only_until_they_did(
    world: World, members: Members
) -> None:
    by = members.actor("northshire", Role.OWNER)
    drafted(by, world.record("dogs"))
    assert asked(members, "northshire", Role.OWNER) == []
    made = sent(by, world.record("dogs"))
    assert asked(members, "northshire", Role.OWNER) == ["sign"]
    assert asked(members, "northshire", Role.PUBLISHER) == []
    assert asked(members, "northshire", Role.READER) == []
    assert asked(members, "eastmarch", Role.OWNER) == ["sign"]
    signatures.sign(
        by=by, reference=made.reference or "", organisation="northshire", office="Chief", signed_on=SIGNED
    )
    assert asked(members, "northshire", Role.OWNER) == []
    assert asked(members, "eastmarch", Role.OWNER) == ["sign"]


def test_dates_notices_obligations_and_endings_are_asked_of_whoever_decides(
    world: World, members: Members
) -> None:
    by, dogs = members.actor("northshire", Role.OWNER), world.record("dogs")
    made = signed(by, dogs, expires_on=day(in_days(200)), review_on=in_days(10))
    assert asked(members, "northshire", Role.PUBLISHER) == ["agreement_review", "runs_out"]
    owed = Owed(what="Pay", owner="northshire", due_on=in_days(-1))
    obligations.add(by=by, reference=made.reference or "", owed=owed, key=uuid.uuid4())
    given = Given(
        scope=NoticeScope.OWN_PART, served_on=in_days(-9), ends_on=in_days(-1), shortened="All agreed."
    )
    notices.give(
        by=speaker("eastmarch"), reference=made.reference or "", organisation="eastmarch", given=given
    )
    end = End(kind=EndingKind.TERM, ends_on=in_days(30), decided_on=in_days(-3), evidence="The minutes.")
    planned = endings.end(by=by, collaboration=dogs, end=end, key=uuid.uuid4())
    told = ["agreement_review", "notice_has_run", "obligation", "runs_out"]
    assert asked(members, "northshire", Role.OWNER) == told
    planned.ends_on = in_days(-1)
    planned.save(update_fields=["ends_on"])
    assert asked(members, "northshire", Role.OWNER) == sorted([*told, "ending_came"])
    assert asked(members, "northshire", Role.CONTRIBUTOR) == []
    kinds = {task.kind for task in tasks_of(members.user("northshire", Role.OWNER)).tasks}
    assert {
        Kind.OBLIGATION,
        Kind.NOTICE_HAS_RUN,
        Kind.ENDING_CAME,
        Kind.RUNS_OUT,
        Kind.AGREEMENT_REVIEW,
    } <= kinds


@pytest.mark.parametrize("how_many", [1, 4])
def test_as_many_statements_for_many_as_for_one(world: World, members: Members, how_many: int) -> None:
    by: Any = members.actor("northshire", Role.OWNER)
    for number in range(how_many):
        made = sent(by, world.record("dogs"), title=f"Agreement {number}")
        signatures.sign_from_copy(
            by=by, reference=made.reference or "", organisation="eastmarch", signed_on=SIGNED
        )
    rights = Rights.of(by)
    with CaptureQueriesContext(
        connection,
    ) as asked_of_it:
        assert len(asked_by_agreements(rights)) == how_many
    assert len(asked_of_it) == 5
