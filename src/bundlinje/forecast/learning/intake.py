"""Intake: how much of the planned intake comes, and how late, learned from who has come so far. Exact.

Arrivals are Poisson around a share of the plan; the belief in that share is a gamma distribution, so that learning is
addition. A late start is one of a few stated delays: every delay learns as if it were the true one, and their weights
move by how likely each held the number that came. The plan itself is `bundlinje.planned.intake`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, lgamma, log, sqrt

import numpy as np
from numpy.typing import NDArray

from bundlinje.business_case.sensitivity.special import gamma_cdf, gamma_quantile
from bundlinje.forecast.learning.belief import LEVEL, Floats, Interval, from_ratios, tails
from bundlinje.forecast.learning.mixture import normed
from bundlinje.problems import NOWHERE, Collector, Place, Refused, error

_FAR = 40
"""Counts further out than so many standard deviations have no chance that a float can hold beside the rest."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A gamma belief in the share of the plan that comes: worth having seen `came` units come of `planned`."""

    came: Fraction
    planned: Fraction

    def __post_init__(self) -> None:
        if self.came <= 0 or self.planned <= 0:
            raise ValueError(f"Fill({self.came}, {self.planned})")

    @property
    def share(self) -> Fraction:
        """The share of the plan as expected, exactly; it may be more than the whole plan."""
        return self.came / self.planned

    @property
    def mean(self) -> float:
        """The share of the plan as expected."""
        return float(self.share)

    def updated(self, came: int, planned: Fraction) -> Fill:
        """The belief after `came` units came where `planned` were planned by now."""
        return Fill(self.came + came, self.planned + planned)

    def at_most(self, share: float) -> float:
        """The chance that the share is no higher than this."""
        return gamma_cdf(share * float(self.planned), float(self.came))

    def interval(self, level: Fraction = LEVEL) -> Interval:
        """Where the share lies with this chance, as much left out below as above."""
        return tails(lambda chance: gamma_quantile(chance, float(self.came)) / float(self.planned), level)

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """Draws of the share."""
        return generator.gamma(float(self.came), 1 / float(self.planned), size=draws)

    def predictive(self, planned: Fraction) -> Floats:
        """Chances that 0, 1, 2, … units come where `planned` are planned: negative binomial, as far as it matters."""
        if planned == 0:
            return np.ones(1)
        odds = float(planned / (self.planned + planned))
        mean = float(self.share * planned)
        count = np.arange(ceil(mean + _FAR * sqrt(mean / (1 - odds))) + _FAR)
        return from_ratios((float(self.came) + count) / (count + 1) * odds)

    def log_likelihood(self, came: int, planned: Fraction) -> float:
        """Logarithm of the chance that exactly `came` come where `planned` are planned."""
        if planned == 0:
            return 0.0 if came == 0 else float("-inf")
        shape, before, more = float(self.came), float(self.planned), float(planned)
        ways = lgamma(shape + came) - lgamma(shape) - lgamma(came + 1)
        return ways + shape * log(before / (before + more)) + came * log(more / (before + more))


@dataclass(frozen=True, slots=True)
class IntakePrior:
    """What is believed of intake before anyone came: a share of the plan, its strength in units, and delays in months.

    `delays` has the chance of each number of whole months that the start may slip; the chances sum to 1.
    """

    strength: Fraction
    share: Fraction = Fraction(1)
    delays: tuple[tuple[int, Fraction], ...] = ((0, Fraction(1)),)
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        found = Collector()
        if self.strength <= 0 or self.share <= 0:
            found.add(error("learning.no_strength", self.place, strength=str(min(self.strength, self.share))))
        if sum(chance for _, chance in self.delays) != 1 or any(c < 0 or months < 0 for months, c in self.delays):
            total = sum((chance for _, chance in self.delays), Fraction(0))
            found.add(error("learning.delays_unclear", self.place, total=str(total)))
        found.refuse_errors()

    @property
    def belief(self) -> Arrivals:
        """The belief before anyone came."""
        fill = Fill(self.share * self.strength, self.strength)
        months, chances = zip(*self.delays, strict=True)
        return Arrivals(months, tuple(map(float, chances)), (fill,) * len(months))


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A belief in when intake began and how much of it comes: for every delay its weight and its share of the plan."""

    delays: tuple[int, ...]
    weights: tuple[float, ...]
    fills: tuple[Fill, ...]

    @property
    def mean(self) -> float:
        """The share of the plan as expected, over all delays."""
        return sum(weight * fill.mean for weight, fill in zip(self.weights, self.fills, strict=True))

    @property
    def delay(self) -> float:
        """The delay as expected, in months."""
        return sum(weight * delay for weight, delay in zip(self.weights, self.delays, strict=True))

    def updated(self, plan: Sequence[Fraction | int], months: int, came: int, place: Place = NOWHERE) -> Arrivals:
        """The belief after `months` months of a plan by month, in which `came` units came in all.

        Refused where somebody came before any of the stated delays let intake begin: the delays are wrong then.
        """
        due = [planned_by(plan, months - delay) for delay in self.delays]
        logs = [
            (log(weight) if weight else float("-inf")) + fill.log_likelihood(came, planned)
            for weight, fill, planned in zip(self.weights, self.fills, due, strict=True)
        ]
        if max(logs) == float("-inf"):
            raise Refused([error("learning.came_before_start", place, came=came, months=months)])
        fills = [fill.updated(came, planned) for fill, planned in zip(self.fills, due, strict=True)]
        return Arrivals(self.delays, normed(logs), tuple(fills))

    def still_to_come(self, plan: Sequence[Fraction | int], months: int, closes: int) -> Floats:
        """Chances that 0, 1, 2, … more units come after month `months` until the intake closes with month `closes`."""
        left = [planned_by(plan, closes - delay) - planned_by(plan, months - delay) for delay in self.delays]
        each = [fill.predictive(planned) for fill, planned in zip(self.fills, left, strict=True)]
        total = np.zeros(max(map(len, each)))
        for weight, chances in zip(self.weights, each, strict=True):
            total[: len(chances)] += weight * chances
        return total

    def sample(self, generator: np.random.Generator, draws: int) -> tuple[NDArray[np.int64], Floats]:
        """Draws of the delay in months and, with it, of the share of the plan."""
        which = generator.choice(len(self.delays), size=draws, p=self.weights)
        came, planned = (np.array([float(getattr(fill, n)) for fill in self.fills]) for n in ("came", "planned"))
        return np.asarray(self.delays, dtype=np.int64)[which], generator.gamma(came[which]) / planned[which]


def planned_by(plan: Sequence[Fraction | int], months: int) -> Fraction:
    """How many units a plan by month has after so many months; before it begins, none."""
    return sum((Fraction(units) for units in plan[: max(months, 0)]), Fraction(0))


def count_interval(chances: Floats, level: Fraction = LEVEL) -> tuple[int, int]:
    """The counts that leave out at most half of the rest below, and at most half of it above."""
    out = float((1 - level) / 2)
    so_far = np.cumsum(chances)
    low, high = np.searchsorted(so_far, [out, 1 - out])
    return int(low), int(min(high, len(chances) - 1))
