"""Whether an idea and a running contract are for the same people: the words that say who they are for, compared.

Words are compared by their stems, so that `hjemløse` and `hjemløshed` meet; words that say nothing of who somebody is
are left out. It names the words in common and leaves it to people to judge (INB-15).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

FEWEST = 2
"""So many words in common are worth a warning; a single one is not."""

_SHORTEST = 4
_STEM = 5
_ENDINGS = (
    "hederne", "heden", "heder", "hed", "ernes", "erne", "enes", "ene", "ers", "ens", "ets", "er", "en", "et", "es",
    "e", "s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overlap:
    """A contract that may be for the same people: its code, its title, and the words in common."""

    code: str
    title: str
    words: tuple[str, ...]


@cache
def _says_nothing() -> frozenset[str]:
    """Danish and English words that may stand in what is said of any target group."""
    return frozenset(files("bundlinje_web.bridge").joinpath("words_that_say_nothing.txt").read_text("utf-8").split())


def stem(word: str) -> str:
    """A word without its ending: what is left is the same in singular and plural, with and without an article."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word


def telling_words(text: str) -> dict[str, str]:
    """The words of a text that say who somebody is, each by its stem; and ages, as the years they are."""
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_]+", text.casefold()):
        if len(word) >= _SHORTEST and word not in _says_nothing():
            found.setdefault(stem(word), word)
    return found


def overlaps(target: str, contracts: Iterable[tuple[str, str, str]]) -> tuple[Overlap, ...]:
    """Contracts (code, title, whom it is for) that share words with an idea's target group, the most first.

    A word that most of the contracts have tells nothing apart and does not count.
    """
    held = [(code, title, telling_words(whom)) for code, title, whom in contracts]
    common = {
        each
        for _, _, words in held
        for each in words
        if len(held) > FEWEST * 2 and sum(each in other for _, _, other in held) * 2 > len(held)
    }
    asked = telling_words(target)
    found = []
    for code, title, words in held:
        shared = tuple(sorted(asked[each] for each in asked.keys() & words.keys() - common))
        if len(shared) >= FEWEST:
            found.append(Overlap(code, title, shared))
    return tuple(sorted(found, key=lambda one: (-len(one.words), one.code)))


def whom(text: str) -> str:
    """Whom a contract's text says it is for, in all the languages it says it in; empty where it does not."""
    try:
        read = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return ""
    cohort = read.get("cohort") if isinstance(read, Mapping) else None
    who = cohort.get("who") if isinstance(cohort, Mapping) else None
    if isinstance(who, Mapping):
        return " ".join(str(words) for language, words in who.items() if language in {"da", "en"})
    return str(who or "")
