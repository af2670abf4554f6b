"""Writing down a reorganisation, planning it, taking it back, and applying it on its day.

Only who decides for the whole register may. Adding the same step twice adds it once; `version` is the version
that somebody saw: another raises Stale. Entries are not public: what a plan does to the register is recorded,
publicly, by the actions that put it there on the day.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import Invalid, Stale
from frankpledge.people.models import Kind, Organisation
from frankpledge.people.permissions import Power, require, require_nationally
from frankpledge.people.rules import Faults
from frankpledge.register import references, sight
from frankpledge.register.actions.changes import EARLIEST
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    LONGEST_TEXT,
    Function,
    Reorganisation,
    ReorganisationState,
    Step,
    StepBody,
    StepKind,
)
from frankpledge.register.queries import reorganisations as queries
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.reorganising.applying import Applying
from frankpledge.register.states import reorganisations as states
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


def begin(
    *,
    by: Actor,
    title: str,
    takes_effect_on: datetime.date | None,
    words: str = "",
    source_url: str = "",
    key: uuid.UUID | None = None,
) -> Reorganisation:
    """A plan with no steps yet."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        require_nationally(by, Power.DECIDE_CHANGE)
        before = Reorganisation.objects.filter(submission_key=key, author=by.user_id).first() if key else None
        if before is not None:
            return before
        row = Reorganisation(
            reference=references.new("R", Reorganisation.objects.all()),
            author_id=by.user_id,
            author_name=by.name,
            **checked(title=title, takes_effect_on=takes_effect_on, words=words, source_url=source_url),
        )
        if key is not None:
            row.submission_key = key
        row.save(force_insert=True)
        _record(by, Move.BEGIN, row, {"title": [None, row.title], "on": [None, str(row.takes_effect_on)]})
    return row


def set_basics(
    *,
    by: Actor,
    reference: str,
    version: int,
    title: str,
    takes_effect_on: datetime.date | None,
    words: str = "",
    source_url: str = "",
) -> Reorganisation:
    """Its title, its day, and what it rests on."""
    with transaction.atomic():
        row = _locked(by, reference, Move.SAVE)
        wanted = checked(title=title, takes_effect_on=takes_effect_on, words=words, source_url=source_url)
        changes = {
            name: [str(getattr(row, name)), str(value)]
            for name, value in wanted.items()
            if getattr(row, name) != value
        }
        if changes:
            _check_version(row, version)
            for name, value in wanted.items():
                setattr(row, name, value)
            _save(by, Move.SAVE, row, changes, *wanted)
    return row


def add_steps(*, by: Actor, reference: str, drafts: tuple[StepDraft, ...]) -> Reorganisation:
    """Add these steps, all or none. Raises Invalid for what they name that is not there."""
    with transaction.atomic():
        row = _locked(by, reference, Move.SAVE)
        held = {_likeness(step) for step in queries.steps_of(row)}
        bodies = Organisation.objects.in_bulk(
            {slug for draft in drafts for slug in (*draft.before, *(each.slug for each in draft.after))},
            field_name="slug",
        )
        told = [_add(row, draft, bodies) for draft in drafts if _likeness_of(draft) not in held]
        if told:
            _save(by, Move.SAVE, row, {"steps": [None, told]})
    return row


def remove_step(*, by: Actor, reference: str, step_id: int) -> Reorganisation:
    """Take a step out. Taken out already, nothing changes."""
    with transaction.atomic():
        row = _locked(by, reference, Move.SAVE)
        step = queries.steps_of(row).filter(pk=step_id).first()
        if step is not None:
            told = _likeness(step)
            step.delete()
            _save(by, Move.SAVE, row, {"steps": [[str(part) for part in told], None]})
    return row


