"""What the engine says of the evidence, from the returns as they stood on a day."""

import uuid
from collections.abc import Iterator
from functools import partial

from frankpledge.benefits.actions import findings
from frankpledge.benefits.queries.findings import Study
from frankpledge.exchange.worked_example import files
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role


def steps(scene: Scene) -> Iterator[Step]:
    for row in files.rows("findings"):
        yield Step(files.day(row["on"]), partial(_work_out, scene, row))


def _work_out(scene: Scene, row: files.Row) -> None:
    by, reference = scene.who(Role.CONTRIBUTOR), scene.references[row["benefit"]]
    study = Study(design=row["design"])
    findings.work_out(by=by, reference=reference, study=study, key=uuid.uuid4())
