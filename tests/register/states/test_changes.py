"""The whole table of what may become of a proposed change: every move, from every state, by everybody."""

import itertools

import pytest

from frankpledge.errors import Invalid, NotAllowed
from frankpledge.register.models import Change, ChangeState
from frankpledge.register.states import changes as states
from frankpledge.register.states.changes import Move, Who

DRAFT, PROPOSED, APPROVED, REFUSED, WITHDRAWN, DISCARDED = ChangeState
NOBODY: frozenset[Who] = frozenset()
EVERYBODY = (NOBODY, frozenset({Who.AUTHOR}), frozenset({Who.DECIDER}), frozenset(Who))
ALLOWED = {
    (Move.BEGIN, None, Who.AUTHOR): DRAFT,
    (Move.SAVE, DRAFT, Who.AUTHOR): DRAFT,
    (Move.CHOOSE, DRAFT, Who.AUTHOR): DRAFT,
    (Move.CHOOSE, PROPOSED, Who.AUTHOR): PROPOSED,
    (Move.CHOOSE, DRAFT, Who.DECIDER): DRAFT,
    (Move.CHOOSE, PROPOSED, Who.DECIDER): PROPOSED,
    (Move.PROPOSE, DRAFT, Who.AUTHOR): PROPOSED,
    (Move.APPROVE, PROPOSED, Who.DECIDER): APPROVED,
    (Move.REFUSE, PROPOSED, Who.DECIDER): REFUSED,
    (Move.WITHDRAW, PROPOSED, Who.AUTHOR): WITHDRAWN,
    (Move.DISCARD, DRAFT, Who.AUTHOR): DISCARDED,
}
EVERY = list(itertools.product(Move, [None, *ChangeState], EVERYBODY))
LATER = list(itertools.product(list(Move)[1:], ChangeState, EVERYBODY))


def allowed(move: Move, state: ChangeState | None, by: frozenset[Who]) -> bool:
    return any((move, state, each) in ALLOWED for each in by)


@pytest.mark.parametrize(("move", "state", "by"), EVERY)
def test_a_move_is_allowed_just_where_the_table_says(
    move: Move, state: ChangeState | None, by: frozenset[Who]
) -> None:
    assert states.may(move, state, by) is allowed(move, state, by)


@pytest.mark.parametrize(("move", "state", "by"), LATER)
def test_a_move_leads_where_the_table_says_or_says_what_stands_in_the_way(
    move: Move, state: ChangeState, by: frozenset[Who]
) -> None:
    change = Change(reference="P-7K3M-Q2", state=state)
    if allowed(move, state, by):
        assert states.moved(change, move, by) == next(
            after for (each, before, who), after in ALLOWED.items() if (each, before) == (move, state)
        )
    elif by.isdisjoint({who for each, _before, who in ALLOWED if each == move}):
        with pytest.raises(NotAllowed):
            states.moved(change, move, by)
    else:
        with pytest.raises(Invalid, match="P-7K3M-Q2"):
            states.moved(change, move, by)


def test_a_new_one_is_a_draft_of_its_first_version() -> None:
    assert (Change().state, Change().version) == (DRAFT, 1)
