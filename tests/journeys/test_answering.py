"""What is asked of me: an owner answers a message from their tasks without JavaScript; its pages."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from frankpledge.web.tokens import LEAST_SECONDS
from tests.journeys.axe import problems_at_both_widths
from tests.journeys.test_signing_in import by_password, code_of, sign_out

OPEN = Callable[..., Page]


def tell(open_page: OPEN, words: str) -> str:
    """Sends a message about Norfolk's website; gives its reference."""
    page = open_page("/tell-us?about=norfolk&field=website", javascript=False)
    time.sleep(LEAST_SECONDS)
    page.get_by_label("What is wrong?").fill(words)
    page.get_by_role("button", name="Send").click()
    return page.url.split("/")[-2]


def signed_in(open_page: OPEN, who: str, *, size: str = "desk", javascript: bool = True) -> Page:
    """Somebody who has set up an app and proved its code."""
    page = open_page("/account/sign-in", size=size, javascript=javascript)
    by_password(page, who)
    page.get_by_role("link", name="Set up an authenticator app").click()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code that the app shows now").fill(code_of(secret))
    page.get_by_role("button", name="Set up the app").click()
    sign_out(page)
    page.goto("/account/sign-in")
    by_password(page, who)
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Continue").click()
    return page


def test_an_owner_answers_a_message_from_their_tasks_without_javascript(open_page: OPEN) -> None:
    reference = tell(open_page, "The address has changed.")
    page = signed_in(open_page, "answering", javascript=False)

    # Who signs in lands on their tasks.
    expect(page).to_have_url(re.compile("/tasks$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("needs? you"))
    page.locator(f'a[href="/messages/{reference}"]').click()
    expect(page.get_by_text("The address has changed.")).to_be_visible()
    page.get_by_role("link", name="Answer this message").click()
    page.get_by_role("button", name="Publish the answer").click()
    expect(page).to_have_title(re.compile("^Error: "))
    page.get_by_label("It was changed").check()
    page.get_by_label("The answer").fill("We have put in the new one.")
    page.get_by_role("button", name="Publish the answer").click()

    expect(page.get_by_role("alert")).to_contain_text("Answer this message")
    page.get_by_role("link", name="What the public sees of this message").click()
    expect(page.get_by_text("We have put in the new one.")).to_be_visible()
    page.goto("/messages?show=changed")
    expect(page.locator(f'a[href="/messages/{reference}"]')).to_be_visible()


def test_the_pages_of_what_is_asked_of_me_are_usable(open_page: OPEN) -> None:
    reference = tell(open_page, "Something else is wrong.")
    page = signed_in(open_page, "asked")
    page.goto("/organisations/norfolk")
    page.get_by_role("button", name="Follow this").click()
    for path in (
        "/tasks",
        "/messages",
        f"/messages/{reference}",
        f"/messages/{reference}/answer",
        f"/messages/{reference}/display",
        f"/messages/{reference}/withdraw",
        "/follow",
        "/account/e-mails",
        "/organisations/norfolk",
        "/collaborations?q=forensics",
    ):
        page.goto(path)
        assert problems_at_both_widths(page) == [], path
    page.goto(f"/messages/{reference}/answer")
    page.get_by_role("button", name="Publish the answer").click()
    assert problems_at_both_widths(page) == []
