"""Releasing figures in a browser, and what everybody then reads: sound on a desk and on a phone."""

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
# Where a person who looks over the pages wants their pictures; nowhere else.
PICTURES = os.environ.get("FRANKPLEDGE_PICTURES_OF_JOURNEYS", "")


@pytest.fixture(scope="module")
def tracked(address: str) -> dict[str, str]:
    """The reference of a tracked record, and the session of a publisher."""
    url = os.environ["DATABASE_URL"].replace(f"/{TEMPLATE}?", f"/{service.NAME}?")
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.publishers"],
        env={**os.environ, "DATABASE_URL": url},
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, str] = json.loads(told.stdout.splitlines()[-1])
    return found


@pytest.fixture
def browse(browser: Browser, address: str) -> Iterator[OPEN]:
    """A phone on which somebody is signed in, or nobody; without scripts."""
    contexts = []

    def open_page(path: str, session: str = "") -> Page:
        context = browser.new_context(base_url=address, viewport=SIZES["phone"])
        contexts.append(context)
        if session:
            context.add_cookies([{"name": "session", "value": session, "url": address}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def looked_over(page: Page, name: str) -> None:
    assert problems_at_both_widths(page) == []
    if PICTURES:
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            page.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)


def test_a_publisher_releases_and_everybody_reads(browse: OPEN, tracked: dict[str, str]) -> None:
    session, record = tracked["session"], tracked["record"]
    public = f"/collaborations/{record}/costs-and-benefits"
    before = browse(public)
    expect(before.get_by_text("are released here: they are not known.")).to_be_visible()
    looked_over(before, "not-released")
    page = browse(f"/collaborations/{record}/benefits", session)
    page.get_by_role("link", name="Release the figures as they stand").click()
    looked_over(page, "release")
    page.get_by_role("button", name="Continue").click()
    looked_over(page, "check")
    page.get_by_role("button", name="Release them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Costs and benefits")
    after = browse(public)
    expect(after.get_by_text("On record as agreed: 1 benefit and 1 drawback.")).to_be_visible()
    looked_over(after, "released")
    for path, name in (
        ("/benefits/portfolio", "portfolio"),
        ("/organisations/essex/benefits", "body"),
        ("/benefits/accuracy?body=essex", "accuracy"),
    ):
        looked_over(browse(path, session), name)
    looked_over(browse("/benefits/portfolio"), "portfolio-public")
    back = browse(f"/collaborations/{record}/benefits/take-back", session)
    back.get_by_label("Why?").fill("A quarter was counted twice.")
    back.get_by_role("button", name="Continue").click()
    back.get_by_role("button", name="Take them back").click()
    gone = browse(public)
    expect(gone.get_by_text("The reason: A quarter was counted twice.")).to_be_visible()
