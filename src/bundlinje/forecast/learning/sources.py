"""Several sources for one rate: a register, a report of the provider, a questionnaire, none of them quite the truth.

Each source may be off by an unknown amount of log odds, the same for everyone in it. However many answers it has, it
then tells the rate no better than that. There is no exact answer; importance weights give one and say how good it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from bundlinje.forecast.learning.belief import Beta, Floats
from bundlinje.forecast.learning.evidence import NOTHING, Evidence
from bundlinje.forecast.learning.importance import DRAWS, Weighed, reweigh
from bundlinje.forecast.learning.stated_range import StatedRange
from bundlinje.problems import NOWHERE, Place, Refused, error

_HALF = Fraction(1, 2)
_STEPS = 161
"""Points at which an unknown bias is tried, from eight spreads below to eight above."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one source counted, and by how much it may be off: the standard deviation of its bias, in log odds.

    0 is a source that is the measure itself. 0.5 near a rate of one half is about 12 percentage points either way.
    """

    name: str
    evidence: Evidence
    off: Fraction = Fraction(0)
    place: Place = NOWHERE

    def __post_init__(self) -> None:
        if self.off < 0:
            raise Refused([error("learning.off_below_zero", self.place, source=self.name, off=str(self.off))])

    def log_likelihood(self, rates: Floats) -> Floats:
        """Logarithm of how likely the source's counts are at each rate, over every bias it may have."""
        odds = np.log(rates) - np.log1p(-rates)
        if not self.off:
            return self._at(odds)
        away = np.linspace(-8, 8, _STEPS)
        logs = self._at(odds[:, None] + float(self.off) * away) - away**2 / 2
        highest = logs.max(axis=1, keepdims=True)
        summed: Floats = highest[:, 0] + np.log(np.exp(logs - highest).sum(axis=1))
        return summed

    def worth(self) -> Evidence:
        """About what the source is worth: fewer people, the more it may be off. It only guides the draws."""
        share = (self.evidence.achieved + _HALF) / (self.evidence.measured + 1)
        return self.evidence.times(1 / (1 + self.evidence.measured * share * (1 - share) * self.off**2))

    def _at(self, odds: Floats) -> Floats:
        logs: Floats = -float(self.evidence.achieved) * np.logaddexp(0, -odds)
        return logs - float(self.evidence.missed) * np.logaddexp(0, odds)


def learned_from(
    prior: Beta | StatedRange, sources: Sequence[Source], generator: np.random.Generator, draws: int = DRAWS
) -> Weighed:
    """What is believed after all sources; refused, at the first source's place, where weights cannot carry it."""
    before = prior if isinstance(prior, Beta) else Beta(_HALF, _HALF)
    guess = before.updated(sum((source.worth() for source in sources), NOTHING))

    def log_likelihood(rates: Floats) -> Floats:
        logs: Floats = sum((source.log_likelihood(rates) for source in sources), np.zeros_like(rates))
        return logs

    place = sources[0].place if sources else NOWHERE
    return reweigh(prior, log_likelihood, guess, generator, draws, place)
