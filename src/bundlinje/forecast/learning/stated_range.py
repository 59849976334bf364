"""A stated range: an expectation given as P10, P50 and P90, as people give it who know their field and no statistics.

Between and beyond the three numbers the log odds are normal, with one spread below the middle and one above: the only
curve of that make through all three. It is no beta distribution, so it learns by importance weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import exp, log, pi
from statistics import NormalDist

import numpy as np

from bundlinje.forecast.learning.belief import LEVEL, Beta, Floats, Interval, tails
from bundlinje.forecast.learning.evidence import Evidence
from bundlinje.forecast.learning.importance import DRAWS, EDGE, Weighed, reweigh
from bundlinje.problems import NOWHERE, Place, Refused, error

_NORMAL = NormalDist()
_P90 = _NORMAL.inv_cdf(0.9)
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class StatedRange:
    """A belief stated as three rates: one chance in ten below `p10`, half below `p50`, one in ten above `p90`."""

    p10: Fraction
    p50: Fraction
    p90: Fraction
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not 0 < self.p10 < self.p50 < self.p90 < 1:
            stated = {"p10": str(self.p10), "p50": str(self.p50), "p90": str(self.p90)}
            raise Refused([error("learning.range_not_rising", self.place, **stated)])

    def quantile(self, chance: float) -> float:
        """The rate that is not exceeded with this chance, above 0 and below 1."""
        away = _NORMAL.inv_cdf(chance)
        middle, below, above = _curve(self)
        return 1 / (1 + exp(-(middle + away * (below if away < 0 else above))))

    def at_most(self, rate: float) -> float:
        """The chance that the rate is no higher than this."""
        if not 0 < rate < 1:
            return float(rate >= 1)
        middle, below, above = _curve(self)
        away = log(rate / (1 - rate)) - middle
        return _NORMAL.cdf(away / (below if away < 0 else above))

    @property
    def mean(self) -> float:
        """The rate as expected: the middle of a thousand equally likely rates."""
        return sum(self.quantile((one + 0.5) / 1_000) for one in range(1_000)) / 1_000

    def interval(self, level: Fraction = LEVEL) -> Interval:
        """Where the rate lies with this chance, as much left out below as above."""
        return tails(self.quantile, level)

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """Draws of the rate."""
        middle, below, above = _curve(self)
        away = generator.standard_normal(draws)
        rates: Floats = 1 / (1 + np.exp(-(middle + away * np.where(away < 0, below, above))))
        return rates

    def log_density(self, rates: Floats) -> Floats:
        """Logarithm of the density at rates strictly between 0 and 1."""
        middle, below, above = _curve(self)
        odds = np.log(rates) - np.log1p(-rates)
        spread = np.where(odds < middle, below, above)
        logs: Floats = -(((odds - middle) / spread) ** 2) / 2 - np.log(spread * (2 * pi) ** 0.5)
        return logs - np.log(rates) - np.log1p(-rates)

    def updated(self, evidence: Evidence, generator: np.random.Generator, draws: int = DRAWS) -> Weighed:
        """The belief after evidence, by importance weights; refused where they cannot carry it."""
        achieved, missed = float(evidence.achieved), float(evidence.missed)
        guess = Beta(evidence.achieved + _HALF, evidence.missed + _HALF)

        def log_likelihood(rates: Floats) -> Floats:
            logs: Floats = achieved * np.log(rates) + missed * np.log1p(-rates)
            return logs

        return reweigh(self, log_likelihood, guess, generator, draws, self.place)

    def predictive(self, measured: int) -> Floats:
        """Chances of counts, over a thousand equally likely rates."""
        rates = np.array([self.quantile((one + 0.5) / 1_000) for one in range(1_000)]).clip(EDGE, 1 - EDGE)
        return Weighed(rates, np.full(1_000, 1 / 1_000)).predictive(measured)


@lru_cache(maxsize=256)
def _curve(stated: StatedRange) -> tuple[float, float, float]:
    """The middle of the log odds, and their spread below and above it."""
    low, middle, high = (log(float(rate / (1 - rate))) for rate in (stated.p10, stated.p50, stated.p90))
    return middle, (middle - low) / _P90, (high - middle) / _P90
