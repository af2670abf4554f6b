"""Plans, budgets and outturns: begun, filled with lines and with planned values, and locked."""

import uuid
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from frankpledge.benefits.actions import ledgers, planned_values, vintages
from frankpledge.benefits.actions.vintages import Making
from frankpledge.benefits.drafts.ledgers import Line, Share
from frankpledge.benefits.drafts.rows import Row
from frankpledge.benefits.models import SplitBy, Vintage, VintageKind
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role

PARTIES = ("northmarch", "eastvale", "wexcombe")
WORDS = ("kind", "category", "what", "objective", "split_by", "rate", "reference", "note")


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("vintages"):
        yield Step(files.day(row["made_on"]), partial(_make, scene, row))
        yield Step(files.day(row["locked_on"]), partial(_lock, scene, row))


def vintage_of(scene: Scene, kind: str, number: str) -> Vintage:
    """One as it stands now."""
    return Vintage.objects.get(workspace=scene.workspace, kind=kind, number=int(number))


def _make(scene: Scene, row: files.Row) -> None:
    kind, number, by = row["kind"], int(row["number"]), scene.who(Role.CONTRIBUTOR)
    making = Making(
        kind=kind,
        number=number,
        made_on=files.day(row["made_on"]),
        year=int(row["year"]) if row["year"] else None,
        reason=row["reason"],
        is_final=files.is_yes(row["is_final"]),
        copies=files.is_yes(row["copies"]),
    )
    vintages.begin(by=by, collaboration=scene.record, making=making)
    for each in files.rows("ledger"):
        if (each["vintage"], each["number"]) == (kind, row["number"]):
            line = _line(scene, each)
            ledgers.add(
                by=by, collaboration=scene.record, kind=kind, number=number, line=line, key=uuid.uuid4()
            )
    if kind == VintageKind.PLAN:
        _plan(scene, row["number"])


def _line(scene: Scene, row: files.Row) -> Line:
    amount, split_by = row["amount"], row["split_by"]
    words: dict[str, Any] = {name: row[name] for name in WORDS}
    return Line(
        **words,
        year=int(row["year"]),
        is_capital=files.is_yes(row["is_capital"]),
        profile=scene.references[row["benefit"]] if row["benefit"] else "",
        amount_pence=files.pence(amount) if amount and split_by != SplitBy.SHARES else None,
        shares=[_share(scene, row, party) for party in PARTIES if row[party]],
    )


def _share(scene: Scene, row: files.Row, party: str) -> Share:
    """An amount; under a key, what the key counts; of equal parts nothing but that there is one."""
    body, code = scene.bodies[party], row["account_code"]
    if row["split_by"] == SplitBy.SHARES:
        return Share(organisation=body, amount_pence=files.pence(row[party]), account_code=code)
    weight = None if row["split_by"] == SplitBy.EQUAL else Decimal(row[party])
    return Share(organisation=body, weight=weight, account_code=code)


def _plan(scene: Scene, number: str) -> None:
    """Write the months of each benefit of which this plan says something new."""
    planned: dict[str, list[Row]] = {}
    for row in files.rows("plans"):
        if row["plan"] == number:
            values = Row(
                starts_on=files.day(row["month"]),
                organisation=scene.bodies[row["party"]],
                numbers=(Decimal(row["value"]),),
            )
            planned.setdefault(row["benefit"], []).append(values)
    for key, rows in planned.items():
        planned_values.write(
            by=scene.who(Role.CONTRIBUTOR),
            reference=scene.references[key],
            kind=VintageKind.PLAN,
            version=vintage_of(scene, VintageKind.PLAN, number).version,
            rows=rows,
        )


def _lock(scene: Scene, row: files.Row) -> None:
    held = vintage_of(scene, row["kind"], row["number"])
    vintages.lock(
        by=scene.who(Role.OWNER),
        collaboration=scene.record,
        kind=held.kind,
        number=held.number,
        version=held.version,
    )
