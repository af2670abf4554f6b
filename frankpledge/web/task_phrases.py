"""Tasks as a page says them: how long ago, until when, and where they are started."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.exchange import task_words
from frankpledge.register.queries.asked import Kind, Task
from frankpledge.register.queries.unknowns import Unknown
from frankpledge.web.phrases import when

UNKNOWNS: Mapping[Unknown, str | Promise] = {
    Unknown.STATUS: gettext_lazy("whether it still runs"),
    Unknown.STATUS_DATE: gettext_lazy("when its status was last reported"),
    Unknown.START: gettext_lazy("when it started"),
    Unknown.END: gettext_lazy("when it ended"),
    Unknown.NEXT_DATE: gettext_lazy("when it ends or is next reviewed"),
    Unknown.LEGAL_BASIS: gettext_lazy("its legal basis"),
    Unknown.AGREEMENT: gettext_lazy("the signed agreement"),
    Unknown.PARTIES: gettext_lazy("whether other bodies are parties"),
    Unknown.PARTIES_ASSUMED: gettext_lazy("which of the assumed parties really are in it"),
    Unknown.JOINING_DATES: gettext_lazy("when each party joined"),
    Unknown.LEAD: gettext_lazy("who leads or hosts it"),
    Unknown.PURPOSE: gettext_lazy("its purpose in the parties’ own words"),
    Unknown.OBJECTIVES: gettext_lazy("its objectives"),
    Unknown.FIGURES: gettext_lazy("what it costs and what it brings"),
}

# What is late once its day has passed.
LATE = frozenset({Kind.ANSWER, Kind.OBLIGATION, Kind.AGREEMENT_REVIEW, Kind.RETENTION, Kind.RETURN_DUE})


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the list. Without an address it cannot be started from here."""

    sentence: str
    address: str
    facts: str
    is_overdue: bool


def row(task: Task, today: datetime.date) -> TaskRow:
    """A task on a page of today."""
    facts = [_ago(task.asked_at, today)] if task.asked_at else []
    if task.due_on:
        facts.append(_due(task, today))
    path = task_words.path(task)
    return TaskRow(task_words.sentence(task), here(path), " · ".join(facts), _late(task, today))


def more(kind: Kind, count: int) -> TaskRow:
    """One line for what a long list leaves out."""
    words = {
        Kind.DECIDE: ngettext("%(count)s more proposed change", "%(count)s more proposed changes", count),
        Kind.ANSWER: ngettext("%(count)s more message", "%(count)s more messages", count),
        Kind.VIEW_WANTED: ngettext("%(count)s more view", "%(count)s more views", count),
    }
    path = task_words.LISTS[kind]
    return TaskRow(words[kind] % {"count": f"{count:,}"}, here(path), "", is_overdue=False)


def _late(task: Task, today: datetime.date) -> bool:
    return task.kind in LATE and task.is_overdue_on(today)


def _ago(asked_at: datetime.datetime, today: datetime.date) -> str:
    days = (today - timezone.localdate(asked_at)).days
    if days <= 0:
        return _("asked today")
    return ngettext("asked yesterday", "asked %(days)s days ago", days) % {"days": f"{days:,}"}


def _due(task: Task, today: datetime.date) -> str:
    day = {"day": when(task.due_on)}
    if task.kind in {Kind.INVITATION, Kind.INVITED}:
        return _("works until %(day)s") % day
    if task.kind is Kind.REORGANISATION:
        return _("from %(day)s") % day
    if task.kind is Kind.ACCESS_ENDS:
        return _("last day %(day)s") % day
    if task.kind is Kind.RETENTION:
        return _("kept until %(day)s") % day
    if task.kind in {Kind.NOTICE_RUNS, Kind.NOTICE_HAS_RUN, Kind.ENDING_CAME, Kind.RUNS_OUT}:
        return _("on %(day)s") % day
    return _("was due by %(day)s") % day if task.is_overdue_on(today) else _("due by %(day)s") % day


def here(path: str) -> str:
    """The path, if this service has a page there; else ""."""
    try:
        resolve(path)
    except Resolver404:
        return ""
    return path
