"""What may become of a proposal, from each state: the whole table, said once more by hand."""

import itertools

import pytest

from frankpledge.errors import Invalid
from frankpledge.register.models import Proposal, ProposalState
from frankpledge.register.states import proposals as states
from frankpledge.register.states.proposals import Move, Who

RAISED, CONSIDERED, TAKEN_UP, NOT_TAKEN_UP, WITHDRAWN = ProposalState
OPEN = (RAISED, CONSIDERED)
# Each move: from where, to where ("" stays), and in whose word.
TABLE = {
    Move.RAISE: ((), "raised", Who.CLERK_OF_RAISER),
    Move.NOTIFY: (OPEN, "", Who.CLERK_OF_RAISER),
    Move.ACKNOWLEDGE: (OPEN, "", Who.PARTY),
    Move.VIEW: (OPEN, "considered", Who.PARTY),
    Move.CONSIDER: (OPEN, "considered", Who.PARTY),
    Move.TAKE_UP: (OPEN, "taken_up", Who.RAISER),
    Move.NOT_TAKE_UP: (OPEN, "not_taken_up", Who.RAISER),
    Move.WITHDRAW: (OPEN, "withdrawn", Who.CLERK_OF_RAISER),
    Move.LINK: ((TAKEN_UP,), "", Who.CLERK_OF_RAISER),
}


def test_every_move_is_in_the_table_and_made_by_whom_it_says() -> None:
    assert set(TABLE) == set(Move) == set(states.RULES)
    assert {move: rule.by for move, rule in states.RULES.items()} == {
        move: who for move, (_before, _after, who) in TABLE.items()
    }


@pytest.mark.parametrize(("move", "state"), list(itertools.product(Move, ProposalState)))
def test_each_move_from_each_state(move: Move, state: ProposalState) -> None:
    before, after, _who = TABLE[move]
    proposal = Proposal(reference="O-2222-22", state=state)
    if state in before:
        assert states.may(move, state)
        assert states.moved(proposal, move) == (after or state)
    else:
        assert not states.may(move, state)
        with pytest.raises(Invalid):
            states.moved(proposal, move)
