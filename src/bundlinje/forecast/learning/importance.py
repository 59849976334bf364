"""Importance weights: learning where no exact answer exists, and a refusal where the weights cannot carry it.

Half of the draws come from the prior and half from a guess at the answer, so that neither can be missed (a defensive
mixture, Hesterberg 1995). The first answer is the guess for a second (adaptive importance sampling, Oh and Berger
1992). How many equally weighted draws the result is worth is always told (Kish's effective sample size), and below
`LEAST_EFFECTIVE` there is no result: a number that rests on a handful of draws is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

import numpy as np

from bundlinje.forecast.learning.belief import LEVEL, Beta, Floats, Interval, tails
from bundlinje.problems import NOWHERE, Place, Refused, error

DRAWS = 4_096
"""Draws that are weighed unless told otherwise: the chance at P10 is then good to half a percentage point."""

LEAST_EFFECTIVE = 200
"""With fewer effective draws the chance at P10 has a sampling error above two percentage points: refused."""

EDGE = 1e-12
"""Rates are kept this far from 0 and 1, where a density may be infinite."""


class Dense(Protocol):
    """A prior that can be drawn from and whose density is known."""

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """Draws of the rate."""
        ...

    def log_density(self, rates: Floats) -> Floats:
        """Logarithm of the density at rates strictly between 0 and 1."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A belief held as draws of the rate, in rising order, with weights that sum to 1."""

    rates: Floats
    weights: Floats

    @property
    def effective(self) -> float:
        """How many equally weighted draws these are worth."""
        return float(1 / (self.weights**2).sum())

    @property
    def mean(self) -> float:
        """The rate as expected."""
        return float(self.weights @ self.rates)

    def at_most(self, rate: float) -> float:
        """The chance that the rate is no higher than this."""
        return float(self.weights[self.rates <= rate].sum())

    def interval(self, level: Fraction = LEVEL) -> Interval:
        """Where the rate lies with this chance, as much left out below as above."""
        return tails(self._quantile, level)

    def sample(self, generator: np.random.Generator, draws: int) -> Floats:
        """Draws of the rate, each held draw as often as its weight says (systematic resampling), in a drawn order."""
        at = (np.arange(draws) + generator.random()) / draws
        chosen = np.searchsorted(np.cumsum(self.weights), at).clip(max=len(self.rates) - 1)
        drawn: Floats = generator.permutation(self.rates[chosen])
        return drawn

    def predictive(self, measured: int) -> Floats:
        """Chances of counts: binomial chances over all draws."""
        count = np.arange(measured)
        ways = np.concatenate([[0.0], np.cumsum(np.log((measured - count) / (count + 1)))])
        achieved = np.arange(measured + 1)
        logs = np.log(self.rates)[:, None] * achieved + np.log1p(-self.rates)[:, None] * achieved[::-1] + ways
        chances: Floats = self.weights @ np.exp(logs)
        return chances

    def _quantile(self, chance: float) -> float:
        middle = np.cumsum(self.weights) - self.weights / 2
        return float(np.interp(chance, middle, self.rates))


def reweigh(
    prior: Dense,
    log_likelihood: Callable[[Floats], Floats],
    guess: Beta,
    generator: np.random.Generator,
    draws: int = DRAWS,
    place: Place = NOWHERE,
) -> Weighed:
    """What is believed after evidence of which only the likelihood at each rate is known.

    `guess` is where the answer is thought to be; a bad guess costs effective draws, never truth.
    """
    first = _weighed(prior, log_likelihood, guess, generator, draws)
    return _carried(_weighed(prior, log_likelihood, _fitted(first), generator, draws), draws, place)


def _weighed(
    prior: Dense, log_likelihood: Callable[[Floats], Floats], guess: Beta, generator: np.random.Generator, draws: int
) -> Weighed:
    half = draws // 2
    drawn = np.concatenate([prior.sample(generator, draws - half), guess.sample(generator, half)])
    rates = np.sort(drawn.clip(EDGE, 1 - EDGE))
    before = prior.log_density(rates)
    logs = before + log_likelihood(rates) - np.logaddexp(before, guess.log_density(rates))
    weights = np.exp(logs - logs.max())
    return Weighed(rates, weights / weights.sum())


def _fitted(weighed: Weighed) -> Beta:
    """The beta belief with the mean and the spread of a first answer; a little wider, not to miss its tails."""
    mean = weighed.mean
    spread = 1.5 * float(weighed.weights @ (weighed.rates - mean) ** 2)
    strength = max(mean * (1 - mean) / max(spread, EDGE) - 1, 1.0)
    return Beta(Fraction(mean * strength), Fraction((1 - mean) * strength))


def _carried(weighed: Weighed, draws: int, place: Place) -> Weighed:
    if weighed.effective < LEAST_EFFECTIVE:
        effective = int(weighed.effective)
        raise Refused([error("learning.too_few_effective_draws", place, effective=effective, draws=draws)])
    return weighed
