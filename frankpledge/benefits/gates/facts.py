"""What the gates are judged by."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the gates are judged by, counted over the profiles that were not given up.

    `whole` are those with enough items, and with somebody named in each party. `agreed` are the bodies whose
    finance officer agrees their lines as they stand, of those that have any (`lined`).
    """

    has_objective: bool
    has_review_date: bool
    is_answered_for: bool
    has_purpose: bool
    accepts: int
    asked: int
    nodes: int
    faults: int
    profiles: int
    whole: int
    measured: int
    baselined: int
    late: int
    lined: int
    agreed: int
    in_pounds: int
    valued: int
    ranged: int
    corrected: int
    corrects_nothing: bool
    stacked: Sequence[str]
    returns: int
    locked: int
    evidenced: int
    cash: int
    banked: int
    alone_known: int
    alone_asked: int
    better_alone: Sequence[str]
    is_share_decided: bool
    is_decided: bool
    is_minuted: bool
    learn_by: datetime.date | None
    learned_on: datetime.date | None
