import datetime

import pytest
from django.test import Client, RequestFactory

from frankpledge.web import asat
from frankpledge.web.refusals import BadAddress

pytestmark = pytest.mark.urls("tests.web.routes")


def asked(written: str) -> datetime.date | None:
    return asat.asked(RequestFactory().get("/record", {"as-at": written}))


def test_a_past_day_is_read() -> None:
    assert asked("2018-06-30") == datetime.date(2018, 6, 30)
    assert asked(" 1829-01-01 ") == datetime.date(1829, 1, 1)


def test_nothing_and_today_mean_today() -> None:
    assert asked("") is None
    assert asked(asat.today().isoformat()) is None
    assert asat.asked(RequestFactory().get("/record")) is None


@pytest.mark.parametrize(
    "written",
    [
        "2018-06",
        "2018",
        "30/06/2018",
        "2018-02-30",
        "20180630",
        "2018-W26-6",
        "٢٠١٨-٠٦-٣٠",
        "2018-06-30\0",
        "yesterday",
    ],
)
def test_anything_else_is_refused_with_what_to_write(written: str) -> None:
    with pytest.raises(BadAddress, match="such as 2018-06-30"):
        asked(written)


def test_a_day_to_come_is_refused() -> None:
    tomorrow = asat.today() + datetime.timedelta(days=1)
    with pytest.raises(BadAddress, match="in the future"):
        asked(tomorrow.isoformat())


@pytest.mark.parametrize("written", ["1828-12-31", "0001-01-01"])
def test_a_day_before_there_were_police_forces_is_refused(written: str) -> None:
    with pytest.raises(BadAddress, match="before 1829"):
        asked(written)


def test_a_page_for_a_past_day_says_so_and_leads_back_to_today(client: Client) -> None:
    page = client.get("/record?as-at=2018-06-30&sort=name").content.decode()
    assert "This page shows 30 June 2018." in page
    assert 'href="/record?sort=name">See today’s' in page
    assert "As at 30 June 2018." in page
    assert '<link rel="canonical" href="/record?as-at=2018-06-30">' in page


def test_a_page_for_today_says_the_day_it_is_of(client: Client) -> None:
    page = client.get("/record").content.decode()
    assert "This page shows" not in page
    assert f"As at {asat.today().day} " in page


def test_a_bad_day_is_a_page_that_says_what_to_write(client: Client) -> None:
    answer = client.get("/record?as-at=2018-06")
    assert answer.status_code == 400
    assert "such as 2018-06-30" in answer.content.decode()
