"""Columns of the fund's economy: a year of accounts (R), a year of budget (B), or later years as one stated sum."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from bundlinje.grammar.written import Text

_YEAR = re.compile(r"^(?P<kind>[RB])(?P<year>\d{4})$")
_YEARS = re.compile(r"^(?P<first>\d{4})\s*[-–]\s*(?P<last>\d{4})$")
LATER = "later"


class ColumnKind(StrEnum):
    """What a column holds."""

    ACCOUNTS = "accounts"
    BUDGET = "budget"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Column(Text):
    """One column: `R2024`, `B2025`, or the years that are summed at the end: `2029-2034`."""

    kind: ColumnKind
    first: int
    last: int

    code = "column.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        """Read it from its text; a text that is none raises `ValueError`."""
        if found := _YEAR.match(raw.strip()):
            year = int(found["year"])
            return cls(ColumnKind.ACCOUNTS if found["kind"] == "R" else ColumnKind.BUDGET, year, year)
        found = _YEARS.match(raw.strip())
        if found is None or int(found["last"]) <= int(found["first"]):
            raise ValueError(raw)
        return cls(ColumnKind.LATER, int(found["first"]), int(found["last"]))

    def text(self) -> str:
        """The text that `read` reads."""
        return f"{self.first}-{self.last}" if self.kind is ColumnKind.LATER else self.id

    @property
    def id(self) -> str:
        """The short name in tables and files: `R2024`, `B2025`, `later`."""
        if self.kind is ColumnKind.LATER:
            return LATER
        return f"{'R' if self.kind is ColumnKind.ACCOUNTS else 'B'}{self.first}"

    @property
    def years(self) -> int:
        """How many years it sums."""
        return self.last - self.first + 1

    @property
    def last_day(self) -> date:
        """Its last day: what is printed for a year is what stood at its end."""
        return date(self.last, 12, 31)


def missing_years(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """Years between the first and the last that no column holds."""
    held = {year for column in columns for year in range(column.first, column.last + 1)}
    return tuple(year for year in range(min(held), max(held) + 1) if year not in held) if held else ()


def repeated_years(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """Years that more than one column holds."""
    held = [year for column in columns for year in range(column.first, column.last + 1)]
    return tuple(sorted({year for year in held if held.count(year) > 1}))
