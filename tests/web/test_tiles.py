import csv
import re

import pytest
from django.conf import settings
from django.test import Client

from frankpledge.people.models import Kind, Organisation
from frankpledge.web import tiles
from tests.world import World

NEIGHBOURS = [
    ("northumbria", "durham"),
    ("cumbria", "lancashire"),
    ("durham", "cleveland"),
    ("north-yorkshire", "west-yorkshire"),
    ("south-yorkshire", "humberside"),
    ("greater-manchester", "merseyside"),
    ("north-wales", "cheshire"),
    ("nottinghamshire", "lincolnshire"),
    ("dyfed-powys", "south-wales"),
    ("south-wales", "gwent"),
    ("west-midlands", "warwickshire"),
    ("norfolk", "suffolk"),
    ("suffolk", "essex"),
    ("bedfordshire", "hertfordshire"),
    ("metropolitan", "city-of-london"),
    ("metropolitan", "surrey"),
    ("surrey", "kent"),
    ("surrey", "sussex"),
    ("avon-and-somerset", "wiltshire"),
    ("devon-and-cornwall", "dorset"),
]
WELSH = ("north-wales", "dyfed-powys", "south-wales", "gwent")


def forces() -> set[str]:
    path = settings.REGISTER_FOLDER / "register" / "organisations.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["slug"] for row in csv.DictReader(lines) if row["kind"] == "force"}


def test_each_of_the_43_forces_has_one_place() -> None:
    assert len(tiles.places()) == 43
    assert set(tiles.places()) == forces()


def test_no_two_forces_share_a_place_and_the_grid_has_room_for_all() -> None:
    cells = {(place.column, place.row) for place in tiles.places().values()}

    assert len(cells) == 43
    assert {column for column, _ in cells} == set(range(1, 8))
    assert {row for _, row in cells} == set(range(1, 11))


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_on_the_ground_are_neighbours_on_the_map(one: str, other: str) -> None:
    first, second = tiles.places()[one], tiles.places()[other]

    assert abs(first.column - second.column) + abs(first.row - second.row) == 1


def test_north_is_up_and_west_is_left() -> None:
    place = tiles.places()

    assert place["northumbria"].row == 1
    assert place["devon-and-cornwall"].row == 10
    assert max(place[slug].column for slug in WELSH) == 2
    assert place["norfolk"].column == place["essex"].column == 7
    assert place["devon-and-cornwall"].column < place["dorset"].column < place["sussex"].column


def test_every_force_can_be_reached_from_every_other_without_a_gap() -> None:
    cells = {(place.column, place.row) for place in tiles.places().values()}
    reached: set[tuple[int, int]] = set()
    waiting = [(4, 1)]
    while waiting:
        column, row = waiting.pop()
        if (column, row) in cells - reached:
            reached.add((column, row))
            waiting += [(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)]

    assert reached == cells


def test_labels_fit_a_tile_and_are_all_different() -> None:
    labels = [place.label for place in tiles.places().values()]

    assert len(set(labels)) == 43
    assert max(len(word) for label in labels for word in label.split()) <= 11


@pytest.mark.django_db
def test_the_map_is_read_in_rows_and_the_list_by_name() -> None:
    found = tiles.tile_map()

    assert [(tile.row, tile.column) for tile in found.tiles] == sorted(
        (tile.row, tile.column) for tile in found.tiles
    )
    assert [tile.name for tile in found.by_name] == sorted(tile.name for tile in found.tiles)
    assert not found.not_on_it


def test_a_force_without_a_place_is_named_below(world: World) -> None:
    assert {force.slug for force in tiles.tile_map().not_on_it} == {"northshire", "eastmarch", "port-vale"}


@pytest.mark.django_db
def test_a_force_that_is_no_more_is_not_on_the_map() -> None:
    Organisation.objects.filter(slug="gwent").update(valid_to="2026-04-01")

    assert "gwent" not in {tile.slug for tile in tiles.tile_map().tiles}


@pytest.mark.django_db
def test_the_page_links_every_force_twice_once_as_a_tile_and_once_by_name(client: Client) -> None:
    html = client.get("/organisations/map").content.decode()

    for slug in Organisation.objects.filter(kind=Kind.FORCE).values_list("slug", flat=True):
        assert html.count(f'href="/organisations/{slug}"') == 2
    assert 'The Met<span class="govuk-visually-hidden"> (Metropolitan Police Service)</span>' in html


@pytest.mark.django_db
def test_all_tiles_are_alike(client: Client) -> None:
    html = client.get("/organisations/map").content.decode()

    tiles_drawn = re.findall(r'<li class="frankpledge-tiles__column-\d frankpledge-tiles__row-\d+">', html)
    assert len(tiles_drawn) == 43
    assert "style=" not in html


@pytest.mark.django_db
def test_the_links_of_a_past_day_lead_to_that_day(client: Client) -> None:
    html = client.get("/organisations/map?as-at=2018-06-30").content.decode()

    assert html.count('href="/organisations/norfolk?as-at=2018-06-30"') == 2
