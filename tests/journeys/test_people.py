"""People, roles, invitations and keys in a browser: every page usable, and the way in from a link."""

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

OPEN = Callable[..., Page]
HERE = "/organisations/kent"
PAGES = {
    "roles": ("reader", "/roles"),
    "account": ("administrator", "/account/"),
    "people": ("administrator", f"{HERE}/people"),
    "invite": ("administrator", f"{HERE}/people/invite"),
    "leave": ("reader", f"{HERE}/people/leave"),
    "keys": ("administrator", f"{HERE}/keys"),
    "make a key": ("administrator", f"{HERE}/keys/make"),
    "national people": ("curator", "/national/people"),
    "national sign-in": ("curator", "/national/sign-in"),
    "map a domain": ("curator", "/national/sign-in/map"),
    "not for a reader": ("reader", f"{HERE}/people"),
}


@pytest.fixture(scope="session")
def cast(address: str) -> dict[str, Any]:
    """The people's sessions, and the paths of two invitations."""
    url = os.environ["DATABASE_URL"].replace(f"/{TEMPLATE}?", f"/{service.NAME}?")
    said = subprocess.run(
        [sys.executable, "-m", "tests.journeys.signed_in"],
        env={**os.environ, "DATABASE_URL": url},
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return found


@pytest.fixture
def open_as(browser: Browser, address: str, cast: dict[str, Any]) -> Iterator[OPEN]:
    """Opens a page as one of the cast, or as nobody."""
    contexts = []

    def open_page(who: str, path: str, *, size: str = "desk", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport=SIZES[size],
            java_script_enabled=javascript,
        )
        contexts.append(context)
        if who:
            cookie = {"name": "session", "value": cast["sessions"][who], "url": address}
            context.add_cookies([cookie])  # type: ignore[list-item] # a cookie as Playwright asks for it
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_it_is_usable_on_a_desk_and_on_a_phone(open_as: OPEN, name: str) -> None:
    assert problems_at_both_widths(open_as(*PAGES[name])) == []


@pytest.mark.parametrize(("size", "javascript"), [("desk", True), ("phone", False)])
def test_an_administrator_invites_after_mending_what_was_missing(
    open_as: OPEN, size: str, *, javascript: bool
) -> None:
    page = open_as("administrator", f"{HERE}/people", size=size, javascript=javascript)
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("Choose a role")
    page.get_by_label("E-mail address").fill(f"{size}@people.example")
    page.get_by_label("Owner", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    if javascript:
        assert problems(page) == []
    page.get_by_role("button", name="Change something").click()
    expect(page.get_by_label("E-mail address")).to_have_value(f"{size}@people.example")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()
    expect(page.get_by_text(f"{size}@people.example").first).to_be_visible()


def test_a_key_is_shown_once_and_a_double_click_makes_one(open_as: OPEN) -> None:
    page = open_as("administrator", f"{HERE}/keys/make", javascript=False)
    page.get_by_label("What is it for?").fill("Twice")
    page.get_by_label("Contributor", exact=True).check()
    page.get_by_label("Last day").fill(_next_month())
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Make the key").dblclick()
    expect(page.locator("#secret")).to_contain_text(re.compile(r"^fp_\w{40}$"))
    page.get_by_role("button", name="I have copied it").click()
    expect(page.get_by_role("rowheader", name="Twice")).to_have_count(1)
    expect(page.locator("body")).not_to_contain_text(re.compile(r"fp_\w{40}"))


@pytest.mark.parametrize(
    ("role", "javascript", "heading"),
    [("contributor", True, "Second steps"), ("reader", False, "Your account")],
)
def test_somebody_invited_opens_an_account_and_is_led_on(
    open_as: OPEN, cast: dict[str, Any], role: str, heading: str, *, javascript: bool
) -> None:
    path = cast["invitations"][role]
    page = open_as("", path, javascript=javascript)
    expect(page.get_by_role("heading", level=1)).to_have_text("You are invited")
    if javascript:
        assert problems(page) == []
    page.get_by_label("Your full name").fill("Nia New")
    page.get_by_label("Choose a password", exact=True).fill("five-geese-over-the-marsh")
    page.get_by_role("button", name="Accept and open an account").click()
    if role == "contributor":
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("link", name="Nia New")).to_be_visible()
    page.goto("/account/")
    expect(page.get_by_role("term").filter(has_text="Kent Police")).to_be_visible()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link does not work any more")


def _next_month() -> str:
    day = timezone.localdate() + datetime.timedelta(days=30)
    return f"{day.day} {day:%B %Y}"
