"""A proposed change, as a program sends it and is told of it."""

import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from frankpledge.register.models import ChangeState, Operation, TargetKind


class RowOut(Schema):
    """One row that can be changed: its kind, its number, and what each of its fields holds now."""

    kind: TargetKind
    id: int
    fields: dict[str, Any]


class RowsOut(Schema):
    """All rows of one record or organisation that can be changed."""

    rows: list[RowOut]


class ChangeIn(Schema):
    """What is to be changed on the page of one record or one organisation, and why.

    `id` is a row's number, and left out for what is to be added, the record itself or the organisation
    itself. `wanted` holds each field as a person would type it; lists have one thing a line. Without
    `holds_from` the register had it wrong all along; with it, it changed on that day.
    """

    kind: TargetKind
    operation: Operation = Operation.CHANGE
    collaboration: str = Field("", max_length=20, description="C-0055")
    organisation: str = Field("", max_length=100, description="norfolk")
    id: int | None = None
    wanted: dict[str, str] = Field(default_factory=dict, max_length=60)
    reason: str = ""
    holds_from: datetime.date | None = None


class DecisionIn(Schema):
    """Approve or refuse, as at the version that was read. A refusal says why."""

    version: int
    decision: ChangeState
    reason: str = ""


class WithdrawalIn(Schema):
    """Take back what one proposed, as at the version that was read."""

    version: int


class ChangeOut(Schema):
    """A change and what became of it. `before` is what its fields held when it was begun or replaced."""

    reference: str
    kind: TargetKind
    operation: Operation
    collaboration: str
    organisation: str
    before: dict[str, Any]
    wanted: dict[str, Any]
    holds_from: datetime.date | None
    reason: str
    state: ChangeState
    version: int
    proposed_for: str
    proposed_at: datetime.datetime | None
    decided_at: datetime.datetime | None
    decision_reason: str


class ChangesOut(Schema):
    """A page of changes, the newest first. `next_page` is there when there are more."""

    changes: list[ChangeOut]
    next_page: int | None
