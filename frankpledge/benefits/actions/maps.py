"""The map: what leads to what. Written box by box and arrow by arrow, by anybody who writes the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from frankpledge.audit.actors import Actor
from frankpledge.audit.outcomes import assign
from frankpledge.benefits.actions.work import Work
from frankpledge.benefits.models import Bearer, MapEdge, MapNode, NodeKind, Profile, ProfileState
from frankpledge.errors import Invalid, NotFound
from frankpledge.people.models import Organisation
from frankpledge.people.permissions import Power
from frankpledge.register.actions.typed import LONGEST_LINE, checked_words
from frankpledge.register.models import Collaboration


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box: what kind, in a few words, and who has the good or the harm of it (a party is named)."""

    kind: str
    label: str
    note: str = ""
    bearer: str = ""
    organisation: Organisation | None = None


@transaction.atomic
def put(
    *, by: Actor, collaboration: Collaboration, version: int, box: Box, node_id: int | None = None
) -> MapNode:
    """A box more, or the same one otherwise. Sent twice it is one: no two boxes say the same."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    held = _node(work, node_id) if node_id else MapNode(workspace=work.workspace)
    values = _checked(work, box)
    of_work = MapNode.objects.filter(workspace=work.workspace)
    alike = of_work.filter(label=values["label"]).exclude(pk=held.pk).first()
    if alike is not None:
        if held.pk is None and _says(alike, values):
            return alike
        fault = _("There is a box with these words already")
        raise Invalid(fault, {"label": fault})
    if held.pk and _says(held, values):
        return held
    work.check_version(version)
    is_new = held.pk is None
    changes = assign(held, values)
    if is_new:
        held.position = of_work.count()
        held.save(force_insert=True)
    else:
        held.save(update_fields=list(values))
    work.save()
    work.record("maps.put", {f"map.{held.label}.{name}": change for name, change in changes.items()})
    return held


@transaction.atomic
def remove(*, by: Actor, collaboration: Collaboration, version: int, node_id: int) -> None:
    """Take a box away, with its arrows. Not one that a benefit stands in: that is taken out of it first."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    held = MapNode.objects.filter(pk=node_id, workspace=work.workspace).first()
    if held is None:
        return
    work.check_version(version)
    if Profile.objects.filter(node=held).exclude(state=ProfileState.DROPPED).exists():
        raise Invalid(_("A benefit has its place here. Give it another place first."))
    label = held.label
    held.delete()
    work.save()
    work.record("maps.remove", {f"map.{label}": [label, None]})


@transaction.atomic
def join(*, by: Actor, collaboration: Collaboration, version: int, cause_id: int, effect_id: int) -> MapEdge:
    """Say that one box leads to another. Said twice, it is one arrow."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    cause, effect = _node(work, cause_id), _node(work, effect_id)
    if before := MapEdge.objects.filter(cause=cause, effect=effect).first():
        return before
    if cause == effect:
        fault = _("Choose two boxes: nothing leads to itself")
        raise Invalid(fault, {"effect": fault})
    work.check_version(version)
    made = MapEdge.objects.create(cause=cause, effect=effect)
    work.save()
    work.record("maps.join", {"map.arrow": [None, str(made)]})
    return made


@transaction.atomic
def part(*, by: Actor, collaboration: Collaboration, version: int, edge_id: int) -> None:
    """Take an arrow away."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    held = MapEdge.objects.filter(pk=edge_id, cause__workspace=work.workspace).first()
    if held is None:
        return
    work.check_version(version)
    said = str(held)
    held.delete()
    work.save()
    work.record("maps.part", {"map.arrow": [said, None]})


@transaction.atomic
def clear(*, by: Actor, collaboration: Collaboration, version: int, edge_id: int, reason: str) -> MapEdge:
    """Say why a double count that an arrow makes is none; no reason takes back what was said."""
    work = Work.locked(by, collaboration.pk, Power.PROPOSE_CHANGE)
    held = MapEdge.objects.filter(pk=edge_id, cause__workspace=work.workspace).first()
    if held is None:
        raise NotFound(_("There is no such arrow on this map."))
    words = checked_words("reason", reason)
    if held.cleared == words:
        return held
    work.check_version(version)
    before, held.cleared = held.cleared, words
    held.save(update_fields=["cleared"])
    work.save()
    work.record("maps.clear", {"map.cleared": [before or None, words or None]})
    return held


def _node(work: Work, number: int) -> MapNode:
    found = MapNode.objects.filter(pk=number, workspace=work.workspace).first()
    if found is None:
        raise NotFound(_("There is no such box on this map."))
    return found


def _checked(work: Work, box: Box) -> dict[str, Any]:
    label = checked_words("label", box.label, _("Enter what it is, in a few words"), LONGEST_LINE)
    faults = {}
    if box.kind not in NodeKind.values:
        faults["kind"] = _("Choose what kind of box it is")
    if box.bearer and box.bearer not in Bearer.values:
        faults["bearer"] = _("Choose from the list")
    if box.organisation is not None and box.bearer != Bearer.PARTY:
        faults["bearer"] = _("Choose “a party” where one is named")
    if box.organisation is not None and box.organisation.pk not in work.keepers:
        faults["organisation"] = _("Choose from the list")
    if faults:
        raise Invalid(_("Something is missing or wrong."), faults)
    note = checked_words("note", box.note)
    said: Mapping[str, Any] = {
        "kind": box.kind,
        "label": label,
        "note": note,
        "bearer": box.bearer,
        "organisation": box.organisation,
    }
    return dict(said)


def _says(held: MapNode, values: Mapping[str, Any]) -> bool:
    return all(getattr(held, name) == value for name, value in values.items())
