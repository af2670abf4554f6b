"""What a reorganisation leaves written in the register: the reason of each entry, notes, and events."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from frankpledge.register.models import Effect, Reorganisation
from frankpledge.register.reorganising.shapes import Joining, Plan, RecordEffect


def reason(reorganisation: Reorganisation) -> str:
    """Why: the title, and what it rests on."""
    rests_on = f": {reorganisation.words}" if reorganisation.words else ""
    return f"{reorganisation.title}{rests_on} ({reorganisation.reference})"


def event(plan: Plan, effect: RecordEffect) -> str:
    """What the timeline of a record says."""
    if effect.effect is Effect.BECOMES_INTERNAL:
        return _("%(changes)s All its parties are one area now, so there is nothing left to agree.") % {
            "changes": _followed(plan, effect)
        }
    if effect.ends:
        return " ".join(
            _("%(function)s moves to %(body)s.") % {"function": each.function_name, "body": each.to.name}
            for each in plan.steps.movings
            if each.function in effect.moved
        )
    return _followed(plan, effect)


def note(plan: Plan, joining: Joining) -> str:
    """What stands beside a party that came in place of others; their own notes go with it."""
    slugs = dict.fromkeys(entry.body for entry in joining.instead_of)
    said = [_("In place of %(names)s.") % {"names": _names(plan, slugs)}]
    for entry in joining.instead_of:
        if entry.note:
            said.append(f"{plan.successions.bodies[entry.body].short_name}: {entry.note}")
    return " ".join(dict.fromkeys(said))


def _followed(plan: Plan, effect: RecordEffect) -> str:
    """Who takes whose place among the parties of a record."""
    found = plan.successions
    slugs = {slug for entry in effect.record.entries for slug in _persons(plan, entry.body)}
    groups: dict[tuple[str, ...], list[str]] = {}
    for slug in sorted(slugs & found.heirs.keys()):
        groups.setdefault(found.following(slug, effect.record.reference), []).append(slug)
    return " ".join(
        _("%(after)s in place of %(before)s.")
        % {"after": _names(plan, after), "before": _names(plan, before)}
        for after, before in groups.items()
    )


def _persons(plan: Plan, slug: str) -> Iterable[str]:
    """A body, and for a force the policing bodies whose time with it ends."""
    return (slug, *(pair.body for pair in plan.successions.ending if pair.force == slug))


def _names(plan: Plan, slugs: Iterable[str]) -> str:
    return get_text_list([plan.successions.bodies[slug].name for slug in slugs], _("and"))
