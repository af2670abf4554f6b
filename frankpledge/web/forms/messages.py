"""What may be done to a message, one page each: what is asked, and what the register is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frankpledge.audit.actors import Actor
from frankpledge.register.actions import corrections
from frankpledge.register.models import Correction, CorrectionState
from frankpledge.register.states import corrections as states
from frankpledge.register.states.corrections import Move, Who

Text = str | Promise
# The one field of a form that shows which state of the message it was made for.
SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `choices` makes it one of a few; `rows` a box of several lines."""

    name: str
    label: Text
    hint: Text = ""
    rows: int = 0
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that may be done to a message: its page, its questions, and the action that does it."""

    title: Text
    button: Text
    does: Callable[..., Correction]
    may: Callable[[Correction, Who], bool]
    fields: tuple[Field, ...] = ()
    lead: Text = ""
    is_a_warning: bool = False

    def do(self, by: Actor, reference: str, posted: Mapping[str, Any]) -> Correction:
        """Does it with what was posted. Raises what the action raises."""
        given = {field.name: str(posted.get(field.name, "")) for field in self.fields}
        seen = str(posted.get(SEEN, ""))
        return self.does(by=by, reference=reference, seen=seen, **given)


def _answer(*, outcome: str, **given: Any) -> Correction:
    known = {state.value: state for state in CorrectionState}
    return corrections.answer(outcome=known.get(outcome, CorrectionState.RECEIVED), **given)


def _from(*moves: Move) -> Callable[[Correction, Who], bool]:
    def may(correction: Correction, by: Who) -> bool:
        return any(states.may(move, CorrectionState(correction.state), by) for move in moves)

    return may


def _may_display(correction: Correction, by: Who) -> bool:
    return states.may_display(CorrectionState(correction.state), by)


REASON = Field(
    name="reason",
    label=_("Why?"),
    hint=_("Kept with the history of the message. It is not shown to the public."),
    rows=4,
)
DEEDS: Mapping[str, Deed] = {
    "check": Deed(
        title=_("Take this up"),
        button=_("Say that it is being checked"),
        does=corrections.check,
        may=_from(Move.CHECK),
        lead=_("The page of the message will say that it is being checked."),
    ),
    "answer": Deed(
        title=_("Answer this message"),
        button=_("Publish the answer"),
        does=_answer,
        may=_from(Move.CHANGE, Move.KEEP),
        fields=(
            Field(
                name="outcome",
                label=_("What became of the register?"),
                choices=(
                    (CorrectionState.CHANGED.value, _("It was changed")),
                    (CorrectionState.NOT_CHANGED.value, _("It was checked and not changed")),
                ),
            ),
            Field(
                name="text",
                label=_("The answer"),
                hint=_("Public. It stands on the page of the message, whose address the sender has."),
                rows=8,
            ),
        ),
        lead=_("Change the register first when the message was right. An answer cannot be taken back."),
    ),
    "display": Deed(
        title=_("Show this as disputed"),
        button=_("Show it on the page"),
        does=corrections.display,
        may=_may_display,
        fields=(
            Field(
                name="words",
                label=_("What the body says, in its own words"),
                hint=_("Public. Check first that the message comes from the body."),
                rows=6,
            ),
            Field(name="body", label=_("Which body disputes it?")),
            Field(name="reason", label=_("Why? (optional)"), hint=REASON.hint, rows=3),
        ),
        lead=_("The words will stand beside the fact until this is answered or hidden."),
    ),
    "hide": Deed(
        title=_("Show this as disputed no more"),
        button=_("Hide it"),
        does=corrections.hide,
        may=states.may_hide,
        fields=(REASON,),
    ),
    "withdraw": Deed(
        title=_("The sender takes this back"),
        button=_("Close it as withdrawn"),
        does=corrections.withdraw,
        may=_from(Move.WITHDRAW),
        fields=(REASON,),
        lead=_("Only when whoever sent it asked for that. Say how they asked."),
        is_a_warning=True,
    ),
    "spam": Deed(
        title=_("Set this aside"),
        button=_("Set it aside"),
        does=corrections.mark_spam,
        may=_from(Move.SET_ASIDE),
        fields=(REASON,),
        lead=_("Only what is not about the register: advertising, abuse, a message sent by a program."),
        is_a_warning=True,
    ),
    "not-spam": Deed(
        title=_("Take this back in"),
        button=_("Take it back in"),
        does=corrections.unmark_spam,
        may=_from(Move.TAKE_BACK),
        fields=(REASON,),
        lead=_("It was set aside by mistake, and waits for an answer again."),
    ),
}


def possible(correction: Correction, by: Who) -> dict[str, Deed]:
    """What this reader may do to the message as it stands, by the last part of the address."""
    return {name: deed for name, deed in DEEDS.items() if deed.may(correction, by)}
