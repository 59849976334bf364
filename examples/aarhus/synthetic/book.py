"""A book of facts in the making: rows by table, each marked as invented unless it says where it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

Cell: TypeAlias = str | int | date | None
Row: TypeAlias = dict[str, Cell]

INVENTED = "syntetisk"
PRINTED = "Rådets årsrapport 2024, Tabel 2"
EQUAL = "antaget: lige så meget som Rådet"

COLUMNS: dict[str, tuple[str, ...]] = {
    "enrolments": ("unit", "person", "cohort", "group", "segment", "from", "until", "left", "source"),
    "spells": ("fact", "unit", "from", "until", "value", "source"),
    "events": ("fact", "unit", "day", "value", "source"),
    "scores": ("fact", "unit", "day", "value", "source"),
    "reports": ("fact", "from", "until", "value", "by", "how", "source"),
    "flows": ("fact", "account", "day", "value", "why", "source"),
    "coverage": ("fact", "unit", "from", "until", "source"),
}


@dataclass
class Book:
    """The facts of one contract, what they reproduce, and the form of file they are written in."""

    contract: str
    reproduces: Sequence[str]
    form: Literal["csv", "xlsx", "parquet"] = "csv"
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **cells: Cell) -> None:
        """Add a row. `from` is written `from_`; the source is `syntetisk` unless another is given."""
        row: Row = {name.rstrip("_"): cell for name, cell in cells.items()}
        unknown = set(row) - set(COLUMNS[table])
        if unknown:
            raise KeyError(f"{table} has no {sorted(unknown)}")
        self.tables.setdefault(table, []).append({"source": INVENTED, **row})

    def enrol(self, unit: str, on: date, **cells: Cell) -> None:
        """Add a unit."""
        self.add("enrolments", unit=unit, from_=on, **cells)

    def spell(self, fact: str, unit: str, first: date, end: date, value: str | None = None) -> None:
        """Add a stretch of days; `end` is the first day after it."""
        self.add("spells", fact=fact, unit=unit, from_=first, until=end, value=value)

    def event(self, fact: str, unit: str, day: date, value: int | None = None) -> None:
        """Add something that happened on a day."""
        self.add("events", fact=fact, unit=unit, day=day, value=value)

    def score(self, fact: str, unit: str, day: date, tenths: int) -> None:
        """Add a measurement, in tenths of a point."""
        self.add("scores", fact=fact, unit=unit, day=day, value=f"{tenths // 10}.{tenths % 10}")

    def cover(self, first: date, end: date, *facts: str, unit: str = "*") -> None:
        """Say that registers were read from a day until another for some facts, of everyone or of one unit."""
        for fact in facts:
            self.add("coverage", fact=fact, unit=unit, from_=first, until=end)


def drawn(book: Book, years: dict[int, int], *others: str, month: int = 7) -> None:
    """Add the capital the Council drew, in 1 000 kr by year as printed in Tabel 2, and as much for other investors.

    Only the year is printed, so the first day of a month in it stands for it.
    """
    for year, thousands in years.items():
        day = date(year, month, 1)
        draw_capital(book, "raadet", day, thousands * 1000, PRINTED)
        for other in others:
            draw_capital(book, other, day, thousands * 1000, EQUAL)


def draw_capital(book: Book, account: str, day: date, kroner: int, source: str) -> None:
    """Add one draw of capital."""
    why = f"kapital {day.year}, dagen er antaget"
    book.add("flows", fact="drawn", account=account, day=day, value=kroner, why=why, source=source)
