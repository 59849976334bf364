"""When a group term has entries: each follow-up, to date, at the final settlement, every year, or at one follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from bundlinje.dates import add_months, day_number
from bundlinje.grammar.written import Day, Text, read_day
from bundlinje.terms.base import Ground

_WORDS = ("each follow-up", "to date", "final settlement", "every year")


@dataclass(frozen=True, slots=True)
class At(Text):
    """`each follow-up`, `to date`, `final settlement`, `every year` or `follow-up 3`."""

    word: str
    number: int = 0

    code = "at.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        if raw in _WORDS:
            return cls(raw)
        word, _, number = raw.partition(" ")
        if word != "follow-up" or not number.isdigit() or not int(number):
            raise ValueError(raw)
        return cls("follow-up", int(number))

    def text(self) -> str:
        return f"{self.word} {self.number}" if self.number else self.word

    def occasions(self, ground: Ground) -> Sequence[tuple[int, int, int]]:
        """The occasions up to now: (occasion, first follow-up it covers, last)."""
        if self.word == "each follow-up":
            return [(k, k, k) for k in ground.follow_ups()]
        if self.word == "every year":
            ends = list(ground.year_ends())
            return [(k, before + 1, k) for before, k in zip([0, *ends], ends, strict=False)]
        if self.word == "to date":
            return [(0, 1, ground.now)]
        if self.word == "follow-up":
            return [(self.number, 1, self.number)] if ground.now >= self.number else []
        return [(0, 1, ground.now)] if ground.is_final else []


_STEPS = {"day": 0, "month": 1, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Schedule(Text):
    """Days on which something falls due: `every month from 2024-01-01 until 2026-12-31`, or days with commas."""

    days: tuple[date, ...]
    every: str = ""
    from_: date | None = None
    until: date | None = None

    code = "schedule.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        words = raw.split()
        if words[:1] != ["every"]:
            return cls(tuple(sorted(read_day(part.strip()) for part in raw.split(","))))
        if len(words) != 6 or words[1] not in _STEPS or (words[2], words[4]) != ("from", "until"):
            raise ValueError(raw)
        first, last = read_day(words[3]), read_day(words[5])
        if last < first or not _STEPS[words[1]]:
            raise ValueError(raw)
        return cls(_every(first, last, _STEPS[words[1]]), words[1], first, last)

    def text(self) -> str:
        if self.every:
            return f"every {self.every} from {self.from_} until {self.until}"
        return ", ".join(day.isoformat() for day in self.days)

    def numbers(self) -> list[int]:
        """The days as day numbers."""
        return [day_number(day) for day in self.days]


def _every(first: Day, last: Day, months: int) -> tuple[date, ...]:
    days: list[date] = []
    while (day := add_months(first, months * len(days))) <= last:
        days.append(day)
    return tuple(days)
