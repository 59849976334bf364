"""Telling what is wrong with rows: the first ones with their place, the rest as a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bundlinje.facts.reading.private import shown
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.problems import Collector, error

if TYPE_CHECKING:
    import polars as pl

MOST_SHOWN = 20
"""Problems of one kind that are shown for one column of one file; the rest are counted."""


@dataclass(frozen=True)
class Check:
    """A mistake a row can have: when it has it, its code, the column it stands in, and what is said with it.

    `show` names values by the column they are taken from; `values` are the same for every row.
    """

    wrong: pl.Expr
    code: str
    column: str
    show: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Teller:
    """Knows where the rows of one table came from, and tells what is wrong with them."""

    raw: Raw
    matched: dict[str, int]
    found: Collector

    def tell(self, frame: pl.DataFrame, checks: Iterable[Check]) -> None:
        """Hold every row against every check in one go; rows that fail go to `found` with their place."""
        listed = list(checks)
        if not listed or frame.is_empty():
            return
        failed = frame.select(check.wrong.any().alias(str(i)) for i, check in enumerate(listed)).row(0)
        for check, has_failed in zip(listed, failed, strict=True):
            if has_failed:
                self._tell_rows(frame.filter(check.wrong), check)

    def _tell_rows(self, bad: pl.DataFrame, check: Check) -> None:
        at = self.matched.get(check.column)
        for row in bad.head(MOST_SHOWN).iter_rows(named=True):
            said = {name: shown(str(row[column])) for name, column in check.show.items()}
            place = self.raw.place(row[LINE], at)
            self.found.add(error(check.code, place, column=check.column, **{**check.values, **said}))
        if bad.height > MOST_SHOWN:
            self.found.add(error("facts.more", self.raw.place(), same=check.code, count=bad.height - MOST_SHOWN))
