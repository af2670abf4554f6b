"""What a record is for, in words: how it stands, what changed since the last version, and what is asked."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation, Power
from frankpledge.register.drafts import ObjectiveDraft
from frankpledge.register.models import Collaboration, Level, Objective, Part, Purpose
from frankpledge.register.queries.acceptances import Standing, Support, day_of_asking
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.persons import persons_of
from frankpledge.register.queries.purposes import ObjectiveLine, Version
from frankpledge.web import asat, members
from frankpledge.web.forms.questions import Kind, Question, Values
from frankpledge.web.phrases import when

LABELS: Mapping[str, str | Promise] = {
    "statement": gettext_lazy("Purpose"),
    "statement_cy": gettext_lazy("Purpose, in Welsh"),
    "public_benefit": gettext_lazy("What the public has from it"),
    "risk_appetite": gettext_lazy("How much risk the parties take for it"),
    "shared_identity": gettext_lazy("What they are together"),
    "in_scope": gettext_lazy("What it covers"),
    "out_of_scope": gettext_lazy("What it does not cover"),
}
GROUPS: Mapping[str, tuple[str | Promise, tuple[str, ...]]] = {
    "statement": (gettext_lazy("Why do you work together?"), ("statement", "statement_cy")),
    "public": (
        gettext_lazy("What for, and at what risk?"),
        ("public_benefit", "risk_appetite", "shared_identity"),
    ),
    "scope": (gettext_lazy("What does it cover?"), ("in_scope", "out_of_scope")),
}
# A word, or a mark beside one, with the space after it.
WORD = re.compile(r"(?:\w+|[^\w\s])\s*")
SAME, ADDED, TAKEN = "same", "added", "taken"


def above(held: Collaboration) -> tuple[tuple[str, str], ...]:
    """The pages above those about its purpose."""
    return ((_("Home"), "/"), (held.title, reverse("collaboration", args=[held.address])))


def in_short(standing: Standing) -> str:
    """How many accept it: legal persons and areas, for an area is two legal persons."""
    persons, areas = len(standing.persons), len(standing.areas)
    counts = {
        "accepted": standing.accepted,
        "persons": persons,
        "of": standing.areas_accepted,
        "areas": areas,
    }
    match standing.support:
        case Support.NOBODY_ASKED:
            return _("Nobody is asked: no party is on record for this day.")
        case Support.UNDERSTOOD_BY_ALL:
            said = _("Understood and supported by all %(persons)s legal persons (%(areas)s areas).")
        case Support.ACCEPTED_BY_ALL:
            said = _("Accepted by all %(persons)s legal persons (%(areas)s areas).")
        case _:
            said = _("Accepted by %(accepted)s of %(persons)s legal persons (%(of)s of %(areas)s areas).")
    return said % counts


def others(standing: Standing) -> str:
    """How many contest it, and how many have not answered; "" where all accept."""
    contested, waiting = standing.contested, standing.not_answered
    said = []
    if contested:
        said.append(
            ngettext("%(count)s contests it.", "%(count)s contest it.", contested) % {"count": contested}
        )
    if waiting:
        said.append(
            ngettext(
                "%(count)s not yet asked or not answered.",
                "%(count)s not yet asked or not answered.",
                waiting,
            )
            % {"count": waiting}
        )
    return " ".join(said)


def in_own_words(standing: Standing) -> str:
    """How many have said what they take it to mean; "" where nobody has, or all have and that is said."""
    count = len(standing.readings)
    if not count or standing.support is Support.UNDERSTOOD_BY_ALL:
        return ""
    return ngettext(
        "%(count)s has said in its own words what it takes it to mean.",
        "%(count)s have said in their own words what they take it to mean.",
        count,
    ) % {"count": count}


def is_withheld(record: Record) -> bool:
    """Whether what it is for is not published, so that nothing is said of it or of who was asked."""
    only_its_fact = record.release is not None and record.release.level == Level.FACT
    by_itself = any(each.part == Part.PURPOSE for each in record.withheld)
    return record.purpose is None and (by_itself or only_its_fact)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a comparison."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of a version beside the same part of the one before."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        return any(piece.what != SAME for piece in self.pieces)


def compared(before: Version | None, now: Purpose | Version, objectives: Sequence[Any]) -> list[Compared]:
    """The parts of `now` that say something else than before."""
    found = [
        Compared(str(label), pieces(getattr(before, name) if before else "", getattr(now, name)))
        for name, label in LABELS.items()
    ]
    earlier = "\n".join(objective_in_words(each) for each in before.objectives) if before else ""
    later = "\n".join(objective_in_words(each) for each in objectives)
    found.append(Compared(_("Objectives"), pieces(earlier, later)))
    return [each for each in found if each.differs]


def pieces(before: str, now: str) -> tuple[Piece, ...]:
    """What is the same, what was taken out and what was put in, word by word."""
    old, new = WORD.findall(before), WORD.findall(now)
    matcher = difflib.SequenceMatcher(a=_bare(old), b=_bare(new), autojunk=False)
    return tuple(_pieces(matcher, old, new))


def _pieces(matcher: difflib.SequenceMatcher[str], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(SAME, "".join(new[start:end]))
            continue
        if last > first:
            yield Piece(TAKEN, "".join(old[first:last]))
        if end > start:
            yield Piece(ADDED, "".join(new[start:end]))


def _bare(words: Sequence[str]) -> list[str]:
    return [word.strip() for word in words]


def objective_in_words(each: Objective | ObjectiveLine) -> str:
    """An objective as one line."""
    parts = [
        _("%(what)s. Measured by: %(measure)s") % {"what": each.what.rstrip("."), "measure": each.measure}
    ]
    if each.target:
        parts.append(_("target: %(target)s") % {"target": each.target})
    if each.by_when:
        parts.append(_("by %(day)s") % {"day": when(each.by_when)})
    if each.note:
        parts.append(each.note)
    return "; ".join(parts)


def questions(group: str) -> tuple[Question, ...]:
    """What a page of the draft asks."""
    hints: Mapping[str, str] = {
        "statement": _("One or two sentences that everybody who works in it would recognise."),
        "statement_cy": _("Optional."),
        "public_benefit": _("Optional. What the public would notice, and miss."),
        "risk_appetite": _("Optional. For example, what you would rather fail at than not try."),
        "shared_identity": _("Optional. For example, a name, a badge or a way of working that all share."),
        "in_scope": _("Optional."),
        "out_of_scope": _("Optional. What others might think it covers, and it does not."),
    }
    _title, names = GROUPS[group]
    asked = [Question(name=name, label=LABELS[name], hint=hints[name], kind=Kind.LONG) for name in names]
    return (*asked, edition_question())


def objective_questions() -> tuple[Question, ...]:
    """What is asked about one objective."""
    return (
        Question(name="what", label=_("What is to come about?"), kind=Kind.LONG),
        Question(
            name="measure",
            label=_("By what would you know?"),
            hint=_("Something that can be counted or timed, and by whom."),
            kind=Kind.LONG,
        ),
        Question(
            name="target", label=_("How much of it? (optional)"), hint=_("For example, 60 minutes or less.")
        ),
        Question(
            name="by_when",
            label=_("By when? (optional)"),
            hint=_("A year, a month or a day, such as 2028, 2028-04 or 2028-04-01."),
        ),
        Question(name="note", label=_("What else is to be said of it? (optional)"), kind=Kind.LONG),
        edition_question(),
    )


def edition_question() -> Question:
    """Which draft somebody saw; another is told, and sending again is then about the new one."""
    return Question(name="edition", kind=Kind.HIDDEN, is_made_anew=True)


def objective_of(values: Values) -> ObjectiveDraft:
    """The objective as it was written. Raises Invalid for a date that is none."""
    written = values.get("by_when", "").strip()
    try:
        by_when = PartialDate.parse(written) if written else None
    except ValueError as error:
        fault = _("Enter a year, a month or a day, such as 2028, 2028-04 or 2028-04-01")
        raise Invalid(fault, {"by_when": fault}) from error
    words = {name: values.get(name, "") for name in ("what", "measure", "target", "note")}
    return ObjectiveDraft(**words, by_when=by_when)


def bodies_of(request: HttpRequest, record: Collaboration) -> tuple[Organisation, ...]:
    """The legal persons of a record for whom somebody may speak. Two statements for who may, or none."""
    rights = members.rights(request) if members.is_signed_in(request) else None
    held = rights.organisations_with(Power.SPEAK_FOR) if rights else frozenset()
    if not held:
        return ()
    asked = persons_of(record, day_of_asking(record, asat.today()))
    return tuple(body for body in asked.all if body.pk in held)


def number_of(values: Values, name: str) -> int:
    """A number that a form carries; nought for what is none."""
    written = values.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
