"""The fourteen stages of the method, and the gate of each: one function that says how it stands, and why.

A gate that is not met stops nobody: it caps what may be claimed, and says what. Where what a gate asks for is
not kept here, it cannot be told, and nothing is guessed.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Gate(StrEnum):
    """How a gate stands."""

    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"
    CANNOT_TELL = "cannot tell"


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
class Facts:
    """What the gates are judged by, counted over the profiles that were not given up.

    `whole` are those with enough items, and with somebody named in each party. `agreed` are the bodies whose
    finance officer agrees their lines as they stand, of those that have any (`lined`).
    """

    has_objective: bool
    has_review_date: bool
    is_answered_for: bool
    has_purpose: bool
    accepts: int
    asked: int
    nodes: int
    faults: int
    profiles: int
    whole: int
    measured: int
    baselined: int
    late: int
    lined: int
    agreed: int
    in_pounds: int
    valued: int
    ranged: int
    corrected: int
    corrects_nothing: bool
    stacked: Sequence[str]
    returns: int
    locked: int
    evidenced: int
    cash: int
    banked: int
    alone_known: int
    alone_asked: int
    better_alone: Sequence[str]
    is_share_decided: bool
    is_decided: bool
    is_minuted: bool
    learn_by: datetime.date | None
    learned_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Found:
    """How a gate stands, in words."""

    gate: Gate
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: what it asks, what has been begun of it, its gate, and what a gate not met caps.

    `needs` is what must be there before it can start, with the words for where it is not.
    """

    number: int
    name: Text
    question: Text
    begun: Callable[[Facts], bool]
    gate: Callable[[Facts], Found]
    caps: Text
    page: str = ""
    page_name: Text = ""
    needs: Callable[[Facts], bool] = lambda _facts: True
    cannot_start: Text = ""


def _met(is_so: bool, met: Text, not_met: Text) -> Found:  # noqa: FBT001 - the answer that the words are of
    return Found(Gate.MET, met) if is_so else Found(Gate.NOT_MET, not_met)


def _all(count: int, of: int, met: Text, some: Text, none: Text) -> Found:
    """A gate that each of some things must pass. `some` has %(count)s and %(of)s."""
    if not of:
        return Found(Gate.NOT_MET, none)
    return _met(count >= of, met, str(some) % {"count": count, "of": of})


def _registered(facts: Facts) -> Found:
    if not facts.has_objective:
        return Found(Gate.NOT_MET, _("No objective is published."))
    if not facts.has_review_date:
        return Found(Gate.NOT_MET, _("No end and no date of review is on this register."))
    return _met(
        facts.is_answered_for,
        _("Objective and date are there, and a post that is answerable for it."),
        _("Nobody is named who is answerable for the whole of it."),
    )


def _purpose(facts: Facts) -> Found:
    if not facts.has_purpose:
        return Found(Gate.NOT_MET, _("The parties have published no purpose in their own words."))
    return _all(
        facts.accepts,
        facts.asked,
        _("Every legal person of it accepts the purpose."),
        _("%(count)s of %(of)s legal persons accept the purpose."),
        _("Nobody was asked yet."),
    )


def _map(facts: Facts) -> Found:
    if not facts.nodes:
        return Found(Gate.NOT_MET, _("There is no map yet."))
    return _met(
        not facts.faults, _("The checks of the map find nothing."), _("The checks of the map find something.")
    )


def _profiles(facts: Facts) -> Found:
    return _all(
        facts.whole,
        facts.profiles,
        _("Every profile is complete, and somebody is named in each party."),
        _("%(count)s of %(of)s profiles are complete, with somebody named in each party."),
        _("There is no profile yet."),
    )


def _baselines(facts: Facts) -> Found:
    if facts.profiles and not facts.measured:
        return Found(Gate.NOT_APPLICABLE, _("No profile is measured."))
    if facts.measured and facts.baselined >= facts.measured and facts.late:
        told = str(_("%(count)s were locked after the change began.")) % {"count": facts.late}
        return Found(Gate.NOT_MET, told)
    return _all(
        facts.baselined,
        facts.measured,
        _("What it was before is locked for every profile that is measured."),
        _("What it was before is locked for %(count)s of %(of)s profiles that are measured."),
        _("There is no profile yet."),
    )


