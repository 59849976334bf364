"""Figures that are not counted from outcomes: drawn from the three values that the outlook states."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.sense.outlook import expected_rate
from bundlinje.forecast.situation import Situation
from bundlinje.planned.group_terms import MILLIONTHS
from bundlinje.problems import Place, Refused, error
from bundlinje.settlement.result import Settlement
from bundlinje.streams import BLOCK
from bundlinje.terms.base import NOBODY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]

_P90 = NormalDist().inv_cdf(0.9)


def drawn_figure(stands: Situation, name: str, generator: np.random.Generator, effect: Fraction) -> Int64:
    """A figure at every follow-up of every world of one block."""
    return figure_at(stands, name, generator.standard_normal(BLOCK), effect)


def figure_at(stands: Situation, name: str, away: Floats, effect: Fraction) -> Int64:
    """A figure at every follow-up of every world, in millionths of its unit (øre for money): worlds × follow-ups.

    `away` says by how many standard deviations each world is away from the middle. The three values are those that
    one, five and nine of ten worlds stay below; between follow-ups a world keeps its place. A figure of a settled
    follow-up is what it was. Without an outlook the contract's expectation holds.
    """
    low, middle, high = _values(stands, name)
    spread = np.where(away < 0, float(middle - low), float(high - middle)) / _P90
    values = (float(middle) + spread * away) * float(effect) * MILLIONTHS
    rows = np.repeat(np.rint(values).astype(np.int64)[None, :], stands.tariff.roster.last, axis=0)
    for number, settlement in enumerate(stands.settled, start=1):
        for first in _first_follow_ups(stands, name, settlement, number):
            seen = settlement.land.figure(name, first, number, NOBODY).value
            if seen.known:
                rows[number - 1] = round(seen.value * MILLIONTHS)
    return rows.T


def _first_follow_ups(stands: Situation, name: str, settlement: Settlement, number: int) -> Iterator[int]:
    """From which follow-up the terms that look at a figure look at it, when they look at a follow-up."""
    yield number
    for _, term in stands.contract.all_terms():
        at = getattr(term, "at", None)
        if at is not None and name in term.figure_names():
            yield from (first for _, first, last in at.occasions(settlement.land) if last == number)


def _values(stands: Situation, name: str) -> tuple[Fraction, Fraction, Fraction]:
    stated = stands.outlook.figures.get(name)
    if stated is not None:
        return stated.p10.value, stated.p50.value, stated.p90.value
    expected = expected_rate(stands.contract, name)
    if expected is None:
        raise Refused([error("planned.figure_not_drawn", Place(path=stands.contract.contract), figure=name)])
    return expected, expected, expected
