import datetime
import doctest

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from frankpledge import dates
from frankpledge.dates import Answer, PartialDate, within

DAYS = st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2200, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day, precision = draw(DAYS), draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:precision])


def days_it_can_mean(date: PartialDate) -> set[datetime.date]:
    count = (date.latest - date.earliest).days + 1
    return {date.earliest + datetime.timedelta(days=number) for number in range(count)}


@given(partial_dates())
def test_what_is_printed_is_read_as_the_same(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(partial_dates())
def test_it_can_mean_each_day_that_begins_with_what_is_written_and_no_other(date: PartialDate) -> None:
    assert all(str(day).startswith(str(date)) for day in days_it_can_mean(date))
    one = datetime.timedelta(days=1)
    assert not str(date.earliest - one).startswith(str(date))
    assert not str(date.latest + one).startswith(str(date))


@given(partial_dates(), DAYS)
def test_whether_it_had_come_is_known_when_every_day_it_can_mean_agrees(
    date: PartialDate, day: datetime.date
) -> None:
    answers = {possible <= day for possible in days_it_can_mean(date)}
    wanted = {frozenset({True}): Answer.YES, frozenset({False}): Answer.NO}
    assert date.on_or_before(day) == wanted.get(frozenset(answers), Answer.NOT_KNOWN)


@given(DAYS, st.none() | partial_dates(), st.none() | partial_dates())
def test_within_is_what_every_possible_span_agrees_on(
    day: datetime.date, starts_on: PartialDate | None, ends_on: PartialDate | None
) -> None:
    if starts_on and ends_on:
        assume(starts_on.latest < ends_on.earliest)
    far = datetime.timedelta(days=1)
    starts = [starts_on.earliest, starts_on.latest] if starts_on else [day, day + far]
    ends = [ends_on.earliest, ends_on.latest] if ends_on else [day + far]
    answers = {start <= day < end for start in starts for end in ends}
    wanted = {frozenset({True}): Answer.YES, frozenset({False}): Answer.NO}
    assert within(day, starts_on, ends_on) == wanted.get(frozenset(answers), Answer.NOT_KNOWN)


def test_a_span_does_not_hold_its_last_day() -> None:
    starts_on, ends_on = PartialDate(2015, 5, 5), PartialDate(2018, 5, 1)
    assert within(datetime.date(2018, 4, 30), starts_on, ends_on) is Answer.YES
    assert within(datetime.date(2018, 5, 1), starts_on, ends_on) is Answer.NO


@pytest.mark.parametrize(
    "text",
    [
        "", "18", "20180", "2018-4", "2018-13", "2018-00", "2018-02-30", "2018-04-31", "2018-04-1", "2018/04",
        " 2018", "2018 ", "2018-04-01T00:00", "April 2018", "-2018", "0000", "२०१८", "2018\n",
    ],
)  # fmt: skip
def test_anything_else_is_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2018, None, 4)


def test_the_examples_in_its_documentation_hold() -> None:
    result = doctest.testmod(dates)
    assert result.attempted > 1
    assert result.failed == 0
