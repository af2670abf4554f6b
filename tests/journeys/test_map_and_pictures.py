"""The map of the forces and the pictures, at a desk, on a phone and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OPEN = Callable[..., Page]
KNOWN = "/known-and-not-known"
SECONDS_TO_DRAW = 60_000


def when_drawn(page: Page) -> Page:
    """The page once its pictures are: it is loaded again, as it says, until they are."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for _ in range(SECONDS_TO_DRAW // 1000):
        if page.locator("figure svg[role=img]").count() == page.locator("figure").count():
            return page
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError("The worker drew nothing in a minute.")


@pytest.mark.parametrize("path", ["/organisations/map", "/"])
def test_a_desk_has_tiles_and_a_phone_a_list(open_page: OPEN, path: str) -> None:
    desk, phone = open_page(path), open_page(path, size="phone")

    expect(desk.locator(".frankpledge-tiles")).to_be_visible()
    expect(desk.locator(".frankpledge-tiles__list")).to_be_hidden()
    expect(phone.locator(".frankpledge-tiles")).to_be_hidden()
    expect(phone.locator(".frankpledge-tiles__list")).to_be_visible()


@pytest.mark.parametrize(("size", "name"), [("desk", "Northants"), ("phone", "Northamptonshire")])
def test_the_map_finds_a_force_without_javascript(open_page: OPEN, size: str, name: str) -> None:
    page = open_page("/organisations/map", size=size, javascript=False)

    page.get_by_role("link", name=name).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Northamptonshire Police")


def test_tiles_and_names_are_large_enough_to_touch(open_page: OPEN) -> None:
    for size in ("desk", "phone"):
        links = open_page("/organisations/map", size=size).locator(".frankpledge-map a:visible")

        boxes = [links.nth(index).bounding_box() for index in range(links.count())]

        assert len(boxes) == 43
        assert all(box and box["height"] >= 43.9 and box["width"] >= 24 for box in boxes)


def test_tiles_do_not_overlap_and_keep_their_words_inside(open_page: OPEN) -> None:
    page = open_page("/organisations/map")

    overflowing = page.evaluate(
        "[...document.querySelectorAll('.frankpledge-tiles a')]"
        ".filter(a => a.scrollWidth > a.clientWidth + 1).map(a => a.textContent)"
    )

    assert overflowing == []


def test_the_worker_draws_what_the_page_shows(open_page: OPEN) -> None:
    page = when_drawn(open_page(KNOWN, javascript=False))

    first = page.locator("figure").first
    drawing = first.locator("svg")
    expect(drawing).to_be_visible()
    named_by = str(drawing.get_attribute("aria-labelledby"))
    # Other journeys register what they need meanwhile: the page and its picture count the same.
    found = re.search(r"We have found (\d+) police", page.locator("main").inner_text())
    assert found is not None
    title = re.compile(rf"A start date is on record for \d+ of {found[1]}$")
    expect(page.locator(f"#{named_by}")).to_have_text(title)
    expect(first.get_by_role("link", name="Download this picture’s data (CSV)")).to_be_visible()


def test_a_picture_scrolls_in_its_own_frame_by_keyboard_on_a_phone(open_page: OPEN) -> None:
    page = when_drawn(open_page(KNOWN, size="phone"))
    frame = page.locator("figure .frankpledge-scroll").first

    frame.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")

    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollLeft") == 0


def test_the_table_of_a_picture_opens_without_javascript(open_page: OPEN) -> None:
    page = when_drawn(open_page(KNOWN, javascript=False))
    figure = page.locator("figure").first
    table = figure.get_by_role("table")
    expect(table).to_be_hidden()

    figure.get_by_text("The same as a table").click()

    expect(table.get_by_role("row").nth(2)).to_contain_text("Start date")
