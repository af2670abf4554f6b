"""Who may do what to a message: who keeps what it is about, and curators. The same twice is done once."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from frankpledge.audit.actors import PUBLIC, Actor
from frankpledge.audit.models import Entry
from frankpledge.errors import Invalid, NotAllowed, Stale
from frankpledge.people.models import ORGANISATION_ROLES, Role
from frankpledge.register.actions import corrections
from frankpledge.register.models import Correction, CorrectionState
from frankpledge.register.states import corrections as states
from tests.corrections import send
from tests.members import Members
from tests.world import CURATOR, World

pytestmark = pytest.mark.django_db
Do = Callable[..., Any]

NATIONAL = ""
KEEPING: dict[str, tuple[Do, dict[str, Any]]] = {
    "check": (corrections.check, {}),
    "display": (corrections.display, {"words": "Ours", "body": "A body"}),
    "answer": (corrections.answer, {"text": "No.", "outcome": CorrectionState.NOT_CHANGED}),
    "withdraw": (corrections.withdraw, {"reason": "They asked"}),
}
# Everybody of the cast beside a message about the dog unit, which Northshire leads and Eastmarch is in.
MAY_ANSWER = {
    (NATIONAL, Role.CURATOR): True,
    (NATIONAL, Role.INSPECTOR): False,
    (NATIONAL, Role.ANALYST): False,
    **{("northshire", role): role in {Role.OWNER, Role.PUBLISHER} for role in ORGANISATION_ROLES},
    ("eastmarch", Role.CONTRIBUTOR): False,
    ("eastmarch", Role.OWNER): True,
}


def count(reference: str) -> int:
    return Entry.objects.filter(subject_key=reference).count()


@pytest.mark.parametrize("deed", KEEPING)
def test_those_who_answer_for_the_record_may_and_others_may_not(
    world: World, members: Members, deed: str
) -> None:
    do, given = KEEPING[deed]
    about = world.record("dogs").reference
    for who, may in MAY_ANSWER.items():
        reference = send(about=about, sender=hashlib.sha256(repr(who).encode()).hexdigest()).reference
        if may:
            do(by=members.actor(*who), reference=reference, **given)
        else:
            with pytest.raises(NotAllowed):
                do(by=members.actor(*who), reference=reference, **given)
        assert (Correction.objects.get(reference=reference).state == CorrectionState.RECEIVED) is not may


@pytest.mark.parametrize("deed", KEEPING)
def test_without_a_second_step_nobody_may(world: World, members: Members, deed: str) -> None:
    do, given = KEEPING[deed]
    reference = send(about=world.record("dogs").reference).reference
    for who in (("northshire", Role.OWNER), (NATIONAL, Role.CURATOR)):
        with pytest.raises(NotAllowed, match="second step"):
            do(by=members.actor(*who, verified=False), reference=reference, **given)


@pytest.mark.parametrize(
    ("about", "northshire", "eastmarch"),
    [
        ("dogs", True, True),
        ("records", False, False),
        ("northshire", True, False),
        ("pcc-northshire", True, False),
        ("pcc-eastmarch", False, True),
        ("northshire-authority", False, False),
        ("/about", False, False),
        ("something else", False, False),
        ("marches-national-01", False, False),
    ],
)
def test_each_answers_for_their_own_and_a_curator_for_the_rest(
    world: World, members: Members, about: str, *, northshire: bool, eastmarch: bool
) -> None:
    named = world.record(about).reference if about in {"dogs", "records"} else about
    reference = send(about=named).reference
    for organisation, may in (("northshire", northshire), ("eastmarch", eastmarch)):
        by = members.actor(organisation, Role.OWNER)
        if may:
            corrections.display(by=by, reference=reference, words=organisation, body="A body")
        else:
            with pytest.raises(NotAllowed):
                corrections.display(by=by, reference=reference, words=organisation, body="A body")
    corrections.check(by=members.actor(NATIONAL, Role.CURATOR), reference=reference)


def test_only_a_curator_sets_aside_what_is_said_against_a_record(world: World, members: Members) -> None:
    reference = send(about=world.record("dogs").reference).reference
    owner, curator = members.actor("northshire", Role.OWNER), members.actor(NATIONAL, Role.CURATOR)
    with pytest.raises(NotAllowed):
        corrections.mark_spam(by=owner, reference=reference, reason="We do not like it")
    corrections.mark_spam(by=curator, reference=reference, reason="Advertising")
    with pytest.raises(NotAllowed):
        corrections.unmark_spam(by=owner, reference=reference, reason="It was not")
    corrections.unmark_spam(by=curator, reference=reference, reason="It was not")


@pytest.mark.parametrize("by", [PUBLIC, CURATOR])
def test_the_command_line_may_all_and_the_public_nothing(db: None, by: Actor) -> None:
    reference = send().reference
    for do, given in [*KEEPING.values(), (corrections.mark_spam, {"reason": "Advertising"})]:
        Correction.objects.update(state="received", answer="", answered_on=None, display="hidden")
        if by is CURATOR:
            do(by=by, reference=reference, **given)
        else:
            with pytest.raises(NotAllowed):
                do(by=by, reference=reference, **given)


@pytest.mark.parametrize("deed", [*KEEPING, "spam"])
def test_the_same_twice_is_done_once(db: None, deed: str) -> None:
    do, given = {**KEEPING, "spam": (corrections.mark_spam, {"reason": "Advertising"})}[deed]
    received = send()
    seen = states.mark(received)
    first = do(by=CURATOR, reference=received.reference, seen=seen, **given)
    again = do(by=CURATOR, reference=received.reference, seen=seen, **given)
    assert states.mark(first) == states.mark(again)
    assert count(received.reference) == 2


def test_hiding_twice_is_done_once(db: None) -> None:
    reference = send(speaks_for="A body").reference
    shown = corrections.display(by=CURATOR, reference=reference, words="Ours")
    for _time in range(2):
        corrections.hide(by=CURATOR, reference=reference, reason="Mistake", seen=states.mark(shown))
    assert count(reference) == 3


def test_who_comes_second_is_told_and_overwrites_nothing(db: None) -> None:
    received = send(speaks_for="A body")
    seen = states.mark(received)
    corrections.display(by=CURATOR, reference=received.reference, words="First", seen=seen)
    with pytest.raises(Stale, match=received.reference):
        corrections.display(by=CURATOR, reference=received.reference, words="Second", seen=seen)
    with pytest.raises(Stale):
        corrections.answer(
            by=CURATOR, reference=received.reference, text="No", outcome=CorrectionState.CHANGED, seen=seen
        )
    now = Correction.objects.get()
    assert (now.display_words, now.answer) == ("First", "")
    corrections.display(by=CURATOR, reference=received.reference, words="Second", seen=states.mark(now))
    assert Correction.objects.get().display_words == "Second"


def test_an_entry_with_words_that_are_not_displayed_is_not_public(db: None) -> None:
    reference = send(speaks_for="A body").reference
    corrections.display(by=CURATOR, reference=reference, words="Ours", reason="They telephoned")
    corrections.hide(by=CURATOR, reference=reference, reason="They changed their mind")
    with pytest.raises(Invalid):
        corrections.withdraw(by=CURATOR, reference=reference, reason=" ")
    entries = Entry.objects.filter(subject_key=reference)
    assert entries.exclude(reason="").count() == 2
    assert not entries.exclude(reason="").filter(is_public=True).exists()
