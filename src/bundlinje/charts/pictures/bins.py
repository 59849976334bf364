"""From drawn amounts to the bins of a histogram, with an edge at the capital: no bin is both below and above it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.charts.data import About, Bin, Histogram
from bundlinje.charts.scales import nice, unit_for
from bundlinje.money import Ore

if TYPE_CHECKING:
    from bundlinje.money import Column


def histogram_of(about: About, drawn: Sequence[Ore] | Column, capital: Ore, bins: int = 30) -> Histogram:
    """The histogram of drawn totals in øre: about this many bins of one width, counted out from the capital.

    An amount that is exactly the capital counts as the whole capital. No draw at all raises `ValueError`.
    """
    import numpy as np

    amounts = np.asarray(drawn, dtype=np.int64)
    if amounts.size == 0:
        raise ValueError("no draws")
    low, high = int(amounts.min()), int(amounts.max())
    width = _width(low, high, bins)
    which, counts = np.unique((amounts - capital) // width, return_counts=True)
    found = dict(zip(which.tolist(), counts.tolist(), strict=True))
    edges = range(min(found), max(found) + 1)
    laid = (Bin(capital + n * width, capital + (n + 1) * width, found.get(n, 0)) for n in edges)
    return Histogram(about, tuple(laid), capital, Fraction(int((amounts >= capital).sum()), int(amounts.size)))


def _width(low: Ore, high: Ore, bins: int) -> Ore:
    """A round width that makes about this many bins; where all draws are alike, a small part of them."""
    span = max(high - low, abs(high) // bins, 1)
    ticks = nice([low, low + span], unit_for([low, high]), about=bins, zero=False).ticks
    return max(int(ticks[1] - ticks[0]) if len(ticks) > 1 else span, 1)
