"""The library of measures: national ones kept by curators, variants by the bodies that measure otherwise."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed, assign
from frankpledge.benefits.models import Aggregation, Direction, Measure, Unit
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require, require_nationally
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words

LISTS = {"unit": Unit, "direction": Direction, "aggregation": Aggregation}
LINES = ("name", "numerator", "denominator", "source_system", "pounds_rule_source")
TEXTS = ("definition", "difference", "pounds_rule")
RATES = (Unit.PER_CENT, Unit.RATE)


@transaction.atomic
def define(
    *,
    by: Actor,
    words: Mapping[str, str],
    organisation: Organisation | None = None,
    varies: Measure | None = None,
    slug: str = "",
) -> Measure:
    """Define a measure, or a newer definition of one (same `slug`). What was defined before stays as it was.

    The nation's measures are defined by curators; a body's own by its people. A variant says how it differs.
    """
    if organisation is None:
        require_nationally(by, Power.DECIDE_CHANGE)
    else:
        require(by, Power.DECIDE_CHANGE, [organisation.pk])
    said = _checked(words, varies)
    with Deed(by, "benefits.measures.define", "measure", is_public=organisation is None) as deed:
        slug = slug or slugify(said["name"])[:80]
        before = (
            Measure.objects.filter(slug=slug, organisation=organisation).order_by("definition_version").last()
        )
        if before is not None and all(getattr(before, name) == value for name, value in said.items()):
            return before
        measure = Measure(
            slug=slug,
            organisation=organisation,
            varies=varies,
            definition_version=before.definition_version + 1 if before else 1,
        )
        changes = assign(measure, said)
        measure.save(force_insert=True)
        deed.conclude(f"{slug}.{measure.definition_version}", changes, added=True)
    return measure


def _checked(words: Mapping[str, str], varies: Measure | None) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: checked_words(name, words.get(name, ""), longest=LONGEST_LINE) for name in LINES
    }
    said |= {name: checked_words(name, words.get(name, "")) for name in TEXTS}
    said |= {name: words.get(name, "") for name in LISTS}
    faults = {
        name: _("Choose from the list") for name, choices in LISTS.items() if said[name] not in choices.values
    }
    faults |= _missing(said, is_variant=varies is not None) | _unfit(said)
    if faults:
        raise Invalid(_("The measure is not complete."), faults)
    return said


def _missing(said: Mapping[str, str], *, is_variant: bool) -> dict[str, str]:
    faults = {}
    if not said["name"]:
        faults["name"] = _("Enter what the measure is called")
    if not said["definition"]:
        faults["definition"] = _("Enter what is counted, and what is not")
    if is_variant and not said["difference"]:
        faults["difference"] = _("Enter how it differs from the national measure")
    if said["pounds_rule"] and not said["pounds_rule_source"]:
        faults["pounds_rule_source"] = _("Enter where the rule is published")
    return faults


def _unfit(said: Mapping[str, str]) -> dict[str, str]:
    is_ratio = said["aggregation"] == Aggregation.RATIO
    faults = {
        name: _("Enter both parts of a ratio, and of nothing else")
        for name in ("numerator", "denominator")
        if bool(said[name]) != is_ratio
    }
    if said["unit"] in RATES and said["aggregation"] == Aggregation.SUM:
        faults["aggregation"] = _("A rate is never added up: keep its two parts")
    return faults
