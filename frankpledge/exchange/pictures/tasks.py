"""The worker's jobs: drawing one picture, and asking for all that pages will want.

The drawing code is loaded when a job runs: it takes 170 MB that no web process should carry, and hangs
in a process forked from one that has drawn.
"""

from procrastinate.contrib.django import app

from frankpledge.errors import NotFound
from frankpledge.exchange.pictures import gallery, subjects


@app.task(name=gallery.DRAW)
def draw(key: str) -> None:
    """Draws the picture that was asked for under `key`, unless it is drawn or no longer kept."""
    from frankpledge.exchange.pictures import drawing  # noqa: PLC0415 - see above

    try:
        picture = gallery.named(key)
    except NotFound:
        return
    if picture.svg is None:
        gallery.keep(key, drawing.svg(picture))


@app.task(name=gallery.DRAW_ALL)
def draw_all() -> None:
    """Asks for every picture that pages show, behind those that readers are waiting for."""
    for picture in subjects.every_picture():
        gallery.ask(picture, priority=gallery.NOBODY_WAITS)


@app.periodic(cron="17 3 * * *")
@app.task(name="pictures.nightly")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives the time it was due
    """Once a night: at New Year every strip has one more year."""
    gallery.ask_for_all()
