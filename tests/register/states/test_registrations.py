"""The truth table of registrations, said a second time and tried row by row."""

from itertools import chain, combinations

import pytest

from frankpledge.errors import Invalid, NotAllowed
from frankpledge.register.models import Registration, RegistrationState
from frankpledge.register.states.registrations import Move, Who, may, moved

DRAFT, WAITING = RegistrationState.DRAFT, RegistrationState.WAITING
REGISTERED, REFUSED = RegistrationState.REGISTERED, RegistrationState.REFUSED
DISCARDED = RegistrationState.DISCARDED
# (move, from, to, who one must be)
ALLOWED = {
    (Move.SAVE, DRAFT, DRAFT, frozenset({Who.WRITER})),
    (Move.SEND, DRAFT, WAITING, frozenset({Who.WRITER})),
    (Move.REGISTER, DRAFT, REGISTERED, frozenset({Who.WRITER, Who.DECIDER})),
    (Move.APPROVE, WAITING, REGISTERED, frozenset({Who.DECIDER})),
    (Move.REFUSE, WAITING, REFUSED, frozenset({Who.DECIDER})),
    (Move.TAKE_BACK, WAITING, DRAFT, frozenset({Who.WRITER})),
    (Move.TAKE_BACK, REFUSED, DRAFT, frozenset({Who.WRITER})),
    (Move.DISCARD, DRAFT, DISCARDED, frozenset({Who.WRITER})),
    (Move.SETTLE, REGISTERED, REGISTERED, frozenset({Who.CURATOR})),
}
EVERYBODY = [frozenset(each) for each in chain.from_iterable(combinations(Who, n) for n in range(4))]


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", RegistrationState)
@pytest.mark.parametrize("by", EVERYBODY, ids=lambda by: "+".join(sorted(by)) or "nobody")
def test_every_move_from_every_state_by_everybody(
    move: Move, state: RegistrationState, by: frozenset[Who]
) -> None:
    held = Registration(reference="F-2222-22", state=state)
    rows = [row for row in ALLOWED if row[0] == move and row[1] == state and row[3] <= by]
    assert may(move, state, by) is bool(rows)
    if rows:
        assert moved(held, move, by) == rows[0][2]
    else:
        with pytest.raises((Invalid, NotAllowed)):
            moved(held, move, by)


def test_only_what_is_not_there_is_begun() -> None:
    assert may(Move.BEGIN, None, frozenset({Who.WRITER}))
    assert not may(Move.BEGIN, None, frozenset({Who.DECIDER}))
