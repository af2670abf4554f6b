"""Who may do what with an agreement: every move by every role, here and elsewhere."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from frankpledge.audit.actors import Actor, ActorKind
from frankpledge.errors import Invalid, NotAllowed, NotFound
from frankpledge.people.actions import tokens
from frankpledge.people.models import NATIONAL_ROLES, ORGANISATION_ROLES, POWERS, Power, Role
from frankpledge.register.actions import (
    agreements,
    checklists,
    endings,
    notices,
    obligations,
    reservations,
    signatures,
)
from frankpledge.register.actions.endings import End
from frankpledge.register.actions.notices import Given
from frankpledge.register.actions.obligations import Owed
from frankpledge.register.drafts import Terms
from frankpledge.register.models import (
    Agreement,
    AgreementKind,
    ChecklistTopic,
    EndingKind,
    NoticeScope,
    SignatoryPlace,
)
from tests.agreements import SIGNED, drafted, in_days, sent, signed
from tests.members import Members
from tests.world import CURATOR, World

Deed = Callable[[Actor, World], Any]


def _begin(by: Actor, world: World) -> Any:
    return agreements.begin(
        by=by, collaboration=world.record("dogs"), kind=AgreementKind.ORIGINAL, title="New", key=uuid.uuid4()
    )


def _of(state: str, do: Callable[[Actor, str, Agreement], Any]) -> Deed:
    """A deed on an agreement that a curator brought to the state."""
    make = {"draft": drafted, "out": sent, "in force": signed}[state]

    def deed(by: Actor, world: World) -> Any:
        made = make(CURATOR, world.record("dogs"))
        return do(by, made.reference or "", made)

    return deed


def _end(by: Actor, world: World) -> Any:
    end = End(kind=EndingKind.TERM, ends_on=in_days(9), decided_on=SIGNED, evidence="The minutes.")
    return endings.end(by=by, collaboration=world.record("dogs"), end=end, key=uuid.uuid4())


GIVEN = Given(scope=NoticeScope.OWN_PART, served_on=in_days(-1))
DEEDS: dict[str, tuple[Power, Deed]] = {
    "begin": (Power.PROPOSE_CHANGE, _begin),
    "save": (
        Power.PROPOSE_CHANGE,
        _of("draft", lambda by, key, made: agreements.save(
            by=by, reference=key, version=made.version, terms=Terms(title="Other"))),
    ),
    "add a signatory": (
        Power.PROPOSE_CHANGE,
        _of("draft", lambda by, key, _made: agreements.add_signatory(
            by=by, reference=key, organisation="port-vale", place=SignatoryPlace.STAYS)),
    ),
    "remove a signatory": (
        Power.PROPOSE_CHANGE,
        _of("draft", lambda by, key, _made: agreements.remove_signatory(
            by=by, reference=key, organisation="eastmarch")),
    ),
    "check": (
        Power.PROPOSE_CHANGE,
        _of("out", lambda by, key, _made: checklists.answer(
            by=by, reference=key, topic=ChecklistTopic.VETTING, coverage="covered")),
    ),
    "send": (Power.DECIDE_CHANGE, _of("draft", lambda by, key, _m: agreements.send(by=by, reference=key))),
    "recall": (Power.DECIDE_CHANGE, _of("out", lambda by, key, _m: agreements.recall(by=by, reference=key))),
    "withdraw": (
        Power.DECIDE_CHANGE,
        _of("out", lambda by, key, _m: agreements.withdraw(by=by, reference=key, reason="No more.")),
    ),
    "sign from a copy": (
        Power.DECIDE_CHANGE,
        _of("out", lambda by, key, _m: signatures.sign_from_copy(
            by=by, reference=key, organisation="", signed_on=SIGNED)),
    ),
    "oblige": (
        Power.DECIDE_CHANGE,
        _of("out", lambda by, key, _m: obligations.add(
            by=by, reference=key, owed=Owed(what="Pay", owner="eastmarch"), key=uuid.uuid4())),
    ),
    "end": (Power.DECIDE_CHANGE, _end),
    "sign": (
        Power.SPEAK_FOR,
        _of("out", lambda by, key, _m: signatures.sign(
            by=by, reference=key, organisation="northshire", office="Chief", signed_on=SIGNED)),
    ),
    "give notice": (
        Power.SPEAK_FOR,
        _of("in force", lambda by, key, _m: notices.give(
            by=by, reference=key, organisation="northshire", given=GIVEN)),
    ),
    "reserve": (
        Power.SPEAK_FOR,
        _of("in force", lambda by, key, _m: reservations.make(
            by=by, reference=key, organisation="northshire", words="Ours.", since=SIGNED, key=uuid.uuid4())),
    ),
}  # fmt: skip
PEOPLE = [
    *(("northshire", role) for role in ORGANISATION_ROLES),
    ("eastmarch", Role.OWNER),
    *(("", role) for role in NATIONAL_ROLES),
]


@pytest.mark.parametrize(("organisation", "role"), PEOPLE)
def test_who_may_do_what_is_as_the_table_of_roles_says(
    world: World, members: Members, organisation: str, role: Role
) -> None:
    by = members.actor(organisation, role)
    done = set()
    for name, (power, deed) in DEEDS.items():
        try:
            deed(by, world)
        except (NotAllowed, NotFound):
            continue
        done.add(name)
        assert power in POWERS[role]
    expected = {
        name
        for name, (power, _deed) in DEEDS.items()
        # Whose word it is: exactly northshire's, and nobody's for the nation.
        if power in POWERS[role] and (power != Power.SPEAK_FOR or organisation == "northshire")
    }
    assert done == expected


def test_without_a_second_step_nobody_does_anything(world: World, members: Members) -> None:
    by = members.actor("northshire", Role.OWNER, verified=False)
    for _power, deed in DEEDS.values():
        with pytest.raises(NotAllowed):
            deed(by, world)


@pytest.mark.parametrize("name", ["sign", "give notice", "reserve"])
def test_no_key_and_no_command_gives_anybody_s_word(world: World, members: Members, name: str) -> None:
    made = tokens.make(
        by=CURATOR, organisation="northshire", name="A system", role=Role.OWNER, until=in_days(9)
    )
    key = Actor(kind=ActorKind.SYSTEM, name="A system", token_id=made.token.pk)
    for by in (key, CURATOR):
        with pytest.raises(NotAllowed):
            DEEDS[name][1](by, world)


def test_what_was_signed_by_somebody_is_not_made_a_draft_again(world: World, members: Members) -> None:
    made = sent(CURATOR, world.record("dogs"))
    reference = made.reference or ""
    signatures.sign_from_copy(by=CURATOR, reference=reference, organisation="eastmarch", signed_on=SIGNED)
    with pytest.raises(Invalid):
        agreements.recall(by=CURATOR, reference=reference)
    assert agreements.withdraw(by=CURATOR, reference=reference, reason="No more.").state == "withdrawn"


def test_who_is_not_named_and_keeps_nothing_does_not_know_of_it(world: World, members: Members) -> None:
    made = agreements.begin(
        by=CURATOR,
        collaboration=world.record("records"),
        kind=AgreementKind.ORIGINAL,
        title="Not theirs",
        key=uuid.uuid4(),
    )
    with pytest.raises(NotFound):
        agreements.send(by=members.actor("northshire", Role.OWNER), reference=made.reference or "")
