"""Publishing the draft of what a record is for, as the version in force."""

import datetime

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.errors import Invalid
from frankpledge.people.permissions import Power
from frankpledge.register.actions import purpose_versions
from frankpledge.register.models import Purpose, PurposeChange
from frankpledge.register.queries.agreements import signed_with_the_purpose
from frankpledge.register.queries.purposes import Version
from frankpledge.web import asat, members, purposes
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values, day_of
from frankpledge.web.phrases import when
from frankpledge.web.purpose_desk import Desk
from frankpledge.web.purposes import number_of
from frankpledge.web.steps import Rows, gone_to, walk


@needs(Power.DECIDE_CHANGE)
def publish(request: HttpRequest, written: str) -> HttpResponseBase:
    """Makes the draft the version in force, and says whether everybody is asked."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    held, last = desk.drafted(), desk.last

    def check(values: Values) -> Rows:
        return _looked_over(held, last, _change_of(values, last), _day(values))

    def do(values: Values) -> HttpResponseBase:
        purpose_versions.publish(
            by=members.actor(request),
            collaboration=desk.held,
            edition=number_of(values, "edition"),
            version=number_of(values, "version"),
            holds_from=_day(values),
            change=_change_of(values, last) if last else None,
        )
        return gone_to(reverse("purpose", args=[desk.held.address]))

    told = {"edition": desk.edition, "version": str(held.version), "holds_from": when(asat.today())}
    steps = desk.steps(
        _("Publish version %(version)s of the purpose") % {"version": held.version},
        _("Publish it"),
        do,
        check=check,
        questions=_questions(last),
        initial=told,
        facts=((_("Purpose"), held.statement),),
    )
    return walk(request, steps)


def _looked_over(held: Purpose, last: Version | None, kind: PurposeChange, day: datetime.date) -> Rows:
    asks = kind is not PurposeChange.WORDING
    everybody, nobody = _("every legal person of it"), _("nobody: what was accepted stays accepted")
    return (
        (_("Version"), str(held.version)),
        (_("Purpose"), held.statement),
        *(((_("What changes"), str(kind.label)),) if last else ()),
        (_("Holds from"), when(day)),
        *(() if last else _accepted_already(held)),
        (_("Who is asked"), everybody if asks else nobody),
        (_("Afterwards"), _("a published version never changes: other words are a further version")),
    )


def _accepted_already(held: Purpose) -> Rows:
    """Who signed an agreement that states the purpose: that counts as accepting its first version."""
    names = dict.fromkeys(each.organisation.name for each in signed_with_the_purpose(held.collaboration))
    return ((_("Accepted by signing an agreement that states it"), "; ".join(names)),) if names else ()


def _questions(last: Version | None) -> tuple[Question, ...]:
    change = Question(
        name="change",
        label=_("What changes beside version %(version)s?") % {"version": last.version if last else 0},
        kind=Kind.CHOICE,
        choices=[
            Choice(PurposeChange.MEANING, _("The meaning"), _("Every legal person is asked again.")),
            Choice(
                PurposeChange.WORDING,
                _("Only the wording"),
                _("Whoever accepted it before, still does. Everybody can see what was changed."),
            ),
        ],
    )
    day = Question(
        name="holds_from",
        label=_("From which day does it hold?"),
        hint=_("Today, or the day on which the parties agreed it. For example, 1 April 2025."),
    )
    hidden = (
        purposes.edition_question(),
        Question(name="version", kind=Kind.HIDDEN, is_made_anew=True),
    )
    return (*((change,) if last else ()), day, *hidden)


def _change_of(values: Values, last: Version | None) -> PurposeChange:
    if last is None:
        return PurposeChange.FIRST
    chosen = values.get("change", "")
    if chosen not in {PurposeChange.MEANING, PurposeChange.WORDING}:
        fault = _("Choose whether the meaning changes or only the wording")
        raise Invalid(fault, {"change": fault})
    return PurposeChange(chosen)


def _day(values: Values) -> datetime.date:
    day = day_of(values, "holds_from")
    if day is None:
        fault = _("Enter the day from which it holds")
        raise Invalid(fault, {"holds_from": fault})
    return day
