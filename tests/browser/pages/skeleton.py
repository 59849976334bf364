"""What a page is built of, without what it says: a page of parts that were all judged elsewhere is judged with them.

A skeleton is the set of the ways from the page's root to each element: tags, classes, the names of attributes, the
values of those that change what an element is. Ten rows of a table are one way, so a longer list is no other page.
"""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser

EMPTY = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "use", "wbr"}
_SAYS_WHAT = {"type", "role", "scope", "aria-sort", "aria-current", "aria-invalid", "tabindex"}
_DRAWING = {"svg"}


class _Skeleton(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ways: set[str] = set()
        self._above: list[tuple[str, str]] = []
        self._in_main = 0
        self._in_drawing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_main += tag == "main"
        self._in_drawing += tag in _DRAWING
        if self._in_main and (not self._in_drawing or tag in _DRAWING):
            self.ways.add("/".join([*(step for _, step in self._above[-4:]), _step(tag, dict(attrs))]))
        if tag not in EMPTY:
            self._above.append((tag, _step(tag, dict(attrs))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._above:
            closed, _ = self._above.pop()
            self._in_main -= closed == "main"
            self._in_drawing -= closed in _DRAWING
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._in_main and data.strip() and not self._in_drawing and self._above:
            self.ways.add(f"{self._above[-1][1]} says")


def _step(tag: str, attributes: dict[str, str | None]) -> str:
    classes = ".".join(sorted((attributes.get("class") or "").split()))
    told = ",".join(f"{key}={value}" if key in _SAYS_WHAT else key for key, value in sorted(attributes.items()))
    return f"{tag}.{classes}[{told}]"


def skeleton(html: str) -> frozenset[str]:
    """What the main part of a page is built of, each part as one short text: equal for pages of equal make."""
    reader = _Skeleton()
    reader.feed(html)
    return frozenset(hashlib.sha256(way.encode()).hexdigest()[:16] for way in reader.ways)
