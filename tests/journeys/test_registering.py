"""Registering a collaboration in a browser, from the tasks to the public record, with and without scripts."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.database import TEMPLATE
from tests.journeys import service
from tests.journeys.axe import problems_at_both_widths
from tests.journeys.conftest import SIZES

OPEN = Callable[..., Page]
PARTNER = {"essex": "Kent Police", "cheshire": "Merseyside Police"}
TITLES = {"essex": "Estuary drone pool", "cheshire": "Mersey drone pool"}


@pytest.fixture(scope="session")
def sessions(address: str) -> dict[str, str]:
    """The session of an owner of each."""
    url = os.environ["DATABASE_URL"].replace(f"/{TEMPLATE}?", f"/{service.NAME}?")
    said = subprocess.run(
        [sys.executable, "-m", "tests.journeys.registrants"],
        env={**os.environ, "DATABASE_URL": url},
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, str] = json.loads(said.stdout.splitlines()[-1])
    return found


@pytest.fixture
def browse(browser: Browser, address: str) -> Iterator[OPEN]:
    """A browser in which somebody is signed in, with scripts or without."""
    contexts = []

    def open_page(path: str, *, session: str, javascript: bool) -> Page:
        context = browser.new_context(
            base_url=address, viewport=SIZES["desk"], java_script_enabled=javascript
        )
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": session, "url": address}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def go_on(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def answer_all(page: Page, body: str) -> None:
    """Ten answers with as few keys as a first-time user needs."""
    page.get_by_label("What is it called?").fill(TITLES[body])
    go_on(page, "Why do the parties work together?")
    page.get_by_label("Why do the parties work together?").fill("To look for missing people from the air.")
    go_on(page, "What police work does it do?")
    page.get_by_label("Air support").check()
    go_on(page, "Who are the parties?")
    page.get_by_label("Add a force or another body").fill(PARTNER[body])
    go_on(page, "Who leads or hosts it?")
    page.get_by_label("Not known, or nobody").check()
    go_on(page, "What is its legal basis?")
    page.get_by_label("Section 22A, Police Act 1996").check()
    go_on(page, "When was it agreed?")
    page.get_by_label("Year").fill("2024")
    go_on(page, "When did it start?")
    page.get_by_label("Not known").check()
    go_on(page, "How does it stand?")
    page.get_by_label("Running").check()
    go_on(page, "Where is it published?")
    page.get_by_label("Not known").check()
    go_on(page, "Check your answers before you register it")


@pytest.mark.parametrize(("body", "javascript"), [("essex", True), ("cheshire", False)])
def test_a_first_time_user_registers_in_ten_pages(
    browse: OPEN,
    sessions: dict[str, str],
    body: str,
    javascript: bool,  # noqa: FBT001 - pytest's way
) -> None:
    page = browse("/tasks", session=sessions[body], javascript=javascript)
    page.get_by_role("button", name="Register a collaboration").click()
    page.get_by_role("button", name="Start now").click()
    answer_all(page, body)
    expect(page.get_by_role("main")).to_contain_text(PARTNER[body])
    page.get_by_role("button", name="Register it").click()
    page.get_by_role("link", name=TITLES[body]).click()
    expect(page.get_by_role("main")).to_contain_text("not yet confirmed by other parties")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[body])


def test_what_may_be_there_already_comes_up_while_the_title_is_typed(
    browse: OPEN, sessions: dict[str, str]
) -> None:
    page = browse("/register", session=sessions["essex"], javascript=True)
    page.get_by_role("button", name="Start now").click()
    page.get_by_label("What is it called?").press_sequentially("North West Motorway Police Group")
    expect(page.locator("#alike")).to_contain_text("Is it one of these?")
    expect(page.get_by_role("link", name="North West Motorway Police Group")).to_be_visible()
    assert problems_at_both_widths(page) == []
    page.goto(page.url.replace("/title", "/parties"))
    assert problems_at_both_widths(page) == []
