"""What is asked for each kind of step, and how the answers are read: names typed or pasted, one a line."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frankpledge.errors import Invalid
from frankpledge.people.models import Capacity, Kind
from frankpledge.people.queries.names import Names
from frankpledge.register.actions.reorganisation_steps import After, StepDraft, slug_of
from frankpledge.register.models import StepKind
from frankpledge.web.forms.questions import Choice, Question, Values
from frankpledge.web.forms.questions import Kind as QuestionKind

# A spreadsheet's cells come with tabs between them; at a keyboard a bar is easier.
BETWEEN = re.compile(r"\s*[\t|]\s*")
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class StepForm:
    """The page of one kind of step."""

    title: str | Promise
    lead: str | Promise
    questions: Callable[[Names, Sequence[Choice]], Sequence[Question]]
    read: Callable[[Names, Values], tuple[StepDraft, ...]]


def basics_questions() -> tuple[Question, ...]:
    """What is asked of the whole."""
    return (
        Question(
            name="title",
            label=_("What is it called?"),
            hint=_("Shown beside every change that it makes, once it is applied."),
        ),
        Question(
            name="takes_effect_on",
            label=_("From which day is it so?"),
            hint=_("For example, 1 April 2028. It can be applied on this day or later."),
        ),
        Question(
            name="words",
            label=_("What it rests on (optional)"),
            hint=_("The Act, order or decision, in a sentence."),
            kind=QuestionKind.LONG,
        ),
        Question(
            name="source_url",
            label=_("Where that can be read (optional)"),
            hint=_("A full address. It is cited for everything that the reorganisation changes."),
        ),
    )


def lines(text: str) -> list[str]:
    """The lines that say something. Raises Invalid for too many."""
    found = [line.strip() for line in text.splitlines() if line.strip(" \t|")]
    if len(found) > MOST_LINES:
        raise Invalid(_("Give at most %(most)s lines.") % {"most": MOST_LINES})
    return found


def _questions_of_names(*, is_several: bool) -> Callable[[Names, Sequence[Choice]], Sequence[Question]]:
    def asked(_names: Names, _functions: Sequence[Choice]) -> Sequence[Question]:
        one, several = _("Its name or short name."), _("One a line, by its name or short name.")
        return (
            Question(
                name="before",
                label=_("Which bodies?") if is_several else _("Which body?"),
                hint=several if is_several else one,
                kind=QuestionKind.LONG if is_several else QuestionKind.TEXT,
            ),
            Question(
                name="name",
                label=_("The new name"),
                hint=_("Or the name of one of them, which then takes in the others.") if is_several else "",
            ),
            Question(
                name="short_name",
                label=_("The new short name (optional)"),
                hint=_("As lists and pictures say it, and as the address of its page will."),
            ),
            *([_maintained_by()] if is_several else []),
        )

    return asked


def _maintained_by() -> Question:
    return Question(
        name="maintained_by",
        label=_("The policing body of a new force (optional)"),
        hint=_("Only where the plan does not tell: its bodies are not merged or replaced into one."),
    )


def _split_questions(_names: Names, _functions: Sequence[Choice]) -> Sequence[Question]:
    return (
        Question(name="before", label=_("Which body?"), hint=_("Its name or short name.")),
        Question(
            name="after",
            label=_("Into which?"),
            hint=_(
                "One a line: the name, then, after a tab or a bar (|), its short name, and, for a force,"
                " after another, its policing body."
            ),
            kind=QuestionKind.LONG,
        ),
    )


def _replace_questions(_names: Names, _functions: Sequence[Choice]) -> Sequence[Question]:
    return (
        Question(
            name="pairs",
            label=_("Old and new names"),
            hint=_(
                "One a line: the old name, a tab or a bar (|), and the new one; a short name may follow."
                " Paste two columns of a spreadsheet, or write behind each bar. Lines without a new name"
                " change nothing. The same new name twice makes one body of two."
            ),
            kind=QuestionKind.LONG,
        ),
    )


def _move_questions(_names: Names, functions: Sequence[Choice]) -> Sequence[Question]:
    return (
        Question(
            name="function", label=_("Which function?"), kind=QuestionKind.ONE_OF_MANY, choices=functions
        ),
        Question(
            name="name", label=_("To which national body?"), hint=_("One on the register, or a new one.")
        ),
        Question(name="short_name", label=_("Its short name, if it is new (optional)")),
        Question(
            name="apart_from",
            label=_("Which records do not move? (optional)"),
            hint=_("One reference a line, like C-0012."),
            kind=QuestionKind.LONG,
        ),
    )


def every_policing_body(names: Names, taken: Iterable[str]) -> str:
    """A line for each policing body that is in no step yet, ready for its new name."""
    left = (name for slug, name in names.of(Capacity.POLICING_BODY) if slug not in set(taken))
    return "\n".join(f"{name} | " for name in left)


def _renamed(names: Names, values: Values) -> tuple[StepDraft, ...]:
    slug = _body(names, values["before"], "before")
    after = After(slug=slug, name=_name(values), short_name=_short(values))
    return (StepDraft(kind=StepKind.RENAME, before=(slug,), after=(after,)),)


def _merged(names: Names, values: Values) -> tuple[StepDraft, ...]:
    before = tuple(dict.fromkeys(_body(names, line, "before") for line in lines(values["before"])))
    maintained_by = _slug_named(names, values["maintained_by"])
    after = _after(names, _name(values), _short(values), maintained_by)
    return (StepDraft(kind=StepKind.MERGE, before=before, after=(after,)),)


def _split(names: Names, values: Values) -> tuple[StepDraft, ...]:
    slug = _body(names, values["before"], "before")
    after = []
    for line in lines(values["after"]):
        name, short_name, maintained_by, *_rest = [*BETWEEN.split(line), "", "", ""]
        after.append(_after(names, name, short_name, _slug_named(names, maintained_by)))
    return (StepDraft(kind=StepKind.SPLIT, before=(slug,), after=tuple(after)),)


def _replaced(names: Names, values: Values) -> tuple[StepDraft, ...]:
    followers: dict[tuple[str, str], list[str]] = {}
    faults = []
    for number, line in enumerate(lines(values["pairs"]), start=1):
        old, new, short_name, *_rest = [*BETWEEN.split(line), "", "", ""]
        if not new:
            continue
        slug = names.find(old)
        if not slug or names.capacity_of[slug] != Capacity.POLICING_BODY:
            faults.append(_("line %(number)s: “%(name)s”") % {"number": number, "name": old[:60]})
            continue
        followers.setdefault((new, short_name), []).append(slug)
    if faults:
        fault = _("No policing body on the register is called so: %(lines)s") % {"lines": "; ".join(faults)}
        raise Invalid(fault, {"pairs": fault})
    if not followers:
        fault = _("Give at least one new name")
        raise Invalid(fault, {"pairs": fault})
    return tuple(
        StepDraft(
            kind=StepKind.REPLACE,
            before=tuple(before),
            after=(_after(names, new, short_name, kind=Kind.POLICING_BODY),),
        )
        for (new, short_name), before in followers.items()
    )


def _moved(names: Names, values: Values) -> tuple[StepDraft, ...]:
    after = _after(names, _name(values), _short(values), kind=Kind.NATIONAL_BODY)
    apart_from = tuple(line.upper() for line in lines(values["apart_from"]))
    return (
        StepDraft(
            kind=StepKind.MOVE, after=(after,), function=values["function"].strip(), apart_from=apart_from
        ),
    )


def _after(
    names: Names, name: str, short_name: str, maintained_by: str = "", kind: Kind | None = None
) -> After:
    slug = names.find(name)
    if slug:
        return After(slug=slug)
    return After(name=name, short_name=short_name, maintained_by=maintained_by, kind=kind)


def _body(names: Names, text: str, question: str) -> str:
    slug = names.find(text)
    if slug:
        return slug
    if not text.strip():
        fault = _("Say which body")
        raise Invalid(fault, {question: fault})
    fault = _("No one body on the register is called “%(name)s”.") % {"name": text.strip()[:60]}
    if near := names.near(text):
        fault += " " + _("Did you mean: %(names)s?") % {"names": ", ".join(near)}
    raise Invalid(fault, {question: fault})


def _slug_named(names: Names, text: str) -> str:
    """The slug of a body; one to come is known by the name that its own step gives it."""
    return (names.find(text) or slug_of(After(name=text))) if text.strip() else ""


def _name(values: Values) -> str:
    name = " ".join(values["name"].split())
    if not name:
        fault = _("Enter the new name")
        raise Invalid(fault, {"name": fault})
    return name


def _short(values: Values) -> str:
    return " ".join(values["short_name"].split())


FORMS: Mapping[StepKind, StepForm] = {
    StepKind.RENAME: StepForm(
        gettext_lazy("Give a body another name"),
        gettext_lazy("It stays the same body, at the same address, and is found by its old name too."),
        _questions_of_names(is_several=False),
        _renamed,
    ),
    StepKind.MERGE: StepForm(
        gettext_lazy("Merge bodies"),
        gettext_lazy("Forces with forces, or policing bodies with policing bodies."),
        _questions_of_names(is_several=True),
        _merged,
    ),
    StepKind.SPLIT: StepForm(
        gettext_lazy("Split a body"),
        gettext_lazy(
            "All that follow it come into its agreements, and the keepers of each are asked to confirm."
        ),
        _split_questions,
        _split,
    ),
    StepKind.REPLACE: StepForm(
        gettext_lazy("Replace policing bodies"),
        gettext_lazy("One of them, or all at once. Each keeps its force, and its place in every agreement."),
        _replace_questions,
        _replaced,
    ),
    StepKind.MOVE: StepForm(
        gettext_lazy("Move a function to a national body"),
        gettext_lazy(
            "A collaboration for this function alone ends on the day. Where it has others, its keepers are"
            " asked what remains."
        ),
        _move_questions,
        _moved,
    ),
}
