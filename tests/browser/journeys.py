"""A journey: what somebody does to get one thing done, counted in the pages that have to be acted on.

The start page is not counted, nor is the page that says it is done. A page counts once each time one comes to it and
reads it to the end, follows a link on it, fills something in or presses a button.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser.office import fill

if TYPE_CHECKING:
    from playwright.sync_api import Page

START = "/opgaver/"


class Journey:
    """Somebody under way from a page; `pages` are those acted on so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pages: list[str] = []

    def reads(self) -> Journey:
        """Read the page that is open: nothing more is needed there."""
        assert self.page.locator("h1").is_visible()
        self._acted()
        return self

    def follows(self, name: str | re.Pattern[str], within: str = "main") -> Journey:
        """Follow a link by what it says."""
        self._acted()
        self.page.locator(within).get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        return self

    def chooses(self, name: str) -> Journey:
        """Go to a place in the main menu."""
        self._acted()
        self.page.locator("header nav.nav").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state()
        return self

    def fills(self, **told: Any) -> Journey:
        """Fill in fields of the page by their names."""
        self._acted()
        fill(self.page, **told)
        return self

    def presses(self, name: str | re.Pattern[str]) -> Journey:
        """Press a button by what it says."""
        self._acted()
        self.page.locator("main").get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        return self

    def _acted(self) -> None:
        here = urlsplit(self.page.url).path
        if here != START and (not self.pages or self.pages[-1] != here):
            self.pages.append(here)
