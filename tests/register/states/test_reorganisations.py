"""The table of what may become of a reorganisation, said a second time."""

import datetime

import pytest

from frankpledge.errors import Invalid
from frankpledge.register.models import Reorganisation, ReorganisationState
from frankpledge.register.states.reorganisations import Move, may, may_apply, moved

DRAFT, PLANNED, APPLIED, DISCARDED = ReorganisationState
ALLOWED = {
    (Move.BEGIN, None): DRAFT,
    (Move.SAVE, DRAFT): DRAFT,
    (Move.PLAN, DRAFT): PLANNED,
    (Move.DISCARD, DRAFT): DISCARDED,
    (Move.TAKE_BACK, PLANNED): DRAFT,
    (Move.APPLY, PLANNED): APPLIED,
}


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", [None, *ReorganisationState])
def test_only_these_moves_may_be_made(move: Move, state: ReorganisationState | None) -> None:
    assert may(move, state) == ((move, state) in ALLOWED)
    if state is None:
        return
    row = Reorganisation(state=state, reference="R-2345-67")
    if (move, state) in ALLOWED:
        assert moved(row, move) == ALLOWED[move, state]
    else:
        with pytest.raises(Invalid, match="R-2345-67"):
            moved(row, move)


@pytest.mark.parametrize("state", ReorganisationState)
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_it_is_applied_on_its_day_or_later(state: ReorganisationState, days: int) -> None:
    today = datetime.date(2028, 5, 4)
    row = Reorganisation(state=state, takes_effect_on=today + datetime.timedelta(days=days))
    assert may_apply(row, today) == (state == PLANNED and days <= 0)
