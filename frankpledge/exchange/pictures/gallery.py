"""The drawings we keep: shown when there, asked for when not.

Nothing here draws. A picture that is asked for becomes a job for the worker, once, however many readers ask.
"""

import contextlib
import datetime
import json
import logging
import re
from collections.abc import Iterable, Sequence

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import JobDeferrer

from frankpledge.errors import NotFound
from frankpledge.exchange.models import Drawing
from frankpledge.exchange.pictures.picture import Picture, written
from frankpledge.register import sight

logger = logging.getLogger(__name__)

KEY = re.compile("[0-9a-f]{64}", re.ASCII)
# The names of the jobs in `tasks`.
DRAW = "pictures.draw"
DRAW_ALL = "pictures.draw_all"

# The priority of a drawing that no reader is waiting for; theirs is 0.
NOBODY_WAITS = -1

# A flood of odd addresses can fill neither the queue nor the table.
MOST_IN_TEN_MINUTES = 5_000
MOST_KEPT = 20_000

DRAWN = "SELECT key, svg FROM exchange_drawing WHERE key = ANY(%s) AND svg <> ''"
ASK = """
INSERT INTO exchange_drawing (key, picture, svg)
SELECT %(key)s, %(picture)s::jsonb, ''
WHERE (SELECT count(*) FROM exchange_drawing WHERE asked_at > now() - interval '10 minutes') < %(most)s
ON CONFLICT (key) DO UPDATE SET asked_at = now()
WHERE exchange_drawing.svg = '' AND exchange_drawing.asked_at < now() - interval '10 minutes'
RETURNING key
"""


def hang(pictures: Sequence[Picture]) -> list[Picture]:
    """The pictures, each with its drawing if there is one; others are asked for. One query when all are."""
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, [[each.key for each in pictures]])
        drawn = dict(cursor.fetchall())
    # What not everybody may see is drawn by nobody: a drawing is kept, and given to whoever has its address.
    for each in () if sight.sees_more_than_the_public() else pictures:
        if each.key not in drawn:
            _ask_quietly(each)
    return [each.drawn(drawn.get(each.key)) for each in pictures]


def all_there(pictures: Sequence[Picture]) -> bool:
    """Whether no drawing is still to come, so that a page with these pictures is worth keeping."""
    return all(each.svg is not None or not each.has_something_to_draw for each in pictures)


def ask(picture: Picture, *, priority: int = 0) -> None:
    """Has a worker draw it, unless it is drawn or was asked for in the last ten minutes."""
    if not picture.has_something_to_draw:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ASK, {"key": picture.key, "picture": _stored(picture), "most": MOST_IN_TEN_MINUTES})
        if cursor.fetchone():
            job = app.configure_task(DRAW, queueing_lock=f"{DRAW} {picture.key}", priority=priority)
            _put_in_queue(job, key=picture.key)


def ask_for_all() -> None:
    """Has a worker draw every picture that pages show and that is not drawn yet, once nobody is waiting."""
    _put_in_queue(app.configure_task(DRAW_ALL, queueing_lock=DRAW_ALL, priority=NOBODY_WAITS))


def named(key: str) -> Picture:
    """The picture kept under `key`. Raises NotFound when there is none."""
    kept = Drawing.objects.filter(key=key).first() if KEY.fullmatch(key) else None
    if kept is None:
        raise NotFound(_("There is no picture at this address. Go back to the page that showed it."))
    return Picture(**kept.picture, svg=kept.svg or None)


def has(picture: Picture) -> bool:
    """Whether its drawing is kept."""
    return Drawing.objects.filter(key=picture.key).exclude(svg="").exists()


def keep(picture: Picture, svg: str) -> None:
    """Keeps a drawing, and lets go of the oldest beyond those we have room for."""
    row = Drawing(key=picture.key, picture=json.loads(_stored(picture)), svg=svg)
    Drawing.objects.bulk_create([row], update_conflicts=True, unique_fields=["key"], update_fields=["svg"])
    beyond = Drawing.objects.order_by("-asked_at", "key").values_list("key", flat=True)[MOST_KEPT:]
    Drawing.objects.filter(key__in=list(beyond)).delete()


def forget_all_but(pictures: Iterable[Picture]) -> None:
    """Lets go of what was asked for more than a day ago and is none of `pictures`.

    What a page no longer shows, because the register says otherwise now, is not to be had for ever.
    """
    shown = {picture.key for picture in pictures}
    yesterday = timezone.now() - datetime.timedelta(days=1)
    old = Drawing.objects.filter(asked_at__lt=yesterday).values_list("key", flat=True)
    Drawing.objects.filter(key__in=[key for key in old if key not in shown]).delete()


def _put_in_queue(job: JobDeferrer, **arguments: str) -> None:
    """Unless it waits there already; then the transaction goes on as if nothing had been asked."""
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(**arguments)


def _ask_quietly(picture: Picture) -> None:
    try:
        ask(picture)
    except DatabaseError:
        logger.exception("The picture %s could not be asked for; its page goes without.", picture.key)


def _stored(picture: Picture) -> str:
    names = ("kind", "title", "summary", "header", "rows", "marks")
    return written({name: getattr(picture, name) for name in names})
