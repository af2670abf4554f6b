"""Who carries over which record, where a body is split: typed or pasted, one record a line."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.register.models import Step
from frankpledge.register.reorganising import RecordEffect
from frankpledge.web.forms.questions import Kind, Question, Values
from frankpledge.web.forms.reorganisations import BETWEEN, lines


def carriers_question() -> Question:
    """Who of those that follow carries over which record."""
    return Question(
        name="chosen",
        label=_("Who carries over which record?"),
        hint=_(
            "One record a line: its reference, a bar (|), and who carries it over, with semicolons"
            " between them. What follows after another bar is not read. All carry over what is not named."
        ),
        kind=Kind.LONG,
    )


def every_carrier(effects: Iterable[RecordEffect], step: Step) -> str:
    """A line for each record that the split touches, with those who carry it over."""
    named = {slug: short for slug, (short, _names) in _followers(step).items()}
    return "\n".join(
        " | ".join(
            (
                each.record.reference,
                "; ".join(named[slug] for slug in step.carried_by.get(each.record.reference, named)),
                each.record.title,
            )
        )
        for each in effects
    )


def carriers(step: Step, values: Values) -> dict[str, tuple[str, ...]]:
    """The same, as it was typed. Raises Invalid for a name that is none of those who follow."""
    known = {name.casefold(): slug for slug, (_short, names) in _followers(step).items() for name in names}
    found: dict[str, tuple[str, ...]] = {}
    faults = []
    for number, line in enumerate(lines(values["chosen"]), start=1):
        reference, names, *_rest = [*BETWEEN.split(line), ""]
        typed = [name.strip().casefold() for name in names.split(";") if name.strip()]
        if not typed or not known.keys() >= set(typed):
            faults.append(_("line %(number)s: “%(name)s”") % {"number": number, "name": line[:60]})
        found[reference.upper()] = tuple(known[name] for name in typed if name in known)
    if faults:
        fault = _("Name one or more of those that follow: %(lines)s") % {"lines": "; ".join(faults)}
        raise Invalid(fault, {"chosen": fault})
    return found


def _followers(step: Step) -> dict[str, tuple[str, tuple[str, ...]]]:
    """By slug, the short name of each that follows, and the names by which it may be typed."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for each in step.bodies.all():
        if each.is_after:
            held = each.organisation
            slug, name, short = (
                (held.slug, held.name, held.short_name) if held else (each.slug, each.name, each.short_name)
            )
            found[slug] = (short, (slug, name, short))
    return found
