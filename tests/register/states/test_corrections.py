"""The whole table of what may become of a correction: every move, from every state, by everybody."""

import itertools

import pytest

from frankpledge.audit.actors import PUBLIC, at_command_line
from frankpledge.errors import Invalid, NotAllowed
from frankpledge.register.models import Correction, CorrectionState, Display
from frankpledge.register.states import corrections as states
from frankpledge.register.states.corrections import Move, Who

RECEIVED, CHECKED, CHANGED, KEPT, WITHDRAWN, SPAM = CorrectionState
CURATOR = at_command_line("somebody")
ALLOWED = {
    (Move.SUBMIT, None, Who.READER): RECEIVED,
    (Move.CHECK, RECEIVED, Who.CURATOR): CHECKED,
    (Move.CHANGE, RECEIVED, Who.CURATOR): CHANGED,
    (Move.CHANGE, CHECKED, Who.CURATOR): CHANGED,
    (Move.KEEP, RECEIVED, Who.CURATOR): KEPT,
    (Move.KEEP, CHECKED, Who.CURATOR): KEPT,
    (Move.WITHDRAW, RECEIVED, Who.CURATOR): WITHDRAWN,
    (Move.WITHDRAW, CHECKED, Who.CURATOR): WITHDRAWN,
    (Move.SET_ASIDE, RECEIVED, Who.CURATOR): SPAM,
    (Move.SET_ASIDE, CHECKED, Who.CURATOR): SPAM,
    (Move.TAKE_BACK, SPAM, Who.CURATOR): RECEIVED,
}
LATER = list(itertools.product(list(Move)[1:], CorrectionState))
EVERY = list(itertools.product(Move, [None, *CorrectionState], Who))


@pytest.mark.parametrize(("move", "state", "by"), EVERY)
def test_a_move_is_allowed_just_where_the_table_says(
    move: Move, state: CorrectionState | None, by: Who
) -> None:
    assert states.may(move, state, by) is ((move, state, by) in ALLOWED)


@pytest.mark.parametrize(("move", "state", "by"), ALLOWED)
def test_a_move_leads_where_the_table_says(move: Move, state: CorrectionState | None, by: Who) -> None:
    assert states.RULES[move].after == ALLOWED[move, state, by]


@pytest.mark.parametrize(("move", "state"), LATER)
def test_a_reader_may_move_nothing_that_was_received(move: Move, state: CorrectionState) -> None:
    with pytest.raises(NotAllowed):
        states.moved(Correction(reference="T-7K3M-Q2", state=state), move, PUBLIC)


@pytest.mark.parametrize(("move", "state"), LATER)
def test_a_curator_is_told_what_stands_in_the_way(move: Move, state: CorrectionState) -> None:
    correction = Correction(reference="T-7K3M-Q2", state=state)
    if (move, state, Who.CURATOR) in ALLOWED:
        assert states.moved(correction, move, CURATOR) == ALLOWED[move, state, Who.CURATOR]
        return
    with pytest.raises(Invalid, match="T-7K3M-Q2"):
        states.moved(correction, move, CURATOR)


@pytest.mark.parametrize("state", CorrectionState)
def test_only_what_is_open_or_was_not_changed_may_be_displayed_and_only_by_a_curator(
    state: CorrectionState,
) -> None:
    assert states.may_display(state, Who.CURATOR) is (state in {RECEIVED, CHECKED, KEPT})
    assert not states.may_display(state, Who.READER)


def test_what_may_be_displayed_is_refused_to_a_reader_and_in_the_wrong_state() -> None:
    open_one = Correction(reference="T-7K3M-Q2", state=CHECKED)
    states.check_displayable(open_one, CURATOR)
    with pytest.raises(NotAllowed):
        states.check_displayable(open_one, PUBLIC)
    with pytest.raises(Invalid):
        states.check_displayable(Correction(reference="T-7K3M-Q2", state=SPAM), CURATOR)


def test_a_new_one_is_received_and_hidden() -> None:
    correction = Correction()
    assert correction.state == RECEIVED
    assert correction.display == Display.HIDDEN
