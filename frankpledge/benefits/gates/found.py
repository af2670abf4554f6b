"""How a gate stands, and the two shapes that most gates have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from frankpledge.benefits.gates.facts import Facts

Text = str | Promise


class Gate(StrEnum):
    """How a gate stands."""

    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Found:
    """How a gate stands, in words."""

    gate: Gate
    words: Text


Judge = Callable[[Facts], Found]


def met(words: Text, **told: object) -> Found:
    """A gate that is met. `told` goes into the words."""
    return Found(Gate.MET, str(words) % told if told else words)


def not_met(words: Text, **told: object) -> Found:
    """A gate that is not met."""
    return Found(Gate.NOT_MET, str(words) % told if told else words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A gate at which several things are asked, in order: the first that is not so shuts it."""

    asked: Sequence[tuple[Callable[[Facts], bool], Text]]
    met: Text

    def __call__(self, facts: Facts) -> Found:
        missing = next((words for is_so, words in self.asked if not is_so(facts)), None)
        return met(self.met) if missing is None else not_met(missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A gate that each of some things must pass. `some` has %(count)s and %(of)s.

    `none` is for where there is nothing to pass it yet; `needless` for where there are profiles, and none of
    them is such a thing. `before` is judged first, and stands where it finds something.
    """

    count: Callable[[Facts], int]
    of: Callable[[Facts], int]
    met: Text
    some: Text
    none: Text
    needless: Text = ""
    before: Callable[[Facts], Found | None] = lambda _facts: None

    def __call__(self, facts: Facts) -> Found:
        if found := self.before(facts):
            return found
        count, of = self.count(facts), self.of(facts)
        if not of:
            is_needless = bool(self.needless) and facts.profiles > 0
            return Found(Gate.NOT_APPLICABLE, self.needless) if is_needless else not_met(self.none)
        return met(self.met) if count >= of else not_met(self.some, count=count, of=of)
