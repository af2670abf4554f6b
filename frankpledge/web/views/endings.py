"""How a collaboration ends: planned for a day to come, said once it has, or given up."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.register.actions import endings
from frankpledge.register.actions.endings import End
from frankpledge.register.models import Collaboration, EndingKind
from frankpledge.web import agreements as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms import agreements as asked
from frankpledge.web.forms.questions import Question, Values, day_of, key_of, new_key
from frankpledge.web.phrases import when
from frankpledge.web.steps import Rows, Steps, gone_to, walk


@needs(Power.DECIDE_CHANGE)
def end(request: HttpRequest, written: str) -> HttpResponseBase:
    """How and when it ends, on what evidence."""
    record = words.record_for(request, written, Power.DECIDE_CHANGE)

    def check(values: Values) -> Rows:
        told = endings.check(by=members.actor(request), collaboration=record, end=_said(values))
        return _looked_over(told)

    def do(values: Values) -> HttpResponseBase:
        endings.end(by=members.actor(request), collaboration=record, end=_said(values), key=key_of(values))
        return gone_to(_home(record))

    steps = _steps(
        record,
        _("How %(title)s ends") % {"title": record.title},
        _("Record it"),
        do,
        lead=(_("A day to come is told as one to come: until then it has not ended."),),
        questions=_questions(),
        initial={"key": new_key(), "decided_on": when(timezone.localdate())},
        check=check,
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def move(request: HttpRequest, written: str, name: str) -> HttpResponseBase:
    """Saying that a planned ending came about, or giving it up."""
    record = words.record_for(request, written, Power.DECIDE_CHANGE)
    if name == "came":
        return walk(request, _came(request, record))
    if name == "withdraw":
        return walk(request, _given_up(request, record))
    raise NotFound(_("There is nothing to do at this address."))


def _came(request: HttpRequest, record: Collaboration) -> Steps:
    def do(_values: Values) -> HttpResponseBase:
        endings.carry_out(by=members.actor(request), collaboration=record)
        return gone_to(_home(record))

    lead = (_("Say so once the day has come. The page then says that it ended on that day."),)
    return _steps(record, _("It ended as planned"), _("It ended"), do, lead=lead, is_a_warning=True)


def _given_up(request: HttpRequest, record: Collaboration) -> Steps:
    def do(values: Values) -> HttpResponseBase:
        endings.withdraw(by=members.actor(request), collaboration=record, reason=values["reason"])
        return gone_to(_home(record))

    why = asked.long("reason", _("Why does it go on?"))
    title = _("It does not end as planned")
    return _steps(record, title, _("Give the planned ending up"), do, questions=(why,))


def _steps(
    record: Collaboration, title: str, button: str, do: Callable[[Values], HttpResponseBase], **more: Any
) -> Steps:
    back = (_("Cancel"), _home(record))
    return Steps(title=title, button=button, do=do, back=back, breadcrumbs=_above(record), **more)


def _questions() -> tuple[Question, ...]:
    return (
        asked.one_of_question("kind", _("How does it end?"), asked.choices_of(EndingKind)),
        asked.day_question("ends_on", _("On which day?")),
        asked.day_question("decided_on", _("When was that decided?")),
        asked.long(
            "evidence",
            _("What shows it?"),
            hint=_("The notice, the minutes, each party’s consent. For the people of the record."),
        ),
        asked.key_question(),
    )


def _said(values: Values) -> End:
    return End(
        kind=EndingKind(asked.chosen(values, "kind", EndingKind)),
        ends_on=day_of(values, "ends_on"),
        decided_on=day_of(values, "decided_on"),
        evidence=values["evidence"],
    )


def _looked_over(told: End) -> Rows:
    is_past = told.ends_on is not None and told.ends_on <= timezone.localdate()
    return (
        (_("How it ends"), told.kind.label),
        (_("Ended on") if is_past else _("Ends on"), when(told.ends_on)),
        (_("Decided on"), when(told.decided_on)),
        (_("Evidence"), told.evidence),
        (_("What the page will say"), _says(is_past=is_past)),
    )


def _says(*, is_past: bool) -> str:
    return _("that it ended on that day") if is_past else _("that it is due to end on that day")


def _home(record: Collaboration) -> str:
    return reverse("agreements-of-record", args=[record.reference])


def _above(record: Collaboration) -> tuple[tuple[str, str], ...]:
    return (
        (record.title, reverse("collaboration", args=[record.address])),
        (_("Agreements"), _home(record)),
    )
