"""The worker's jobs: drawing one picture, and asking for all that pages will want."""

from itertools import islice

from procrastinate.contrib.django import app

from frankpledge.exchange.pictures import gallery, subjects

# Of a register of many thousands the rest are drawn when somebody first looks.
MOST_AHEAD = 2_000


@app.task(name=gallery.DRAW)
def draw(key: str) -> None:
    """Draws one picture. Only here, in the worker, is the drawing code loaded."""
    from frankpledge.exchange.pictures import studio  # noqa: PLC0415 - 170 MB that web processes go without

    studio.draw(key)


@app.task(name=gallery.DRAW_ALL)
def draw_all() -> None:
    """Asks for every picture that pages show, behind those that readers are waiting for."""
    for picture in islice(subjects.every_picture(), MOST_AHEAD):
        gallery.ask(picture, priority=gallery.NOBODY_WAITS)


@app.periodic(cron="17 3 * * *")
@app.task(name="pictures.nightly")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives the time it was due
    """Once a night: lets go of what pages no longer show; at New Year every strip has one more year."""
    gallery.forget_all_but(subjects.every_picture())
    gallery.ask_for_all()
