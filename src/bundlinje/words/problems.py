"""Problems in words: what is wrong and what to do, in Danish or English, from the sentences beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING

import yaml

from bundlinje.words.exact import money, number
from bundlinje.words.lexicon import word
from bundlinje.words.numbers import Language, one_stop

if TYPE_CHECKING:
    from bundlinje.problems import Problem, Value

_MANY_DIGITS = 10_000
"""From here on a number's thousands are parted; below, it may be a year."""


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Every problem's sentences by code and language. A code told in two files raises `ValueError`."""
    found: dict[str, Mapping[str, str]] = {}
    folder = files("bundlinje.words").joinpath("problems")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".yaml"):
            continue
        told = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        if twice := sorted(set(told) & set(found)):
            raise ValueError(f"{file.name} tells again: {', '.join(twice)}")
        found.update(told)
    return found


def placeholders(sentence: str) -> frozenset[str]:
    """The names of the values a sentence needs."""
    return frozenset(re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(sentence) if name)


def say(problem: Problem, language: Language = "da") -> str:
    """What is wrong and what to do about it; the caller says where. A code without a sentence raises `KeyError`."""
    values = {name: _shown(name, value, language) for name, value in problem.values.items()}
    return one_stop(sentences()[problem.code][language].format(**values))


def severity(problem: Problem, language: Language = "da") -> str:
    """How much a problem weighs, as a word."""
    return word(f"severity.{problem.severity}", language)


def _shown(name: str, value: Value, language: Language) -> str:
    if value is None:
        return word("none", language)
    if not isinstance(value, int) or isinstance(value, bool):
        return str(value)
    if name.endswith("_ore") or name == "ore":
        return money(value, language)
    return number(value, language) if abs(value) >= _MANY_DIGITS else str(value)
