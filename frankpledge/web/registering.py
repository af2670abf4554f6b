"""A registration as its pages say it: the questions, the answers, and who would be a party."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from frankpledge.dates import PartialDate
from frankpledge.people.models import Organisation, Power
from frankpledge.register.models import Function, LegalBasis, Registration, RegistrationState, Role, Status
from frankpledge.register.pasting import Found, Vocabulary
from frankpledge.register.queries.persons import Area, persons_among
from frankpledge.register.registering import QUESTIONS, Answers, How, Question, value_of
from frankpledge.register.registering.questions import ENDS, is_answered, parties_in
from frankpledge.web import members
from frankpledge.web.phrases import when

TITLES: Mapping[Question, Promise] = {
    Question.TITLE: gettext_lazy("What is it called?"),
    Question.WHY: gettext_lazy("Why do the parties work together?"),
    Question.FUNCTIONS: gettext_lazy("What police work does it do?"),
    Question.PARTIES: gettext_lazy("Who are the parties?"),
    Question.LEAD: gettext_lazy("Who leads or hosts it?"),
    Question.LEGAL_BASIS: gettext_lazy("What is its legal basis?"),
    Question.AGREED: gettext_lazy("When was it agreed?"),
    Question.STARTED: gettext_lazy("When did it start?"),
    Question.STATUS: gettext_lazy("How does it stand?"),
    Question.PUBLISHED: gettext_lazy("Where is it published?"),
}
HINTS: Mapping[Question, Promise] = {
    Question.TITLE: gettext_lazy("The name that the parties use, like “Northshire and Eastmarch dog unit”."),
    Question.WHY: gettext_lazy("One sentence, in your own words. Everybody will read it."),
    Question.FUNCTIONS: gettext_lazy("Choose all that it does."),
    Question.LEGAL_BASIS: gettext_lazy("As the agreement states it. If it states none, say so."),
    Question.AGREED: gettext_lazy(
        "The date of the agreement. Leave the day, or the day and month, empty when they are not known."
    ),
    Question.STARTED: gettext_lazy(
        "When the work began, or is to begin. Leave the day, or the day and month, empty when not known."
    ),
    Question.PUBLISHED: gettext_lazy(
        "The law asks policing bodies to publish their agreements, or the fact of them and where that is not"
        " done, why."
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer, as it is looked over."""

    question: Question
    title: str
    answer: str
    is_answered: bool
    how: str
    quote: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What slugs of bodies and of kinds of work are called."""

    bodies: Mapping[str, Organisation]
    functions: Mapping[str, str]

    @classmethod
    def of(cls, answers: Answers) -> "Names":
        """Everything that the answers name. Two statements."""
        slugs, _others = parties_in(answers)
        functions = value_of(answers, Question.FUNCTIONS) or []
        return cls(
            Organisation.objects.in_bulk(slugs, field_name="slug"),
            dict(Function.objects.filter(slug__in=functions).values_list("slug", "name")),
        )


def link(request: HttpRequest, body: Organisation | None = None) -> str:
    """Where somebody who may registers a collaboration, for this body or any; "" for everybody else."""
    if not members.is_signed_in(request):
        return ""
    rights = members.rights(request)
    may = body is None or body.pk in rights.organisations_with(Power.PROPOSE_CHANGE)
    return reverse("register") if may and rights.may_anywhere(Power.PROPOSE_CHANGE) else ""


def rows(answers: Answers, names: Names, faults: Mapping[str, str]) -> list[Row]:
    """Every question with its answer."""
    return [
        Row(
            question=question,
            title=str(TITLES[question]),
            answer=said(question, value_of(answers, question), names) if question in answers else "",
            is_answered=is_answered(answers, question),
            how=answers.get(question, {}).get("how", ""),
            quote=answers.get(question, {}).get("quote", ""),
            fault=faults.get(question.value, ""),
        )
        for question in QUESTIONS
    ]


def said(question: Question, value: Any, names: Names) -> str:
    """One answer as a reader reads it, on as many lines as it has."""
    if value is None:
        return _("not stated") if question == Question.LEGAL_BASIS else _("not known")
    return _SAID[question](value, names) if question in _SAID else str(value)


def progress(question: Question) -> str:
    """Which of the ten it is."""
    told = {"number": QUESTIONS.index(question) + 1, "all": len(QUESTIONS)}
    return _("Question %(number)s of %(all)s") % told


def how_sure(how: str) -> str:
    """Where an answer came from, for those that somebody else's words gave."""
    words = {
        How.COPIED: _("Copied: check"),
        How.PASTED: _("From the pasted text"),
    }
    return words.get(How(how), "") if how else ""


