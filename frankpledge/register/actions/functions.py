"""Holding the taxonomy of police work."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import Deed, Outcome, assign, save
from frankpledge.people.rules import Faults, faults_of, refuse
from frankpledge.register.drafts import FunctionDraft
from frankpledge.register.models import Function

ACTION = "register.functions.put"


def put(*, by: Actor, draft: FunctionDraft, reason: str = "") -> Outcome:
    """Hold this function under this name."""
    return put_all(by=by, drafts=[draft], reason=reason)[0]


@transaction.atomic
def put_all(*, by: Actor, drafts: Sequence[FunctionDraft], reason: str = "") -> list[Outcome]:
    """`put` for each, all or none."""
    with Deed(by, ACTION, "function", reason) as deed:
        held = Function.objects.in_bulk([draft.slug for draft in drafts], field_name="slug")
        return [_put(deed, held.get(draft.slug), draft) for draft in drafts]


def _put(deed: Deed, held: Function | None, draft: FunctionDraft) -> Outcome:
    function = held or Function()
    values = {"slug": draft.slug, "name": draft.name, "description": draft.description}
    changes = assign(function, values)
    if changes or held is None:
        refuse(draft.slug, faults_of(function) | _name_taken(draft))
        save(function, changes)
    return deed.conclude(draft.slug, changes, added=held is None)


def _name_taken(draft: FunctionDraft) -> Faults:
    other = Function.objects.filter(name=draft.name).exclude(slug=draft.slug).first()
    if other is None:
        return {}
    return {"name": _("“%(slug)s” is already called that.") % {"slug": other.slug}}
