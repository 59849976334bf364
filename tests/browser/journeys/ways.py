"""The two ways each journey is walked: in Danish at a desk by the keyboard alone, in English on a phone by touch.

Between them every task is done in both languages, on both screens, and without a mouse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bundlinje_web.said.sayings import say

Words = str | re.Pattern[str]
"""What something on a page says: a code of our own words, or a pattern of what somebody wrote."""
_VALUE = re.compile(r"\\\{[^}]*\\\}")


@dataclass(frozen=True)
class Way:
    """A language, a screen, and what the hands do."""

    language: str
    by_keys: bool
    screen: Mapping[str, object] = field(default_factory=dict)

    def address(self, path: str) -> str:
        """The page of that path in this language."""
        return path if self.language == "da" else f"/{self.language}{path}"

    def words(self, words: Words) -> re.Pattern[str]:
        """How these words are found on a page: whole words, with anything where a value is filled in."""
        if isinstance(words, re.Pattern):
            return words
        return re.compile(rf"(?<!\w){_VALUE.sub('.+', re.escape(say(words, self.language)))}(?!\w)")


DESK = Way("da", by_keys=True)
PHONE = Way(
    "en", by_keys=False, screen={"viewport": {"width": 375, "height": 780}, "has_touch": True, "is_mobile": True}
)
WAYS = {"danish-desk-keyboard": DESK, "english-phone-touch": PHONE}
