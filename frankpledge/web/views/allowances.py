"""How each cause for which figures may come out worse is allowed for."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frankpledge.benefits.actions import allowances as actions
from frankpledge.benefits.actions.allowances import Said
from frankpledge.benefits.models import Allowance, AllowedBy
from frankpledge.benefits.queries.allowances import Allowed, allowances_of
from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms.agreements import choices_of, key_question, long, one_of_question
from frankpledge.web.forms.questions import Question, Values, key_of, new_key
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.workspaces import Desk


@needs(Power.READ_RESTRICTED)
@reading_only
def allowances(request: HttpRequest, written: str) -> HttpResponseBase:
    """Each cause with the ways in which it is allowed for; those with several first."""
    desk = Desk.of(request, written)
    held = allowances_of(desk.work)
    causes = sorted(held.by_cause.items(), key=lambda each: each[0] not in held.stacked)
    context = {"allowed": held, "causes": causes, "said": _in_words(held)}
    return desk.page("stages/allowances.html", _("What is allowed for"), context, _stages(desk))


@needs(Power.PROPOSE_CHANGE)
def add(request: HttpRequest, written: str) -> HttpResponseBase:
    """One correction more, or that nothing is corrected."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    used = ", ".join(allowances_of(desk.work).by_cause)

    def do(values: Values) -> HttpResponseBase:
        said = Said(allowed_by=values["allowed_by"], cause=values["cause"], words=values["words"])
        actions.add(by=members.actor(request), collaboration=desk.held, said=said, key=key_of(values))
        return gone_to(desk.at("allowances"))

    hint = _("For example: programme late, take-up lower, price rises.")
    if used:
        hint += " " + _("Write a cause as before, if it is the same: %(used)s.") % {"used": used}
    steps = desk.steps(
        _("What is allowed for, and how?"),
        _("Save"),
        do,
        questions=(
            Question(name="cause", label=_("For which cause?"), hint=hint),
            one_of_question("allowed_by", _("How is it allowed for?"), choices_of(AllowedBy)),
            long("words", _("How much, and from where? If nothing is corrected: why?")),
            key_question(),
        ),
        initial={"key": new_key()},
        lead=(_("One cause is allowed for once, in one way: else the same doubt is counted twice."),),
        back=(_("Cancel"), desk.at("allowances")),
        breadcrumbs=desk.above(_stages(desk)),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def remove(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """One correction is taken off the list."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    row = Allowance.objects.filter(workspace=desk.work, pk=number).first()
    if row is None:
        raise NotFound(_("There is no such correction, or it was removed."))

    def do(_values: Values) -> HttpResponseBase:
        actions.remove(by=members.actor(request), collaboration=desk.held, allowance_id=number)
        return gone_to(desk.at("allowances"))

    steps = desk.steps(
        _("Remove this correction?"),
        _("Remove it"),
        do,
        facts=(
            (_("Cause"), row.cause or _("none")),
            (_("Allowed for by"), row.get_allowed_by_display()),
            (_("In words"), row.words),
        ),
        back=(_("Cancel"), desk.at("allowances")),
        breadcrumbs=desk.above(_stages(desk)),
    )
    return walk(request, steps)


def _stages(desk: Desk) -> tuple[str, str]:
    return (_("The fourteen stages"), desk.at("stages"))


def _in_words(held: Allowed) -> str:
    if held.nothing is not None:
        return _("Nothing is corrected.")
    if not held.rows:
        return _("What is allowed for, and how, is not known yet.")
    count = len(held.stacked)
    if not count:
        return _("Each cause is allowed for in one way.")
    return ngettext(
        "%(count)s cause is allowed for in more than one way.",
        "%(count)s causes are allowed for in more than one way.",
        count,
    ) % {"count": count}
