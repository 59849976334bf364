"""A journey: what somebody does to get one thing done, counted in the pages that have to be acted on.

The start page is not counted, nor is the page that says it is done. A page counts once each time one comes to it and
reads it to the end, follows a link on it, fills something in or presses a button.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.journeys import keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from tests.browser.journeys.ways import Way, Words

START = "/opgaver/"


class Journey:
    """Somebody under way from a page; `pages` are those acted on so far."""

    def __init__(self, page: Page, way: Way) -> None:
        self.page = page
        self.way = way
        self.pages: list[str] = []

    @property
    def main(self) -> Locator:
        """The page's own part."""
        return self.page.locator("main")

    def reads(self) -> Journey:
        """Read the page that is open: nothing more is needed there."""
        self.page.locator("h1").wait_for()
        self._acted()
        return self

    def sees(self, *words: Words) -> Journey:
        """These words stand on the page, where they are seen."""
        for each in words:
            self.main.get_by_text(self.way.words(each)).locator("visible=true").first.wait_for()
        return self

    def follows(self, words: Words) -> Journey:
        """Follow a link by what it says."""
        self._acted()
        self._pushes(self.main.get_by_role("link", name=self.way.words(words)).first)
        return self

    def chooses(self, words: Words) -> Journey:
        """Go to a place in the main menu, which is unfolded on a phone and where the place is one of the rarer."""
        self._acted()
        menu = self.page.locator("header .bl-menu")
        item = menu.get_by_role("link", name=self.way.words(words))
        if not item.locator("visible=true").count():
            self._push(menu.locator("summary").locator("visible=true").first)
        self._pushes(item.locator("visible=true").first)
        return self

    def unfolds(self, words: Words) -> Journey:
        """Open what is folded away under these words."""
        self._acted()
        self._push(self.main.locator("summary").filter(has_text=self.way.words(words)).first)
        return self

    def fills(self, **told: object) -> Journey:
        """Fill in fields of the page by their names: a text, a choice, a tick, or several ticks."""
        self._acted()
        for name, value in told.items():
            self._fill(name, value)
        return self

    def attaches(self, name: str, file: str, content: bytes) -> Journey:
        """Choose a file of one's own."""
        self._acted()
        self.main.locator(f"input[type=file][name='{name}']").set_input_files(
            [{"name": file, "mimeType": "application/octet-stream", "buffer": content}]
        )
        return self

    def presses(self, words: Words) -> Journey:
        """Press a button by what it says."""
        self._acted()
        self._pushes(self.main.get_by_role("button", name=self.way.words(words)).first)
        return self

    def fetches(self, words: Words) -> str:
        """Follow a link to a file, and give the name it is saved under."""
        self._acted()
        with self.page.expect_download() as fetched:
            self._push(self.main.get_by_role("link", name=self.way.words(words)).first)
        return fetched.value.suggested_filename

    def value_of(self, name: str, *words: str) -> str:
        """The value of that choice of a field which says these words, or others: what it is called in each language."""
        said = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)")
        options = self.main.locator(f"select[name='{name}'] option").filter(has_text=said)
        if options.count():
            return str(options.first.get_attribute("value"))
        field = self.main.locator(f"[name='{name}']").and_(self.main.get_by_label(said))
        return str(field.first.get_attribute("value"))

    # --- by the hands of the way ---

    def _push(self, target: Locator) -> None:
        if self.way.by_keys:
            keyboard.push(target)
        else:
            target.tap()

    def _pushes(self, target: Locator) -> None:
        """Push what opens another page, and wait until it is there."""
        if self.way.by_keys:
            keyboard.reach(target)  # Passing the menu goes to another place of this page: no other page yet.
        with self.page.expect_navigation():
            if self.way.by_keys:
                self.page.keyboard.press("Enter")
            else:
                target.tap()

    def _fill(self, name: str, value: object) -> None:
        fields = self.main.locator(f"[name='{name}']:not([type=hidden])")
        kind = fields.first.get_attribute("type") or fields.first.evaluate("field => field.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            many = [value] if isinstance(value, str | bool) or not isinstance(value, Iterable) else value
            for each in many:
                self._tick(fields.first if each is True else self.main.locator(f"[name='{name}'][value='{each}']"))
        elif kind == "select":
            self._choose(fields.first, str(value))
        elif self.way.by_keys:
            keyboard.write(fields.first, str(value))
        else:
            fields.first.fill(str(value))

    def _tick(self, field: Locator) -> None:
        if self.way.by_keys:
            keyboard.tick(field)
        elif not field.is_checked():
            self.page.locator(f"label[for='{field.get_attribute('id')}']").first.tap()

    def _choose(self, field: Locator, value: str) -> None:
        if self.way.by_keys:
            keyboard.choose(field, value)
        else:
            field.select_option(value)

    def _acted(self) -> None:
        here = urlsplit(self.page.url).path.removeprefix("/en")
        if here != START and (not self.pages or self.pages[-1] != here):
            self.pages.append(here)
