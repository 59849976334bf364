"""The words of the language a page is asked for in."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import get_language

from bundlinje_web.said import say

Language = Literal["da", "en"]


def language_now() -> Language:
    """The language of the page being made: English only where it is asked for."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def say_now(code: str, **values: object) -> str:
    """The words for a code in the language of the page being made."""
    return say(code, language_now(), **values)


def in_language(words: dict[str, str]) -> str:
    """Of words given in both languages, those of the page being made; the other language where one is missing."""
    return words.get(language_now()) or next(iter(words.values()), "")
