"""Asks axe what is wrong with a page for people who use it otherwise than by eye and mouse."""

import functools
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@functools.cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def problems(page: Page) -> list[str]:
    """What axe finds, one line each; nothing when all is well."""
    page.evaluate(_source())
    found: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES)
    return [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def problems_at_both_widths(page: Page) -> list[str]:
    """The same on a desk and on a phone, and whether a phone would have to scroll sideways.

    One opening serves both: the styles go by the width alone.
    """
    page.set_viewport_size(DESK)
    found = problems(page)
    page.set_viewport_size(PHONE)
    found += [f"on a phone: {problem}" for problem in problems(page)]
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(DESK)
    return found if width <= PHONE["width"] else [*found, f"it is {width} pixels wide on a phone"]
