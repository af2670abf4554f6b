"""What each force's finance officer says of its own lines: right, or what they should be and why."""

import uuid
from collections.abc import Iterator
from functools import partial

from frankpledge.benefits.actions import ledger_words
from frankpledge.benefits.actions.ledger_words import Said
from frankpledge.benefits.queries.ledgers import seals_of
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.exchange.worked_example.vintages import vintage_of
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("words"):
        yield Step(files.day(row["on"]), partial(_say, scene, row))


def _say(scene: Scene, row: files.Row) -> None:
    held, body = vintage_of(scene, row["kind"], row["number"]), scene.bodies[row["party"]]
    contested = {}
    if row["line"]:
        contested[held.entries.get(what=row["line"]).pk] = files.pence(row["says"])
    said = Said(
        agrees=files.is_yes(row["agrees"]),
        words=row["words"],
        lines_pence=contested,
        is_yearly=files.is_yes(row["is_yearly"]),
    )
    ledger_words.say(
        by=scene.who(Role.FINANCE, row["party"]),
        collaboration=scene.record,
        kind=held.kind,
        number=held.number,
        organisation=body,
        seal=seals_of([held.pk], [body.pk])[held.pk, body.pk],
        said=said,
        key=uuid.uuid4(),
    )
