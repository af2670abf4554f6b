"""The library of measures: national ones kept by curators, variants by the bodies that measure otherwise."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed, assign
from frankpledge.benefits.models import Aggregation, Direction, Measure, Unit
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, require, require_nationally
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words

LISTS = {"unit": Unit, "direction": Direction, "aggregation": Aggregation}
LINES = ("name", "numerator", "denominator", "source_system", "pounds_rule_source")
TEXTS = ("definition", "difference", "pounds_rule")
RATES = (Unit.PER_CENT, Unit.RATE)
# What a variant shares with the measure that it varies, so that both can be put together.
SHARED = (*LISTS, "numerator", "denominator")


@transaction.atomic
def define(
    *,
    by: Actor,
    words: Mapping[str, str],
    organisation: Organisation | None = None,
    varies: Measure | None = None,
    slug: str = "",
    seen: int | None = None,
) -> Measure:
    """Define a measure, or a newer definition of one (same `slug`). What was defined before stays as it was.

    The nation's measures are defined by curators; a body's own by its people. A variant says how it differs.
    `seen` is the newest definition that somebody saw, 0 for none; a file has seen nothing.
    """
    if organisation is None:
        require_nationally(by, Power.DECIDE_CHANGE)
    else:
        require(by, Power.DECIDE_CHANGE, [organisation.pk])
    said = _checked(words, varies)
    with Deed(by, "benefits.measures.define", "measure", is_public=organisation is None) as deed:
        slug = slug or slugify(said["name"])[:80]
        before = _newest(slug, organisation)
        if before is not None and not before.retired_on and _says(before, said):
            return before
        _check_seen(before, seen)
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


@transaction.atomic
def vary(*, by: Actor, national: Measure, organisation: Organisation, words: Mapping[str, str]) -> Measure:
    """Declare how a body measures one of the nation's measures otherwise: by what counts, and from where.

    Unit, direction and how values are put together stay the nation's. Declared twice alike, it is one.
    """
    require(by, Power.PROPOSE_CHANGE, [organisation.pk])
    if national.organisation_id is not None or national.retired_on is not None:
        raise Invalid(_("Only a measure of the national library that is in use can be varied."))
    shared = {name: getattr(national, name) for name in SHARED}
    typed = {name: words.get(name, "") for name in ("name", "definition", "source_system", "difference")}
    said = _checked(typed | shared, national)
    slug = slugify(said["name"])[:80]
    with Deed(by, "benefits.measures.vary", "measure", is_public=False) as deed:
        before = _newest(slug, organisation)
        if before is not None and not before.retired_on and _says(before, said):
            return before
        if before is not None:
            fault = _("This body has a measure of that name already: choose another name")
            raise Invalid(fault, {"name": fault})
        made = Measure(slug=slug, organisation=organisation, varies=national)
        changes = assign(made, said)
        made.save(force_insert=True)
        deed.conclude(f"{organisation.slug}.{slug}.1", changes, added=True)
    return made


@transaction.atomic
def retire(*, by: Actor, measure: Measure, reason: str) -> None:
    """Offer a measure for nothing new, in any of its definitions. What uses it keeps it, and says so."""
    if measure.organisation_id is None:
        require_nationally(by, Power.DECIDE_CHANGE)
    else:
        require(by, Power.DECIDE_CHANGE, [measure.organisation_id])
    words = checked_words("reason", reason, _("Enter why it is no longer offered"))
    is_public = measure.organisation_id is None
    with Deed(by, "benefits.measures.retire", "measure", reason=words, is_public=is_public) as deed:
        held = Measure.objects.filter(slug=measure.slug, organisation=measure.organisation_id)
        for each in held.filter(retired_on=None):
            changes = assign(each, {"retired_on": clock.today(), "retired_because": words})
            each.save(update_fields=["retired_on", "retired_because"])
            deed.conclude(f"{each.slug}.{each.definition_version}", changes, added=False)


def _newest(slug: str, organisation: Organisation | None) -> Measure | None:
    held = Measure.objects.filter(slug=slug, organisation=organisation)
    return held.order_by("definition_version").last()


def _says(measure: Measure, said: Mapping[str, Any]) -> bool:
    return all(getattr(measure, name) == value for name, value in said.items())


def _check_seen(before: Measure | None, seen: int | None) -> None:
    """Raises Invalid for a second measure of one name, Stale for a definition that somebody did not see."""
    if seen is None or (before.definition_version if before else 0) == seen:
        return
    if seen == 0:
        fault = _("There is a measure of this name already: define that one anew, or choose another name")
        raise Invalid(fault, {"name": fault})
    raise Stale(_("Somebody defined this measure anew after you opened it. See how it stands now."))


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
    elif not slugify(said["name"]):
        faults["name"] = _("Use letters or numbers in the name")
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
