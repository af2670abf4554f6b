"""Something wrong? Tell us: from the form to the page of the message, by keyboard, with JavaScript or not."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from frankpledge.web.tokens import LEAST_SECONDS
from tests.journeys.axe import problems_at_both_widths

OPEN = Callable[..., Page]
FORM = "/tell-us?about=C-0001&field=status"


@pytest.mark.parametrize(("size", "javascript"), [("desk", True), ("phone", False)])
def test_a_reader_mends_what_was_missing_and_sends_it(
    open_page: OPEN, size: str, *, javascript: bool
) -> None:
    page = open_page(FORM, size=size, javascript=javascript)
    time.sleep(LEAST_SECONDS)

    page.get_by_role("button", name="Send").press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Enter what is wrong")
    expect(page).to_have_title(re.compile("^Error: "))
    summary.get_by_role("link", name="Enter what is wrong").press("Enter")
    expect(page.get_by_label("What is wrong?")).to_be_focused()
    page.keyboard.type("It was still running in May.")
    page.keyboard.press("Tab")
    page.keyboard.type("Running as at May.")
    page.get_by_role("button", name="Send").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your message")
    page.get_by_role("link", name="the page of your message").press("Enter")
    expect(page).to_have_url(re.compile(r"/tell-us/T-\w{4}-\w{2}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received this")


def test_nobody_reaches_the_box_for_programs_by_keyboard(open_page: OPEN) -> None:
    page = open_page(FORM)
    page.get_by_label("Your email address").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send")).to_be_focused()


def test_every_step_is_usable(open_page: OPEN) -> None:
    page = open_page(FORM)
    page.get_by_role("button", name="Send").click()
    assert problems_at_both_widths(page) == []
    time.sleep(LEAST_SECONDS)
    page.get_by_label("What is wrong?").fill("Its name.")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url(re.compile("/sent$"))
    assert problems_at_both_widths(page) == []
    page.get_by_role("link", name="the page of your message").click()
    assert problems_at_both_widths(page) == []
