"""Real Chromium on a real service. The tests here ask no question of the database themselves."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.journeys.axe import DESK, PHONE
from tests.journeys.service import served

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desk": DESK, "phone": PHONE}


@pytest.fixture(scope="session")
def address(django_db_setup: None) -> Iterator[str]:
    """Where the service answers."""
    with served() as where:
        yield where


# The browser's event loop would make Django refuse the database to other tests of this worker: it lives only
# as long as a module of journeys.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the service, at a size, with or without JavaScript.

    `hears` is told each thing that the browser complains about.
    """
    contexts: list[BrowserContext] = []

    def open_page(
        path: str,
        *,
        size: str = "desk",
        javascript: bool = True,
        block: str = "",
        hears: Callable[[str], None] | None = None,
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport=SIZES[size],
            java_script_enabled=javascript,
            is_mobile=size == "phone",
            has_touch=size == "phone",
        )
        contexts.append(context)
        if block:
            context.route(block, lambda route: route.abort())
        page = context.new_page()
        if hears:
            _listen(page, hears)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _listen(page: Page, hears: Callable[[str], None]) -> None:
    page.on("console", lambda message: hears(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: hears(str(error)))
