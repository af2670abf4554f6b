"""What somebody typed for a question, as the value that is kept. Each raises Invalid for what cannot be."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation, Relation, RelationKind
from frankpledge.people.rules import Faults
from frankpledge.register.actions.messages import cleaned
from frankpledge.register.changing.values import Address, Date, Unreadable
from frankpledge.register.models import Function, LegalBasis, Role, Status
from frankpledge.register.registering.questions import FEWEST_PARTIES, Answers, Question, Typed, parties_in

NOT_KNOWN = "not-known"
LONGEST_TITLE, LONGEST_NAME, LONGEST_WHY, LONGEST_REASON = 200, 200, 1_000, 1_000
MOST_PARTIES, MOST_OTHERS, MOST_FUNCTIONS = 150, 20, 20
# What is asked of a status; *not known* stands apart.
STATUSES = tuple(status for status in Status if status != Status.NOT_KNOWN)
LEADING = (Role.LEAD, Role.HOST)
NOT_YET_RUNNING = (Status.PROPOSED, Status.AGREED)
EARLIEST = datetime.date(1829, 1, 1)


def read(question: Question, typed: Typed, answers: Answers) -> Any:
    """The value; None for not known. `answers` are the others, which a few questions look at."""
    return _READERS[question](typed, answers)


def ends_on(typed: Typed) -> str | None:
    """The date until which it runs, which is no question of its own."""
    faults: Faults = {}
    date = _read_date(typed, "ends_on", faults)
    _refuse_all(faults)
    return date


def one(typed: Typed, name: str) -> str:
    """A field's only value, tidied; "" where nothing was sent."""
    values = typed.get(name) or [""]
    return cleaned(values[-1])


def _title(typed: Typed, _answers: Answers) -> str:
    return _words(typed, "title", LONGEST_TITLE, _("Enter what it is called"), is_a_line=True)


def _why(typed: Typed, _answers: Answers) -> str:
    return _words(typed, "why", LONGEST_WHY, _("Enter why the parties work together, in one sentence"))


def _functions(typed: Typed, _answers: Answers) -> list[str] | None:
    chosen = list(dict.fromkeys(word for word in typed.get("functions", ()) if word))
    if NOT_KNOWN in chosen:
        if len(chosen) > 1:
            raise _wrong("functions", _("Choose the kinds of work, or “Not known”, not both"))
        return None
    if not chosen:
        raise _wrong("functions", _("Choose what police work it does, or “Not known”"))
    if len(chosen) > MOST_FUNCTIONS:
        raise _wrong("functions", _("Choose at most %(most)s") % {"most": MOST_FUNCTIONS})
    known = set(Function.objects.filter(slug__in=chosen).values_list("slug", flat=True))
    if set(chosen) - known:
        raise _wrong("functions", _("Choose from the list"))
    return chosen


def _parties(typed: Typed, _answers: Answers) -> dict[str, list[str]]:
    organisations = list(dict.fromkeys(slug for slug in typed.get("parties", ()) if slug))
    lines = [" ".join(cleaned(line).split()) for text in typed.get("others", ()) for line in text.split("\n")]
    others = list(dict.fromkeys(line for line in lines if line))
    if len(organisations) > MOST_PARTIES or len(others) > MOST_OTHERS:
        raise _wrong("parties", _("That is more parties than a record can hold"))
    if any(len(name) > LONGEST_NAME for name in others):
        raise _wrong(
            "parties", _("Use at most %(longest)s characters for a name") % {"longest": LONGEST_NAME}
        )
    known = set(Organisation.objects.filter(slug__in=organisations).values_list("slug", flat=True))
    if set(organisations) - known:
        raise _wrong("parties", _("Choose bodies that are on this register"))
    kept = {"organisations": without_second_halves(organisations), "others": others}
    if one(typed, "finished") and len(kept["organisations"]) + len(others) < FEWEST_PARTIES:
        raise _wrong("parties", _("Add at least two parties: a collaboration has two or more"))
    if one(typed, "finished") and not kept["organisations"]:
        raise _wrong("parties", _("Add at least one party that is on this register"))
    return kept


def without_second_halves(slugs: list[str]) -> list[str]:
    """These bodies without those policing bodies whose force is among them: its entry stands for both."""
    pairs = Relation.objects.filter(
        kind=RelationKind.MAINTAINS, object__slug__in=slugs, subject__slug__in=slugs
    )
    halves = set(pairs.values_list("subject__slug", flat=True))
    return [slug for slug in slugs if slug not in halves]


