"""The steps of a reorganisation that is being written: put in, taken out, and who carries over what.

Only who decides for the whole register may. Adding the same step twice adds it once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Kind, Organisation
from frankpledge.people.rules import Faults
from frankpledge.register.actions.reorganisations import check_version, locked, save
from frankpledge.register.models import Function, Reorganisation, Step, StepBody, StepKind
from frankpledge.register.queries import reorganisations as queries
from frankpledge.register.states.reorganisations import Move

LONGEST_NAME, LONGEST_SHORT_NAME = 200, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """A body that is to follow: the `slug` of one that there is, or the names of one that is to be."""

    slug: str = ""
    name: str = ""
    short_name: str = ""
    kind: Kind | None = None
    maintained_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """A step as somebody describes it. `before` are slugs; `function` is one too."""

    kind: StepKind
    before: tuple[str, ...] = ()
    after: tuple[After, ...] = ()
    function: str = ""
    apart_from: tuple[str, ...] = ()


def add_steps(*, by: Actor, reference: str, drafts: tuple[StepDraft, ...]) -> Reorganisation:
    """Add these steps, all or none. Raises Invalid for what they name that is not there."""
    with transaction.atomic():
        row = locked(by, reference, Move.SAVE)
        held = {_likeness(step) for step in queries.steps_of(row)}
        bodies = Organisation.objects.in_bulk(
            {slug for draft in drafts for slug in (*draft.before, *(each.slug for each in draft.after))},
            field_name="slug",
        )
        told = [_add(row, draft, bodies) for draft in drafts if _likeness_of(draft) not in held]
        if told:
            save(by, Move.SAVE, row, {"steps": [None, told]})
    return row


def remove_step(*, by: Actor, reference: str, step_id: int) -> Reorganisation:
    """Take a step out. Taken out already, nothing changes."""
    with transaction.atomic():
        row = locked(by, reference, Move.SAVE)
        step = queries.steps_of(row).filter(pk=step_id).first()
        if step is not None:
            told = _likeness(step)
            step.delete()
            save(by, Move.SAVE, row, {"steps": [[str(part) for part in told], None]})
    return row


def choose_carriers(
    *, by: Actor, reference: str, version: int, step_id: int, chosen: Mapping[str, Sequence[str]]
) -> Reorganisation:
    """Say by the references of records which of those into whom a body is split carry each over.

    `chosen` is the whole: of a record that it leaves out, or names with all of them, all carry it over.
    """
    with transaction.atomic():
        row = locked(by, reference, Move.SAVE)
        step = queries.steps_of(row).filter(pk=step_id, kind=StepKind.SPLIT).first()
        if step is None:
            raise NotFound(_("There is no such step, or it splits nothing."))
        wanted = _carriers(row, step, chosen)
        if wanted != step.carried_by:
            check_version(row, version)
            told = [step.carried_by or None, wanted or None]
            step.carried_by = wanted
            step.save(update_fields=["carried_by"])
            save(by, Move.SAVE, row, {"carried_by": told})
    return row


def _carriers(row: Reorganisation, step: Step, chosen: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """As they are kept. Raises Invalid for a record that it does not touch, and for who does not follow."""
    following = [_slug(each) for each in step.bodies.all() if each.is_after]
    touched = {each.record.reference for each in queries.carried(queries.planned(row), step)}
    if strange := sorted(chosen.keys() - touched):
        fault = _("The body that is split is no party of %(references)s") % {"references": ", ".join(strange)}
        raise Invalid(fault, {"chosen": fault})
    for record, slugs in chosen.items():
        if not slugs or not set(slugs) <= set(following):
            fault = _("Say of %(record)s which of those that follow carry it over") % {"record": record}
            raise Invalid(fault, {"chosen": fault})
    return {
        record: [slug for slug in following if slug in slugs]
        for record, slugs in sorted(chosen.items())
        if set(slugs) != set(following)
    }


def slug_of(after: After) -> str:
    """The slug that a body to come will have, from its short name; "" for one that there is."""
    return "" if after.slug else slugify(after.short_name or after.name)[:LONGEST_SHORT_NAME].strip("-")


def _add(row: Reorganisation, draft: StepDraft, bodies: Mapping[str, Organisation]) -> list[str]:
    _check_draft(draft, bodies)
    function = Function.objects.filter(slug=draft.function).first() if draft.function else None
    if draft.kind == StepKind.MOVE and function is None:
        fault = _("Choose a function")
        raise Invalid(fault, {"function": fault})
    step = Step.objects.create(
        reorganisation=row, kind=draft.kind, function=function, apart_from=sorted(draft.apart_from)
    )
    rows = [StepBody(step=step, is_after=False, organisation=bodies[slug]) for slug in draft.before]
    rows += [
        StepBody(
            step=step,
            is_after=True,
            organisation=bodies.get(after.slug),
            slug=slug_of(after),
            name=after.name,
            short_name=after.short_name or after.name[:LONGEST_SHORT_NAME],
            kind="" if after.slug else (after.kind or _kind_after(draft, bodies)),
            maintained_by=after.maintained_by,
        )
        for after in draft.after
    ]
    StepBody.objects.bulk_create(rows)
    return [str(draft.kind), *draft.before, draft.function, *(each.slug or each.name for each in draft.after)]


def _check_draft(draft: StepDraft, bodies: Mapping[str, Organisation]) -> None:
    faults: Faults = {}
    named = (*draft.before, *(each.slug for each in draft.after if each.slug))
    unknown = [slug for slug in named if slug not in bodies]
    if unknown:
        told = {"slug": "”, “".join(unknown)}
        faults["before"] = _("No organisation is called “%(slug)s”.") % told
    if not draft.before and draft.kind != StepKind.MOVE:
        faults["before"] = _("Say which body")
    if not draft.after or any(not (each.slug or each.name) for each in draft.after):
        faults["after"] = _("Enter the new name")
    for each in draft.after:
        if len(each.name) > LONGEST_NAME or len(each.short_name) > LONGEST_SHORT_NAME:
            faults["after"] = _("A name has at most 200 characters, and a short name at most 100")
        elif each.name and not each.slug and not slug_of(each):
            faults["after"] = _("Enter a name with letters in it")
    if faults:
        raise Invalid(next(iter(faults.values())), faults)


def _kind_after(draft: StepDraft, bodies: Mapping[str, Organisation]) -> str:
    """What follows a body is of its kind; what a function moves to is a national body."""
    if draft.kind == StepKind.MOVE:
        return Kind.NATIONAL_BODY
    return bodies[draft.before[0]].kind


def _likeness(step: Step) -> tuple[Any, ...]:
    """What makes two steps the same one."""
    bodies = list(step.bodies.all())
    return (
        step.kind,
        tuple(sorted(each.organisation.slug for each in bodies if not each.is_after and each.organisation)),
        tuple(sorted((_slug(each), each.name) for each in bodies if each.is_after)),
        step.function.slug if step.function else "",
    )


def _likeness_of(draft: StepDraft) -> tuple[Any, ...]:
    return (
        draft.kind,
        tuple(sorted(draft.before)),
        tuple(sorted((each.slug or slug_of(each), each.name) for each in draft.after)),
        draft.function,
    )


def _slug(row: StepBody) -> str:
    return row.organisation.slug if row.organisation else row.slug
