"""What the pages about agreements ask, and how it is read."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.dates import PartialDate
from frankpledge.errors import Invalid
from frankpledge.people.models import Organisation
from frankpledge.register.models import Agreement
from frankpledge.web.forms.questions import Choice, Kind, Question, Text, Values, day_of
from frankpledge.web.phrases import when

WAYS_TO_WRITE_A_MONTH = ("%Y-%m", "%m/%Y", "%m %Y", "%B %Y", "%b %Y")
YES, NO = "yes", "no"
EXIT_TERMS = ("exit_costs", "exit_staff", "exit_assets", "exit_contracts", "exit_data", "exit_records")


def day_question(name: str, label: Text, *, hint: Text = "") -> Question:
    """A whole day."""
    told = _("For example, %(day)s.") % {"day": when(timezone.localdate())}
    return Question(name=name, label=label, hint=f"{hint} {told}".strip())


def known_day_question(name: str, label: Text, *, hint: Text = "") -> Question:
    """A date as precisely as it is known."""
    year = timezone.localdate().year
    told = _("For example, 1 April %(year)s, April %(year)s or %(year)s. Leave it empty if not known.")
    return Question(name=name, label=label, hint=f"{hint} {told % {'year': year}}".strip())


def long(name: str, label: Text, *, hint: Text = "") -> Question:
    """Words on several lines."""
    return Question(name=name, label=label, hint=hint, kind=Kind.LONG)


def key_question() -> Question:
    """The key of the form, so that it is done once however often it is sent."""
    return Question(name="key", kind=Kind.HIDDEN)


def choices_of(words: type[TextChoices], leaving_out: Iterable[str] = ()) -> Sequence[Choice]:
    """The words of a code list as answers."""
    return [Choice(each.value, each.label) for each in words if each.value not in {*leaving_out}]


def one_of_question(
    name: str, label: Text, choices: Sequence[Choice], *, hint: Text = "", is_long: bool = False
) -> Question:
    """One answer of a few; of many, as a list that folds."""
    kind = Kind.ONE_OF_MANY if is_long else Kind.CHOICE
    return Question(name=name, label=label, hint=hint, kind=kind, choices=choices)


def yes_or_no(name: str, label: Text, *, hint: Text = "") -> Question:
    """Yes or no."""
    choices = [Choice(YES, _("Yes")), Choice(NO, _("No"))]
    return Question(name=name, label=label, hint=hint, kind=Kind.CHOICE, choices=choices)


def body_choices(bodies: Iterable[Organisation]) -> list[Choice]:
    """Bodies by name."""
    return [Choice(each.slug, each.name) for each in bodies]


def agreement_choices(agreements: Iterable[Agreement]) -> list[Choice]:
    """Agreements that another may be made to."""
    return [Choice(str(each.pk), _named(each)) for each in agreements]


def known_day_of(values: Values, name: str) -> PartialDate | None:
    """The date written, as precisely as it is; None for nothing. Raises Invalid."""
    written = " ".join(values.get(name, "").split())
    if not written:
        return None
    if written.isascii() and written.isdigit() and len(written) == 4:
        year = int(written)
        if year < 1:
            raise _unreadable(name)
        return PartialDate(year)
    for way in WAYS_TO_WRITE_A_MONTH:
        try:
            month = datetime.datetime.strptime(written, way).date()  # noqa: DTZ007 - a month has no zone
        except ValueError:
            continue
        return PartialDate(month.year, month.month)
    try:
        day = day_of(values, name)
    except Invalid as error:
        raise _unreadable(name) from error
    return PartialDate(day.year, day.month, day.day) if day else None


def whole_of(values: Values, name: str) -> int | None:
    """The whole number written; None for nothing. Raises Invalid."""
    written = values.get(name, "").strip()
    if not written:
        return None
    if not written.isascii() or not written.isdigit() or len(written) > 4:
        fault = _("Enter a whole number, like 12")
        raise Invalid(fault, {name: fault})
    return int(written)


def is_yes(values: Values, name: str) -> bool:
    """Whether the answer is yes. Raises Invalid for none."""
    answer = values.get(name, "")
    if answer not in {YES, NO}:
        fault = _("Choose yes or no")
        raise Invalid(fault, {name: fault})
    return answer == YES


def chosen(values: Values, name: str, of: type[TextChoices]) -> str:
    """The word chosen. Raises Invalid for none."""
    return chosen_of(values, name, of.values)


def chosen_of(values: Values, name: str, words: Iterable[str]) -> str:
    """The same for words of a page's own."""
    answer = values.get(name, "")
    if answer not in words:
        fault = _("Choose one")
        raise Invalid(fault, {name: fault})
    return answer


def written(day: PartialDate | datetime.date | None) -> str:
    """A date as a field holds it."""
    return when(day) if day else ""


def _named(agreement: Agreement) -> str:
    kind = agreement.get_kind_display()
    told = {"name": agreement.title or agreement.note or agreement.url, "kind": kind}
    return _("%(name)s (%(kind)s)") % told


def _unreadable(name: str) -> Invalid:
    fault = _("Enter a real date, like 1 April 2027, April 2027 or 2027")
    return Invalid(fault, {name: fault})
