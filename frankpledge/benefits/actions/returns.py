"""Returns: what happened in a period, saved by those who know it, locked by an owner.

A locked return never changes. It may be opened again, with the reason; its history keeps what was said.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit import clock
from frankpledge.audit.actors import Actor
from frankpledge.benefits import working_days
from frankpledge.benefits.actions import standings
from frankpledge.benefits.actions.work import Work, checked_number
from frankpledge.benefits.method import version as method_version
from frankpledge.benefits.models import Observation, Return, ReturnState, Said
from frankpledge.benefits.periods import is_start
from frankpledge.benefits.queries.returns import Grid, Line, grid
from frankpledge.errors import Invalid, NotFound, Stale
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import checked_words
from frankpledge.register.models import Collaboration

NUMBERS = ("value", "numerator", "denominator")
FIELDS = ("said", *NUMBERS, "explanation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is said in one row of the grid (`key` is `Line.key`), as typed. Nothing is not answered yet."""

    key: str
    said: str = ""
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is said of one period: its first day, the version of its return that was seen, and its rows."""

    starts_on: datetime.date
    version: int
    cells: Sequence[Cell]


@transaction.atomic
def save_several(*, by: Actor, collaboration: Collaboration, filled: Sequence[Filled]) -> list[Return]:
    """Save the returns of several periods as far as they are known: all of them, or none."""
    return [
        save(
            by=by,
            collaboration=collaboration,
            starts_on=each.starts_on,
            version=each.version,
            cells=each.cells,
        )
        for each in filled
    ]


def check_cell(cell: Cell, line: Line) -> None:
    """Raises Invalid for what could not be saved in this row of the grid, naming the field."""
    if _values(cell, line) is None:
        raise _wrong("value", _("Enter a value, no change, or not known"))


@transaction.atomic
def save(
    *, by: Actor, collaboration: Collaboration, starts_on: datetime.date, version: int, cells: Sequence[Cell]
) -> Return:
    """Save a return as far as it is known. `version` is the return's, 0 where nothing was saved.

    Rows that `cells` do not name stay as they are. Saved twice alike, it is saved once.
    """
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    asked = grid(work.workspace, _checked_start(work, starts_on))
    lines = {line.key: line for line in asked.lines}
    wanted = _read(cells, lines)
    changed = {key: values for key, values in wanted.items() if _now(lines[key]) != values}
    if asked.held is not None and not changed:
        return asked.held
    _check_open(asked, version)
    held = _put(work, asked)
    _write(held, {lines[key].key: (lines[key], values) for key, values in changed.items()})
    detail = {f"{starts_on}.{key}": [_written(_now(lines[key])), _written(changed[key])] for key in changed}
    work.record("returns.save", detail)
    return held


@transaction.atomic
def lock(*, by: Actor, collaboration: Collaboration, starts_on: datetime.date, version: int) -> Return:
    """Lock a return in which everything is answered. The parties then have their days to dispute it."""
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    asked = grid(work.workspace, _checked_start(work, starts_on))
    if asked.is_locked and asked.held is not None and asked.held.version == version:
        return asked.held
    _check_open(asked, version)
    today = clock.today()
    if asked.ends_on >= today:
        raise Invalid(_("This period has not ended yet. Save what you know; lock it when it has ended."))
    faults = {f"{line.key}.value": _unanswered(line) for line in asked.unanswered}
    faults |= _unexplained(asked)
    if faults or asked.held is None:
        raise Invalid(_("Some rows are not answered yet."), faults)
    held = asked.held
    held.state, held.locked_on = ReturnState.LOCKED, today
    days = method_version(work.workspace.method_version).rules.review_working_days
    held.review_ends_on = working_days.after(today, days)
    held.version += 1
    held.save(update_fields=["state", "locked_on", "review_ends_on", "version"])
    standings.refresh(work.workspace)
    work.record("returns.lock", {f"{starts_on}.state": [ReturnState.OPEN, ReturnState.LOCKED]})
    return held


@transaction.atomic
def reopen(
    *, by: Actor, collaboration: Collaboration, starts_on: datetime.date, version: int, reason: str
) -> Return:
    """Open a locked return again, with the reason. What it came to no longer counts until it is locked."""
    work = Work.locked(by, collaboration.pk, Power.DECIDE_CHANGE)
    held = Return.objects.filter(workspace=work.workspace, starts_on=starts_on).first()
    if held is None:
        raise NotFound(_("There is no return of this period yet."))
    if held.state == ReturnState.OPEN:
        raise Invalid(_("This return is open already."))
    if version != held.version:
        raise Stale(_("Somebody changed this return after you opened it. See how it stands now."))
    held.opened_again_because = checked_words("reason", reason, _("Enter why it is opened again"))
    held.state, held.locked_on, held.review_ends_on = ReturnState.OPEN, None, None
    held.version += 1
    held.save(update_fields=["state", "locked_on", "review_ends_on", "opened_again_because", "version"])
    standings.refresh(work.workspace)
    detail = {f"{starts_on}.state": [ReturnState.LOCKED, ReturnState.OPEN]}
    work.record("returns.reopen", detail, reason=held.opened_again_because)
    return held


def _checked_start(work: Work, starts_on: datetime.date) -> datetime.date:
    workspace = work.workspace
    first = workspace.first_period_on
    if starts_on < first or not is_start(first, workspace.period_length, starts_on):
        raise NotFound(_("No period of this collaboration’s returns begins on this day."))
    if starts_on > clock.today():
        raise Invalid(_("This period has not begun yet."))
    return starts_on


def _check_open(asked: Grid, version: int) -> None:
    if asked.is_locked:
        raise Invalid(_("This return is locked. An owner may open it again, with the reason."))
    if version != asked.version:
        raise Stale(_("Somebody changed this return after you opened it. See how it stands now."))


def _read(cells: Sequence[Cell], lines: Mapping[str, Line]) -> dict[str, dict[str, Any] | None]:
    wanted: dict[str, dict[str, Any] | None] = {}
    faults: dict[str, str] = {}
    for cell in cells:
        line = lines.get(cell.key)
        if line is None:
            faults[f"{cell.key}.value"] = _("This row is no longer asked for")
            continue
        try:
            wanted[cell.key] = _values(cell, line)
        except Invalid as refused:
            faults |= {f"{cell.key}.{name}": fault for name, fault in refused.fields.items()}
    if faults:
        raise Invalid(_("Some rows cannot be saved as they are."), faults)
    return wanted


def _values(cell: Cell, line: Line) -> dict[str, Any] | None:
    """What is to be kept of one row; None for nothing. Raises Invalid, naming the field."""
    numbers = {name: checked_number(name, getattr(cell, name)) for name in NUMBERS}
    explanation = checked_words("explanation", cell.explanation)
    has_numbers = any(number is not None for number in numbers.values())
    if not cell.said and not has_numbers:
        return None
    said = cell.said or Said.COUNTED
    if said not in Said.values:
        raise _wrong("value", _("Enter a value, no change, or not known"))
    if said == Said.NOT_KNOWN:
        if has_numbers:
            raise _wrong("value", _("Enter a value, or say that it is not known: not both"))
        return {"said": said, **dict.fromkeys(NUMBERS), "explanation": explanation}
    if said == Said.UNCHANGED:
        if has_numbers:
            raise _wrong("value", _("Enter a value, or say that there is no change: not both"))
        if line.last is None:
            raise _wrong("value", _("There is no value of an earlier period: enter one"))
        numbers = {name: getattr(line.last, name) for name in NUMBERS}
    _check_numbers(numbers, line)
    return {"said": said, **numbers, "explanation": explanation}


def _check_numbers(numbers: Mapping[str, Decimal | None], line: Line) -> None:
    if line.is_ratio:
        for name in ("numerator", "denominator"):
            if numbers[name] is None:
                raise _wrong(name, _("Enter both parts"))
        if (numbers["denominator"] or 0) <= 0:
            raise _wrong("denominator", _("Enter more than nought"))
    if line.is_ratio != (numbers["value"] is None):
        raise _wrong("value", _("Enter a number, such as 1234.5"))


def _wrong(name: str, fault: str) -> Invalid:
    return Invalid(fault, {name: fault})


def _now(line: Line) -> dict[str, Any] | None:
    return {name: getattr(line.now, name) for name in FIELDS} if line.now else None


def _written(values: Mapping[str, Any] | None) -> str | None:
    if values is None:
        return None
    return " ".join(str(values[name]) for name in FIELDS if values[name] not in {None, ""})


def _put(work: Work, asked: Grid) -> Return:
    held = asked.held
    if held is None:
        return Return.objects.create(workspace=work.workspace, starts_on=asked.starts_on, due_on=asked.due_on)
    held.version += 1
    held.save(update_fields=["version"])
    return held


def _write(held: Return, changed: Mapping[str, tuple[Line, dict[str, Any] | None]]) -> None:
    gone = [line.now.pk for line, values in changed.values() if values is None and line.now]
    if gone:
        Observation.objects.filter(pk__in=gone).delete()
    Observation.objects.bulk_create(
        [
            Observation(
                profile=line.profile,
                of_return=held,
                organisation=line.organisation,
                starts_on=held.starts_on,
                **values,
            )
            for line, values in changed.values()
            if values is not None
        ],
        update_conflicts=True,
        unique_fields=["profile", "organisation", "starts_on"],
        update_fields=[*FIELDS, "of_return"],
    )


def _unanswered(line: Line) -> str:
    return _("Enter a value for %(what)s, or say that it is not known") % {"what": line.profile.title}


def _unexplained(asked: Grid) -> dict[str, str]:
    return {
        f"{line.key}.explanation": _("%(what)s is further from its plan than its tolerance: say why")
        % {"what": line.profile.title}
        for line in asked.lines
        if line.now and not line.now.explanation and line.asks_why_now
    }
