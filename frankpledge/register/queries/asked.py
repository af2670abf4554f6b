"""What one thing asked of somebody is: its kind, what it is about, and until when."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

# Of each kind. What is beyond is counted, and found in the kind's own list.
MOST_LISTED = 20
SOON = datetime.timedelta(days=14)
REFUSED_SINCE = datetime.timedelta(days=30)


class Kind(StrEnum):
    """What kind of thing is asked."""

    SECOND_STEP = "second_step"
    DECIDE = "decide"
    ANSWER = "answer"
    REFUSED = "refused"
    BEGUN = "begun"
    OVERTAKEN = "overtaken"
    VIEW_WANTED = "view_wanted"
    OUTCOME_WANTED = "outcome_wanted"
    SIGN = "sign"
    OBLIGATION = "obligation"
    NOTICE_RUNS = "notice_runs"
    NOTICE_HAS_RUN = "notice_has_run"
    ENDING_CAME = "ending_came"
    RUNS_OUT = "runs_out"
    AGREEMENT_REVIEW = "agreement_review"
    INVITATION = "invitation"
    ACCESS_ENDS = "access_ends"
    REVIEW = "review"
    RETENTION = "retention"
    STATE = "state"
    PURPOSE = "purpose"
    REGISTRATION_BEGUN = "registration_begun"
    REGISTRATION_REFUSED = "registration_refused"
    APPROVE_REGISTRATION = "approve_registration"
    UNLISTED_PARTIES = "unlisted_parties"
    REORGANISATION = "reorganisation"
    REORGANISATION_REFUSED = "reorganisation_refused"
    REORGANISED = "reorganised"
    RETURN_DUE = "return_due"
    RETURN_REVIEW = "return_review"
    FIGURES = "figures"
    FIGURES_OF_YEAR = "figures_of_year"
    HANDOVER = "handover"
    ORPHANS = "orphans"
    OVERSIGHT_REVIEW = "oversight_review"
    NOTICE_BY = "notice_by"
    LESSON = "lesson"
    DOUBLE_COUNT = "double_count"
    DOUBLE_COUNTS = "double_counts"
    # What others are asked.
    UNDECIDED = "undecided"
    INVITED = "invited"
    PURPOSE_ASKED = "purpose_asked"
    REGISTRATION_UNDECIDED = "registration_undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing asked. `key` leads to it; `about` names what it concerns, "" for nothing in particular."""

    kind: Kind
    key: str = ""
    about: str = ""
    asked_at: datetime.datetime | None = None
    due_on: datetime.date | None = None

    def is_overdue_on(self, day: datetime.date) -> bool:
        return self.due_on is not None and self.due_on < day
