"""Cells of forecasts: simulated money to the nearest 1.000 kr., chances to a tenth of a per cent, and their words."""

from __future__ import annotations

from fractions import Fraction

from bundlinje.forecast.paths import Spread
from bundlinje.money import ORE_PER_KRONE, Ore, round_half_away
from bundlinje.report.table import Cell, Code, Percent, Points, Thousands

AREA = "forecast/"
_KKR = 1_000 * ORE_PER_KRONE
_FINE = 1_000


def said(code: str, **values: Cell) -> Code:
    """Words of the forecast's own area."""
    return Code(AREA + code, values)


def heads(*names: str) -> tuple[Cell, ...]:
    """Headings by their codes."""
    return tuple(said(f"heading.{name}") for name in names)


def rough(ore: Ore | float) -> Thousands:
    """Simulated money: finer than 1.000 kr. it says nothing."""
    return Thousands(round_half_away(Fraction(ore) / _KKR) * _KKR)


def spread_cells(found: Spread) -> tuple[Cell, ...]:
    """One in ten, the middle, nine in ten, and the mean."""
    return rough(found.p10), rough(found.p50), rough(found.p90), rough(found.mean)


SPREAD = ("p10", "p50", "p90", "mean")
"""The headings of `spread_cells`."""


def share(value: float | Fraction) -> Percent:
    """A chance or a rate, to a tenth of a per cent."""
    return Percent(Fraction(round_half_away(Fraction(value) * _FINE), _FINE))


def error_of(error: float) -> Points:
    """The standard error of a chance."""
    return Points(Fraction(round_half_away(Fraction(error) * 10_000), 10_000))