def _lead(typed: Typed, answers: Answers) -> dict[str, str] | None:
    chosen, role = one(typed, "lead"), one(typed, "role")
    if chosen == NOT_KNOWN:
        return None
    organisations, _others = parties_in(answers)
    faults: Faults = {}
    if chosen not in organisations:
        faults["lead"] = _("Choose which party leads or hosts it, or “Not known”")
    elif role not in LEADING:
        faults["role"] = _("Choose whether it leads or hosts")
    _refuse_all(faults)
    return {"organisation": chosen, "role": role}


def _legal_basis(typed: Typed, _answers: Answers) -> str | None:
    chosen = one(typed, "legal_basis")
    if chosen in {NOT_KNOWN, LegalBasis.NOT_STATED}:
        return None
    if chosen not in LegalBasis.values:
        raise _wrong("legal_basis", _("Choose the legal basis, or “Not stated”"))
    return chosen


def _agreed(typed: Typed, _answers: Answers) -> str | None:
    return _date(typed, "agreed", must_be_past=True)


def _started(typed: Typed, _answers: Answers) -> str | None:
    return _date(typed, "started", must_be_past=False)


def _status(typed: Typed, _answers: Answers) -> dict[str, str | None] | None:
    chosen = one(typed, "status")
    if chosen == NOT_KNOWN:
        return None
    faults: Faults = {}
    if chosen not in STATUSES:
        faults["status"] = _("Choose how it stands, or “Not known”")
    as_of, ends_on = _read_date(typed, "as_of", faults), _read_date(typed, "ends_on", faults)
    if "as_of" not in faults:
        if not as_of:
            faults["as_of"] = _("Enter as at when: a year alone, a month and year, or a whole date")
        elif PartialDate.parse(as_of).earliest > timezone.localdate():
            faults["as_of"] = _("Enter a date that is not in the future")
    if ends_on and chosen in {Status.ENDED, Status.DROPPED} and _is_to_come(ends_on):
        faults["ends_on"] = _("It has ended: enter a date that is not in the future")
    _refuse_all(faults)
    return {"status": chosen, "as_of": as_of, "ends_on": ends_on}


def _published(typed: Typed, _answers: Answers) -> dict[str, str] | None:
    chosen = one(typed, "published")
    if chosen == NOT_KNOWN:
        return None
    if chosen == "address":
        try:
            address = Address().read(one(typed, "url"))
        except Unreadable as fault:
            raise _wrong("url", str(fault)) from fault
        if not address:
            raise _wrong("url", _("Enter the address where it is published"))
        return {"url": address}
    if chosen == "no":
        reason = _words(typed, "why_not", LONGEST_REASON, _("Enter why it is not published"))
        return {"why_not": reason}
    raise _wrong("published", _("Choose where it is published, or why it is not, or “Not known”"))


_READERS: Mapping[Question, Callable[[Typed, Answers], Any]] = {
    Question.TITLE: _title,
    Question.WHY: _why,
    Question.FUNCTIONS: _functions,
    Question.PARTIES: _parties,
    Question.LEAD: _lead,
    Question.LEGAL_BASIS: _legal_basis,
    Question.AGREED: _agreed,
    Question.STARTED: _started,
    Question.STATUS: _status,
    Question.PUBLISHED: _published,
}


def _words(typed: Typed, name: str, longest: int, missing: str, *, is_a_line: bool = False) -> str:
    words = one(typed, name)
    if not words:
        raise _wrong(name, missing)
    if len(words) > longest:
        raise _wrong(name, _("Use at most %(longest)s characters") % {"longest": longest})
    if is_a_line and "\n" in words:
        raise _wrong(name, _("Write it on one line"))
    return words


def _date(typed: Typed, name: str, *, must_be_past: bool) -> str | None:
    if one(typed, f"{name}_known") == NOT_KNOWN:
        if one(typed, name):
            raise _wrong(name, _("Enter the date, or choose “Not known”, not both"))
        return None
    faults: Faults = {}
    date = _read_date(typed, name, faults)
    if not date and not faults:
        faults[name] = _("Enter a date, as much of it as you know, or choose “Not known”")
    if date and must_be_past and _is_to_come(date):
        faults[name] = _("Enter a date that is not in the future")
    _refuse_all(faults)
    return date


def _read_date(typed: Typed, name: str, faults: Faults) -> str | None:
    try:
        date: str | None = Date().read(one(typed, name))
    except Unreadable as fault:
        faults[name] = str(fault)
        return None
    if date and PartialDate.parse(date).latest < EARLIEST:
        faults[name] = _("Enter a date in or after %(year)s") % {"year": EARLIEST.year}
    return date


def _is_to_come(date: str) -> bool:
    return PartialDate.parse(date).earliest > timezone.localdate()


def _wrong(name: str, fault: str) -> Invalid:
    return Invalid(fault, {name: fault})


def _refuse_all(faults: Faults) -> None:
    if faults:
        raise Invalid(next(iter(faults.values())), dict(faults))
