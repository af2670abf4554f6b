import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from frankpledge.dates import Answer, PartialDate
from frankpledge.exchange.pictures import timeline
from frankpledge.people.models import Basis
from frankpledge.register.models import Collaboration, Party, Role, Status

FIRST, LAST = datetime.date(2010, 1, 1), datetime.date(2020, 12, 31)

days = st.dates(FIRST, LAST)
dates = st.none() | st.builds(
    lambda day, precision: PartialDate.parse(str(day)[:precision]), days, st.sampled_from([4, 7, 10])
)


def marks(*strips: dict[str, Any], until: int = 2020, events: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"until": until, "whole": None, "events": list(events), "strips": list(strips)}


def facts(
    joined: str = "", left: str = "", standing: tuple[str, ...] = ("", "", "running", "")
) -> dict[str, Any]:
    return {"joined": joined, "left": left, "basis": Basis.STATED.value, "standing": list(standing)}


@given(
    joined=dates, left=dates, starts=dates, ends=dates, as_of=dates, status=st.sampled_from(Status), day=days
)
def test_a_strip_says_on_every_day_what_the_register_says(
    joined: PartialDate | None,
    left: PartialDate | None,
    starts: PartialDate | None,
    ends: PartialDate | None,
    as_of: PartialDate | None,
    status: Status,
    day: datetime.date,
) -> None:
    standing = (str(starts or ""), str(ends or ""), status.value, str(as_of or ""))
    found = timeline.of_party(facts(str(joined or ""), str(left or ""), standing), FIRST, LAST)
    party = Party(
        joined_on=joined,
        left_on=left,
        role=Role.MEMBER,
        basis=Basis.STATED,
        collaboration=Collaboration(starts_on=starts, ends_on=ends, status=status, status_as_of=as_of),
    )

    shown = [stretch.answer for stretch in found if stretch.begins <= day < stretch.ends]

    assert (shown or [Answer.NO]) == [party.belonged_on(day)]


@given(starts=dates, ends=dates, as_of=dates, status=st.sampled_from(Status), day=days)
def test_the_strip_of_the_whole_says_what_the_register_says(
    starts: PartialDate | None,
    ends: PartialDate | None,
    as_of: PartialDate | None,
    status: Status,
    day: datetime.date,
) -> None:
    standing = (str(starts or ""), str(ends or ""), status.value, str(as_of or ""))
    whole = Collaboration(starts_on=starts, ends_on=ends, status=status, status_as_of=as_of)

    shown = [
        stretch.answer
        for stretch in timeline.of_whole(standing, FIRST, LAST)
        if stretch.begins <= day < stretch.ends
    ]

    assert (shown or [Answer.NO]) == [whole.in_being_on(day)]


def test_stretches_of_one_answer_are_one_stretch() -> None:
    strip = facts("2012", "2015-06", ("2011", "", "running", "2014"))

    assert timeline.of_party(strip, FIRST, LAST) == [
        timeline.Stretch(datetime.date(2012, 1, 1), datetime.date(2012, 12, 31), Answer.NOT_KNOWN),
        timeline.Stretch(datetime.date(2012, 12, 31), datetime.date(2015, 6, 1), Answer.YES),
        timeline.Stretch(datetime.date(2015, 6, 1), datetime.date(2015, 6, 30), Answer.NOT_KNOWN),
    ]


def test_the_years_begin_one_before_what_is_known() -> None:
    first, last = timeline.years(marks(facts("1998-05"), until=2026))

    assert (first, last) == (datetime.date(1997, 1, 1), datetime.date(2026, 12, 31))


def test_ten_years_are_shown_at_least() -> None:
    first, last = timeline.years(marks(facts("2025"), until=2026))

    assert (first, last) == (datetime.date(2017, 1, 1), datetime.date(2026, 12, 31))


def test_an_agreed_end_to_come_and_an_early_event_are_on_the_picture() -> None:
    first, last = timeline.years(
        marks(facts(standing=("2020", "2031-03", "running", "2025")), until=2026, events=("2004",))
    )

    assert (first.year, last.year) == (2003, 2031)
