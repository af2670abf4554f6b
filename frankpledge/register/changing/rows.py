"""Every row that may be changed on one page of the register."""

from collections.abc import Iterator
from typing import Any

from frankpledge.register.changing import KINDS, Kept, Kind, Owner
from frankpledge.register.models import KINDS_OF_A_BODY, KINDS_OF_A_RECORD, Collaboration


def of(owner: Owner) -> Iterator[tuple[Kind[Any], int, Kept]]:
    """Kind, number and what the fields hold now: a few statements for each kind, however many rows."""
    kinds = KINDS_OF_A_RECORD if isinstance(owner, Collaboration) else KINDS_OF_A_BODY
    for target in kinds:
        kind = KINDS[target]
        for row in kind.rows_of(owner):
            yield kind, row.pk, kind.present(row)
