import datetime

import pytest

from frankpledge.register import working_days

date = datetime.date


@pytest.mark.parametrize(
    ("year", "days"),
    [
        # As published by the government for England and Wales.
        (2023, "01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_the_bank_holidays_are_those_published(year: int, days: str) -> None:
    published = {date.fromisoformat(f"{year}-{day}") for day in days.split()}
    # 2023 had one more, for the coronation: not by rule, so not known.
    assert working_days.bank_holidays(year) == published


def test_christmas_on_a_saturday_moves_both_days_past_the_weekend() -> None:
    assert {date(2021, 12, 27), date(2021, 12, 28)} <= working_days.bank_holidays(2021)
    assert date(2022, 12, 27) in working_days.bank_holidays(2022)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 20, date(2026, 12, 18)),
        (date(2026, 12, 23), 2, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
    ],
)
def test_working_days_pass_over_weekends_and_bank_holidays(day: date, count: int, expected: date) -> None:
    assert working_days.after(day, count) == expected


def test_a_working_day_is_one_and_a_holiday_is_not() -> None:
    assert working_days.is_one(date(2026, 4, 2))
    assert not working_days.is_one(date(2026, 4, 3))
    assert not working_days.is_one(date(2026, 4, 4))
