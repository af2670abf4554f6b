"""What is allowed for: each cause once, in one way, however it is written; or nothing, with a reason."""

import uuid

import pytest
from django.db import IntegrityError
from django.utils import timezone

from frankpledge.audit.actors import Actor
from frankpledge.audit.models import Entry
from frankpledge.benefits.actions import allowances
from frankpledge.benefits.actions.allowances import Said
from frankpledge.benefits.gates import Gate
from frankpledge.benefits.models import Allowance, AllowedBy, Workspace
from frankpledge.benefits.queries.allowances import allowances_of
from frankpledge.benefits.queries.stages import stages_of
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.people.models import Role
from tests.members import Members
from tests.tracking import begun
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(members: Members) -> Actor:
    return members.actor("northshire", Role.CONTRIBUTOR)


@pytest.fixture
def workspace(clerk: Actor, world: World) -> Workspace:
    return begun(clerk, world.record("dogs"))


def added(by: Actor, workspace: Workspace, way: str, cause: str = "Programme late") -> Allowance:
    said = Said(allowed_by=way, cause=cause, words="As much as the last one was.")
    return allowances.add(by=by, collaboration=workspace.collaboration, said=said, key=uuid.uuid4())


def gate(workspace: Workspace) -> tuple[Gate, str]:
    found = stages_of(workspace, timezone.localdate())[7].found
    return found.gate, str(found.words)


def test_one_cause_in_two_ways_shuts_the_gate_which_names_it(clerk: Actor, workspace: Workspace) -> None:
    assert gate(workspace) == (Gate.NOT_MET, "Nobody has said what is allowed for, or that nothing is.")
    added(clerk, workspace, AllowedBy.OPTIMISM)
    added(clerk, workspace, AllowedBy.OPTIMISM)
    added(clerk, workspace, AllowedBy.RANGE, "Price rises")
    assert gate(workspace)[0] is Gate.MET
    again = added(clerk, workspace, AllowedBy.RISK, "programme  LATE.")
    assert gate(workspace) == (Gate.NOT_MET, "Allowed for in more than one way: Programme late.")
    for _number in range(2):
        allowances.remove(by=clerk, collaboration=workspace.collaboration, allowance_id=again.pk)
    assert gate(workspace)[0] is Gate.MET
    assert Entry.objects.filter(action="benefits.allowances.remove").count() == 1


def test_nothing_corrected_needs_a_reason_and_stands_alone(clerk: Actor, workspace: Workspace) -> None:
    nothing = added(clerk, workspace, AllowedBy.NOTHING)
    assert (nothing.cause, gate(workspace)[0]) == ("", Gate.MET)
    for way in (AllowedBy.RANGE, AllowedBy.NOTHING):
        with pytest.raises(Invalid, match="Remove that first"):
            added(clerk, workspace, way)
    allowances.remove(by=clerk, collaboration=workspace.collaboration, allowance_id=nothing.pk)
    added(clerk, workspace, AllowedBy.RANGE)
    with pytest.raises(Invalid, match="Something is corrected already"):
        added(clerk, workspace, AllowedBy.NOTHING)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(allowed_by="guess", cause="x", words="y"), "allowed_by"),
        (Said(allowed_by="risk", words="y"), "cause"),
        (Said(allowed_by="risk", cause="x"), "words"),
        (Said(allowed_by="nothing"), "words"),
    ],
)
def test_what_is_not_whole_is_refused(clerk: Actor, workspace: Workspace, said: Said, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        allowances.add(by=clerk, collaboration=workspace.collaboration, said=said, key=uuid.uuid4())
    assert list(refused.value.fields) == [field]


def test_sent_twice_it_is_one_and_a_reader_says_nothing(
    clerk: Actor, workspace: Workspace, members: Members
) -> None:
    said, key = Said(allowed_by="risk", cause="Take-up lower", words="A fifth."), uuid.uuid4()
    for _number in range(2):
        allowances.add(by=clerk, collaboration=workspace.collaboration, said=said, key=key)
    assert len(allowances_of(workspace).rows) == 1
    reader = members.actor("northshire", Role.READER)
    with pytest.raises(NotAllowed):
        added(reader, workspace, AllowedBy.RANGE)
    with pytest.raises(IntegrityError):
        Allowance.objects.create(workspace=workspace, allowed_by="risk", words="Without a cause.")