def plan(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Have it applied on its day. Raises Invalid while something stands in its way."""
    with transaction.atomic():
        row = _locked(by, reference, Move.PLAN)
        if row.state == ReorganisationState.PLANNED:
            return row
        _check_version(row, version)
        _check_problems(queries.planned(row).problems)
        row.state, row.planned_at, row.planned_by = ReorganisationState.PLANNED, timezone.now(), by.name
        _save(by, Move.PLAN, row, {}, "state", "planned_at", "planned_by")
    return row


def take_back(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Undo the planning: it is a draft again, and nothing happens on its day."""
    with transaction.atomic():
        row = _locked(by, reference, Move.TAKE_BACK)
        if row.state == ReorganisationState.DRAFT:
            return row
        _check_version(row, version)
        row.state, row.planned_at, row.planned_by = ReorganisationState.DRAFT, None, ""
        _save(by, Move.TAKE_BACK, row, {}, "state", "planned_at", "planned_by")
    return row


def discard(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Throw a draft away."""
    with transaction.atomic():
        row = _locked(by, reference, Move.DISCARD)
        if row.state == ReorganisationState.DISCARDED:
            return row
        _check_version(row, version)
        row.state = ReorganisationState.DISCARDED
        _save(by, Move.DISCARD, row, {}, "state")
    return row


def apply(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Put it into the register, all or nothing, on its day or later. Applied already, it stays."""
    with transaction.atomic(), sight.everything():
        row = _locked(by, reference, Move.APPLY)
        if row.state == ReorganisationState.APPLIED:
            return row
        _check_version(row, version)
        if not states.may_apply(row, timezone.localdate()):
            told = {"day": row.takes_effect_on.isoformat()}
            raise Invalid(_("It can be applied on %(day)s, not before.") % told)
        found = queries.planned(row)
        _check_problems(found.problems)
        try:
            with transaction.atomic():
                result = Applying(by=by, reorganisation=row, plan=found).run()
        except IntegrityError as error:
            raise Invalid(
                _("It contradicts something on the register that is there already, and nothing was changed.")
            ) from error
        row.state, row.applied_at, row.applied_by = ReorganisationState.APPLIED, timezone.now(), by.name
        done = {name: [None, count] for name, count in (*result.effects.items(), *result.handed_over.items())}
        _save(by, Move.APPLY, row, done, "state", "applied_at", "applied_by")
    return row


def look_at(*, by: Actor, collaboration_id: int) -> None:
    """Say that the record's people looked at what a reorganisation did to it. Said already, it stays said."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        require(by, Power.DECIDE_CHANGE, keepers_of(collaboration_id))
        held = queries.asked_of(collaboration_id)
        if held is None:
            return
        held.looked_at = timezone.now()
        held.save(update_fields=["looked_at"])
        audit.record(
            by=by,
            action="register.reorganisations.look_at",
            subject_kind="collaboration",
            subject_key=held.collaboration.slug,
            detail={"reorganisation": [None, held.reorganisation.reference]},
            is_public=False,
        )


def checked(
    *, title: str, takes_effect_on: datetime.date | None, words: str, source_url: str
) -> dict[str, Any]:
    """The basics as they would be saved. Raises Invalid with what is wrong with each."""
    values = {
        "title": " ".join(title.split()),
        "takes_effect_on": takes_effect_on,
        "words": cleaned(words),
        "source_url": source_url.strip(),
    }
    faults: Faults = {}
    if not values["title"]:
        faults["title"] = _("Enter a title")
    elif len(str(values["title"])) > LONGEST_NAME:
        faults["title"] = _("Use at most %(longest)s characters") % {"longest": LONGEST_NAME}
    if takes_effect_on is None:
        faults["takes_effect_on"] = _("Enter the day from which it is so")
    elif takes_effect_on < EARLIEST:
        faults["takes_effect_on"] = _("The day must be in or after %(year)s") % {"year": EARLIEST.year}
    if len(str(values["words"])) > LONGEST_TEXT:
        faults["words"] = _("Use at most %(longest)s characters") % {"longest": LONGEST_TEXT}
    if values["source_url"] and not _is_address(str(values["source_url"])):
        faults["source_url"] = _("Enter a full address, like https://www.example.org/page")
    if faults:
        raise Invalid(_("Some answers are missing or wrong."), faults)
    return values


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


def _is_address(text: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True


def _locked(by: Actor, reference: str, move: Move) -> Reorganisation:
    """The row while nobody else writes; where the move was made already, as it is now."""
    audit.wait_for_other_writers()
    rights = require_nationally(by, Power.DECIDE_CHANGE)
    row = queries.get(reference, rights)
    if states.RULES[move].after != row.state:
        states.moved(row, move)
    return row


def _check_version(row: Reorganisation, version: int) -> None:
    if version != row.version:
        raise Stale(_("%(reference)s was changed after you opened it.") % {"reference": row.reference})


def _check_problems(problems: tuple[str, ...]) -> None:
    if problems:
        raise Invalid(" ".join(problems), {"": " ".join(problems)})


def _save(by: Actor, move: Move, row: Reorganisation, detail: Mapping[str, Any], *fields: str) -> None:
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    _record(by, move, row, detail)


def _record(by: Actor, move: Move, row: Reorganisation, detail: Mapping[str, Any]) -> None:
    audit.record(
        by=by,
        action=f"register.reorganisations.{move}",
        subject_kind="reorganisation",
        subject_key=row.reference,
        detail={**detail, "state": [None, str(row.state)]},
        is_public=False,
    )
