"""What the engine finds wrong, in words, each with its line."""

from __future__ import annotations

from collections.abc import Iterable

from bundlinje.problems import Problem
from bundlinje.words.problems import say
from bundlinje_web.frame.words import language_now, say_now


def problems_told(found: Iterable[Problem]) -> list[str]:
    """Problems of the engine in words, each with its line where it has one."""
    told = []
    for one in found:
        line = f"{say_now('beside.line', n=one.place.line)}: " if one.place.line else ""
        told.append(f"{line}{say(one, language_now())}")
    return told
