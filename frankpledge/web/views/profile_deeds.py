"""What is done to one benefit: written section by section, linked, given realisers, signed off, settled."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import profiles as actions
from frankpledge.benefits.actions import sign_offs
from frankpledge.benefits.actions.profiles import Links, Realises
from frankpledge.benefits.actions.sign_offs import POWERS, Signing
from frankpledge.benefits.actions.work import checked_number
from frankpledge.benefits.completeness import Section
from frankpledge.benefits.models import BenefitClass, Profile, ProfileState, Signs
from frankpledge.benefits.queries.parties import parties_of
from frankpledge.benefits.states import profiles as states
from frankpledge.benefits.states.profiles import Move
from frankpledge.errors import NotFound
from frankpledge.people.models import Power
from frankpledge.people.permissions import require_own_word
from frankpledge.people.queries.organisations import named
from frankpledge.register.models import Objective
from frankpledge.web import asat, members
from frankpledge.web import profiles as words
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Kind, Question, Values, reason_question
from frankpledge.web.phrases import number
from frankpledge.web.steps import gone_to, walk
from frankpledge.web.views.profiles import Sheet
from frankpledge.web.workspaces import number_of

HUNDRED = Decimal(100)


@needs(Power.PROPOSE_CHANGE)
def write(request: HttpRequest, written: str, reference: str, section: str) -> HttpResponseBase:
    """One section of it."""
    sheet = Sheet.of(request, written, reference, Power.PROPOSE_CHANGE)
    if section not in words.FIELDS:
        raise NotFound(_("There is no such section."))
    part = Section(section)
    rows = words.rows_for(part, sheet.desk.work, sheet.desk.keepers, sheet.profile.measure)

    def do(values: Values) -> HttpResponseBase:
        actions.write(
            by=members.actor(request),
            reference=sheet.profile.reference,
            version=number_of(values),
            values=words.read(part, values, rows),
        )
        return gone_to(f"{sheet.address}#{part}")

    steps = sheet.steps(
        str(words.TITLES[part]),
        _("Save"),
        do,
        questions=words.questions(part, rows),
        initial=words.typed(part, sheet.profile),
        lead=(_("Leave empty what is not known: it is shown as missing, and nothing is filled in."),),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def links(request: HttpRequest, written: str, reference: str) -> HttpResponseBase:
    """Which objectives it serves, which drawbacks come with it."""
    sheet = Sheet.of(request, written, reference, Power.PROPOSE_CHANGE)
    profile = sheet.profile
    objectives = Objective.objects.filter(purpose__collaboration=sheet.desk.held, purpose__state="published")
    drawbacks = Profile.objects.filter(
        workspace=sheet.desk.work, benefit_class=BenefitClass.DISBENEFIT
    ).exclude(pk=profile.pk)
    offered = {f"objective-{each.pk}": each for each in objectives.order_by("purpose__version", "position")}
    borne = {f"drawback-{each.pk}": each for each in drawbacks}

    def do(values: Values) -> HttpResponseBase:
        chosen = Links(
            objectives=frozenset(each.pk for name, each in offered.items() if values[name] == "yes"),
            drawbacks=frozenset(each.pk for name, each in borne.items() if values[name] == "yes"),
        )
        actions.link(
            by=members.actor(request),
            reference=profile.reference,
            version=number_of(values),
            links=chosen,
        )
        return gone_to(f"{sheet.address}#{Section.LINKS}")

    held = {*profile.objectives.all(), *profile.drawbacks.all()}
    nothing = _("No objective is published and no drawback is written down yet.")
    steps = sheet.steps(
        str(words.TITLES[Section.LINKS]),
        _("Save"),
        do,
        questions=(
            *(_tick(name, _("Objective: %(what)s") % {"what": each.what}) for name, each in offered.items()),
            *(_tick(name, _("Drawback: %(what)s") % {"what": each.title}) for name, each in borne.items()),
        ),
        initial={name: "yes" for name, each in {**offered, **borne}.items() if each in held},
        lead=() if offered or borne else (nothing,),
    )
    return walk(request, steps)


@needs(Power.PROPOSE_CHANGE)
def realisers(request: HttpRequest, written: str, reference: str) -> HttpResponseBase:
    """Who brings it about in each party, and for which share."""
    sheet = Sheet.of(request, written, reference, Power.PROPOSE_CHANGE)
    parties = parties_of(sheet.desk.held.pk, asat.today())

    def do(values: Values) -> HttpResponseBase:
        said = []
        for body in parties:
            post = values[f"post-{body.slug}"].strip()
            share = checked_number(f"share-{body.slug}", values[f"share-{body.slug}"].removesuffix("%"))
            if post or share is not None:
                said.append(Realises(body, post, None if share is None else share / HUNDRED))
        actions.name_realisers(
            by=members.actor(request),
            reference=sheet.profile.reference,
            version=number_of(values),
            realisers=said,
        )
        return gone_to(f"{sheet.address}#{Section.REALISERS}")

    held = {each.organisation_id: each for each in sheet.profile.realisers.all()}
    initial = {}
    for body in parties:
        if each := held.get(body.pk):
            initial[f"post-{body.slug}"] = each.post
            initial[f"share-{body.slug}"] = "" if each.share is None else number(each.share * HUNDRED)
    steps = sheet.steps(
        str(words.TITLES[Section.REALISERS]),
        _("Save"),
        do,
        questions=tuple(
            question
            for body in parties
            for question in (
                Question(name=f"post-{body.slug}", label=_("Post in %(name)s") % {"name": body.name}),
                Question(
                    name=f"share-{body.slug}",
                    label=_("Share of %(name)s (optional)") % {"name": body.name},
                    hint=_("Per cent of the whole benefit. All shares together are at most 100."),
                ),
            )
        ),
        initial=initial,
    )
    return walk(request, steps)


@needs(Power.DECIDE_CHANGE)
def move(request: HttpRequest, written: str, reference: str, name: str) -> HttpResponseBase:
    """Agrees, closes or drops it."""
    if name not in words.MOVES:
        raise NotFound(_("There is nothing to do at this address."))
    wanted = Move(name)
    sheet = Sheet.of(request, written, reference, states.RULES[wanted].power)

    def do(values: Values) -> HttpResponseBase:
        actions.settle(
            by=members.actor(request),
            reference=sheet.profile.reference,
            version=number_of(values),
            move=wanted,
            reason=values.get("reason", ""),
        )
        return gone_to(sheet.address)

    said = words.MOVES[wanted]
    asks_why = states.RULES[wanted].after in {ProfileState.CLOSED, ProfileState.DROPPED}
    steps = sheet.steps(
        str(said.question),
        said.button,
        do,
        questions=(reason_question(),) if asks_why else (),
        facts=((_("Benefit"), sheet.profile.title),),
        lead=(said.lead,),
        is_a_warning=wanted is Move.DROP,
    )
    return walk(request, steps)


@needs(Power.READ_RESTRICTED)
def sign(request: HttpRequest, written: str, reference: str, signs_as: str, slug: str) -> HttpResponseBase:
    """Signs it off as it stands, in the name of one body."""
    sheet = Sheet.of(request, written, reference)
    if signs_as not in Signs.values:
        raise NotFound(_("There is nothing to sign at this address."))
    kind, body = Signs(signs_as), named(slug)
    require_own_word(members.actor(request), body.pk, POWERS[kind])

    def do(values: Values) -> HttpResponseBase:
        signing = Signing(signs_as=kind, organisation=body, words=values["words"])
        sign_offs.sign(
            by=members.actor(request),
            reference=sheet.profile.reference,
            version=number_of(values),
            signing=signing,
        )
        return gone_to(f"{sheet.address}#{Section.SIGNED}")

    remark = Question(name="words", label=_("Anything to remark? (optional)"), kind=Kind.LONG)
    steps = sheet.steps(
        _("Sign it off"),
        _("Sign it off"),
        do,
        questions=(remark,),
        facts=(
            (_("Benefit"), sheet.profile.title),
            (_("In the name of"), body.name),
            (_("As"), str(kind.label)),
            (_("As it stands"), _("version %(number)s") % {"number": sheet.profile.version}),
        ),
        lead=(_("If anything in it changes afterwards, it is shown as signed before the change."),),
    )
    return walk(request, steps)


def _tick(name: str, label: str) -> Question:
    return Question(name=name, label=label, kind=Kind.TICK)
