"""The version of the method that a record keeps, what a newer one would change, and taking it up."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits import method
from frankpledge.benefits.actions import workspaces as actions
from frankpledge.benefits.models import Light
from frankpledge.benefits.queries.versions import would_change
from frankpledge.errors import Invalid
from frankpledge.people.models import Power
from frankpledge.web import asat, members, tracking, versions
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Kind, Question, Values
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Rows, gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, version_question


@needs(Power.READ_RESTRICTED)
@reading_only
def kept(request: HttpRequest, written: str) -> HttpResponseBase:
    """The version kept, with its numbers; where there is a newer one, what it would change here."""
    desk = Desk.of(request, written)
    held = method.version(desk.work.method_version)
    found = would_change(desk.work, asat.today())
    context = {
        "version": held,
        "numbers": versions.numbers(held),
        "found": found,
        "rules": versions.differing(found.rules) if found else [],
        "benefits": [
            (
                each.profile,
                *(tracking.share(float(tolerance)) for tolerance, _light in (each.before, each.after)),
                *(Light(light).label for _tolerance, light in (each.before, each.after)),
            )
            for each in (found.benefits if found else ())
        ],
        "is_done": "done" in request.GET,
    }
    return desk.page("workspaces/method.html", _("The version of the method"), context)


@needs(Power.DECIDE_CHANGE)
def move_on(request: HttpRequest, written: str) -> HttpResponseBase:
    """Taking up the newest version, with the reason."""
    desk = Desk.of(request, written, Power.DECIDE_CHANGE)
    before, newest = method.version(desk.work.method_version), method.newest()
    if before == newest:
        return gone_to(desk.at("benefits-method"))

    def check(values: Values) -> Rows:
        if not values["reason"].strip():
            fault = _("Enter why you take up the newer version")
            raise Invalid(fault, {"reason": fault})
        return (
            (_("From"), before.cited),
            (_("To"), newest.cited),
            (_("Why"), values["reason"]),
        )

    def do(values: Values) -> HttpResponseBase:
        actions.move_on(
            by=members.actor(request),
            collaboration=desk.held,
            version=number_of(values),
            to=values["to"],
            reason=values["reason"],
        )
        return gone_to(desk.at("benefits-method", done="yes"))

    address = desk.at("benefits-method")
    steps = desk.steps(
        _("Take up %(version)s") % {"version": newest.cited},
        _("Take it up"),
        do,
        check=check,
        lead=(
            _("From then on this record is judged by it. What is locked or released stays as it was made."),
            _("There is no way back to %(version)s.") % {"version": before.cited},
        ),
        questions=(
            Question(name="reason", label=_("Why?"), kind=Kind.LONG),
            Question(name="to", kind=Kind.HIDDEN),
            version_question(),
        ),
        initial={"to": newest.number, "version": str(desk.work.version)},
        back=(_("Back to what would change"), address),
        breadcrumbs=desk.above((_("The version of the method"), address)),
    )
    return walk(request, steps)
