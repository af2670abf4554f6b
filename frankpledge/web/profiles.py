"""Profiles as pages ask and show them: each field once, in its section."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from frankpledge.benefits.actions.work import checked_number
from frankpledge.benefits.completeness import SHARE_LABELS, Section
from frankpledge.benefits.drafts.ledgers import checked_pence
from frankpledge.benefits.models import (
    SHARES,
    Bearer,
    BenefitClass,
    Design,
    Grade,
    MapNode,
    Measure,
    NodeKind,
    Profile,
    Workspace,
)
from frankpledge.benefits.queries.measures import usable
from frankpledge.benefits.states.profiles import Move
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.web import measures
from frankpledge.web.forms.questions import Choice, Kind, Question, Text, Values, day_of
from frankpledge.web.phrases import number, pounds, when

HUNDRED = Decimal(100)
PENCE = 100
# As much as the column holds.
MOST_WHOLE = 32767


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: how it is asked, and how what was typed is read. `rows` is what a row is chosen from."""

    name: str
    label: Text
    hint: Text = ""
    how: str = "line"
    choices: Any = None


def _of(how: str, *fields: tuple[str, Text, Text]) -> tuple[Field, ...]:
    return tuple(Field(name=name, label=label, hint=hint, how=how) for name, label, hint in fields)


FIELDS: Mapping[Section, Sequence[Field]] = {
    Section.WHAT: (
        Field(name="title", label=_("What comes of it, in a few words?")),
        Field(name="benefit_class", label=_("What kind is it?"), how="list", choices=BenefitClass),
        Field(
            name="description", label=_("Which measure changes, and how?"), how="long",
            hint=_("For example: hours of handlers on travel fall by a third."),
        ),
        Field(name="beneficiary", label=_("Who has the good or the harm of it?"), how="list", choices=Bearer),
        Field(name="beneficiary_party", label=_("Which party? (if it is one)"), how="row"),
    ),
    Section.MEASURE: (
        Field(
            name="measure", label=_("By which measure?"), how="row",
            hint=_("From the national library, or as one of your bodies measures it."),
        ),
        Field(name="data_owner", label=_("Which post owns the data?")),
        Field(
            name="data_lag_days", label=_("How many days after a period are they complete?"), how="whole"
        ),
    ),
    Section.TIME: (
        *_of("number", ("target", _("The target"), _("A number in the unit of the measure."))),
        *_of(
            "day",
            ("target_on", _("By when is the target met?"), _("For example, 31 March 2027.")),
            ("starts_on", _("When does it start?"), ""),
            ("full_from", _("From when is it there in full?"), ""),
            ("ends_on", _("When does it end?"), _("The last day that is counted.")),
        ),
        *_of("long", ("persistence", _("Does it last, or fade?"), "")),
    ),
    Section.WORTH: (
        *_of("pounds", ("unit_value_pence", _("What is one unit worth?"), _("Pounds and pence."))),
        Field(name="unit_value_source", label=_("Where is that value published?")),
        *_of("whole", ("unit_value_prices_of", _("In the prices of which year?"), _("For example, 2025."))),
        *_of(
            "long",
            ("gross_formula", _("How is its worth worked out?"), _("For example: hours × cost of an hour.")),
        ),
        *_of(
            "per_cent",
            ("cashable", _("How much of it is taken out of budgets?"), _("Per cent, from 0 to 100.")),
        ),
        Field(name="cash_route", label=_("From which budget head, in which year?")),
        Field(
            name="is_counted", label=_("It is part of totals"), how="tick",
            hint=_("Leave this empty where its worth is counted in another benefit already."),
        ),
        Field(
            name="counted_in", label=_("The benefit in which it is counted (its reference)"), how="profile",
            hint=_("Only where it is not part of totals. For example, B-7K3M-Q2."),
        ),
    ),
    Section.SHARES: tuple(
        field
        for share in SHARES
        for field in (
            Field(name=share, label=SHARE_LABELS[share], hint=_("Per cent, from 0 to 100."), how="per_cent"),
            Field(name=f"{share}_reason", label=_("Why so much?"), how="long"),
        )
    ),
    Section.SURE: (
        *_of(
            "number",
            ("low", _("The least in a full year"), _("In the unit of the measure.")),
            ("likely", _("The likely"), ""),
            ("high", _("The most"), ""),
        ),
        Field(
            name="correlation_group", label=_("What does it rise and fall with?"),
            hint=_("A name shared by all benefits that do so together, or “alone”."),
        ),
        Field(name="evidence_planned", label=_("How good will the evidence be?"), how="list", choices=Grade),
        Field(name="design", label=_("How will it be shown?"), how="list", choices=Design),
        *_of(
            "per_cent",
            ("tolerance", _("How far from plan is too far?"), _("Per cent. Empty: by the published rule.")),
        ),
    ),
    Section.WHO: (
        Field(name="owner", label=_("Which body answers for it?"), how="row"),
        Field(name="owner_post", label=_("Which post there?"), hint=_("A post, not a person.")),
        *_of("day", ("next_review_on", _("When is it looked at next?"), "")),
    ),
    Section.PLACE: (
        Field(
            name="node", label=_("Which box of the map is it?"), how="row",
            hint=_("What leads to it, and which objective it serves, is said on the map."),
        ),
    ),
    Section.RISKS: _of(
        "long",
        ("dependencies", _("What does it depend on?"), ""),
        ("risks", _("What may go wrong?"), ""),
    ),
}  # fmt: skip
TITLES: Mapping[Section, str | Promise] = {
    Section.WHAT: _("What it is"),
    Section.MEASURE: _("How it is measured"),
    Section.TIME: _("Target and time"),
    Section.WORTH: _("What it is worth"),
    Section.SHARES: _("What does not count"),
    Section.SURE: _("How sure"),
    Section.WHO: _("Who answers for it"),
    Section.PLACE: _("Its place on the map"),
    Section.RISKS: _("What it hangs on"),
    Section.LINKS: _("What it belongs to"),
    Section.REALISERS: _("Who brings it about"),
    Section.SIGNED: _("Sign-offs"),
    Section.BASELINE: _("What it was before"),
    Section.PLAN: _("What is planned"),
}
KINDS = {"long": Kind.LONG, "list": Kind.ONE_OF_MANY, "row": Kind.ONE_OF_MANY, "tick": Kind.TICK}
Rows = Mapping[str, Sequence[Any]]


