"""The fourteen stages of the method: what each asks, what its gate caps, and how the work of it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from frankpledge.benefits.gates import Facts, Found, Gate, Judge, Text, costs, profiles, records


class State(StrEnum):
    """How the work of a stage stands: worked out, never typed."""

    DONE = "done"
    IN_PROGRESS = "in progress"
    NOT_BEGUN = "not begun"
    CANNOT_START = "cannot start"
    GATE_NOT_MET = "gate not met"
    NOT_NEEDED = "not needed"


OF_GATES = {Gate.MET: State.DONE, Gate.NOT_APPLICABLE: State.NOT_NEEDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: what it asks, what has been begun of it, its gate, and what a gate not met caps.

    `needs` is what must be there before it can start, with the words for where it is not.
    """

    number: int
    name: Text
    question: Text
    begun: Callable[[Facts], bool]
    gate: Judge
    caps: Text
    page: str = ""
    page_name: Text = ""
    needs: Callable[[Facts], bool] = lambda _facts: True
    cannot_start: Text = ""


STAGES: Sequence[Stage] = (
    Stage(
        number=1, name=_("Register"), question=_("What is this, and who is in it?"),
        begun=lambda _facts: True, gate=records.REGISTERED, page="oversight",
        page_name=_("Who is answerable for it"), caps=_("Nothing of it is compared with others."),
    ),
    Stage(
        number=2, name=_("Purpose"), question=_("Why together rather than alone?"),
        begun=lambda facts: facts.has_purpose, gate=records.PURPOSE, page="purpose",
        page_name=_("The purpose"),
        caps=_("Savings are against what each party would do alone: without that, they are claims."),
    ),
    Stage(
        number=3, name=_("Map"), question=_("Which changes lead to which benefits and harms?"),
        begun=lambda facts: bool(facts.nodes), gate=profiles.MAP, page="benefit-map", page_name=_("The map"),
        caps=_("Benefits may be counted twice: no total is given."),
    ),
    Stage(
        number=4, name=_("Profile"), question=_("What exactly is measured?"),
        begun=lambda facts: bool(facts.profiles), gate=profiles.PROFILES, page="profiles",
        page_name=_("Benefits and drawbacks"),
        caps=_("Profiles that are not complete stay out of totals."),
    ),
    Stage(
        number=5, name=_("Baseline"), question=_("What was it before?"),
        begun=lambda facts: bool(facts.baselined), gate=profiles.BASELINES,
        caps=_("Evidence is at most E1: watched, with no change to be seen."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=6, name=_("Cost"), question=_("What does it really cost all parties?"),
        begun=lambda facts: bool(facts.lined), gate=costs.COSTS,
        caps=_("Costs are shown as not agreed."),
    ),
    Stage(
        number=7, name=_("Value"), question=_("What is it worth?"),
        begun=lambda facts: bool(facts.valued), gate=profiles.VALUES,
        caps=_("What has no published value is not turned into pounds."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=8, name=_("Adjust"), question=_("How much of it should be believed?"),
        begun=lambda facts: facts.corrects_nothing or bool(facts.corrected), gate=costs.adjusted,
        page="allowances", page_name=_("What is allowed for"),
        caps=_("Figures are shown before and after correction."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=9, name=_("Track"), question=_("Is it happening, and because of us?"),
        begun=lambda facts: bool(facts.returns), gate=profiles.TRACKED,
        caps=_("What is not evidenced may be reported, not claimed."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=10, name=_("Bank"), question=_("Has the money or time actually moved?"),
        begun=lambda facts: bool(facts.banked), gate=profiles.BANKED,
        caps=_("Money without a reference is not counted as taken out of a budget."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=11, name=_("Share"), question=_("Is it fair?"),
        begun=lambda facts: bool(facts.alone_known), gate=costs.SHARED, page="shares",
        page_name=_("What each pays, and would pay alone"), caps=_("Its shares are not shown to be fair."),
        needs=lambda facts: bool(facts.lined), cannot_start=_("First enter what it costs each party."),
    ),
    Stage(
        number=12, name=_("Stress"), question=_("How wrong could we be?"),
        begun=lambda facts: bool(facts.ranged), gate=profiles.STRESSED,
        caps=_("No headline without a range."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=13, name=_("Decide"), question=_("Keep, fix, share otherwise, widen, or leave?"),
        begun=lambda facts: facts.is_decided, gate=records.DECIDED,
        caps=_("Nobody can show that anything follows from the figures."),
    ),
    Stage(
        number=14, name=_("Learn"), question=_("What should others know?"),
        begun=lambda facts: facts.learned_on is not None, gate=records.learned, page="benefits-lessons",
        page_name=_("What others should know"), caps=_("Others learn nothing from it."),
        needs=lambda facts: facts.is_decided, cannot_start=_("First decide what is next."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One stage of one workspace, as it stands."""

    stage: Stage
    state: State
    found: Found


def lines_of(facts: Facts) -> list[Line]:
    """All fourteen, judged one by one."""
    return [_line(stage, facts) for stage in STAGES]


def _line(stage: Stage, facts: Facts) -> Line:
    found = stage.gate(facts)
    if not stage.needs(facts):
        return Line(stage, State.CANNOT_START, found)
    if found.gate in OF_GATES:
        return Line(stage, OF_GATES[found.gate], found)
    if not stage.begun(facts):
        return Line(stage, State.NOT_BEGUN, found)
    is_open = found.gate is Gate.NOT_MET
    return Line(stage, State.GATE_NOT_MET if is_open else State.IN_PROGRESS, found)
