"""What is done to the library of measures: defined, defined anew, varied by a body, retired."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import measures as actions
from frankpledge.benefits.actions import profiles
from frankpledge.benefits.models import Measure
from frankpledge.benefits.queries import measures as queries
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power, Rights, require, require_nationally
from frankpledge.web import measures as words
from frankpledge.web import members
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Kind, Question, Values
from frankpledge.web.steps import Steps, gone_to, walk
from frankpledge.web.views.profiles import Sheet
from frankpledge.web.workspaces import number_of

SEEN = "seen"


@needs(Power.DECIDE_CHANGE)
def define(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    """A measure more in the library, or another definition of one."""
    require_nationally(members.actor(request), Power.DECIDE_CHANGE)
    before = queries.definitions(slug)[0] if slug else None

    def do(values: Values) -> HttpResponseBase:
        by, seen = members.actor(request), number_of(values, SEEN)
        made = actions.define(by=by, words=values, slug=slug, seen=seen)
        return gone_to(reverse("measure", args=[made.slug]))

    seen = str(before.definition_version if before else 0)
    steps = _steps(
        _("Define “%(name)s” anew") % {"name": before.name} if before else _("Define a national measure"),
        _("Define it"),
        do,
        before,
        lead=(_("Earlier definitions stay, and what was made under one keeps it."),) if before else (),
        questions=(*words.questions(), Question(name=SEEN, kind=Kind.HIDDEN, is_made_anew=True)),
        initial={**(words.typed(before) if before else {}), SEEN: seen},
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def retire(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    """Offers a measure of the library, or a body's variant of one, for nothing new."""
    held = queries.definitions(slug)[0] if number is None else queries.variant(slug, number)
    by = members.actor(request)
    if held.organisation_id is None:
        require_nationally(by, Power.DECIDE_CHANGE)
    else:
        require(by, Power.DECIDE_CHANGE, [held.organisation_id])

    def do(values: Values) -> HttpResponseBase:
        actions.retire(by=by, measure=held, reason=values["reason"])
        return gone_to(reverse("measure", args=[slug]))

    reason = Question(
        name="reason", label=_("Why?"), hint=_("Everybody reads this beside the measure."), kind=Kind.LONG
    )
    steps = _steps(
        _("Retire this measure?"),
        _("Retire it"),
        do,
        held,
        at=slug,
        facts=((_("Measure"), words.named(held)),),
        lead=(_("It is offered for nothing new. Benefits that use it keep it, and say so."),),
        questions=(reason,),
        is_a_warning=True,
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def vary(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How a body measures it otherwise."""
    national = queries.definitions(slug)[0]
    bodies = _writing(members.rights(request))

    def do(values: Values) -> HttpResponseBase:
        body = _chosen(bodies, values)
        actions.vary(by=members.actor(request), national=national, organisation=body, words=values)
        return gone_to(f"{reverse('measure', args=[slug])}#variants")

    steps = _steps(
        _("Measure “%(name)s” otherwise") % {"name": national.name},
        _("Declare it"),
        do,
        national,
        lead=_lead(national),
        questions=(words.whose(bodies), *words.questions(words.VARIED)),
        initial=_begun(national, bodies),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def vary_for(request: HttpRequest, written: str, reference: str) -> HttpResponseBase:
    """The same from a benefit, which is measured so from then on."""
    sheet = Sheet.of(request, written, reference, Power.PROPOSE_CHANGE)
    used = sheet.profile.measure
    national = used.varies or used if used else None
    if national is None or national.organisation_id is not None:
        raise NotFound(_("Say by which national measure it is measured first."))
    bodies = [each for each in _writing(sheet.desk.rights) if each.pk in sheet.desk.keepers]

    def do(values: Values) -> HttpResponseBase:
        profiles.vary_measure(
            by=members.actor(request),
            reference=sheet.profile.reference,
            version=number_of(values),
            organisation=_chosen(bodies, values),
            words=values,
        )
        return gone_to(f"{sheet.address}#measure")

    steps = sheet.steps(
        _("Measure “%(name)s” otherwise") % {"name": national.name},
        _("Declare it"),
        do,
        lead=_lead(national),
        questions=(words.whose(bodies), *words.questions(words.VARIED)),
        initial=_begun(national, bodies),
    )
    return walk(request, steps)


def _steps(
    title: str, button: str, do: Callable[[Values], HttpResponseBase], of: Measure | None, **more: Any
) -> Steps:
    """A page of the library that asks. `at` is the national measure whose page is above it."""
    slug = more.pop("at", of.slug if of else "")
    library = (_("Measures"), reverse("measures"))
    above = (library, (of.name, reverse("measure", args=[slug]))) if of else (library,)
    back = (_("Back to the measure"), above[-1][1]) if of else (_("Back to the library"), library[1])
    return Steps(title=title, button=button, do=do, back=back, breadcrumbs=above, **more)


def _lead(national: Measure) -> tuple[str, ...]:
    return (
        _("The national definition: %(definition)s") % {"definition": national.definition},
        _("Unit, direction and how values are put together stay the same. Everybody can read what you say."),
    )


def _begun(national: Measure, bodies: list[Organisation]) -> dict[str, str]:
    only = bodies[0].slug if len(bodies) == 1 else ""
    return {**words.typed(national, ("name", "definition", "source_system")), "organisation": only}


def _writing(rights: Rights) -> list[Organisation]:
    """The bodies for which somebody writes; all that keep records, for who writes for the nation."""
    bodies = Organisation.objects.order_by("name")
    if rights.may_nationally(Power.PROPOSE_CHANGE):
        return list(bodies)
    return list(bodies.filter(pk__in=rights.organisations_with(Power.PROPOSE_CHANGE)))


def _chosen(bodies: list[Organisation], values: Values) -> Organisation:
    found = next((each for each in bodies if each.slug == values.get("organisation")), None)
    if found is None:
        fault = _("Choose the body")
        raise Invalid(fault, {"organisation": fault})
    return found
