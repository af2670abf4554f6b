"""The whole table of what may become of a correction: every move, from every state, by everybody."""

import itertools

import pytest

from frankpledge.errors import Invalid, Stale
from frankpledge.register.models import Correction, CorrectionState, Display
from frankpledge.register.states import corrections as states
from frankpledge.register.states.corrections import Move, Who

RECEIVED, CHECKED, CHANGED, KEPT, WITHDRAWN, SPAM = CorrectionState
BOTH = (Who.KEEPER, Who.CURATOR)
ALLOWED: dict[tuple[Move, CorrectionState | None, Who], CorrectionState] = {
    (Move.SUBMIT, None, Who.READER): RECEIVED,
    **{(Move.CHECK, RECEIVED, who): CHECKED for who in BOTH},
    **{(Move.CHANGE, state, who): CHANGED for state in (RECEIVED, CHECKED) for who in BOTH},
    **{(Move.KEEP, state, who): KEPT for state in (RECEIVED, CHECKED) for who in BOTH},
    **{(Move.WITHDRAW, state, who): WITHDRAWN for state in (RECEIVED, CHECKED) for who in BOTH},
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
def test_somebody_who_may_is_told_what_stands_in_the_way(move: Move, state: CorrectionState) -> None:
    correction = Correction(reference="T-7K3M-Q2", state=state)
    if (move, state, Who.CURATOR) in ALLOWED:
        assert states.moved(correction, move) == ALLOWED[move, state, Who.CURATOR]
        return
    with pytest.raises(Invalid, match="T-7K3M-Q2"):
        states.moved(correction, move)


@pytest.mark.parametrize("state", CorrectionState)
def test_only_what_is_open_or_was_not_changed_may_be_displayed_and_never_by_a_reader(
    state: CorrectionState,
) -> None:
    for who in BOTH:
        assert states.may_display(state, who) is (state in {RECEIVED, CHECKED, KEPT})
    assert not states.may_display(state, Who.READER)


def test_what_may_be_displayed_is_refused_in_the_wrong_state() -> None:
    states.check_displayable(Correction(reference="T-7K3M-Q2", state=CHECKED))
    with pytest.raises(Invalid):
        states.check_displayable(Correction(reference="T-7K3M-Q2", state=SPAM))


def test_only_what_is_displayed_may_be_hidden_and_never_by_a_reader() -> None:
    shown, hidden = Correction(display=Display.DISPLAYED), Correction(display=Display.HIDDEN)
    assert [states.may_hide(shown, who) for who in Who] == [False, True, True]
    assert not any(states.may_hide(hidden, who) for who in Who)


@pytest.mark.parametrize(
    "change",
    [
        {"state": CHECKED},
        {"display": Display.DISPLAYED},
        {"display_words": "Ours"},
        {"display_body": "A body"},
        {"answer": "No."},
    ],
)
def test_whatever_is_done_to_a_message_changes_its_mark(change: dict[str, str]) -> None:
    before, after = Correction(reference="T-7K3M-Q2"), Correction(reference="T-7K3M-Q2", **change)
    assert states.mark(before) != states.mark(after)
    states.check_unchanged(after, states.mark(after))
    states.check_unchanged(after, None)
    with pytest.raises(Stale):
        states.check_unchanged(after, states.mark(before))


def test_a_new_one_is_received_and_hidden() -> None:
    correction = Correction()
    assert correction.state == RECEIVED
    assert correction.display == Display.HIDDEN
