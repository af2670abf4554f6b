"""What it was before: 24 months of each benefit, locked before the work began."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby

from frankpledge.benefits.actions import baselines
from frankpledge.benefits.actions.baselines import Said
from frankpledge.benefits.drafts.rows import Row
from frankpledge.benefits.queries import baselines as queries
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    told = files.document("profiles")["baseline"]
    for key, rows in groupby(files.rows("baselines"), key=lambda row: row["benefit"]):
        yield Step(files.day(told["written_on"]), partial(_write, scene, key, told, list(rows)))
        yield Step(files.day(told["locked_on"]), partial(_lock, scene, key))


def _write(scene: Scene, key: str, told: Mapping[str, str], rows: Sequence[files.Row]) -> None:
    said = Said(period_length=told["period_length"], quality=told["quality"], source=told["source"])
    baselines.write(
        by=scene.who(Role.CONTRIBUTOR),
        reference=scene.references[key],
        version=0,
        said=said,
        rows=[_row(scene, row) for row in rows],
    )


def _row(scene: Scene, row: files.Row) -> Row:
    numbers = tuple(Decimal(row[name]) for name in ("first", "second") if row[name])
    return Row(starts_on=files.day(row["month"]), organisation=scene.bodies[row["party"]], numbers=numbers)


def _lock(scene: Scene, key: str) -> None:
    held = scene.profile(key)
    draft = queries.draft(held)
    version = draft.version if draft else 0
    baselines.lock(by=scene.who(Role.OWNER), reference=held.reference, version=version)