def questions(section: Section, rows: Rows) -> tuple[Question, ...]:
    """The fields of a section as a form asks them. `rows` are what rows are chosen from, by field."""
    return tuple(
        Question(
            name=field.name,
            label=field.label,
            hint=field.hint,
            kind=KINDS.get(field.how, Kind.TEXT),
            choices=_choices(field, rows.get(field.name, ())),
        )
        for field in FIELDS[section]
    )


def typed(section: Section, profile: Profile) -> dict[str, str]:
    """What the fields of a section hold."""
    return {field.name: _written(field, getattr(profile, field.name)) for field in FIELDS[section]}


def shown(section: Section, profile: Profile) -> list[tuple[Text, str]]:
    """The same to read, as far as it is said: what is missing has its own list."""
    said = [(field.label, _read(field, profile)) for field in FIELDS[section]]
    if section is Section.MEASURE and profile.measure is not None:
        said[1:1] = measures.remarks(profile.measure)
    return [(label, value) for label, value in said if value]


def read(section: Section, values: Values, rows: Rows) -> dict[str, Any]:
    """What was typed, as the action takes it. Raises Invalid, field by field."""
    said: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for field in FIELDS[section]:
        try:
            said[field.name] = _value(field, values, rows.get(field.name, ()))
        except Invalid as refused:
            faults |= refused.fields
    if faults:
        raise Invalid(gettext("Something is wrong."), faults)
    return said


def _choices(field: Field, rows: Iterable[Any]) -> list[Choice]:
    if field.how == "list":
        return [Choice(each.value, str(each.label).capitalize()) for each in field.choices]
    return [Choice(str(each.pk), _named(each)) for each in rows]


def _named(row: Any) -> str:
    return measures.named(row) if isinstance(row, Measure) else str(row)


def _written(field: Field, value: Any) -> str:
    """A value as it is typed."""
    if value is None or value == "":
        return ""
    return WRITTEN.get(field.how, str)(value)


