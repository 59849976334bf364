"""Outcomes that happen once: who has not achieved yet may still, and is no failure before the time is up.

Of those for whom a share F of the time in which it can come has passed without it, nobody knows whether they will. At a
rate r each of them is still without it with chance 1 − rF. That likelihood has no exact posterior; importance weights
give it, with their effective draws (right-censored observations, with a known share that is cured of the event).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from bundlinje.forecast.learning.belief import Beta, Floats
from bundlinje.forecast.learning.importance import DRAWS, Weighed, reweigh
from bundlinje.forecast.learning.mixture import Mixture
from bundlinje.forecast.learning.stated_range import StatedRange
from bundlinje.problems import NOWHERE, Place

_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Still:
    """People who have not achieved yet, and the share of the time in which they can that has passed, from 0 to 1.

    At 0 they tell nothing, and at 1 they have not achieved and will not.
    """

    people: int
    passed: Fraction

    def __post_init__(self) -> None:
        if self.people < 0 or not 0 <= self.passed <= 1:
            raise ValueError(f"{self.people} people at {self.passed}")


def learned_once(
    prior: Beta | Mixture | StatedRange,
    achieved: int,
    still: Sequence[Still],
    generator: np.random.Generator,
    draws: int = DRAWS,
    place: Place = NOWHERE,
) -> Weighed:
    """What is believed of the share that achieves in the end; refused where the weights cannot carry it."""
    passed = np.array([float(one.passed) for one in still])
    people = np.array([one.people for one in still], dtype=np.float64)

    def log_likelihood(rates: Floats) -> Floats:
        logs: Floats = achieved * np.log(rates) + np.log1p(-rates[:, None] * passed) @ people
        return logs

    return reweigh(prior, log_likelihood, _guess(achieved, still), generator, draws, place)


def _guess(achieved: int, still: Sequence[Still]) -> Beta:
    """About what the counts say, a person counted for the share of time that has passed: enough to guide the draws."""
    failed = sum((one.people * one.passed for one in still), Fraction(0))
    return Beta(achieved + _HALF, failed + _HALF)
