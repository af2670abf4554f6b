"""Checks of a benefit map: what leads to what, and whether anything is counted twice.

A map has nodes (enabler, change, outcome, benefit, disbenefit, objective) and edges from cause to effect. The
checks: it has no circle; no benefit or disbenefit hangs in the air, without a change that causes it or an
objective it serves; every objective is reached; nothing is counted twice, which happens when something that
is valued leads on to something else that is valued, when two valued effects measure the same thing, or when
one cause reaches a valued effect along two ways; and every change that brings benefits has had its
disbenefits thought about. Source: Collaboration Benefits Method, stage 3; the HM Treasury Green Book on
double counting. Limits: it sees what is drawn. Two names for one thing, and effects nobody drew, it cannot
see.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from frankpledge.engine import checks
from frankpledge.engine.errors import Empty, Unknown


class NodeKind(StrEnum):
    ENABLER = "enabler"
    CHANGE = "change"
    OUTCOME = "outcome"
    BENEFIT = "benefit"
    DISBENEFIT = "disbenefit"
    OBJECTIVE = "objective"


class Fault(StrEnum):
    """What may be wrong. A circle stops the other checks that follow causes."""

    CIRCLE = "circle"
    WITHOUT_CAUSE = "without cause"
    WITHOUT_OBJECTIVE = "without objective"
    NOT_REACHED = "objective not reached"
    VALUED_TWICE = "valued twice"
    SAME_MEASURE = "same measure"
    TWO_WAYS = "two ways"
    NO_DISBENEFIT = "no disbenefit considered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One box of the map. `valued` is whether its worth is counted; `measure` what it is measured by."""

    name: str
    kind: NodeKind
    valued: bool = False
    measure: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", checks.one_of(f"kind of {self.name}", self.kind, NodeKind))


@dataclass(frozen=True, slots=True)
class Edge:
    """From a cause to an effect. `cleared` says why a double count that it makes is none."""

    cause: str
    effect: str
    cleared: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, with the nodes it concerns in order."""

    fault: Fault
    nodes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.fault}: {' > '.join(self.nodes)}"


@dataclass(frozen=True, slots=True)
class BenefitMap:
    """Nodes and edges. Raises Empty, WrongKind (a name twice), Unknown (an edge to nowhere)."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()

    def __post_init__(self) -> None:
        if not self.nodes:
            raise Empty("nodes", "empty", "one node or more")
        known = checks.unique("nodes", (node.name for node in self.nodes))
        for edge in self.edges:
            for end in (edge.cause, edge.effect):
                if end not in known:
                    raise Unknown("end of an edge", repr(end), ", ".join(known))

    def effects(self) -> Mapping[str, Sequence[str]]:
        """The effects of each node, one step on."""
        found: dict[str, list[str]] = {node.name: [] for node in self.nodes}
        for edge in dict.fromkeys(self.edges):
            if edge.effect not in found[edge.cause]:
                found[edge.cause].append(edge.effect)
        return found

    def of(self, *kinds: NodeKind) -> Iterator[Node]:
        return (node for node in self.nodes if node.kind in kinds)


def check(drawn: BenefitMap) -> tuple[Finding, ...]:
    """Every fault of the map, in the order of `Fault`; none when it is sound.

    >>> nodes = (Node(name="joint unit", kind=NodeKind.CHANGE), Node(name="hours", kind=NodeKind.BENEFIT))
    >>> for finding in check(BenefitMap(nodes, (Edge("joint unit", "hours"),))):
    ...     print(finding)
    without objective: hours
    no disbenefit considered: joint unit
    """
    effects = drawn.effects()
    circle = _circle(effects)
    if circle:
        return (Finding(Fault.CIRCLE, circle), *_same_measure(drawn))
    onward = _reached(effects)
    found = [
        *_hanging(drawn, onward),
        *_valued_twice(drawn, _reached(_open(drawn, effects))),
        *_same_measure(drawn),
        *_two_ways(drawn, _open(drawn, effects)),
        *_no_disbenefit(drawn, onward),
    ]
    order = list(Fault)
    return tuple(sorted(found, key=lambda finding: order.index(finding.fault)))


