"""Every type of page: nothing for axe to find, nothing wider than a phone, nothing in the console."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import problems, problems_at_both_widths
from tests.journeys.pages import PAGES

OPEN = Callable[..., Page]
# Chromium writes a line of its own for a page that answers 400 or 404, which is what those pages are for.
ANSWERS_WITH_A_REFUSAL = {"find with a bad day", "not found"}


@pytest.mark.parametrize("name", PAGES)
def test_it_is_usable_on_a_desk_and_on_a_phone(open_page: OPEN, name: str) -> None:
    complaints: list[str] = []
    page = open_page(PAGES[name], hears=complaints.append)

    assert problems_at_both_widths(page) == []
    assert name in ANSWERS_WITH_A_REFUSAL or complaints == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_when_our_own_scripts_do_not_arrive(open_page: OPEN, name: str) -> None:
    assert problems(open_page(PAGES[name], block="**/*.js")) == []
