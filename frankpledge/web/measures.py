"""Measures as pages ask for them and name them."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.benefits.actions.measures import LINES, LISTS, TEXTS
from frankpledge.benefits.models import Measure
from frankpledge.people.models import Organisation
from frankpledge.web.forms.questions import Choice, Kind, Question
from frankpledge.web.phrases import when

SAID = ("name", "definition", *LISTS, "numerator", "denominator", "source_system", *TEXTS[2:], LINES[-1])
LABELS: dict[str, tuple[str | Promise, str | Promise]] = {
    "name": (gettext_lazy("What is it called?"), ""),
    "definition": (
        gettext_lazy("What is counted, and what is not?"),
        gettext_lazy("So that two forces that follow it get the same number."),
    ),
    "unit": (gettext_lazy("In which unit?"), ""),
    "direction": (gettext_lazy("Which way is better?"), ""),
    "aggregation": (gettext_lazy("How are values of periods and parties put together?"), ""),
    "numerator": (gettext_lazy("Of a ratio: what is its first part?"), gettext_lazy("What is counted.")),
    "denominator": (gettext_lazy("Of a ratio: what is it out of?"), ""),
    "source_system": (gettext_lazy("In which system is it usually found?"), ""),
    "pounds_rule": (gettext_lazy("By which published rule may it become pounds? (optional)"), ""),
    "pounds_rule_source": (gettext_lazy("Where is that rule published?"), ""),
    "difference": (
        gettext_lazy("How does it differ from the national measure?"),
        gettext_lazy("Everybody reads this on the page of the national measure."),
    ),
}
VARIED = ("name", "difference", "definition", "source_system")
LONG = frozenset(TEXTS)


def questions(names: Sequence[str] = SAID) -> tuple[Question, ...]:
    """What is asked of a measure."""
    return tuple(_question(name) for name in names)


def typed(measure: Measure, names: Sequence[str] = SAID) -> dict[str, str]:
    """What a measure says, as it is typed."""
    return {name: getattr(measure, name) for name in names}


def whose(bodies: Sequence[Organisation]) -> Question:
    """Which body measures otherwise."""
    choices = [Choice(each.slug, each.name) for each in bodies]
    label = _("Which body measures it so?")
    return Question(name="organisation", label=label, kind=Kind.ONE_OF_MANY, choices=choices)


def named(measure: Measure) -> str:
    """A measure by its name, whose it is, and whether it is still offered. It comes with its organisation."""
    name = measure.name
    if measure.organisation is not None:
        name = _("%(measure)s, as %(body)s measures it") % {"measure": name, "body": measure.organisation}
    if measure.definition_version > 1:
        name = _("%(measure)s (definition %(version)s)") % {
            "measure": name, "version": measure.definition_version
        }  # fmt: skip
    return _("%(measure)s (no longer offered)") % {"measure": name} if measure.retired_on else name


def remarks(measure: Measure) -> list[tuple[str, str]]:
    """What whoever uses a measure should know of it, under its heading. It comes with what it varies."""
    said = []
    if measure.varies is not None:
        national = _("It differs from the national measure “%(name)s”") % {"name": measure.varies.name}
        said.append((national, measure.difference))
    if measure.retired_on is not None:
        told = _("Since %(day)s: %(reason)s Whatever uses it keeps it.")
        why = told % {"day": when(measure.retired_on), "reason": measure.retired_because}
        said.append((_("This measure is no longer offered"), why))
    return said


def _question(name: str) -> Question:
    label, hint = LABELS[name]
    if name in LISTS:
        choices = [Choice(value, str(label).capitalize()) for value, label in LISTS[name].choices]
        return Question(name=name, label=label, hint=hint, kind=Kind.ONE_OF_MANY, choices=choices)
    kind = Kind.LONG if name in LONG else Kind.TEXT
    return Question(name=name, label=label, hint=hint, kind=kind)