def _circle(effects: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One circle, its first node again at its end; empty when there is none. Deep maps need no recursion."""
    done: set[str] = set()
    for start in effects:
        path, waiting = [start], [iter(effects[start])]
        while waiting and start not in done:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                done.add(path.pop())
            elif following in path:
                return (*path[path.index(following) :], following)
            elif following not in done:
                path.append(following)
                waiting.append(iter(effects[following]))
    return ()


def _in_order(effects: Mapping[str, Sequence[str]]) -> list[str]:
    """Every node after all of its effects."""
    order: list[str] = []
    seen: set[str] = set()
    for start in effects:
        waiting = [(start, False)]
        while waiting:
            node, done = waiting.pop()
            if done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting += [(each, False) for each in effects[node] if each not in seen]
    return order


def _reached(effects: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """Everything that each node leads to, however far."""
    onward: dict[str, set[str]] = {}
    for node in _in_order(effects):
        onward[node] = set(effects[node]).union(*(onward[each] for each in effects[node]))
    return onward


def _hanging(drawn: BenefitMap, onward: Mapping[str, set[str]]) -> Iterator[Finding]:
    causes = [node.name for node in drawn.of(NodeKind.ENABLER, NodeKind.CHANGE)]
    objectives = {node.name for node in drawn.of(NodeKind.OBJECTIVE)}
    worth = list(drawn.of(NodeKind.BENEFIT, NodeKind.DISBENEFIT))
    for node in worth:
        if not any(node.name in onward[cause] for cause in causes):
            yield Finding(Fault.WITHOUT_CAUSE, (node.name,))
        if node.kind is NodeKind.BENEFIT and not onward[node.name] & objectives:
            yield Finding(Fault.WITHOUT_OBJECTIVE, (node.name,))
    for objective in objectives:
        if not any(objective in onward[node.name] for node in worth if node.kind is NodeKind.BENEFIT):
            yield Finding(Fault.NOT_REACHED, (objective,))


def _open(drawn: BenefitMap, effects: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The effects of each node without the edges that somebody has cleared."""
    cleared = {(edge.cause, edge.effect) for edge in drawn.edges if edge.cleared}
    return {node: [each for each in row if (node, each) not in cleared] for node, row in effects.items()}


def _valued_twice(drawn: BenefitMap, onward: Mapping[str, set[str]]) -> Iterator[Finding]:
    valued = [node.name for node in drawn.nodes if node.valued]
    for cause in valued:
        for effect in valued:
            if effect in onward[cause]:
                yield Finding(Fault.VALUED_TWICE, (cause, effect))


def _same_measure(drawn: BenefitMap) -> Iterator[Finding]:
    by_measure: dict[str, list[str]] = defaultdict(list)
    for node in drawn.nodes:
        if node.valued and node.measure:
            by_measure[node.measure.casefold().strip()].append(node.name)
    for names in by_measure.values():
        if len(names) > 1:
            yield Finding(Fault.SAME_MEASURE, tuple(names))


def _two_ways(drawn: BenefitMap, effects: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    """Each valued node with the nearest cause that reaches it along two ways."""
    order = _in_order(effects)
    for target in (node.name for node in drawn.nodes if node.valued):
        ways = {target: 1}
        for node in order:
            if node == target:
                continue
            branches = [ways[each] for each in effects[node] if ways.get(each)]
            ways[node] = sum(branches)
            if len(branches) > 1:
                yield Finding(Fault.TWO_WAYS, (node, target))
                break


def _no_disbenefit(drawn: BenefitMap, onward: Mapping[str, set[str]]) -> Iterator[Finding]:
    benefits = {node.name for node in drawn.of(NodeKind.BENEFIT)}
    disbenefits = {node.name for node in drawn.of(NodeKind.DISBENEFIT)}
    for change in drawn.of(NodeKind.CHANGE):
        if onward[change.name] & benefits and not onward[change.name] & disbenefits:
            yield Finding(Fault.NO_DISBENEFIT, (change.name,))