def _costs(facts: Facts) -> Found:
    return _all(
        facts.agreed,
        facts.lined,
        _("The finance officers of all bodies with lines in the ledger agree them."),
        _("The finance officers of %(count)s of %(of)s bodies agree their lines in the ledger."),
        _("The ledger is empty."),
    )


def _values(facts: Facts) -> Found:
    if facts.profiles and not facts.in_pounds:
        return Found(Gate.NOT_APPLICABLE, _("No profile is worth pounds."))
    return _all(
        facts.valued,
        facts.in_pounds,
        _("Every value has its source and the year of its prices."),
        _("%(count)s of %(of)s profiles that are worth pounds have a value with source and year."),
        _("There is no profile yet."),
    )


def _adjusted(facts: Facts) -> Found:
    if facts.corrects_nothing:
        return Found(Gate.MET, _("Nothing is corrected, and the reason is there."))
    if not facts.corrected:
        return Found(Gate.NOT_MET, _("Nobody has said what is allowed for, or that nothing is."))
    named = "; ".join(facts.stacked)
    return _met(
        not facts.stacked,
        _("Each cause is allowed for in one way."),
        str(_("Allowed for in more than one way: %(causes)s.")) % {"causes": named},
    )


def _tracked(facts: Facts) -> Found:
    if not facts.locked:
        return Found(Gate.NOT_MET, _("No return is locked yet."))
    return _all(
        facts.evidenced,
        facts.measured,
        _("For every profile that is measured a change is seen that chance does not explain."),
        _("For %(count)s of %(of)s profiles a change is seen that chance does not explain."),
        _("No profile is measured."),
    )


def _banked(facts: Facts) -> Found:
    if facts.profiles and not facts.cash:
        return Found(Gate.NOT_APPLICABLE, _("No profile is money taken out of budgets."))
    return _all(
        facts.banked,
        facts.cash,
        _("Every profile of money has a reference of the budget it was taken out of."),
        _("%(count)s of %(of)s profiles of money have a reference of the budget they were taken out of."),
        _("There is no profile yet."),
    )


def _shared(facts: Facts) -> Found:
    if facts.alone_asked == 1:
        return Found(Gate.NOT_APPLICABLE, _("One party alone pays."))
    if not facts.better_alone or facts.alone_known < facts.alone_asked:
        return _all(
            facts.alone_known,
            facts.alone_asked,
            _("No party would pay less alone."),
            _("Of %(count)s of %(of)s parties it is known what they would pay alone."),
            _("Nothing that each party pays is locked in the ledger."),
        )
    told = {"bodies": "; ".join(facts.better_alone)}
    return _met(
        facts.is_share_decided,
        str(_("Would pay less alone: %(bodies)s. The board decided on it, and that is minuted.")) % told,
        str(_("Would pay less alone: %(bodies)s. No decision of the board is recorded.")) % told,
    )


def _stressed(facts: Facts) -> Found:
    return _all(
        facts.ranged,
        facts.measured,
        _("Every profile that is measured has a range."),
        _("%(count)s of %(of)s profiles that are measured have a range."),
        _("No profile is measured."),
    )


def _decided(facts: Facts) -> Found:
    if not facts.is_decided:
        return Found(Gate.NOT_MET, _("Nothing is decided for the last year that is over."))
    return _met(
        facts.is_minuted,
        _("What is next was decided for the last year, and minuted."),
        _("What is next was decided, but no minute is named."),
    )


