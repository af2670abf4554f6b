"""Money that left a budget, and where the time went, in each force's own word."""

import uuid
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from frankpledge.benefits.actions import banking
from frankpledge.benefits.actions.banking import Taken
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("banked"):
        yield Step(files.day(row["said_on"]), partial(_put, scene, row))


def _put(scene: Scene, row: files.Row) -> None:
    taken = Taken(
        year=int(row["year"]),
        amount_pence=files.pence(row["amount"]) if row["amount"] else None,
        quantity=Decimal(row["quantity"]) if row["quantity"] else None,
        budget_reference=row["budget_reference"],
        went_to=row["went_to"],
    )
    banking.put(
        by=scene.who(Role.FINANCE, row["party"]),
        reference=scene.references[row["benefit"]],
        organisation=scene.bodies[row["party"]],
        taken=taken,
        key=uuid.uuid4(),
    )
