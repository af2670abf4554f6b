"""From an invitation to a changed page: by a passkey, by an app's code, and by a real sign-in provider."""

import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.database import TEMPLATE
from tests.journeys import service
from tests.journeys.axe import problems, problems_at_both_widths
from tests.journeys.conftest import SIZES
from tests.journeys.people import address as of
from tests.journeys.test_signing_in import AUTHENTICATOR, by_provider, code_of, heading

OPEN = Callable[..., Page]
PASSWORD = "seven-herons-by-the-weir"  # noqa: S105 - nobody's
WHY = "The two boards gave it a new name today."


@pytest.fixture(scope="session")
def cast(address: str) -> dict[str, Any]:
    """The invitations, the owner's session, and a record for each way."""
    url = os.environ["DATABASE_URL"].replace(f"/{TEMPLATE}?", f"/{service.NAME}?")
    said = subprocess.run(
        [sys.executable, "-m", "tests.journeys.changers"],
        env={**os.environ, "DATABASE_URL": url},
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


@pytest.fixture
def browse(browser: Browser, address: str) -> Iterator[OPEN]:
    """A browser of somebody's own, with a device that makes passkeys, or already signed in."""
    contexts = []
    localhost = address.replace("127.0.0.1", "localhost")

    def open_page(path: str, *, session: str = "", size: str = "desk") -> Page:
        context = browser.new_context(base_url=localhost, viewport=SIZES[size])
        contexts.append(context)
        if session:
            cookie = {"name": "session", "value": session, "url": localhost}
            context.add_cookies([cookie])  # type: ignore[list-item] # a cookie as Playwright asks for it
        page = context.new_page()
        device = context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def accept(page: Page) -> None:
    page.get_by_label("Your full name").fill("Nor New")
    page.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Accept and open an account").click()


def add_passkey(page: Page) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("work computer")
    page.get_by_role("button", name="Add a passkey").click()
    heading(page, "Your recovery codes")


def add_app(page: Page) -> None:
    page.get_by_role("link", name="Set up an authenticator app").click()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code that the app shows now").fill(code_of(secret))
    page.get_by_role("button", name="Set up the app").click()
    heading(page, "Your recovery codes")


def signed_in_for_the_first_time(browse: OPEN, way: str, cast: dict[str, Any]) -> Page:
    if way == "provider":
        page = browse("/account/sign-in")
        by_provider(page, of("changing"))
    else:
        page = browse(cast["invitations"][way])
        accept(page)
    heading(page, "Second steps")
    (add_app if way == "app" else add_passkey)(page)
    return page


def propose(page: Page, record: str, title: str) -> str:
    """Proposes another title, as of today. The address of the proposal."""
    page.goto(f"/collaborations/{record}")
    page.get_by_role("link", name="Change this page").click()
    heading(page, "What would you like to change?")
    page.goto(f"/collaborations/{record}/change/title")
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("link", name=re.compile("Change why")).click()
    page.get_by_role("textbox", name="Why?").fill(WHY)
    page.get_by_label("It changed on a day").check()
    today = timezone.localdate()
    for label, number in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(label, exact=True).fill(str(number))
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Propose this change").click()
    expect(page.get_by_role("button", name="Withdraw this change")).to_be_visible()
    return page.url


def as_at_yesterday(page: Page, record: str) -> str:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    page.goto(f"/collaborations/{record}?as-at={yesterday}")
    title = page.get_by_role("heading", level=1).inner_text()
    # The page as data: whether its picture is drawn yet is not a difference.
    page.goto(f"{page.url}&format=json")
    return f"{title}\n{page.locator('body').inner_text()}"


@pytest.mark.parametrize("way", ["passkey", "app", "provider"])
def test_an_invited_contributor_proposes_an_owner_approves_and_yesterday_stays(
    browse: OPEN, cast: dict[str, Any], way: str
) -> None:
    record, title = cast["records"][way], f"A new name by {way}"
    anybody = browse(f"/collaborations/{record}")
    old = anybody.get_by_role("heading", level=1).inner_text()
    before = as_at_yesterday(anybody, record)

    contributor = signed_in_for_the_first_time(browse, way, cast)
    proposal = propose(contributor, record, title)
    anybody.goto(f"/collaborations/{record}")
    heading(anybody, old)

    owner = browse("/tasks", session=cast["owner"], size="phone" if way == "app" else "desk")
    owner.get_by_role("link", name=re.compile("Decide|change", re.IGNORECASE)).first.wait_for()
    owner.goto(proposal)
    difference = owner.locator("#what")
    expect(difference).to_contain_text(old)
    expect(difference).to_contain_text(title)
    assert problems(owner) == []
    owner.get_by_role("radio", name="Approve: the register is changed at once").check()
    owner.get_by_role("button", name="Decide", exact=True).click()
    expect(owner.get_by_text("Sam Decider").first).to_be_visible()

    anybody.goto(f"/collaborations/{record}")
    heading(anybody, title)
    assert as_at_yesterday(anybody, record) == before
    anybody.goto(f"/collaborations/{record}/history")
    happened = anybody.locator("main")
    for words in ("Suffolk", old, title, WHY):
        expect(happened).to_contain_text(words)
    expect(happened).not_to_contain_text("Sam Decider")
    assert problems(anybody) == []
    owner.goto(f"/collaborations/{record}/history")
    expect(owner.locator("main")).to_contain_text("Sam Decider")


@pytest.mark.parametrize("path", ["", "/change", "/change/title", "/change/status", "/change/event/add"])
def test_pages_for_changing_are_usable(browse: OPEN, cast: dict[str, Any], path: str) -> None:
    page = browse(f"/collaborations/{cast['records']['passkey']}{path}", session=cast["owner"])
    assert problems_at_both_widths(page) == []
