"""Finding and narrowing: at a desk and on a phone, with and without JavaScript, and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OPEN = Callable[..., Page]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_reader_searches_narrows_and_takes_the_filter_back(
    open_page: OPEN, size: str, *, javascript: bool
) -> None:
    page = open_page("/collaborations", size=size, javascript=javascript)
    page.get_by_label("Search the collaborations").fill("forensics")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("17 collaborations about “forensics”")

    if size == "phone":
        expect(page.get_by_role("button", name="Apply")).to_be_hidden()
        page.locator("summary", has_text="Filter").click()
    page.get_by_label("Running (10)").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("10 collaborations about “forensics”")
    assert page.url.endswith("/collaborations?q=forensics&status=running&as-at=")

    if size == "phone":
        page.locator("summary", has_text="Filter (1 chosen)").click()
    page.get_by_role("link", name="Remove this filter: Status: running").click()
    assert page.url.endswith("/collaborations?q=forensics")
    expect(page.get_by_role("heading", level=1)).to_have_text("17 collaborations about “forensics”")


def test_the_keyboard_alone_finds_and_narrows(open_page: OPEN) -> None:
    page = open_page("/collaborations?q=forensics")
    page.get_by_label("Search the collaborations").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Model":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("8 collaborations about “forensics”")


def test_a_misspelt_word_leads_to_what_was_meant(open_page: OPEN) -> None:
    page = open_page("/collaborations?q=underwatter", javascript=False)
    page.get_by_role("link", name="underwater", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 collaborations about “underwater”")
    page.get_by_role("link", name="North West Police Underwater Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("North West Police Underwater Search")
