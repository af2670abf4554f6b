"""Writing down a reorganisation, planning it, taking it back, and applying it on its day.

Only who decides for the whole register may. Adding the same step twice adds it once; `version` is the version
that somebody saw: another raises Stale. Entries are not public: what a plan does to the register is recorded,
publicly, by the actions that put it there on the day.
"""

import datetime
import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.audit import actions as audit
from frankpledge.audit.actors import Actor
from frankpledge.errors import FrankpledgeError, Invalid, Stale
from frankpledge.people.permissions import Power, require_nationally
from frankpledge.people.rules import Faults
from frankpledge.register import references, sight
from frankpledge.register.actions.changes import EARLIEST, acting_with
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.models import (
    LONGEST_TEXT,
    Reorganisation,
    ReorganisationState,
)
from frankpledge.register.queries import reorganisations as queries
from frankpledge.register.queries.keepers import keepers_of
from frankpledge.register.reorganising.applying import Applying
from frankpledge.register.states import reorganisations as states
from frankpledge.register.states.reorganisations import Move

logger = logging.getLogger(__name__)
LONGEST_TITLE = 200


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
        row = locked(by, reference, Move.SAVE)
        wanted = checked(title=title, takes_effect_on=takes_effect_on, words=words, source_url=source_url)
        changes = {
            name: [str(getattr(row, name)), str(value)]
            for name, value in wanted.items()
            if getattr(row, name) != value
        }
        if changes:
            check_version(row, version)
            for name, value in wanted.items():
                setattr(row, name, value)
            save(by, Move.SAVE, row, changes, *wanted)
    return row


def plan(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Have it applied on its day. Raises Invalid while something stands in its way."""
    with transaction.atomic():
        row = locked(by, reference, Move.PLAN)
        if row.state == ReorganisationState.PLANNED:
            return row
        check_version(row, version)
        _check_problems(queries.planned(row).problems)
        row.state, row.planned_at, row.planned_by = ReorganisationState.PLANNED, timezone.now(), by.name
        save(by, Move.PLAN, row, {}, "state", "planned_at", "planned_by")
    return row


def take_back(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Undo the planning: it is a draft again, and nothing happens on its day."""
    with transaction.atomic():
        row = locked(by, reference, Move.TAKE_BACK)
        if row.state == ReorganisationState.DRAFT:
            return row
        check_version(row, version)
        row.state, row.planned_at, row.planned_by = ReorganisationState.DRAFT, None, ""
        row.refusal = ""
        save(by, Move.TAKE_BACK, row, {}, "state", "planned_at", "planned_by", "refusal")
    return row


def discard(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Throw a draft away."""
    with transaction.atomic():
        row = locked(by, reference, Move.DISCARD)
        if row.state == ReorganisationState.DISCARDED:
            return row
        check_version(row, version)
        row.state = ReorganisationState.DISCARDED
        save(by, Move.DISCARD, row, {}, "state")
    return row


def apply(*, by: Actor, reference: str, version: int) -> Reorganisation:
    """Put it into the register, all or nothing, on its day or later. Applied already, it stays."""
    with transaction.atomic(), sight.everything():
        row = locked(by, reference, Move.APPLY)
        if row.state == ReorganisationState.APPLIED:
            return row
        check_version(row, version)
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
        row.refusal = ""
        done = {name: [None, count] for name, count in (*result.effects.items(), *result.handed_over.items())}
        save(by, Move.APPLY, row, done, "state", "applied_at", "applied_by", "refusal")
    return row


def apply_due(*, by: Actor, day: datetime.date) -> list[Reorganisation]:
    """Apply each planned one whose day has come, the earliest first: whole or not at all.

    What the register refuses stays planned, says why in `refusal`, and waits for people.
    """
    done = []
    for row in list(queries.due(day)):
        try:
            done.append(apply(by=by, reference=row.reference, version=row.version))
        except FrankpledgeError as refused:
            done.append(_refused(by, row, str(refused)))
        except Exception:
            logger.exception("%s could not be applied, and nothing was changed.", row.reference)
            why = _("Something went wrong. Whoever operates the service can see what.")
            done.append(_refused(by, row, why))
    return done


def _refused(by: Actor, row: Reorganisation, why: str) -> Reorganisation:
    with transaction.atomic():
        audit.wait_for_other_writers()
        row.refresh_from_db()
        if row.state == ReorganisationState.PLANNED and row.refusal != why:
            before, row.refusal = row.refusal, why
            row.save(update_fields=["refusal"])
            _record(by, Move.APPLY, row, {"refusal": [before or None, why]})
    return row


def look_at(*, by: Actor, collaboration_id: int) -> None:
    """Say that the record's people looked at what a reorganisation did to it. Said already, it stays said."""
    with transaction.atomic():
        audit.wait_for_other_writers()
        by = acting_with(by, Power.DECIDE_CHANGE, keepers_of(collaboration_id))
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
    elif len(str(values["title"])) > LONGEST_TITLE:
        faults["title"] = _("Use at most %(longest)s characters") % {"longest": LONGEST_TITLE}
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


def _is_address(text: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True


def locked(by: Actor, reference: str, move: Move) -> Reorganisation:
    """The row while nobody else writes; where the move was made already, as it is now."""
    audit.wait_for_other_writers()
    rights = require_nationally(by, Power.DECIDE_CHANGE)
    row = queries.get(reference, rights)
    if states.RULES[move].after != row.state:
        states.moved(row, move)
    return row


def check_version(row: Reorganisation, version: int) -> None:
    """Raises Stale unless it is as somebody saw it."""
    if version != row.version:
        raise Stale(_("%(reference)s was changed after you opened it.") % {"reference": row.reference})


def _check_problems(problems: tuple[str, ...]) -> None:
    if problems:
        raise Invalid(" ".join(problems), {"": " ".join(problems)})


def save(by: Actor, move: Move, row: Reorganisation, detail: Mapping[str, Any], *fields: str) -> None:
    """Save these fields as a new version, with an entry."""
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
