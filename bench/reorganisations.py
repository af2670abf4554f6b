"""`python -m bench.reorganisations`: how the preview of a whole reform grows with the register.

The reform is invented: two forces merge, every policing body is replaced, air support moves. Both sizes are
measured in one run; their ratio counts, for milliseconds do not carry between machines.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, TypedDict

from bench.building import build
from frankpledge.config.embedded import database

if TYPE_CHECKING:
    from frankpledge.register.models import Reorganisation

SIZES = (1_000, 10_000)
TIMES = 9
MERGING = ("pcc-bedfordshire", "pcc-hertfordshire")


class Preview(TypedDict):
    """One size: the records there are and those it touches, the statements, and the middle time."""

    records: int
    touched: int
    statements: int
    p50_ms: float


def main() -> None:
    """Measures each size on a server of its own, and prints both with their ratio."""
    found: list[Preview] = []
    with database.temporary() as running:
        for size in SIZES:
            url = build(running.server.owner_url, size)
            found.append(_measured_apart(url))
    for each in found:
        print(
            f"{each['records']:>7,} records, {each['touched']:>7,} touched: {each['statements']} statements,"
            f" {each['p50_ms']:,.0f} ms"
        )
    few, many = found
    for name in ("records", "touched", "statements", "p50_ms"):
        print(f"{name}: {many[name] / few[name]:.2f} times as many")


def _measured_apart(url: str) -> Preview:
    """A process of its own, because the settings read the address of one database."""
    environment = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": "only for measuring"}
    command = [sys.executable, "-m", "bench.reorganisations", "--here"]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    held: Preview = json.loads(told)
    return held


def _measured_here() -> Preview:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "frankpledge.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from frankpledge.register.models import Collaboration
    from frankpledge.register.queries import reorganisations

    row = _reform()
    with CaptureQueriesContext(connection) as asked:
        plan = reorganisations.planned(row)
    if plan.problems:
        raise SystemExit(f"This reform cannot be planned: {plan.problems}")
    took = []
    for _each in range(TIMES):
        started = time.perf_counter()
        reorganisations.planned(row)
        took.append((time.perf_counter() - started) * 1000)
    return Preview(
        records=Collaboration.objects.count(),
        touched=len(plan.effects),
        statements=len(asked),
        p50_ms=statistics.median(took),
    )


def _reform() -> "Reorganisation":
    from django.utils import timezone

    from frankpledge.audit.actors import at_command_line
    from frankpledge.people.models import Capacity
    from frankpledge.people.queries.names import Names
    from frankpledge.register.actions import reorganisation_steps, reorganisations
    from frankpledge.register.actions.reorganisation_steps import After, StepDraft
    from frankpledge.register.models import StepKind

    by = at_command_line("the bench")
    begun = reorganisations.begin(by=by, title="An invented reform", takes_effect_on=timezone.localdate())
    vale = After(name="Invented Vale Police", short_name="Invented Vale")
    drafts = [
        StepDraft(kind=StepKind.MERGE, before=("bedfordshire", "hertfordshire"), after=(vale,)),
        StepDraft(kind=StepKind.REPLACE, before=MERGING, after=(After(name="Invented Vale Board"),)),
        *(
            StepDraft(kind=StepKind.REPLACE, before=(slug,), after=(After(name=f"Invented Board {number}"),))
            for number, (slug, _name) in enumerate(Names.read().of(Capacity.POLICING_BODY))
            if slug not in MERGING
        ),
        StepDraft(
            kind=StepKind.MOVE, after=(After(name="Invented National Service"),), function="air-support"
        ),
    ]
    return reorganisation_steps.add_steps(by=by, reference=begun.reference, drafts=tuple(drafts))


if __name__ == "__main__":
    if "--here" in sys.argv:
        print(json.dumps(_measured_here()))
    else:
        main()
