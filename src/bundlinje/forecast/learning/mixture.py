"""Mixtures: a contract is one of several sorts, most near plan and a few collapsed, and follow-ups tell which.

The update is exact: every sort learns as if it were the true one, and the weights move by how likely each held what
came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import exp, log

import numpy as np

from bundlinje.forecast.learning.belief import LEVEL, Beta, Floats, Interval, quantile_of, tails
from bundlinje.forecast.learning.evidence import Evidence
from bundlinje.forecast.learning.prior import Prior
from bundlinje.problems import NOWHERE, Collector, Place, error


@dataclass(frozen=True, slots=True)
class Mixture:
    """A belief made of beta beliefs, each with the chance that it is the right one; the chances sum to 1."""

    weights: tuple[float, ...]
    sorts: tuple[Beta, ...]

    @property
    def mean(self) -> float:
        """The rate as expected, over all sorts."""
        return sum(weight * sort.mean for weight, sort in zip(self.weights, self.sorts, strict=True))

    def at_most(self, rate: float) -> float:
        """The chance that the rate is no higher than this."""
        return sum(weight * sort.at_most(rate) for weight, sort in zip(self.weights, self.sorts, strict=True))

    def interval(self, level: Fraction = LEVEL) -> Interval:
        """Where the rate lies with this chance, as much left out below as above."""
        return tails(lambda chance: quantile_of(self.at_most, chance), level)

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """Draws of the rate: first the sort, then its rate."""
        sort = generator.choice(len(self.sorts), size=draws, p=self.weights)
        shapes = np.array([one.shape for one in self.sorts])[sort]
        return generator.beta(shapes[:, 0], shapes[:, 1])

    def log_density(self, rates: Floats) -> Floats:
        """Logarithm of the density at rates strictly between 0 and 1."""
        logs = [_log(w) + sort.log_density(rates) for w, sort in zip(self.weights, self.sorts, strict=True)]
        joined: Floats = np.logaddexp.reduce(logs, axis=0)
        return joined

    def predictive(self, measured: int) -> Floats:
        """Chances of counts, over all sorts."""
        each = np.array([sort.predictive(measured) for sort in self.sorts])
        chances: Floats = np.asarray(self.weights) @ each
        return chances

    def updated(self, evidence: Evidence) -> Mixture:
        """The belief after evidence: sorts that held it unlikely lose weight to those that did not."""
        logs = [_log(w) + s.log_likelihood(evidence) for w, s in zip(self.weights, self.sorts, strict=True)]
        return Mixture(normed(logs), tuple(sort.updated(evidence) for sort in self.sorts))


@dataclass(frozen=True, slots=True)
class Collapse:
    """How a contract may fail outright: how often, and how much of its expected rate is left then. Stated, not found.

    `near` is the strength of what was signed in the contracts that do not collapse: they keep close to plan. `strength`
    is that of the rate that is left in those that do.
    """

    chance: Fraction = Fraction(1, 10)
    left: Fraction = Fraction(1, 4)
    near: Fraction = Fraction(40)
    strength: Fraction = Fraction(10)
    place: Place = field(default=NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        found = Collector()
        if not (0 < self.chance < 1 and 0 < self.left < 1):
            found.add(error("learning.collapse_unclear", self.place, chance=str(self.chance), left=str(self.left)))
        if min(self.near, self.strength) <= 0:
            found.add(error("learning.no_strength", self.place, strength=str(min(self.near, self.strength))))
        found.refuse_errors()


def near_plan_or_collapsed(prior: Prior, collapse: Collapse) -> Mixture:
    """Most contracts keep near what was signed, and a few collapse: the second sort of the mixture is the collapse."""
    kept = Prior(prior.rate, collapse.near, collapse.place)
    fallen = Prior(prior.rate * collapse.left, collapse.strength, collapse.place)
    return Mixture((float(1 - collapse.chance), float(collapse.chance)), (kept.belief, fallen.belief))


def normed(logs: Sequence[float]) -> tuple[float, ...]:
    """Weights that sum to 1 from their logarithms, however small."""
    highest = max(logs)
    weights = [exp(one - highest) for one in logs]
    return tuple(weight / sum(weights) for weight in weights)


def _log(weight: float) -> float:
    return log(weight) if weight > 0 else float("-inf")
