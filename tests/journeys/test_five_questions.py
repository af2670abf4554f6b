"""The five questions about costs and benefits in a browser: one short journey, with and without scripts."""

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from frankpledge.benefits import years
from tests.database import TEMPLATE
from tests.journeys import service
from tests.journeys.axe import problems_at_both_widths
from tests.journeys.browsing import Browsing
from tests.journeys.conftest import SIZES

OPEN = Callable[..., Page]
# What a small unit of two forces would type: everything else is filled in, chosen or not known.
BEFORE = "Each force had its own unit of eight."
CHANGED = "A handler comes within the hour."
NAMES = {"essex": "Essex Police", "cheshire": "Cheshire Constabulary"}


@pytest.fixture(scope="session")
def owners(address: str) -> dict[str, str]:
    """The session of an owner of each of two forces."""
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
    """A phone on which somebody is signed in, with scripts or without."""
    contexts = []

    def open_page(path: str, *, session: str, javascript: bool) -> Page:
        context = browser.new_context(
            base_url=address, viewport=SIZES["phone"], java_script_enabled=javascript
        )
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": session, "url": address}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def go_on(page: Page, heading: str, button: str = "Save and continue") -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.parametrize(
    ("body", "record", "javascript"),
    [
        ("essex", "Kent and Essex Serious Crime Directorate", True),
        ("cheshire", "North West Police Underwater Search and Marine Unit", False),
    ],
)
def test_a_unit_answers_the_five_questions_in_one_journey(
    browse: OPEN,
    owners: dict[str, str],
    body: str,
    record: str,
    javascript: bool,  # noqa: FBT001 - pytest's way
) -> None:
    page = browse(f"/collaborations?q={record}", session=owners[body], javascript=javascript)
    page.get_by_role("link", name=record, exact=True).click()
    page.get_by_role("link", name="Costs and benefits", exact=True).click()
    page.get_by_role("button", name="Begin").click()
    go_on(page, "Costs and benefits", "Begin")
    page.get_by_role("button", name="Answer for").click()
    # Filled in with what the record says.
    go_on(page, "What was it before?")
    page.get_by_label("In a sentence or two").fill(BEFORE)
    go_on(page, "What does it cost each party?")
    for amount in page.locator("input[name^=cost-]").all():
        amount.fill("70000")
    go_on(page, "What changed?")
    page.get_by_label("In a sentence or two").fill(CHANGED)
    go_on(page, "What next?")
    page.get_by_label("Not decided").check()
    page.get_by_label("In a sentence or two").fill("The board meets in May.")
    go_on(page, "Costs and benefits")
    expect(page.get_by_role("main")).to_contain_text("All five questions are answered")
    for said in (BEFORE, "£70,000", CHANGED):
        expect(page.get_by_role("main")).to_contain_text(said)
    _make_the_first_return(Browsing(page, "", {}), page.url.partition("?")[0], NAMES[body])
    if javascript:
        assert problems_at_both_widths(page) == []


def _make_the_first_return(unit: Browsing, work: str, owner: str) -> None:
    """One benefit, agreed by its owner, and what it came to in the year that is over."""
    unit.walk(f"{work}/profiles/add", title="Requests that we attend", benefit_class="quantified")
    profile = unit.page.url.partition("?")[0]
    unit.walk(f"{profile}/write/measure", measure="Requests attended")
    unit.walk(f"{profile}/write/who", owner=owner, owner_post="Head of the unit")
    unit.walk(f"{profile}/move/agree")
    year = years.last_ended(datetime.datetime.now(datetime.UTC).date())
    unit.page.goto(f"{work}/returns/{year}-04")
    unit.page.locator("input[name$='.all.value']").fill("412")
    unit.page.get_by_role("button", name="Save and lock").click()
    expect(unit.page.get_by_role("main")).to_contain_text("Locked on")


def test_each_question_can_be_used_on_a_phone(browse: OPEN, owners: dict[str, str]) -> None:
    # Another record than theirs above, and none that another journey renames: tests come in any order.
    record = "Essex and Kent Support Services Directorate"
    page = browse(f"/collaborations?q={record}", session=owners["essex"], javascript=True)
    page.get_by_role("link", name=record, exact=True).click()
    page.get_by_role("link", name="Costs and benefits", exact=True).click()
    assert problems_at_both_widths(page) == []
    page.get_by_role("button", name="Begin").click()
    assert problems_at_both_widths(page) == []
    go_on(page, "Costs and benefits", "Begin")
    page.get_by_role("button", name="Answer for").click()
    for _ in range(5):
        assert problems_at_both_widths(page) == []
        page.get_by_role("button", name="Not known", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("The answers to 5 of them are not known")
