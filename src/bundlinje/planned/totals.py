"""Totals: what the terms of a flow of money have earned together in every world, kept as entries come and change."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]


class Totals:
    """Øre by term in every world: all entries added up, and those above zero alone, which is the most a cap can see."""

    def __init__(self, worlds: int) -> None:
        self.worlds = worlds
        self._sums: dict[str, Int64] = {}
        self._above: dict[str, Int64] = {}

    def add(self, term: str, ore: Int64, before: Int64 | None = None) -> None:
        """An entry of a term earns this to date, where it earned something else before."""
        step = ore if before is None else ore - before
        self._sums[term] = self._sums[term] + step if term in self._sums else step
        above = _above_zero(ore) if before is None else _above_zero(ore) - _above_zero(before)
        self._above[term] = self._above[term] + above if term in self._above else above

    def of(self, terms: Collection[str] = ()) -> Int64:
        """What these terms have earned, or all of them where none is named."""
        return self._added(self._sums, terms)

    def above_zero(self, terms: Collection[str] = ()) -> Int64:
        """What entries above zero of these terms have earned, or of all of them where none is named."""
        return self._added(self._above, terms)

    def _added(self, columns: dict[str, Int64], terms: Collection[str]) -> Int64:
        names = dict.fromkeys(terms) or columns
        return sum((columns[name] for name in names if name in columns), np.zeros(self.worlds, dtype=np.int64))


def totals_of(worlds: int, entries: Iterable[tuple[str, Int64]]) -> Totals:
    """The totals of entries: the term of each, and what it earned."""
    totals = Totals(worlds)
    for term, ore in entries:
        totals.add(term, ore)
    return totals


def _above_zero(ore: Int64) -> Int64:
    return np.maximum(ore, 0)
