"""Every type of page: nothing for axe to find, nothing wider than a phone, nothing in the console."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import problems
from tests.journeys.pages import PAGES

OPEN = Callable[..., Page]
# Chromium writes a line of its own for a page that answers 400 or 404, which is what those pages are for.
ANSWERS_WITH_A_REFUSAL = {"find with a bad day", "not found"}


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page: OPEN, name: str, size: str) -> None:
    assert problems(open_page(PAGES[name], size=size)) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_when_our_own_scripts_do_not_arrive(open_page: OPEN, name: str) -> None:
    assert problems(open_page(PAGES[name], block="**/*.js")) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_sideways_scrolling(open_page: OPEN, name: str) -> None:
    page = open_page(PAGES[name], size="phone")

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", sorted(set(PAGES) - ANSWERS_WITH_A_REFUSAL))
def test_the_browser_has_nothing_to_complain_about(open_page: OPEN, name: str) -> None:
    page = open_page("/about")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(PAGES[name])

    assert complaints == []
