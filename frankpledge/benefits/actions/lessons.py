"""Writing a lesson down, sharing it with everybody who works with this register, and taking it back."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import FIVE, Lesson
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words
from frankpledge.register.models import Collaboration


@transaction.atomic
def add(*, by: Actor, collaboration: Collaboration, words: Mapping[str, str], key: uuid.UUID) -> Lesson:
    """Begin a lesson. A form sent twice is one."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    if before := Lesson.objects.filter(submission_key=key, workspace=work.workspace).first():
        return before
    row = Lesson.objects.create(workspace=work.workspace, submission_key=key, **_checked(words))
    work.record("lessons.add", {f"lessons.{row.pk}": [None, row.title]})
    return row


@transaction.atomic
def write(
    *, by: Actor, collaboration: Collaboration, lesson_id: int, version: int, words: Mapping[str, str]
) -> Lesson:
    """Say it otherwise, as long as it is not shared."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    row, values = _held(work, lesson_id), _checked(words)
    if all(getattr(row, name) == value for name, value in values.items()):
        return row
    _check_own(row)
    if version != row.version:
        raise Stale(_("Somebody changed this after you opened it. See how it stands now."))
    before = row.title
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
    work.record("lessons.write", {f"lessons.{row.pk}": [before, row.title]})
    return row


@transaction.atomic
def share(*, by: Actor, collaboration: Collaboration, lesson_id: int, version: int) -> Lesson:
    """Let everybody who works with this register read it, from today."""
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    row = _held(work, lesson_id)
    if row.shared_on is not None:
        return row
    if version != row.version:
        raise Stale(_("Somebody changed this after you opened it. See how it stands now."))
    if not all(getattr(row, name) for name in FIVE):
        raise Invalid(_("Say all five first; where something is not known, say that."))
    row.shared_on = clock.today()
    row.save(update_fields=["shared_on"])
    work.record("lessons.share", {f"lessons.{row.pk}": [None, str(row.shared_on)]})
    return row


@transaction.atomic
def take_back(*, by: Actor, collaboration: Collaboration, lesson_id: int) -> Lesson:
    """Let only its record's people read it again."""
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    row = _held(work, lesson_id)
    if row.shared_on is None:
        return row
    before, row.shared_on = row.shared_on, None
    row.save(update_fields=["shared_on"])
    work.record("lessons.take_back", {f"lessons.{row.pk}": [str(before), None]})
    return row


def _checked(words: Mapping[str, str]) -> dict[str, str]:
    title = checked_words("title", words.get("title", ""), _("Enter what it is about"), LONGEST_LINE)
    return {"title": title, **{name: checked_words(name, words.get(name, "")) for name in FIVE}}


def _held(work: Work, lesson_id: int) -> Lesson:
    row = Lesson.objects.filter(workspace=work.workspace, pk=lesson_id).first()
    if row is None:
        raise NotFound(_("There is no such lesson."))
    return row


def _check_own(row: Lesson) -> None:
    if row.shared_on is not None:
        raise Invalid(_("It is shared: others read it as it is. Take it back first, or write another one."))
