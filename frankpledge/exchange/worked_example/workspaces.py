"""The workspace: begun before the work, month by month, with all fourteen stages."""

import datetime
from collections.abc import Iterator
from functools import partial

from frankpledge.benefits.actions import workspaces
from frankpledge.benefits.actions.workspaces import Beginning
from frankpledge.benefits.models import Length, WhyFull
from frankpledge.exchange.worked_example.scene import Scene, Step
from frankpledge.people.models import Role

BEGUN = datetime.date(2019, 12, 2)
BEGINNING = Beginning(
    period_length=Length.MONTH,
    first_period_on=datetime.date(2020, 4, 1),
    prices_of=2020,
    goes_live_on=datetime.date(2020, 4, 20),
)


def steps(scene: Scene) -> Iterator[Step]:
    yield Step(BEGUN, partial(_begin, scene))


def _begin(scene: Scene) -> None:
    by = scene.who(Role.CONTRIBUTOR)
    made = workspaces.begin(by=by, collaboration=scene.record, beginning=BEGINNING)
    workspaces.deepen(by=by, collaboration=scene.record, version=made.version, why=WhyFull.CHOICE)
