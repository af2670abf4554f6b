"""The map of benefits as lists: its boxes by kind, what each leads to, and what the checks find."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from frankpledge.benefits.actions import maps as actions
from frankpledge.benefits.actions.maps import Box
from frankpledge.benefits.models import Bearer, MapEdge, MapNode, NodeKind
from frankpledge.benefits.queries import double_counts
from frankpledge.benefits.queries.maps import findings_of, whole_map
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation, Power
from frankpledge.web import drawn_maps, members
from frankpledge.web import maps as words
from frankpledge.web.access import needs
from frankpledge.web.forms.questions import Choice, Kind, Question, Values
from frankpledge.web.reading import reading_only
from frankpledge.web.steps import Steps, gone_to, walk
from frankpledge.web.workspaces import Desk, number_of, version_question


@needs(Power.READ_RESTRICTED)
@reading_only
def benefit_map(request: HttpRequest, written: str) -> HttpResponseBase:
    """What is wrong with it first, then each box and what it leads to."""
    desk = Desk.of(request, written)
    held = whole_map(desk.work)
    context = {
        "groups": [(kind, [each for each in held if each.kind == kind]) for kind in NodeKind],
        "is_empty": not held,
        "findings": words.in_words(findings_of(desk.work)),
        "drawing": drawn_maps.drawn(held),
        "twice": double_counts.of_workspace(desk.work, desk.rights),
    }
    return desk.page("maps/map.html", _("The map"), context)


@needs(Power.PROPOSE_CHANGE)
def box(request: HttpRequest, written: str, number: int | None = None) -> HttpResponseBase:
    """One box: a further one, or one to be worded otherwise."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = _node(desk, number) if number is not None else None
    bodies = list(Organisation.objects.filter(pk__in=desk.keepers).order_by("name"))

    def do(values: Values) -> HttpResponseBase:
        chosen = next((each for each in bodies if each.slug == values["organisation"]), None)
        said = Box(
            kind=values["kind"],
            label=values["label"],
            note=values["note"],
            bearer=values["bearer"],
            organisation=chosen,
        )
        by, version = members.actor(request), number_of(values)
        actions.put(by=by, collaboration=desk.held, version=version, box=said, node_id=number)
        return gone_to(desk.at("benefit-map"))

    initial = {}
    if held is not None:
        body = held.organisation.slug if held.organisation else ""
        initial = {"kind": held.kind, "label": held.label, "note": held.note, "bearer": held.bearer}
        initial["organisation"] = body
    title = _("Change a box of the map") if held else _("Add a box to the map")
    return walk(request, _steps(desk, title, _("Save"), do, questions=_asked(bodies), initial=initial))


