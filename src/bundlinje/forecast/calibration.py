"""Calibration: whether what a forecast calls 80 % comes 80 times in 100, tried on histories whose end is known.

A forecast is a set of draws, and the truth is one number. Counts and payments come in steps, so a closed interval
covers more than its level even when all is right; `Calibration.shared` therefore divides a truth that lies on an edge,
as the probability integral transform for counts does (Czado, Gneiting and Held 2009). Scores are proper: the honest
forecast has the lowest (Gneiting and Raftery 2007).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from bundlinje.streams import Streams

History = TypeVar("History")
Floats: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[Any]

LEVEL = Fraction(4, 5)
BINS = 10
CALIBRATION = "calibration"
"""The streams of a calibration are named as if it were a contract of its own."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of truths that intervals covered, of how many, and its sampling error (one standard error)."""

    share: float
    error: float
    of: int

    def holds(self, level: Fraction, errors: float = 2) -> bool:
        """Whether the share is the level within so many standard errors of an honest forecast."""
        honest = float(level * (1 - level))
        return abs(self.share - float(level)) <= errors * sqrt(honest / self.of)


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """How a forecast did on known histories.

    `closed` counts truths inside the interval or on its edge, `shared` divides those on the edge. `histogram` has the
    share of truths in each tenth of the forecast, one tenth in each where all is right. `pinball` is the mean score of
    the interval's two ends, `crps` that of the whole forecast, both in the unit of the truth, lower is better.
    """

    level: Fraction
    closed: Coverage
    shared: Coverage
    histogram: Floats
    pinball: float
    crps: float

    @property
    def holds(self) -> bool:
        """Whether the interval covers what it says, within two standard errors."""
        return self.shared.holds(self.level)


def calibrate(
    simulate: Callable[[np.random.Generator], tuple[History, float]],
    forecast: Callable[[History, np.random.Generator], Numbers],
    histories: int,
    streams: Streams,
    level: Fraction = LEVEL,
) -> Calibration:
    """Simulate histories with their truth, forecast each from what was known, and compare.

    `simulate` draws what was known and what then came; `forecast` answers with draws of what may come. Each history has
    its own stream, so more histories leave the first as they were.
    """
    truths, draws = [], []
    for one in range(histories):
        known, truth = simulate(streams.of(CALIBRATION, "history", one))
        truths.append(truth)
        draws.append(np.asarray(forecast(known, streams.of(CALIBRATION, "forecast", one))))
    return judged(draws, truths, level)


def judged(draws: Sequence[Numbers], truths: Sequence[float], level: Fraction = LEVEL) -> Calibration:
    """How forecasts, each a set of draws, did against their truths."""
    out = float((1 - level) / 2)
    ends = [_ends(one, out) for one in draws]
    places = [placed(one, truth) for one, truth in zip(draws, truths, strict=True)]
    scores = [
        (pinball(low, out, truth) + pinball(high, 1 - out, truth)) / 2
        for (low, high), truth in zip(ends, truths, strict=True)
    ]
    return Calibration(
        level,
        coverage(ends, truths),
        _spread([_within(place, out, 1 - out) for place in places]),
        pit_histogram(places),
        float(np.mean(scores)),
        float(np.mean([crps(one, truth) for one, truth in zip(draws, truths, strict=True)])),
    )


def judged_alike(draws: Numbers, truths: Numbers, level: Fraction = LEVEL) -> Calibration:
    """How one forecast did against many truths: as `judged`, with the draws put in order only once."""
    out, ordered = float((1 - level) / 2), np.sort(np.asarray(draws, dtype=np.float64))
    low, high = _ends(ordered, out)
    came = np.asarray(truths, dtype=np.float64)
    below, upto = (np.searchsorted(ordered, came, side) for side in ("left", "right"))
    places = list(zip((below / len(ordered)).tolist(), (upto / len(ordered)).tolist(), strict=True))
    scores = [(pinball(low, out, one) + pinball(high, 1 - out, one)) / 2 for one in came.tolist()]
    return Calibration(
        level,
        coverage([(low, high)] * len(came), came.tolist()),
        _spread([_within(place, out, 1 - out) for place in places]),
        pit_histogram(places),
        float(np.mean(scores)),
        float(np.mean(_away(ordered, came, below))) - _between(ordered),
    )


def _away(ordered: Floats, truths: Floats, below: NDArray[np.int64]) -> Floats:
    """The mean distance from each truth to ordered draws, of which so many lie below it."""
    sums = np.concatenate([[0.0], np.cumsum(ordered)])
    away: Floats = (truths * (2 * below - len(ordered)) + sums[-1] - 2 * sums[below]) / len(ordered)
    return away


def coverage(intervals: Sequence[tuple[float, float]], truths: Sequence[float]) -> Coverage:
    """The share of truths that lie in their closed interval."""
    return _spread([float(low <= truth <= high) for (low, high), truth in zip(intervals, truths, strict=True)])


def placed(draws: Numbers, truth: float) -> tuple[float, float]:
    """Where a truth lies in its forecast: the share of draws below it, and the share not above it."""
    return float(np.mean(draws < truth)), float(np.mean(draws <= truth))


def pit_histogram(places: Sequence[tuple[float, float]], bins: int = BINS) -> Floats:
    """The share of truths in each equal part of their forecast; one that many draws hit is divided among the parts."""
    edges = np.arange(bins + 1) / bins
    shares = [[_within(place, low, high) for low, high in pairwise(edges)] for place in places]
    histogram: Floats = np.mean(shares, axis=0)
    return histogram


def pinball(quantile: float, chance: float, truth: float) -> float:
    """Score of a stated quantile: how far off it is, weighed by the side; lowest in the mean for the true quantile."""
    return (truth - quantile) * (chance - (truth < quantile))


def crps(draws: Numbers, truth: float) -> float:
    """Continuous ranked probability score: the mean distance to the truth less half of that between two draws."""
    ordered = np.sort(np.asarray(draws, dtype=np.float64))
    return float(np.abs(ordered - truth).mean()) - _between(ordered)


def _between(ordered: Floats) -> float:
    """Half the mean distance between two draws."""
    count = len(ordered)
    return float(((2 * np.arange(1, count + 1) - count - 1) * ordered).sum()) / count**2


def _ends(draws: Numbers, out: float) -> tuple[float, float]:
    """The ends of an interval: draws themselves, since between two counts or two payments there may be nothing."""
    low, high = np.quantile(draws, [out, 1 - out], method="inverted_cdf")
    return float(low), float(high)


def _within(place: tuple[float, float], low: float, high: float) -> float:
    """How much of a truth that lies from place[0] to place[1] of its forecast lies between two of its parts.

    A truth that no draw hit has no extent: it lies in the part that it begins, the last part taking its own end.
    """
    start, end = place
    if end > start:
        return max(0.0, min(end, high) - max(start, low)) / (end - start)
    return float(low <= start < high or start == high == 1)


def _spread(shares: Sequence[float]) -> Coverage:
    values = np.asarray(shares, dtype=np.float64)
    return Coverage(float(values.mean()), float(values.std() / sqrt(len(values))), len(values))
