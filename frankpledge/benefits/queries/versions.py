"""What a later version of the method would change for one workspace: worked out under both, nothing saved."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from frankpledge.benefits import method
from frankpledge.benefits.method import Difference, Version
from frankpledge.benefits.models import Profile, ProfileState, Workspace
from frankpledge.benefits.queries.stages import stages_of
from frankpledge.benefits.queries.standings import worked_out
from frankpledge.benefits.queries.tolerances import tolerance_of
from frankpledge.benefits.stages import Line


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit whose tolerance or light would change. `before` and `after` are (tolerance, light)."""

    profile: Profile
    before: tuple[Decimal, str]
    after: tuple[Decimal, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldChange:
    """The version kept, the newest, every one in between, and what would be different here."""

    kept: Version
    newest: Version
    steps: Sequence[Version]
    rules: Sequence[Difference]
    gates: Sequence[tuple[Line, Line]]
    benefits: Sequence[Benefit]


def would_change(workspace: Workspace, day: datetime.date) -> WouldChange | None:
    """What the newest version would change; None where it is kept already."""
    steps = method.later_than(workspace.method_version)
    if not steps:
        return None
    kept, newest = method.version(workspace.method_version), steps[-1]
    pairs = zip(stages_of(workspace, day), stages_of(workspace, day, newest.rules), strict=True)
    return WouldChange(
        kept=kept,
        newest=newest,
        steps=steps,
        rules=method.differences(kept, newest),
        gates=[(before, after) for before, after in pairs if before != after],
        benefits=_benefits(workspace, newest),
    )


def _benefits(workspace: Workspace, newest: Version) -> list[Benefit]:
    chosen = workspace.profiles.exclude(state=ProfileState.DROPPED)
    pairs = zip(worked_out(chosen), worked_out(chosen, newest.rules), strict=True)
    held = [
        Benefit(
            before.held.profile,
            (tolerance_of(before.held.profile), before.standing.light),
            (tolerance_of(before.held.profile, newest.rules), after.standing.light),
        )
        for before, after in pairs
    ]
    return [each for each in held if each.before != each.after]
