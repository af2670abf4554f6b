"""The whole table of what may become of an agreement: every move, from every state, and whose it is."""

import itertools

import pytest

from frankpledge.errors import Invalid
from frankpledge.people.models import Power
from frankpledge.register.models import Agreement, AgreementState
from frankpledge.register.states import agreements as states
from frankpledge.register.states.agreements import RULES, Move

FOUND, DRAFT, OUT, IN_FORCE, SUPERSEDED, ENDED, WITHDRAWN = AgreementState
ALLOWED: dict[tuple[Move, AgreementState | None], AgreementState] = {
    (Move.BEGIN, None): DRAFT,
    (Move.SAVE, DRAFT): DRAFT,
    (Move.SEND, DRAFT): OUT,
    (Move.RECALL, OUT): DRAFT,
    (Move.WITHDRAW, DRAFT): WITHDRAWN,
    (Move.WITHDRAW, OUT): WITHDRAWN,
    (Move.SIGN, OUT): OUT,
    (Move.SIGN_FROM_COPY, OUT): OUT,
    (Move.GIVE_NOTICE, IN_FORCE): IN_FORCE,
    (Move.TAKE_NOTICE_BACK, IN_FORCE): IN_FORCE,
    (Move.SETTLE_NOTICE, IN_FORCE): IN_FORCE,
    (Move.SUPERSEDE, IN_FORCE): SUPERSEDED,
    (Move.END, IN_FORCE): ENDED,
    **{(Move.OBLIGE, each): each for each in (DRAFT, OUT, IN_FORCE, SUPERSEDED, ENDED)},
    **{(Move.CHECK, each): each for each in (DRAFT, OUT, IN_FORCE, SUPERSEDED, ENDED)},
    **{(Move.RESERVE, each): each for each in (DRAFT, OUT, IN_FORCE)},
}
POWERS = {
    Power.PROPOSE_CHANGE: {Move.BEGIN, Move.SAVE, Move.CHECK},
    Power.SPEAK_FOR: {Move.SIGN, Move.GIVE_NOTICE, Move.TAKE_NOTICE_BACK, Move.RESERVE},
    Power.DECIDE_CHANGE: {
        Move.SEND, Move.RECALL, Move.WITHDRAW, Move.SIGN_FROM_COPY, Move.SETTLE_NOTICE, Move.SUPERSEDE,
        Move.END, Move.OBLIGE,
    },
}  # fmt: skip


@pytest.mark.parametrize(("move", "state"), list(itertools.product(Move, [None, *AgreementState])))
def test_a_move_is_allowed_just_where_the_table_says(move: Move, state: AgreementState | None) -> None:
    assert states.may(move, state) is ((move, state) in ALLOWED)


@pytest.mark.parametrize(("move", "state"), list(itertools.product(list(Move)[1:], AgreementState)))
def test_a_move_leads_where_the_table_says_or_says_what_stands_in_the_way(
    move: Move, state: AgreementState
) -> None:
    agreement = Agreement(reference="A-7K3M-Q2", state=state)
    if (move, state) in ALLOWED:
        assert states.moved(agreement, move) == ALLOWED[move, state]
    else:
        with pytest.raises(Invalid, match="A-7K3M-Q2"):
            states.moved(agreement, move)


def test_each_move_asks_for_the_power_that_the_table_says() -> None:
    assert {power: {move for move in Move if RULES[move].power == power} for power in POWERS} == POWERS
