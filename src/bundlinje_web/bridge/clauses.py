"""The clauses of a text: its sections as they are written, to take one of an earlier agreement into another."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it is written: its key, the line it begins on, and its lines."""

    key: str
    line: int
    text: str


def sections(text: str) -> tuple[Section, ...]:
    """The sections at the top of a text, in its order; each goes on to where the next begins."""
    found = list(_KEY.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)][: len(found)]
    return tuple(
        Section(one[1], text.count("\n", 0, one.start()) + 1, text[one.start() : end])
        for one, end in zip(found, ends, strict=True)
    )


def with_section(text: str, section: str) -> str:
    """The text with a section in the place of its own of the same key, or at its end where it has none."""
    taken = section if section.endswith("\n") else f"{section}\n"
    (given, *_) = sections(taken)
    for own in sections(text):
        if own.key == given.key:
            return text.replace(own.text, taken, 1)
    return f"{text.rstrip()}\n{taken}" if text.strip() else taken


def renamed(text: str, code: str) -> str:
    """The text under another id."""
    return re.sub(r"^contract:.*$", f"contract: {code}", text, count=1, flags=re.MULTILINE)
