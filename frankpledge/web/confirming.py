"""The questions of a page on which a body confirms a record, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation, Power
from frankpledge.register.actions.confirmations import About, Said, View
from frankpledge.register.models import Collaboration, Fact
from frankpledge.register.queries.collaborations import Record
from frankpledge.register.queries.facts import facts_of, mark
from frankpledge.register.queries.persons import those_to_say
from frankpledge.web import asat, members
from frankpledge.web import confirmation_words as words
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, new_key
from frankpledge.web.steps import Rows

ALL, EXCEPT, WHOLE_WRONG = "all", "except", "wrong"


@dataclass(frozen=True, slots=True)
class AskedFact:
    """One fact as the page shows it, with the boxes for what it should say and why."""

    name: str
    lines: Sequence[str]
    boxes: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The page for one record, or for one fact of it."""

    record: Record
    only: Fact | None = None
    more: tuple[Question, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (self.only,) if self.only else tuple(Fact)

    @property
    def asked(self) -> list[AskedFact]:
        lines = words.facts(self.record)
        return [AskedFact(words.name(fact), lines[fact], _boxes(fact)) for fact in self.facts]

    @property
    def own_questions(self) -> tuple[Question, ...]:
        """Those asked below the facts."""
        return (self._answer(), *(() if self.only else _boxes(None)), *self.more, office_question(), *HIDDEN)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them, in the order of the page."""
        return (*(box for fact in self.facts for box in _boxes(fact)), *self.own_questions)

    @property
    def initial(self) -> dict[str, str]:
        return {"seen": mark(facts_of(self.record)), "key": new_key()}

    def _answer(self) -> Question:
        if self.only:
            choices = [
                Choice(ALL, _("Yes, it is as it should be")),
                Choice(EXCEPT, _("No, because of what I say above")),
            ]
            return Question(
                name="answer", label=_("Is this as it should be?"), kind=Kind.CHOICE, choices=choices
            )
        choices = [
            Choice(ALL, _("All of it is as it should be")),
            Choice(EXCEPT, _("All but what I say above")),
            Choice(
                WHOLE_WRONG, _("No: the record as a whole is wrong"), _("Say below what is wrong with it.")
            ),
        ]
        return Question(
            name="answer", label=_("Is the record as it should be?"), kind=Kind.CHOICE, choices=choices
        )

    def said(self, values: Values) -> Said:
        """What was answered. Raises Invalid where the answers contradict each other."""
        views = {about: view for about in (*self.facts, None) if (view := _view(values, about))}
        answer, office = values.get("answer", ""), values.get("office", "")
        about_facts: dict[About, View] = {about: view for about, view in views.items() if about}
        _check(answer, of_facts=bool(about_facts), of_whole=None in views)
        if answer == WHOLE_WRONG:
            return Said(office=office, disputes={None: views.get(None, View(""))})
        if self.only:
            confirms = frozenset[About]() if about_facts else frozenset({self.only})
            return Said(office=office, confirms=confirms, disputes=about_facts)
        return Said(office=office, confirms=frozenset({None}), disputes=about_facts)

    def rows(self, values: Values) -> Rows:
        """What was answered, to look over."""
        said = self.said(values)
        rows = [(_("Your office"), said.office)]
        if said.confirms:
            what = words.name(self.only) if self.only else _("the whole record")
            rows.append((_("You confirm"), _("%(what)s, but for what follows") % {"what": what}
                         if said.disputes else what))  # fmt: skip
        for about, view in said.disputes.items():
            rows.append((_("You say of: %(name)s") % {"name": words.name(about)}, view.words))
            if view.reason:
                rows.append((_("Why (not public)"), view.reason))
        return rows


def office_question() -> Question:
    """In which office somebody speaks."""
    return Question(
        name="office",
        label=_("Your office or post"),
        hint=_("Public. For example: Head of collaboration. Your name is not shown."),
        autocomplete="organization-title",
    )


HIDDEN = (
    Question(name="seen", kind=Kind.HIDDEN, is_made_anew=True),
    Question(name="key", kind=Kind.HIDDEN),
)


def _boxes(about: About) -> tuple[Question, ...]:
    name = words.key(about)
    if about is None:
        label = _("If the record as a whole is wrong: what should it say?")
    else:
        label = _("What should it say?")
    return (
        Question(
            name=f"view_{name}",
            label=label,
            hint=_("Public, in your body’s own words, beside what the register says."),
            kind=Kind.LONG,
        ),
        Question(
            name=f"reason_{name}",
            label=_("Why? (optional)"),
            hint=_("For the people who keep this record. Not public."),
            kind=Kind.LONG,
        ),
    )


def _view(values: Values, about: About) -> View | None:
    name = words.key(about)
    view = View(values.get(f"view_{name}", "").strip(), values.get(f"reason_{name}", "").strip())
    return view if view.words or view.reason else None


def _check(answer: str, *, of_facts: bool, of_whole: bool) -> None:
    fault = ""
    if answer not in {ALL, EXCEPT, WHOLE_WRONG}:
        fault = _("Say whether it is as it should be")
    elif answer == ALL and (of_facts or of_whole):
        fault = _("You wrote that something should be different: choose that, or empty the box")
    elif answer == EXCEPT and not of_facts:
        fault = _("Open what is not as it should be, above, and say what it should be")
    elif answer == WHOLE_WRONG and of_facts:
        fault = _("Say it either of the whole record, or of each thing that is wrong")
    if fault:
        raise Invalid(fault, {"answer": fault})


def bodies_of(request: HttpRequest, record: Collaboration) -> tuple[Organisation, ...]:
    """The legal persons of a record for whom somebody may speak. Two statements for who may, or none."""
    rights = members.rights(request) if members.is_signed_in(request) else None
    held = rights.organisations_with(Power.SPEAK_FOR) if rights else frozenset()
    if not held:
        return ()
    return tuple(body for body in those_to_say(record, asat.today()).all if body.pk in held)


def link(request: HttpRequest, record: Collaboration) -> str:
    """Where somebody who speaks for one of its bodies confirms it; "" for everybody else."""
    bodies = bodies_of(request, record)
    if len(bodies) == 1:
        return reverse("confirm-for", args=[record.reference, bodies[0].slug])
    return reverse("confirm", args=[record.reference]) if bodies else ""
