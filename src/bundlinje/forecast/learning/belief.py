"""Beliefs about a rate: certain, or a beta distribution; what each says of the rate and of how many will achieve.

A beta belief is exact: its two counts are fractions and evidence is added to them. Floats come in only where chance is
read off it: intervals, draws, and the chances of counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bundlinje.business_case.sensitivity.special import beta_cdf, beta_quantile, log_beta
from bundlinje.forecast.learning.evidence import Evidence

Floats: TypeAlias = NDArray[np.float64]

Interval: TypeAlias = tuple[float, float]
LEVEL = Fraction(4, 5)
"""How sure an interval is unless said otherwise: from P10 to P90."""


class Belief(Protocol):
    """What is believed about a rate between 0 and 1."""

    @property
    def mean(self) -> float:
        """The rate as expected: the share of the next people that will achieve."""
        ...

    def at_most(self, rate: float) -> float:
        """The chance that the rate is no higher than this."""
        ...

    def interval(self, level: Fraction = LEVEL) -> Interval:
        """Where the rate lies with this chance, as much left out below as above."""
        ...

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """Draws of the rate."""
        ...

    def predictive(self, measured: int) -> Floats:
        """Chances that 0, 1, …, `measured` of so many people achieve: an array of `measured` + 1 numbers."""
        ...


@dataclass(frozen=True, slots=True)
class Certain:
    """A rate that nothing can change: what a flat budget believes."""

    rate: Fraction

    @property
    def mean(self) -> float:
        """The rate itself."""
        return float(self.rate)

    def at_most(self, rate: float) -> float:
        """1 from the rate and up."""
        return float(rate >= self.rate)

    def interval(self, level: Fraction = LEVEL) -> Interval:
        """The rate alone: a flat budget knows no uncertainty."""
        return self.mean, self.mean

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """The rate, every time."""
        return np.full(draws, self.mean)

    def predictive(self, measured: int) -> Floats:
        """Chances of counts: the binomial distribution."""
        if self.rate in {0, 1}:
            sure: Floats = np.eye(measured + 1)[int(self.rate) * measured]
            return sure
        odds = float(self.rate / (1 - self.rate))
        count = np.arange(measured)
        return from_ratios((measured - count) / (count + 1) * odds)


@dataclass(frozen=True, slots=True)
class Beta:
    """A beta belief: worth as much as having seen `achieved` people achieve and `missed` not, both more than none."""

    achieved: Fraction
    missed: Fraction

    def __post_init__(self) -> None:
        if self.achieved <= 0 or self.missed <= 0:
            raise ValueError(f"Beta({self.achieved}, {self.missed})")

    @property
    def strength(self) -> Fraction:
        """How many people the belief is worth."""
        return self.achieved + self.missed

    @property
    def rate(self) -> Fraction:
        """The rate as expected, exactly."""
        return self.achieved / self.strength

    @property
    def mean(self) -> float:
        """The rate as expected."""
        return float(self.rate)

    def updated(self, evidence: Evidence) -> Beta:
        """The belief after evidence: its counts are added, exactly."""
        return Beta(self.achieved + evidence.achieved, self.missed + evidence.missed)

    def log_likelihood(self, evidence: Evidence) -> float:
        """Logarithm of how likely the belief held the evidence, in the order in which it came."""
        after = self.updated(evidence)
        return log_beta(*after.shape) - log_beta(*self.shape)

    @property
    def shape(self) -> tuple[float, float]:
        """The two parameters as statistics books write them: alpha and beta."""
        return float(self.achieved), float(self.missed)

    def at_most(self, rate: float) -> float:
        """The chance that the rate is no higher than this: the regularised incomplete beta function."""
        return beta_cdf(rate, *self.shape)

    def interval(self, level: Fraction = LEVEL) -> Interval:
        """Where the rate lies with this chance, as much left out below as above."""
        return tails(lambda chance: beta_quantile(chance, *self.shape), level)

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """Draws of the rate."""
        return generator.beta(*self.shape, size=draws)

    def log_density(self, rates: Floats) -> Floats:
        """Logarithm of the density at rates strictly between 0 and 1."""
        a, b = self.shape
        logs: Floats = (a - 1) * np.log(rates) + (b - 1) * np.log1p(-rates) - log_beta(a, b)
        return logs

    def predictive(self, measured: int) -> Floats:
        """Chances of counts: the beta-binomial distribution."""
        (a, b), count = self.shape, np.arange(measured)
        return from_ratios((measured - count) / (count + 1) * (a + count) / (b + measured - count - 1))


def tails(quantile: Callable[[float], float], level: Fraction) -> Interval:
    """The interval that leaves out as much below as above."""
    out = float((1 - level) / 2)
    return quantile(out), quantile(1 - out)


def quantile_of(at_most: Callable[[float], float], chance: float) -> float:
    """The rate that is not exceeded with a chance, of a belief of which only `at_most` is known: by halving."""
    low, high = 0.0, 1.0
    while (middle := (low + high) / 2) not in {low, high}:
        low, high = (middle, high) if at_most(middle) < chance else (low, middle)
    return high


def from_ratios(ratios: Floats | Sequence[float]) -> Floats:
    """Chances of 0, 1, 2, … from how much likelier each is than the one before: no factorial that overflows."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(ratios))])
    chances = np.exp(logs - logs.max())
    normed: Floats = chances / chances.sum()
    return normed
