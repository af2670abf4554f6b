"""The forces laid out roughly as they lie on the ground, one tile each: it finds a force, and no more.

The layout is our own and is data (`tile_map.csv`). A tile is never shaded or ordered by a count.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from frankpledge.people.models import Kind, Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One force: `label` fits on a tile, `name` and `short_name` are its own."""

    slug: str
    label: str
    name: str
    short_name: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a force's tile lies, counted from the top left, and what is written on it."""

    label: str
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """The tiles from north to south, each row from west to east, and the forces without a place."""

    tiles: Sequence[Tile]
    not_on_it: Sequence[Organisation]

    @property
    def by_name(self) -> list[Tile]:
        """The same tiles in the order of the forces' names."""
        return sorted(self.tiles, key=lambda tile: tile.name)


def tile_map() -> TileMap:
    """The present territorial forces on the map, in one query."""
    forces = Organisation.objects.filter(kind=Kind.FORCE, valid_to__isnull=True).order_by("name")
    known = places()
    tiles = [_tile(force, known[force.slug]) for force in forces if force.slug in known]
    in_order = sorted(tiles, key=lambda tile: (tile.row, tile.column))
    return TileMap(in_order, [force for force in forces if force.slug not in known])


@cache
def places() -> dict[str, Place]:
    """The layout, by slug."""
    path = settings.REGISTER_FOLDER / "taxonomies" / "tile_map.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["slug"]: Place(row["label"], int(row["column"]), int(row["row"]))
            for row in csv.DictReader(lines)
        }


def _tile(force: Organisation, place: Place) -> Tile:
    return Tile(
        slug=force.slug,
        label=place.label,
        name=force.name,
        short_name=force.short_name,
        column=place.column,
        row=place.row,
    )
