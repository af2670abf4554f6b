"""What may become of a version of the purpose, from where, and with which power.

    (none) --save--> draft --save--> draft --publish--> published --answer--> published
                       |--discard--> (gone)

Of the draft and its publishing the keepers of the record decide; an answer is one legal person's own word.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.models import Power
from frankpledge.register.models.purposes import PurposeState


class Move(StrEnum):
    """What may be done."""

    SAVE = "save"
    DISCARD = "discard"
    PUBLISH = "publish"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: from these states to `after`; None is that there is no such version."""

    before: tuple[PurposeState | None, ...]
    after: PurposeState | None
    power: Power


RULES: dict[Move, Rule] = {
    Move.SAVE: Rule((None, PurposeState.DRAFT), PurposeState.DRAFT, Power.PROPOSE_CHANGE),
    Move.DISCARD: Rule((PurposeState.DRAFT,), None, Power.PROPOSE_CHANGE),
    Move.PUBLISH: Rule((PurposeState.DRAFT,), PurposeState.PUBLISHED, Power.DECIDE_CHANGE),
    Move.ANSWER: Rule((PurposeState.PUBLISHED,), PurposeState.PUBLISHED, Power.SPEAK_FOR),
}


def may(move: Move, state: PurposeState | None) -> bool:
    """Whether `move` can be made from `state`."""
    return state in RULES[move].before


def moved(move: Move, state: PurposeState | None) -> PurposeState | None:
    """The state that `move` leads to. Raises Invalid from the wrong one."""
    if not may(move, state):
        raise Invalid(_refusals()[move])
    return RULES[move].after


def _refusals() -> dict[Move, str]:
    return {
        Move.SAVE: _("A published version never changes: begin a draft of the next one."),
        Move.DISCARD: _("There is no draft to throw away."),
        Move.PUBLISH: _("There is no draft to publish."),
        Move.ANSWER: _("There is no published version of the purpose to answer."),
    }
