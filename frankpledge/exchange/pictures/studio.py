"""Drawing and keeping: the one place that loads the drawing code, so it is for the worker and for commands.

It takes 170 MB that no web process should carry, and hangs in a process forked from one that has drawn.
"""

from collections.abc import Iterator

from frankpledge.errors import NotFound
from frankpledge.exchange.pictures import drawing, gallery, subjects
from frankpledge.exchange.pictures.picture import Picture


def draw(key: str) -> None:
    """Draws the picture that was asked for under `key`, unless it is drawn or no longer kept."""
    try:
        picture = gallery.named(key)
    except NotFound:
        return
    if picture.svg is None:
        gallery.keep(picture, drawing.svg(picture))


def draw_missing() -> Iterator[Picture]:
    """Draws every picture that pages show and that is not drawn yet, and says which, one by one."""
    for picture in subjects.every_picture():
        if picture.has_something_to_draw and not gallery.has(picture):
            gallery.keep(picture, drawing.svg(picture))
            yield picture
