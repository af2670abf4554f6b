"""One browser for several people: who asks, who answers, and what a page then says."""

import re

from playwright.sync_api import Locator, Page

Sessions = dict[str, str]


class Browsing:
    """One browser, in which now one of them is signed in and now another."""

    def __init__(self, page: Page, address: str, sessions: Sessions) -> None:
        self.page, self._address, self._sessions = page, address, sessions

    def be(self, who: str) -> None:
        self.page.context.clear_cookies()
        if who:
            cookie = {"name": "session", "value": self._sessions[who], "url": self._address}
            self.page.context.add_cookies([cookie])  # type: ignore[list-item] # as Playwright asks for it

    def walk(self, path: str, **answers: str | list[str]) -> None:
        """Opens a page that asks, answers, looks over the answers where they are shown, and sends them."""
        self.page.goto(path)
        for name, answer in answers.items():
            for each in [answer] if isinstance(answer, str) else answer:
                _answer(self._form().locator(f'[name="{name}"]'), each)
        self._send()
        if self.page.get_by_role("heading", level=1, name=re.compile("Check your answers")).count():
            self._send()
        assert not self.page.title().startswith("Error"), self.page.locator("main").inner_text()[:900]

    def reads(self, path: str) -> str:
        self.page.goto(path)
        return " ".join(self.page.locator("main").inner_text().split())

    def _form(self) -> Locator:
        return self.page.locator("main form").last

    def _send(self) -> None:
        # A busy machine may take its time with the page that follows: what comes next reads that page.
        with self.page.expect_navigation():
            self._form().locator("button.govuk-button").first.click()


def _answer(fields: Locator, value: str) -> None:
    kind = fields.first.evaluate("field => field.tagName + ':' + (field.type || '')")
    if kind in {"INPUT:radio", "INPUT:checkbox"}:
        fields.and_(fields.page.locator(f'[value="{value}"]')).check()
    elif kind.startswith("SELECT"):
        named = fields.first.locator("option").and_(fields.page.locator(f'[value="{value}"]'))
        by_value, by_label = (value, None) if named.count() else (None, value)
        fields.first.select_option(value=by_value, label=by_label)
    else:
        fields.first.fill(value)
