"""What is said for a code, such as `pipeline.inbox.title`: its area is the file, the rest the way through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bundlinje.words.numbers import one_stop

LANGUAGES = ("da", "en")


def areas() -> tuple[str, ...]:
    """The areas that have words, one for each file."""
    names = (path.name for path in files("bundlinje_web.said").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def _flat(found: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each code with its two languages, however deep it stands."""
    for key, value in found.items():
        if isinstance(value, Mapping) and set(value) & set(LANGUAGES):
            yield f"{before}{key}", value
        elif isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            raise TypeError(f"{before}{key} has no languages")


@cache
def sayings(area: str) -> Mapping[str, Mapping[str, str]]:
    """Every code of an area with its words by language."""
    text = files("bundlinje_web.said").joinpath(f"{area}.yaml").read_text("utf-8")
    # Every key and every saying is text: YAML would take `on`, `no` and `1` for something else.
    return dict(_flat(yaml.load(text, yaml.BaseLoader) or {}))  # noqa: S506 - the base loader makes text alone


def codes() -> Iterator[str]:
    """Every code there are words for."""
    for area in areas():
        yield from (f"{area}.{code}" for code in sayings(area))


def say(code: str, language: str, **values: object) -> str:
    """The words for a code with its values filled in. Raises `KeyError` where there are none: a test finds it."""
    area, _, rest = code.partition(".")
    try:
        words = sayings(area)[rest][language]
    except (KeyError, FileNotFoundError) as missing:
        raise KeyError(f"no words for {code} in {language}") from missing
    return one_stop(words.format(**values)) if values else words