@needs(Power.PROPOSE_CHANGE)
def remove_box(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """Takes a box away, with its arrows."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = _node(desk, number)

    def do(values: Values) -> HttpResponseBase:
        by, version = members.actor(request), number_of(values)
        actions.remove(by=by, collaboration=desk.held, version=version, node_id=number)
        return gone_to(desk.at("benefit-map"))

    facts = ((_("Box"), held.label),)
    lead = (_("Its arrows go with it."),)
    title = _("Take this box away?")
    asked = {"facts": facts, "lead": lead, "is_a_warning": True}
    return walk(request, _steps(desk, title, _("Take it away"), do, **asked))


@needs(Power.PROPOSE_CHANGE)
def join(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """An arrow from one box to another."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = _node(desk, number)
    others = MapNode.objects.filter(workspace=desk.work).exclude(pk=held.pk)

    def do(values: Values) -> HttpResponseBase:
        effect = next((each for each in others if str(each.pk) == values["effect"]), None)
        if effect is None:
            fault = _("Choose what it leads to")
            raise Invalid(fault, {"effect": fault})
        by, version = members.actor(request), number_of(values)
        actions.join(by=by, collaboration=desk.held, version=version, cause_id=held.pk, effect_id=effect.pk)
        return gone_to(desk.at("benefit-map"))

    choices = [Choice(str(each.pk), f"{each.label} ({each.get_kind_display()})") for each in others]
    effect = Question(name="effect", label=_("What does it lead to?"), kind=Kind.ONE_OF_MANY, choices=choices)
    title = _("What does “%(label)s” lead to?") % {"label": held.label}
    return walk(request, _steps(desk, title, _("Draw the arrow"), do, questions=(effect,)))


@needs(Power.PROPOSE_CHANGE)
def part(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """Takes an arrow away."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = _edge(desk, number)

    def do(values: Values) -> HttpResponseBase:
        by, version = members.actor(request), number_of(values)
        actions.part(by=by, collaboration=desk.held, version=version, edge_id=number)
        return gone_to(desk.at("benefit-map"))

    facts = ((_("Arrow"), str(held)),)
    return walk(request, _steps(desk, _("Take this arrow away?"), _("Take it away"), do, facts=facts))


@needs(Power.PROPOSE_CHANGE)
def clear(request: HttpRequest, written: str, number: int) -> HttpResponseBase:
    """Why a double count that an arrow makes is none."""
    desk = Desk.of(request, written, Power.PROPOSE_CHANGE)
    held = _edge(desk, number)

    def do(values: Values) -> HttpResponseBase:
        by, version = members.actor(request), number_of(values)
        actions.clear(
            by=by, collaboration=desk.held, version=version, edge_id=number, reason=values["reason"]
        )
        return gone_to(desk.at("benefit-map"))

    reason = Question(
        name="reason",
        label=_("Why is nothing counted twice along this arrow?"),
        hint=_("Left empty, the checks look along it again."),
        kind=Kind.LONG,
    )
    asked: dict[str, Any] = {"questions": (reason,), "initial": {"reason": held.cleared}}
    facts = ((_("Arrow"), str(held)),)
    return walk(request, _steps(desk, _("Nothing is counted twice"), _("Save"), do, facts=facts, **asked))


def _node(desk: Desk, number: int) -> MapNode:
    held = MapNode.objects.filter(workspace=desk.work).select_related("organisation")
    found = held.filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such box on this map."))
    return found


def _edge(desk: Desk, number: int) -> MapEdge:
    held = MapEdge.objects.filter(cause__workspace=desk.work).select_related("cause", "effect")
    found = held.filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such arrow on this map."))
    return found


def _steps(
    desk: Desk, title: str, button: str, do: Callable[[Values], HttpResponseBase], **more: Any
) -> Steps:
    asked = {
        "back": (_("Back to the map"), desk.at("benefit-map")),
        "breadcrumbs": desk.above((_("The map"), desk.at("benefit-map"))),
        **more,
        "questions": (*more.get("questions", ()), version_question()),
        "initial": {**more.get("initial", {}), "version": str(desk.work.version)},
    }
    return desk.steps(title, button, do, **asked)


def _asked(bodies: list[Organisation]) -> tuple[Question, ...]:
    kinds = [Choice(each.value, str(each.label).capitalize()) for each in NodeKind]
    bearers = [Choice(each.value, str(each.label).capitalize()) for each in Bearer]
    named = [Choice(each.slug, each.name) for each in bodies]
    return (
        Question(name="kind", label=_("What kind of box?"), kind=Kind.CHOICE, choices=kinds),
        Question(name="label", label=_("What is it, in a few words?")),
        Question(
            name="bearer",
            label=_("Who has the good or the harm of it? (optional)"),
            kind=Kind.ONE_OF_MANY,
            choices=bearers,
        ),
        Question(
            name="organisation",
            label=_("Which party? (if it is one)"),
            kind=Kind.ONE_OF_MANY,
            choices=named,
        ),
        Question(name="note", label=_("Anything to note? (optional)"), kind=Kind.LONG),
    )
