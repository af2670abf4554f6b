"""The map of a workspace as the engine checks it."""

from collections.abc import Sequence

from django.db.models import Prefetch

from frankpledge.benefits.models import MapEdge, MapNode, NodeKind, Profile, ProfileState, Workspace
from frankpledge.engine import maps
from frankpledge.engine.maps import BenefitMap, Edge, Finding, Node

VALUED = {NodeKind.BENEFIT, NodeKind.DISBENEFIT}


def whole_map(workspace: Workspace) -> list[MapNode]:
    """Every box with its arrows and the benefits that stand in it. Three statements."""
    edges = Prefetch("leads_to", MapEdge.objects.select_related("cause", "effect"))
    standing = Profile.objects.exclude(state=ProfileState.DROPPED)
    held = MapNode.objects.filter(workspace=workspace).select_related("organisation")
    return list(held.prefetch_related(edges, Prefetch("profiles", standing)))


def drawn_of(workspace: Workspace) -> BenefitMap | None:
    """The map, where there is anything on it. Three statements.

    A node is valued where a profile of it counts, and measured by what that profile is measured by.
    """
    nodes = list(MapNode.objects.filter(workspace=workspace))
    if not nodes:
        return None
    profiles = Profile.objects.filter(workspace=workspace, is_counted=True, node__isnull=False)
    counted = profiles.exclude(state=ProfileState.DROPPED).values_list("node_id", "measure__slug")
    measures = {number: slug or "" for number, slug in counted}
    drawn = [
        Node(
            name=node.label,
            kind=maps.NodeKind(node.kind),
            valued=node.pk in measures and node.kind in VALUED,
            measure=measures.get(node.pk, ""),
        )
        for node in nodes
    ]
    labels = {node.pk: node.label for node in nodes}
    edges = MapEdge.objects.filter(cause__workspace=workspace, effect__workspace=workspace)
    led = [Edge(labels[each.cause_id], labels[each.effect_id], each.cleared) for each in edges]
    return BenefitMap(tuple(drawn), tuple(led))


def findings_of(workspace: Workspace) -> Sequence[Finding]:
    """What the engine finds wrong with the map; nothing where there is none. Three statements."""
    drawn = drawn_of(workspace)
    return maps.check(drawn) if drawn is not None else ()