def _read(field: Field, profile: Profile) -> str:
    """A value as it is read; "" for what is not known."""
    value = getattr(profile, field.name)
    if value is None or value == "":
        return ""
    if field.how == "list":
        return str(getattr(profile, f"get_{field.name}_display")())
    return READ[field.how](value) if field.how in READ else _written(field, value)


def _per_cent(value: Decimal) -> str:
    return number((value * HUNDRED).normalize())


WRITTEN: Mapping[str, Callable[[Any], str]] = {
    "per_cent": _per_cent,
    "pounds": lambda pence: number(Decimal(pence) / PENCE),
    "number": number,
    "day": when,
    "tick": lambda is_so: "yes" if is_so else "",
    "row": lambda row: str(row.pk),
    "profile": lambda profile: str(profile.reference),
}
READ: Mapping[str, Callable[[Any], str]] = {
    "per_cent": lambda share: gettext("%(share)s per cent") % {"share": _per_cent(share)},
    "pounds": lambda pence: pounds(Decimal(pence) / PENCE),
    "tick": lambda is_so: gettext("yes") if is_so else gettext("no"),
    "row": _named,
    # Of another record, perhaps one that not everybody here may read: its reference says no more.
    "profile": lambda profile: str(profile.reference),
}


def _value(field: Field, values: Values, rows: Iterable[Any]) -> Any:
    name, text = field.name, values.get(field.name, "").strip()
    if field.how == "row":
        return _row(name, text, rows)
    return VALUES[field.how](name, text) if field.how in VALUES else text


def _share(name: str, text: str) -> Decimal | None:
    typed = checked_number(name, text.removesuffix("%"))
    return None if typed is None else typed / HUNDRED


def _whole(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or int(text[:6]) > MOST_WHOLE or len(text) > 5:
        fault = gettext("Enter a whole number")
        raise Invalid(fault, {name: fault})
    return int(text)


def _row(name: str, text: str, rows: Iterable[Any]) -> Any:
    if not text:
        return None
    found = next((each for each in rows if str(each.pk) == text), None)
    if found is None:
        fault = gettext("Choose from the list")
        raise Invalid(fault, {name: fault})
    return found


def _profile(name: str, text: str) -> Profile | None:
    if not text:
        return None
    found = Profile.objects.filter(reference=text.upper()).first()
    if found is None:
        fault = gettext("Enter the reference of a benefit, like B-7K3M-Q2")
        raise Invalid(fault, {name: fault})
    return found


VALUES: Mapping[str, Callable[[str, str], Any]] = {
    "number": checked_number,
    "per_cent": _share,
    "pounds": checked_pence,
    "whole": _whole,
    "day": lambda name, text: day_of({name: text}, name),
    "tick": lambda _name, text: text == "yes",
    "profile": _profile,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """How a move is asked for."""

    question: Text
    button: Text
    lead: Text


MOVES: Mapping[Move, Deed] = {
    Move.AGREE: Deed(
        _("Agree this benefit?"),
        _("Agree it"),
        _("It can still be written in, and sign-offs then say which version they are of."),
    ),
    Move.CLOSE: Deed(
        _("Close this benefit?"), _("Close it"), _("It has run its course. It stays as it is, and is kept.")
    ),
    Move.DROP: Deed(
        _("Give this benefit up?"), _("Give it up"), _("It is kept as it is, marked as given up, with why.")
    ),
}


def rows_for(
    section: Section, workspace: Workspace, keepers: frozenset[int], used: Measure | None = None
) -> Rows:
    """What rows of a section are chosen from. At most one statement for each such field."""
    found: dict[str, Sequence[Any]] = {}
    for field in FIELDS[section]:
        if field.how == "row" and field.name == "measure":
            found[field.name] = list(usable(keepers, used.pk if used else None))
        elif field.how == "row" and field.name == "node":
            boxes = MapNode.objects.filter(workspace=workspace)
            found[field.name] = list(boxes.filter(kind__in=(NodeKind.BENEFIT, NodeKind.DISBENEFIT)))
        elif field.how == "row":
            found[field.name] = list(Organisation.objects.filter(pk__in=keepers).order_by("name"))
    return found
