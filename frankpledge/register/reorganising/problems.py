"""What stands in the way of a plan, as sentences for the people who write it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from frankpledge.people.models import Kind
from frankpledge.register.models import StepKind
from frankpledge.register.reorganising.shapes import Body, Steps, Succession, Successions

FEWEST = 2


def problems_in(steps: Steps, held: Mapping[str, Body], found: Successions) -> Iterator[str]:
    """Each once. `held` are the bodies that there are now."""
    if not (steps.successions or steps.renamings or steps.movings):
        yield _("It does nothing yet. Add a step.")
    yield from _of_those_before(steps, held, found)
    for each in steps.successions:
        yield from _of_step(each, held, found)
    for moving in steps.movings:
        if not moving.to.is_new and (moving.to.is_over or moving.to.slug in found.heirs):
            yield _("%(name)s is no more.") % {"name": moving.to.name}
    yield from _of_new_bodies(held, found)
    yield from _of_forces(found)


def _of_those_before(steps: Steps, held: Mapping[str, Body], found: Successions) -> Iterator[str]:
    before = Counter(slug for each in steps.successions for slug in each.before)
    for slug in sorted({*before, *(each.slug for each in steps.renamings)}):
        if slug not in held or held[slug].is_over:
            yield _("%(name)s is no more, or is not on the register.") % {"name": _name(found, slug)}
        if before[slug] > 1:
            yield _("%(name)s stands in two steps. Keep one.") % {"name": _name(found, slug)}


def _of_step(step: Succession, held: Mapping[str, Body], found: Successions) -> Iterator[str]:
    capacities = {held[slug].capacity for slug in step.before if slug in held}
    if len(capacities | {each.capacity for each in step.after}) > 1:
        names = [_name(found, slug) for slug in (*step.before, *(each.slug for each in step.after))]
        yield _("Forces are followed by forces, and policing bodies by policing bodies: see %(names)s.") % {
            "names": ", ".join(names)
        }
    for each in step.after:
        if each.is_over and not each.is_new:
            yield _("%(name)s is no more.") % {"name": each.name}
        if each.slug in found.heirs:
            yield _("%(name)s follows another body and is itself followed.") % {"name": each.name}
    if step.kind == StepKind.MERGE and len(set(step.before)) < FEWEST:
        yield _("Choose at least two bodies to merge.")
    if step.kind == StepKind.SPLIT and len({each.slug for each in step.after}) < FEWEST:
        yield _("Give at least two bodies to split into.")


def _of_new_bodies(held: Mapping[str, Body], found: Successions) -> Iterator[str]:
    for each in found.new:
        if each.slug in held:
            told = {"slug": each.slug, "name": held[each.slug].name}
            yield _("The address “%(slug)s” is taken by %(name)s. Choose another short name.") % told
        if each.maintained_by and each.maintained_by not in found.bodies:
            yield _("No body is called “%(slug)s”.") % {"slug": each.maintained_by}


def _of_forces(found: Successions) -> Iterator[str]:
    """A force that comes to be, or whose policing body changes, has exactly one."""
    touched = {pair.force for pair in found.beginning}
    touched |= {each.slug for each in found.new if each.kind == Kind.FORCE}
    for slug in sorted(touched):
        bodies = sorted(_name(found, pair.body) for pair in found.pairs if pair.force == slug)
        if len(bodies) != 1:
            told = {"force": _name(found, slug), "bodies": ", ".join(bodies) or _("nobody")}
            yield (
                _(
                    "Say which one policing body maintains %(force)s: as it stands, it would be %(bodies)s."
                    " Add a step that merges or replaces them, or choose one for the force."
                )
                % told
            )


def _name(found: Successions, slug: str) -> str:
    return found.bodies[slug].name if slug in found.bodies else slug
