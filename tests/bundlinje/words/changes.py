"""Small changes to a contract's plain data: a part left out, a number one higher, a closed word exchanged."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

OTHER_WORDS = {
    "lost": "waits", "waits": "lost", "nothing": "flows back", "flows back": "nothing", "once": "each occasion",
    "once known": "when the window ends", "greatest": "first", "first": "last", "nearest": "best",
    "lower": "higher", "higher": "lower", "difference": "relative", "relative": "difference",
    "left out": "stays", "stays": "left out", "counts as full": "pro rata", "pro rata": "left out",
    "pooled": "each", "total": "each year", "each year": "total", "each unit": "each person",
    "in term order": "in proportion", "drawn": "balance", "balance": "drawn", "person": "unit",
    "admitted": "started", "started": "admitted", "measured": "due", "completed": "due", "down": "up",
    "stated": "complete", "complete": "stated", "calendar-year": "school-year", "accounts": "forecast outturn",
    "not counted": "counts", "first project": "both", "set off in the next payment": "kept",
    "to date": "each follow-up", "counts as not achieved": "left out", "enrolment": "exit", "control": "historical",
    "windows that begin on or after": "all", "final settlement": "each follow-up",
}  # fmt: skip
"""For a closed word, another that could stand in its place."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where, what is done there, and what then stands there (nothing where it is left out)."""

    path: tuple[str | int, ...]
    kind: str
    value: Any = None

    def applied(self, data: Any) -> Any:
        """The data with the change made."""
        changed = copy.deepcopy(data)
        inner = changed
        for step in self.path[:-1]:
            inner = inner[step]
        if self.kind == "left out":
            del inner[self.path[-1]]
        else:
            inner[self.path[-1]] = self.value
        return changed

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))} {self.kind} {self.value or ''}".strip()


def changes(data: Any) -> Iterator[Change]:
    """Every small change there is to make to plain data, whether or not a contract comes out of it."""
    for path, value in _places(data, ()):
        yield Change(path, "left out")
        if isinstance(value, bool):
            yield Change(path, "turned to", not value)
        elif isinstance(value, int):
            yield Change(path, "raised to", value + 1)
        elif isinstance(value, str):
            yield from _texts(path, value)


def _texts(path: tuple[str | int, ...], text: str) -> Iterator[Change]:
    higher = re.sub(r"\d+", lambda number: str(int(number[0]) + 1).zfill(len(number[0])), text, count=1)
    if higher != text:
        yield Change(path, "raised to", higher)
    if text in OTHER_WORDS:
        yield Change(path, "exchanged for", OTHER_WORDS[text])


def _places(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in inside:
        yield (*path, step), inner
        yield from _places(inner, (*path, step))
