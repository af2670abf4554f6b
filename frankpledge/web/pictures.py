"""Pictures on pages: hung with their drawings where there are some, and never kept half done.

A view hangs its pictures, gives them to its template (`parts/picture.html` shows one), and passes its answer
through `not_kept_until_drawn`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from frankpledge.dates import PartialDate
from frankpledge.exchange.pictures import gallery
from frankpledge.exchange.pictures.picture import Cell, Picture
from frankpledge.web import phrases


@dataclass(frozen=True, slots=True)
class Hung:
    """A picture as its template needs it: the rows of its table in a reader's words."""

    picture: Picture

    @property
    def rows(self) -> list[list[Cell]]:
        return [[_in_words(cell) for cell in row] for row in self.picture.rows]


def hang(*pictures: Picture) -> list[Hung]:
    """The pictures, in one query when all are drawn; a worker is asked to draw the others."""
    return [Hung(each) for each in gallery.hang(pictures)]


def not_kept_until_drawn(response: HttpResponse, hung: Sequence[Hung]) -> HttpResponse:
    """Marks a page that lacks a drawing, so that neither we nor a browser keeps it."""
    if not gallery.all_there([each.picture for each in hung]):
        response["Cache-Control"] = "no-store"
    return response


def _in_words(cell: Cell) -> Cell:
    return phrases.when(cell) if isinstance(cell, PartialDate) else cell