def areas(answers: Answers, names: Names) -> list[tuple[Area, str]]:
    """The parties on the register by area, each with how many legal persons it is. One statement."""
    slugs, _others = parties_in(answers)
    bodies = [names.bodies[slug] for slug in slugs if slug in names.bodies]
    found = persons_among(bodies, timezone.localdate()).areas if bodies else ()
    return [(area, _count(area)) for area in found]


def entries_of(area: Area, slugs: Iterable[str]) -> list[str]:
    """Which of the slugs given stand for this area."""
    persons = {person.slug for person in area.persons}
    return [slug for slug in slugs if slug == area.slug or slug in persons]


def heading(held: Registration) -> str:
    """How a registration stands."""
    return {
        RegistrationState.DRAFT: _("Check your answers before you register it"),
        RegistrationState.WAITING: _("A collaboration that waits to be registered"),
        RegistrationState.REGISTERED: _("A collaboration that was registered"),
        RegistrationState.REFUSED: _("A registration that was refused"),
        RegistrationState.DISCARDED: _("A registration that was thrown away"),
    }[RegistrationState(held.state)]


def called(answers: Answers) -> str:
    """What it is called so far."""
    return value_of(answers, Question.TITLE) or _("a collaboration without a title yet")


def _count(area: Area) -> str:
    count = len(area.persons)
    words = ngettext("%(name)s: %(count)s legal person", "%(name)s: %(count)s legal persons", count)
    return words % {"name": area.name, "count": count}


def _body(names: Names, slug: str) -> str:
    return names.bodies[slug].name if slug in names.bodies else slug


def _functions(value: list[str], names: Names) -> str:
    return "\n".join(names.functions.get(slug, slug) for slug in value)


def _parties(value: Mapping[str, list[str]], names: Names) -> str:
    others = (_("%(name)s (not on this register)") % {"name": name} for name in value["others"])
    return "\n".join([*(_body(names, slug) for slug in value["organisations"]), *others])


def leading(role: str, name: str) -> str:
    """That a body leads or hosts."""
    words = _("%(name)s hosts it") if role == Role.HOST else _("%(name)s leads it")
    return words % {"name": name}


def _status(value: Mapping[str, str], _names: Names) -> str:
    told = {
        "status": Status(value["status"]).label,
        "as_of": when(PartialDate.parse(value["as_of"])),
    }
    said = _("%(status)s, as at %(as_of)s") % told
    if value.get("ends_on"):
        return _("%(said)s; end %(date)s") % {"said": said, "date": when(PartialDate.parse(value["ends_on"]))}
    return said


def _published(value: Mapping[str, str], _names: Names) -> str:
    return value["url"] if "url" in value else _("Not published: %(why)s") % {"why": value["why_not"]}


def _day(value: str, _names: Names) -> str:
    return when(PartialDate.parse(value))


_SAID: Mapping[Question, Callable[[Any, Names], str]] = {
    Question.FUNCTIONS: _functions,
    Question.PARTIES: _parties,
    Question.LEAD: lambda value, names: leading(value["role"], _body(names, value["organisation"])),
    Question.LEGAL_BASIS: lambda value, _names: str(LegalBasis(value).label),
    Question.AGREED: _day,
    Question.STARTED: _day,
    Question.STATUS: _status,
    Question.PUBLISHED: _published,
}


def pasted_title(found: Found) -> str:
    """What an answer read out of a text answers."""
    if found.question == ENDS:
        return _("When does it end?")
    return str(TITLES[Question(found.question)])


def pasted_answer(found: Found, known: Vocabulary) -> str:
    """An answer read out of a text, as a reader reads it."""
    value = found.value
    if found.question == Question.LEAD:
        slug, role = value
        return leading(role, known.names.get(slug, slug))
    if found.question in {Question.FUNCTIONS, Question.PARTIES}:
        prefix = "function:" if found.question == Question.FUNCTIONS else ""
        return known.names.get(f"{prefix}{value}", value)
    if found.question == Question.LEGAL_BASIS:
        return str(LegalBasis(value).label)
    is_text = found.question in {Question.TITLE, Question.WHY}
    return str(value) if is_text else when(PartialDate.parse(value))
