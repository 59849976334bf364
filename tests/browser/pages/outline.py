"""What can be told of a page from its text as it is sent, without a browser: asked of every page that a role reaches.

It is what a part that is missing leaves behind, which no judge of the parts that are there would see elsewhere.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

from tests.browser.pages.skeleton import EMPTY

_HOLDS = {"ul": "li", "ol": "li", "dl": "dt", "tr": "t", "select": "opt", "fieldset": "legend"}
"""What an element is nothing without."""


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.times: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.hollow: list[str] = []
        self._above: list[tuple[str, str | None]] = []
        """Each open element, with what it still lacks."""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.times[tag] += 1
        self.ids.update([said["id"]] if said.get("id") else [])
        self.language = (said.get("lang") or "") if tag == "html" else self.language
        if self._above and (lacks := self._above[-1][1]) is not None and tag.startswith(lacks):
            self._above[-1] = (self._above[-1][0], None)
        if tag not in EMPTY:
            self._above.append((tag, _HOLDS.get(tag)))
        if tag in {"title", "h1", "h2", "h3", "h4", "h5", "h6"}:
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        while self._above:
            closed, lacks = self._above.pop()
            if lacks is not None:
                self.hollow.append(closed)
            if closed == tag:
                break
        if tag == "title" and not self.title:
            self.title = _plain(self._text)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append((int(tag[1]), _plain(self._text)))

    def handle_data(self, data: str) -> None:
        self._text += data


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def faults_as_sent(html: str, language: str) -> list[str]:
    """What is wrong with the outline of a page."""
    seen = _Outline()
    seen.feed(html)
    levels = [level for level, _ in seen.headings]
    first = next((text for level, text in seen.headings if level == 1), "")
    checks = {
        f"language {seen.language!r}": seen.language == language,
        f"{levels.count(1)} h1": levels.count(1) == 1,
        f"title {seen.title!r} of {first!r}": bool(first) and first in seen.title,
        f"headings skip a level: {seen.headings}": all(after - one <= 1 for one, after in pairwise(levels)),
        f"{seen.times['main']} main": seen.times["main"] == 1,
        f"ids twice: {[each for each, times in seen.ids.items() if times > 1]}": max(seen.ids.values(), default=1) == 1,
        f"with nothing in them: {seen.hollow}": not seen.hollow,
    }
    return [said for said, holds in checks.items() if not holds]
