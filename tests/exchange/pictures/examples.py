"""A few pictures, small enough to reason about."""

import datetime

from frankpledge.dates import PartialDate
from frankpledge.exchange.pictures import bars, strips
from frankpledge.exchange.pictures.bars import Bar
from frankpledge.exchange.pictures.picture import Picture
from frankpledge.exchange.pictures.strips import Standing, Strip
from frankpledge.people.models import Basis
from frankpledge.register.models import Role, Status

TODAY = datetime.date(2026, 6, 1)
RUNNING = Standing(
    starts_on=PartialDate(2015, 4),
    ends_on=None,
    status=Status.RUNNING,
    status_as_of=PartialDate(2023, 6),
)
NOTHING_KNOWN = Standing(starts_on=None, ends_on=None, status=Status.NOT_KNOWN, status_as_of=None)


def strip(
    label: str = "Northshire",
    *,
    joined_on: PartialDate | None = None,
    left_on: PartialDate | None = None,
    basis: Basis = Basis.STATED,
    standing: Standing = RUNNING,
    group: str = "",
) -> Strip:
    """A member's strip."""
    return Strip(
        label=label,
        joined_on=joined_on,
        left_on=left_on,
        role=Role.MEMBER,
        basis=basis,
        standing=standing,
        group=group,
    )


def three_strips() -> Picture:
    """One known, one not known, one assumed; the label of one is not safe as it stands."""
    return strips.of_organisation(
        "Northshire Police",
        [
            strip("Dogs", joined_on=PartialDate(2016), left_on=PartialDate(2018, 4, 1), group="Dogs"),
            strip("Search & <rescue>", group="Search"),
            strip("Everybody's service", basis=Basis.ASSUMED, group="Search"),
        ],
        TODAY,
    )


def two_bars(title: str = "A start date is on record for 3 of 4") -> Picture:
    """Known and not known."""
    return bars.of_counts(
        title=title,
        summary="Of four records.",
        first_column="Field",
        parts={"yes": "known", "not_known": "not known"},
        bars=[
            Bar(label="Start", counts=(3, 1), note="3 of 4"),
            Bar(label="End", counts=(0, 4), note="0 of 4"),
        ],
        as_shares=True,
    )
