"""Every state × every move of a purpose, with the power that each needs."""

import pytest

from frankpledge.errors import Invalid
from frankpledge.people.models import Power
from frankpledge.register.models import PurposeState
from frankpledge.register.states.purposes import RULES, Move, may, moved

DRAFT, PUBLISHED = PurposeState.DRAFT, PurposeState.PUBLISHED
# What is not here is refused.
ALLOWED = {
    (Move.SAVE, None): DRAFT,
    (Move.SAVE, DRAFT): DRAFT,
    (Move.DISCARD, DRAFT): None,
    (Move.PUBLISH, DRAFT): PUBLISHED,
    (Move.ANSWER, PUBLISHED): PUBLISHED,
}


@pytest.mark.parametrize("state", [None, *PurposeState])
@pytest.mark.parametrize("move", Move)
def test_the_table_of_moves(move: Move, state: PurposeState | None) -> None:
    assert may(move, state) is ((move, state) in ALLOWED)
    if (move, state) in ALLOWED:
        assert moved(move, state) is ALLOWED[move, state]
    else:
        with pytest.raises(Invalid):
            moved(move, state)


def test_who_drafts_proposes_who_publishes_decides_and_who_answers_speaks_for_itself() -> None:
    assert {move: rule.power for move, rule in RULES.items()} == {
        Move.SAVE: Power.PROPOSE_CHANGE,
        Move.DISCARD: Power.PROPOSE_CHANGE,
        Move.PUBLISH: Power.DECIDE_CHANGE,
        Move.ANSWER: Power.SPEAK_FOR,
    }
