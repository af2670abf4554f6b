"""What a page asks, one question a field, and how what was answered is read."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.models import DESCRIPTIONS, Role

Text = str | Promise
Values = Mapping[str, str]
WAYS_TO_WRITE_A_DAY = ("%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y")


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    EMAIL = "email"
    PASSWORD = "password"  # noqa: S105 - the name of a kind
    LONG = "long"
    CHOICE = "choice"
    ONE_OF_MANY = "one_of_many"
    TICK = "tick"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a few."""

    value: str
    text: Text
    hint: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field. `autocomplete` is the browser's name for what it may fill in.

    A tick says `yes`, or nothing. One that `is_made_anew` says what is so whenever the page is asked again,
    whatever was sent before.
    """

    name: str
    label: Text = ""
    hint: Text = ""
    kind: Kind = Kind.TEXT
    choices: Sequence[Choice] = ()
    autocomplete: str = "off"
    is_made_anew: bool = False


def role_question(roles: Sequence[Role]) -> Question:
    """Which role, each with what it means."""
    choices = [Choice(role.value, role.label, DESCRIPTIONS[role]) for role in roles]
    return Question(name="role", label=_("Which role?"), kind=Kind.CHOICE, choices=choices)


def last_day_question(*, is_optional: bool) -> Question:
    """Until when."""
    label = _("Last day (optional)") if is_optional else _("Last day")
    hint = _("For example, 31 March %(year)s.") % {"year": datetime.date.today().year + 1}  # noqa: DTZ011 - only a year
    if is_optional:
        hint = (
            _("The role ends by itself after this day. An inspector’s must have one, within a year.")
            + f" {hint}"
        )
    return Question(name="until", label=label, hint=hint)


def reason_question() -> Question:
    """Why."""
    return Question(
        name="reason",
        label=_("Why?"),
        hint=_("Kept in the history, which those who see names may read."),
        kind=Kind.LONG,
    )


def role_of(values: Values, roles: Sequence[Role]) -> Role:
    """The role chosen. Raises Invalid unless it is one of these."""
    chosen = next((role for role in roles if role.value == values.get("role")), None)
    if chosen is None:
        fault = _("Choose a role")
        raise Invalid(fault, {"role": fault})
    return chosen


def day_of(values: Values, name: str = "until") -> datetime.date | None:
    """The day written, None for nothing. Raises Invalid for what is no day."""
    written = " ".join(values.get(name, "").split())
    if not written:
        return None
    for way in WAYS_TO_WRITE_A_DAY:
        try:
            return datetime.datetime.strptime(written, way).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    fault = _("Enter a real day, like 31 March 2027")
    raise Invalid(fault, {name: fault})


def key_of(values: Values) -> uuid.UUID:
    """The key of the form. Raises Invalid for one that is not ours."""
    try:
        return uuid.UUID(values.get("key", ""))
    except ValueError as error:
        raise Invalid(_("We could not read this form. Load the page again.")) from error


def new_key() -> str:
    """The key of a form that is asked now: under it, what is sent is taken once."""
    return str(uuid.uuid4())