def _learned(facts: Facts) -> Found:
    if facts.learn_by is None:
        return Found(Gate.NOT_MET, _("Nothing is decided for the last year that is over."))
    by = date_format(facts.learn_by, "j F Y")
    if facts.learned_on is None:
        return Found(Gate.NOT_MET, str(_("No lesson is shared. It is asked by %(day)s.")) % {"day": by})
    told = {"day": date_format(facts.learned_on, "j F Y"), "by": by}
    return _met(
        facts.learned_on <= facts.learn_by,
        _("A lesson was shared within three months of the decision."),
        str(_("A lesson was shared on %(day)s; it was asked by %(by)s.")) % told,
    )


STAGES: Sequence[Stage] = (
    Stage(
        number=1, name=_("Register"), question=_("What is this, and who is in it?"),
        begun=lambda _facts: True, gate=_registered, page="oversight",
        page_name=_("Who is answerable for it"), caps=_("Nothing of it is compared with others."),
    ),
    Stage(
        number=2, name=_("Purpose"), question=_("Why together rather than alone?"),
        begun=lambda facts: facts.has_purpose, gate=_purpose, page="purpose", page_name=_("The purpose"),
        caps=_("Savings are against what each party would do alone: without that, they are claims."),
    ),
    Stage(
        number=3, name=_("Map"), question=_("Which changes lead to which benefits and harms?"),
        begun=lambda facts: bool(facts.nodes), gate=_map, page="benefit-map", page_name=_("The map"),
        caps=_("Benefits may be counted twice: no total is given."),
    ),
    Stage(
        number=4, name=_("Profile"), question=_("What exactly is measured?"),
        begun=lambda facts: bool(facts.profiles), gate=_profiles, page="profiles",
        page_name=_("Benefits and drawbacks"),
        caps=_("Profiles that are not complete stay out of totals."),
    ),
    Stage(
        number=5, name=_("Baseline"), question=_("What was it before?"),
        begun=lambda facts: bool(facts.baselined), gate=_baselines,
        caps=_("Evidence is at most E1: watched, with no change to be seen."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=6, name=_("Cost"), question=_("What does it really cost all parties?"),
        begun=lambda facts: bool(facts.lined), gate=_costs,
        caps=_("Costs are shown as not agreed."),
    ),
    Stage(
        number=7, name=_("Value"), question=_("What is it worth?"),
        begun=lambda facts: bool(facts.valued), gate=_values,
        caps=_("What has no published value is not turned into pounds."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=8, name=_("Adjust"), question=_("How much of it should be believed?"),
        begun=lambda facts: facts.corrects_nothing or bool(facts.corrected), gate=_adjusted,
        page="allowances", page_name=_("What is allowed for"),
        caps=_("Figures are shown before and after correction."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=9, name=_("Track"), question=_("Is it happening, and because of us?"),
        begun=lambda facts: bool(facts.returns), gate=_tracked,
        caps=_("What is not evidenced may be reported, not claimed."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=10, name=_("Bank"), question=_("Has the money or time actually moved?"),
        begun=lambda facts: bool(facts.banked), gate=_banked,
        caps=_("Money without a reference is not counted as taken out of a budget."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=11, name=_("Share"), question=_("Is it fair?"),
        begun=lambda facts: bool(facts.alone_known), gate=_shared, page="shares",
        page_name=_("What each pays, and would pay alone"), caps=_("Nobody can say whether it is fair."),
        needs=lambda facts: bool(facts.lined), cannot_start=_("First enter what it costs each party."),
    ),
    Stage(
        number=12, name=_("Stress"), question=_("How wrong could we be?"),
        begun=lambda facts: bool(facts.ranged), gate=_stressed, caps=_("No headline without a range."),
        needs=lambda facts: bool(facts.profiles), cannot_start=_("First write a profile."),
    ),
    Stage(
        number=13, name=_("Decide"), question=_("Keep, fix, share otherwise, widen, or leave?"),
        begun=lambda facts: facts.is_decided, gate=_decided,
        caps=_("Nobody can show that anything follows from the figures."),
    ),
    Stage(
        number=14, name=_("Learn"), question=_("What should others know?"),
        begun=lambda facts: facts.learned_on is not None, gate=_learned, page="benefits-lessons",
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
