"""Whether a contract's forecasts hold: on simulated histories, how often what came lay where it was said to lie.

In every history a rate is drawn from what was signed, a first follow-up is counted, and what the next one counts is
foretold from it; that count is then drawn too. So the forecast is held against the very thing it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bundlinje.forecast.beliefs import rate_belief
from bundlinje.forecast.calibration import Calibration, calibrate
from bundlinje.forecast.learning.evidence import FollowUp
from bundlinje.forecast.learning.prior import Prior, learned
from bundlinje.forecast.situation import Situation
from bundlinje.streams import Streams

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 1_000
"""Draws of each forecast that is judged."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One outcome: how many are measured at a follow-up, in how many histories, and how the forecasts did."""

    outcome: str
    measured: int
    histories: int
    found: Calibration


def calibrated(start: Situation, histories: int, seed: int) -> Iterator[Calibrated]:
    """Every uncertain outcome of a contract as it stood before its first follow-up."""
    measured = max(1, sum(one.units for one in start.plan))
    for name in start.known:
        belief = rate_belief(start, name)
        if 0 < belief.signed < 1:
            prior = Prior(belief.signed, belief.strength)
            yield Calibrated(name, measured, histories, _judged(prior, measured, histories, seed))


def _judged(prior: Prior, measured: int, histories: int, seed: int) -> Calibration:
    def simulate(generator: np.random.Generator) -> tuple[int, float]:
        rate = prior.belief.sample(generator, 1)[0]
        first, following = generator.binomial(measured, rate, size=2)
        return int(first), float(following)

    def forecast(first: int, generator: np.random.Generator) -> NDArray[np.float64]:
        after = learned(prior, [FollowUp(1, first, measured)])
        return generator.binomial(measured, after.sample(generator, DRAWS)).astype(np.float64)

    return calibrate(simulate, forecast, histories, Streams(seed))
