"""The lexicon: every code the engine speaks, as a Danish and an English word, and how the nouns of a contract bend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje.words.labels import labels
from bundlinje.words.numbers import Language

LANGUAGES: tuple[Language, ...] = ("da", "en")
FORMS = ("one", "many", "the", "a", "each", "who")
"""Forms of a noun: *person*, *persons*, *the person*, *a person*, *each person*, and the *who* after it."""


def word(code: str, language: Language) -> str:
    """The word for a code, such as `roles.investor`. A code without one raises `KeyError`: a test finds it."""
    return labels("lexicon")[code][language]


def word_or(code: str, language: Language, otherwise: str) -> str:
    """The word for a code, or `otherwise` where there is none: for what a contract's authors may name freely."""
    found = labels("lexicon").get(code)
    return found[language] if found else otherwise


def knows(name: str) -> bool:
    """Whether the lexicon can bend the word for what a contract counts."""
    known = _nouns()
    return known["aliases"].get(name.lower(), name.lower()) in set(known) - {"aliases", "_other"}


def noun(name: str, language: Language) -> Mapping[str, str]:
    """The forms of the word for what a contract counts. A word the lexicon has not is used as it stands."""
    known = _nouns()
    if knows(name):
        forms: Mapping[str, str] = known[known["aliases"].get(name.lower(), name.lower())][language]
        return forms
    return {form: text.format(name=name) for form, text in known["_other"][language].items()}


def _nouns() -> Mapping[str, Any]:
    return labels("nouns")


def joined(parts: list[str], language: Language, word_code: str = "and") -> str:
    """Parts as a list in a sentence: `a, b og c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word(word_code, language)} {parts[-1]}"


def quoted(text: str, language: Language) -> str:
    """A name set apart from the sentence it stands in: `»Job«`, `“Job”`."""
    return f"»{text}«" if language == "da" else f"“{text}”"
