"""The map of benefits as a picture: boxes in columns from what is put in place to objectives, with arrows.

It is drawn on the page itself, of plain boxes, words and lines: nothing of a map is public, so no worker
draws it and nothing keeps it. The lists beside it say the same. Columns go by the kinds of boxes; where one
change leads to another, there is a column more. An arrow over several columns has a lane of its own in each.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from frankpledge.benefits.models import MapNode, NodeKind

# Benefits and drawbacks stand beside each other.
COLUMN_OF: Mapping[str, int] = {
    NodeKind.ENABLER: 0,
    NodeKind.CHANGE: 1,
    NodeKind.OUTCOME: 2,
    NodeKind.BENEFIT: 3,
    NodeKind.DISBENEFIT: 3,
    NodeKind.OBJECTIVE: 4,
}
BOX_WIDTH, BETWEEN_COLUMNS, BETWEEN_BOXES, MARGIN = 152, 44, 18, 8
LETTERS_IN_A_LINE, LINE, KIND_LINE, PADDING = 18, 18, 18, 10
LANE = 14
SWEEPS = 6


@dataclass(slots=True)
class Place:
    """A box or the lane of an arrow, in its column, with those before and after it."""

    column: int
    height: float
    node: MapNode | None = None
    lines: Sequence[str] = ()
    y: float = 0
    before: list["Place"] = field(default_factory=list)
    after: list["Place"] = field(default_factory=list)

    @property
    def x(self) -> float:
        return MARGIN + self.column * (BOX_WIDTH + BETWEEN_COLUMNS)

    @property
    def right(self) -> float:
        return self.x + BOX_WIDTH

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    def words(self) -> list[tuple[float, str]]:
        """Each line of its words, with where it stands."""
        first = self.y + PADDING + KIND_LINE + LINE * 0.75
        return [(first + LINE * at, line) for at, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: the boxes, and each arrow as a path."""

    boxes: Sequence[Place]
    arrows: Sequence[str]
    width: float
    height: float
    line: int = LINE
    padding: int = PADDING
    box_width: int = BOX_WIDTH


def drawn(nodes: Sequence[MapNode]) -> Drawing | None:
    """The picture of a map, from its boxes with their arrows (`queries.maps.whole_map`); none of nothing."""
    if not nodes:
        return None
    led = [(edge.cause_id, edge.effect_id) for node in nodes for edge in node.leads_to.all()]
    columns = _columns(nodes, led)
    places = {node.pk: _box(node, columns[node.pk]) for node in nodes}
    everything = list(places.values())
    ways = [_way(places[cause], places[effect], everything) for cause, effect in led]
    rows: dict[int, list[Place]] = defaultdict(list)
    for place in everything:
        rows[place.column].append(place)
    height = _arranged(rows)
    return Drawing(
        boxes=list(places.values()),
        arrows=[_path(way) for way in ways],
        width=MARGIN + max(place.right for place in everything),
        height=height,
    )


def _columns(nodes: Sequence[MapNode], led: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The column of each box: by its kind, then by how many of its own kind lead to it, one after another."""
    kinds = {node.pk: COLUMN_OF[node.kind] for node in nodes}
    alike = [(cause, effect) for cause, effect in led if kinds[cause] == kinds[effect]]
    depth = dict.fromkeys(kinds, 0)
    # Longer than there are boxes is a circle, which the checks name.
    for _step in range(min(len(nodes), 4)):
        for cause, effect in alike:
            depth[effect] = max(depth[effect], min(depth[cause] + 1, 3))
    wanted = sorted({(kinds[each], depth[each]) for each in kinds})
    return {each: wanted.index((kinds[each], depth[each])) for each in kinds}


def _box(node: MapNode, column: int) -> Place:
    lines = textwrap.wrap(node.label, LETTERS_IN_A_LINE) or [node.label]
    return Place(column, 2 * PADDING + KIND_LINE + LINE * len(lines), node, lines)


def _way(cause: Place, effect: Place, everything: list[Place]) -> list[Place]:
    """From a box to another, by a lane in each column between them."""
    way = [cause]
    for column in range(cause.column + 1, effect.column):
        lane = Place(column, LANE)
        everything.append(lane)
        way.append(lane)
    way.append(effect)
    for one, other in pairwise(way):
        one.after.append(other)
        other.before.append(one)
    return way


def _arranged(rows: Mapping[int, list[Place]]) -> float:
    """Order each column by what stands before and after it, so that few arrows cross. Gives the height."""
    order = sorted(rows)
    for column in order:
        _stack(rows[column])
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        for column in order if forwards else reversed(order):
            for place in rows[column]:
                beside = place.before if forwards else place.after
                place.y = sum(each.middle for each in beside) / len(beside) if beside else place.middle
            rows[column].sort(key=lambda place: place.y)
            _stack(rows[column])
    height = max(_bottom(row) for row in rows.values())
    for row in rows.values():
        room = (height - _bottom(row)) / 2
        for place in row:
            place.y += room
    return height + MARGIN


def _stack(row: Sequence[Place]) -> None:
    y: float = MARGIN
    for place in row:
        place.y = y
        y += place.height + BETWEEN_BOXES


def _bottom(row: Sequence[Place]) -> float:
    return row[-1].y + row[-1].height if row else 0


def _path(way: Sequence[Place]) -> str:
    """A curve from the right side of the first to the left side of the last, straight through each lane."""
    first, last = way[0], way[-1]
    if last.column <= first.column:
        return _back(first, last)
    parts = [f"M{first.right:.0f},{first.middle:.0f}"]
    at = (first.right, first.middle)
    for place in way[1:]:
        parts.append(_curve(at, (place.x, place.middle)))
        if place is not last:
            parts.append(f"L{place.right:.0f},{place.middle:.0f}")
        at = (place.right, place.middle)
    return " ".join(parts)


def _back(first: Place, last: Place) -> str:
    """An arrow that does not go on to the right: out of one's right side, into the other's."""
    out = max(first.right, last.right) + BETWEEN_COLUMNS * 0.6
    return (
        f"M{first.right:.0f},{first.middle:.0f} C{out:.0f},{first.middle:.0f}"
        f" {out:.0f},{last.middle:.0f} {last.right:.0f},{last.middle:.0f}"
    )


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    half = (start[0] + end[0]) / 2
    return f"C{half:.0f},{start[1]:.0f} {half:.0f},{end[1]:.0f} {end[0]:.0f},{end[1]:.0f}"
