"""Telling what is wrong with rows: the first ones with their place, the rest as a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bundlinje.facts.reading.private import shown
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.problems import Collector, error

if TYPE_CHECKING:
    import polars as pl

MOST_SHOWN = 20
"""Problems of one kind that are shown for one column of one file; the rest are counted."""


@dataclass(frozen=True)
class Teller:
    """Knows where the rows of one table came from, and tells what is wrong with them."""

    raw: Raw
    matched: dict[str, int]
    found: Collector

    def rows(self, bad: pl.DataFrame, code: str, column: str, /, *show: str, **values: str | int) -> None:
        """An error `code` at `column` of every row in `bad`; columns in `show` go along as values."""
        at = self.matched.get(column)
        for row in bad.head(MOST_SHOWN).select(LINE, *show).iter_rows(named=True):
            said = {name.strip("_"): shown(str(row[name])) for name in show}
            self.found.add(error(code, self.raw.place(row[LINE], at), column=column, **{**values, **said}))
        if bad.height > MOST_SHOWN:
            self.found.add(error("facts.more", self.raw.place(), same=code, count=bad.height - MOST_SHOWN))
