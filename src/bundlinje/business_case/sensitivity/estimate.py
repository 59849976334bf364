"""What draws say, each number with its Monte-Carlo error: means, chances and quantiles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING

from bundlinje.business_case.sensitivity.distributions import HIGH, LOW, MIDDLE

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.distributions import Draws


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number found by drawing, and its standard error: how far another seed would typically land from it."""

    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What draws of one amount (øre) say: mean, P10, P50, P90 and the chance that it is above zero."""

    mean: Estimate
    quantiles: Mapping[float, Estimate]
    above_zero: Estimate
    deviation: float

    def at(self, p: float) -> Estimate:
        """The quantile at 0.1, 0.5 or 0.9."""
        return self.quantiles[p]


def summary(draws: Draws) -> Summary:
    """The summary of independent draws of one amount."""
    deviation = float(draws.std(ddof=1)) if len(draws) > 1 else 0.0
    return Summary(
        mean=Estimate(float(draws.mean()), deviation / sqrt(len(draws))),
        quantiles=quantiles(draws, (LOW, MIDDLE, HIGH)),
        above_zero=chance(int((draws > 0).sum()), len(draws)),
        deviation=deviation,
    )


def chance(times: int, draws: int) -> Estimate:
    """How often something came, of so many draws.

    The error is Agresti and Coull's, so that what never or always came is not said to be certain.
    """
    share, shrunk = times / draws, (times + 2) / (draws + 4)
    return Estimate(share, sqrt(shrunk * (1 - shrunk) / (draws + 4)))


def quantiles(draws: Draws, at: tuple[float, ...]) -> Mapping[float, Estimate]:
    """Quantiles of draws, with their errors."""
    import numpy as np

    return of_sorted(np.sort(draws), at)


def of_sorted(ordered: Draws, at: tuple[float, ...]) -> Mapping[float, Estimate]:
    """Quantiles of draws in order; errors from the order statistics one binomial standard deviation to either side."""
    found = {}
    for p in at:
        below, here, above = _ranks(p, len(ordered))
        found[p] = Estimate(float(ordered[here]), float(ordered[above] - ordered[below]) / 2)
    return MappingProxyType(found)


@lru_cache
def _ranks(p: float, n: int) -> tuple[int, int, int]:
    """Positions, from 0, of the quantile and of its neighbours one standard deviation of its rank away."""
    middle, spread = p * (n - 1), sqrt(n * p * (1 - p))
    return max(round(middle - spread), 0), round(middle), min(round(middle + spread), n - 1)
