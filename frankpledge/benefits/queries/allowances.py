"""What is allowed for, cause by cause, and which causes are allowed for in more than one way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frankpledge.benefits.models import Allowance, AllowedBy, Workspace


@dataclass(frozen=True, slots=True)
class Allowed:
    """All corrections. `by_cause` has each cause as it was written first, in the order of writing."""

    rows: Sequence[Allowance]
    by_cause: Mapping[str, Sequence[Allowance]]

    @property
    def nothing(self) -> Allowance | None:
        """That nothing is corrected, with why."""
        return next((each for each in self.rows if each.allowed_by == AllowedBy.NOTHING), None)

    @property
    def stacked(self) -> tuple[str, ...]:
        """Causes that are allowed for in more than one way."""
        ways = {cause: {each.allowed_by for each in rows} for cause, rows in self.by_cause.items()}
        return tuple(cause for cause, held in ways.items() if len(held) > 1)


def allowances_of(workspace: Workspace) -> Allowed:
    """One statement."""
    rows = list(Allowance.objects.filter(workspace=workspace).order_by("id"))
    written: dict[str, str] = {}
    found: dict[str, list[Allowance]] = {}
    for row in rows:
        if row.cause:
            found.setdefault(written.setdefault(alike(row.cause), row.cause), []).append(row)
    return Allowed(rows, found)


def alike(cause: str) -> str:
    """What is the same for one cause however it is written: case, spaces and a full stop say nothing."""
    return " ".join(cause.split()).casefold().rstrip(".")
