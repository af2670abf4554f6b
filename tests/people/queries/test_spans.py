import datetime

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from frankpledge.dates import PartialDate, within
from frankpledge.people.queries import spans

DAYS = st.dates(datetime.date(1995, 1, 1), datetime.date(2030, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate | None:
    day = draw(DAYS)
    written = str(day)[: draw(st.sampled_from([0, 4, 7, 10]))]
    return PartialDate.parse(written) if written else None


def answered(rows: list[tuple[datetime.date, PartialDate | None, PartialDate | None]]) -> list[str]:
    """What the database says of all of them, in one statement."""
    one_day = datetime.timedelta(days=1)
    answer = spans.within("starts_on", "ends_on", "day", "day_after")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {answer} FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])"
            " WITH ORDINALITY AS row (day, day_after, starts_on, ends_on, number) ORDER BY number",
            [
                [str(day) for day, _starts, _ends in rows],
                [str(day + one_day) for day, _starts, _ends in rows],
                [str(starts) if starts else None for _day, starts, _ends in rows],
                [str(ends) if ends else None for _day, _starts, ends in rows],
            ],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
@settings(max_examples=20)
@given(st.lists(st.tuples(DAYS, partial_dates(), partial_dates()), min_size=50, max_size=200))
def test_the_database_answers_as_the_rules_do(
    rows: list[tuple[datetime.date, PartialDate | None, PartialDate | None]],
) -> None:
    assert answered(rows) == [within(day, starts_on, ends_on) for day, starts_on, ends_on in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["2018", "2018-04", "2018-04-30", "2016-02", "2017-12"])
def test_the_edges_of_an_inexact_date_are_the_same_in_the_database(written: str) -> None:
    date = PartialDate.parse(written)
    around = (date.earliest, date.latest)
    days = [edge + datetime.timedelta(days=step) for edge in around for step in (-1, 0, 1)]
    rows = [(day, *span) for day in days for span in ((date, None), (None, date), (date, date))]
    assert answered(rows) == [within(*row) for row in rows]
