"""Findings of a benefit's evidence as pages ask for them and say them."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.benefits.actions.findings import Found
from frankpledge.benefits.models import Design, Finding, Grade
from frankpledge.benefits.queries.findings import NAMES, Worked
from frankpledge.web.forms.agreements import day_question, key_question
from frankpledge.web.forms.questions import Choice, Kind, Question
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows

Words = str | Promise
# What each design needs, and the best that it can show.
NEEDS: Mapping[str, Words] = {
    Design.BEFORE_AFTER: gettext_lazy("12 known periods before and 6 after. It reaches E2 at best."),
    Design.INTERRUPTED: gettext_lazy("24 known periods before and 12 after. It reaches E3 at best."),
    Design.CONTROLLED: gettext_lazy("The same, and one series of others beside it. It reaches E4 at best."),
    Design.DIFFERENCES: gettext_lazy("Three years before, and the series of six other bodies or more. E4."),
    Design.SYNTHETIC: gettext_lazy("A steady time before, and the series of ten other bodies or more. E4."),
    Design.RANDOMISED: gettext_lazy("Who took part was drawn by lot. It reaches E5 at best."),
}
UNMET: Mapping[str, Words] = {
    "0": gettext_lazy("None: every condition was met"),
    "1": gettext_lazy("One"),
    "2": gettext_lazy("Two or more, or it does not say"),
}
PASSED: Mapping[bool | None, Words] = {
    True: gettext_lazy("met"),
    False: gettext_lazy("not met"),
    None: gettext_lazy("cannot be judged"),
}
YES, NO = "yes", "no"


def asked() -> tuple[Question, ...]:
    """What is asked before the engine is."""
    hint = _(
        "For a series with a control: a line for each period, like “2024-04, 120”. To compare bodies: a line"
        " for each period and body, like “2024-04, cumbria, 120”, of bodies outside this collaboration."
    )
    return (
        _designs([*NAMES]),
        Question(
            name="others",
            label=_("What is it compared with? (where the design compares)"),
            hint=hint,
            kind=Kind.LONG,
        ),
        Question(
            name="bodies",
            label=_("How many bodies is that series made of? (for a series with a control)"),
            hint=_("A sum or an average of six or more meets the condition."),
        ),
        key_question(),
    )


def asked_elsewhere() -> tuple[Question, ...]:
    """What is asked of a study."""
    unmet = [Choice(value, text) for value, text in UNMET.items()]
    borne_out = [Choice(YES, _("Yes")), Choice(NO, _("No, or it does not say"))]
    return (
        _designs([*NEEDS]),
        Question(
            name="borne_out",
            label=_("Did it find a change that chance does not explain?"),
            kind=Kind.CHOICE,
            choices=borne_out,
        ),
        Question(
            name="unmet",
            label=_("How many of the conditions of its design were not met?"),
            kind=Kind.CHOICE,
            choices=unmet,
        ),
        Question(name="words", label=_("What did it find?"), kind=Kind.LONG),
        Question(name="source", label=_("Where is it published?"), hint=_("So that others can find it.")),
        day_question("found_on", _("On which day?")),
        Question(
            name="independent",
            label=_("Nobody of the body that answers for the benefit made it"),
            kind=Kind.TICK,
        ),
        key_question(),
    )


def answered(made: Worked, grade: str) -> Rows:
    """The engine's answer, to look over before it is kept."""
    gates = [
        (
            _("Condition: %(name)s") % {"name": gate["name"]},
            f"{str(PASSED[gate['passed']]).capitalize()}. {gate['said']}",
        )
        for gate in made.result["gates"]
    ]
    return [(_("What the figures say"), made.words), (_("Evidence"), _graded(made.grade, grade)), *gates]


def said(found: Found, before_cap: str, grade: str) -> Rows:
    """A study, to look over before it is recorded."""
    return [
        (_("Design"), str(Design(found.design).label).capitalize()),
        (_("A change that chance does not explain"), _("Yes") if found.is_borne_out else _("No")),
        (_("Conditions not met"), UNMET[str(found.unmet)]),
        (_("What it found"), found.words),
        (_("Published"), found.source),
        (_("On"), when(found.found_on)),
        (_("Made by others"), _("Yes") if found.is_independent else _("No")),
        (_("Evidence"), _graded(before_cap, grade)),
    ]


def conditions(finding: Finding) -> list[tuple[str, Words, str]]:
    """The conditions of its design, each with whether it is met; none of what was found elsewhere."""
    gates: list[dict[str, Any]] = (finding.result or {}).get("gates", [])
    return [(gate["name"], PASSED[gate["passed"]], gate["said"]) for gate in gates]


def _designs(values: list[str]) -> Question:
    choices = [Choice(value, str(Design(value).label).capitalize(), NEEDS[value]) for value in values]
    return Question(name="design", label=_("By which design?"), kind=Kind.CHOICE, choices=choices)


def _graded(before_cap: str, grade: str) -> str:
    told = f"{grade}: {Grade(grade).label}."
    if before_cap == grade:
        return told
    why = _("The design comes to %(grade)s; the baseline was locked late, or none is locked.")
    return f"{told} {why % {'grade': before_cap}}"
