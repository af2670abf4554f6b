import pytest
from django.test import Client, RequestFactory

from frankpledge.errors import NotFound
from frankpledge.web.pagination import Pagination
from frankpledge.web.refusals import BadAddress

pytestmark = pytest.mark.urls("tests.web.routes")


def pages(page: str, total: int = 95) -> Pagination:
    return Pagination.of(
        RequestFactory().get("/listed", {"q": "dogs", "page": page}), total=total, per_page=10
    )


@pytest.mark.parametrize(
    ("page", "shown"),
    [("1", "1 2 … 10"), ("2", "1 2 3 … 10"), ("5", "1 … 4 5 6 … 10"), ("10", "1 … 9 10")],
)
def test_the_first_the_last_and_the_neighbours_are_shown(client: Client, page: str, shown: str) -> None:
    assert client.get(f"/listed?page={page}").content.decode() == shown


def test_the_ways_on_keep_the_search_and_the_first_page_has_one_address() -> None:
    second = pages("2")
    assert second.previous == "/listed?q=dogs"
    assert second.next == "/listed?q=dogs&page=3"
    assert pages("1").previous == ""
    assert pages("10").next == ""


def test_an_empty_list_has_one_page() -> None:
    assert len(pages("1", total=0).items) == 1


def test_a_page_past_the_last_is_not_found() -> None:
    with pytest.raises(NotFound):
        pages("11")


@pytest.mark.parametrize("page", ["0", "-1", "two", "1.5", "٣", "9999999", ""])
def test_a_page_that_is_no_number_is_refused(page: str) -> None:
    with pytest.raises(BadAddress):
        pages(page)
