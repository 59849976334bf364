"""Surprise: how improbable what came is under what was expected, and the early warning that follows from it.

The chance is the tail of the prior predictive distribution, exact (beta-binomial for a beta belief): uncertainty about
the rate and luck among so few people are both in it, so a small group does not cry wolf.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from bundlinje.forecast.learning.belief import Belief, Floats
from bundlinje.forecast.learning.intake import Arrivals, planned_by
from bundlinje.money import round_half_away
from bundlinje.problems import NOWHERE, Place, Problem, warning

NOTICE = Fraction(1, 10)
"""As improbable as this, outside what was expected with 80 %, it is worth a look: the steering group is told."""

ALARM = Fraction(1, 40)
"""As improbable as this, outside what was expected with 95 %, what happens is not what was signed: decide."""


class Level(StrEnum):
    """How far from the expectation a follow-up came out."""

    AS_EXPECTED = "as-expected"
    NOTICE = "notice"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Surprise:
    """A follow-up beside what was expected of it: counts, and the chances of so few or fewer and so many or more."""

    achieved: int
    measured: int
    expected: Fraction
    so_few: float
    so_many: float

    @property
    def is_below(self) -> bool:
        """Whether it came out below what was expected."""
        return self.achieved < self.expected

    @property
    def chance(self) -> float:
        """The chance of something this far out, or further, on the side where it came out."""
        return self.so_few if self.is_below else self.so_many

    @property
    def level(self) -> Level:
        """How far from the expectation, by the thresholds `NOTICE` and `ALARM`."""
        if self.chance <= ALARM:
            return Level.ALARM
        return Level.NOTICE if self.chance <= NOTICE else Level.AS_EXPECTED

    @property
    def once_in(self) -> int:
        """The same chance for people: one time in so many."""
        return int(1 / max(self.chance, 1e-9))


def surprise(belief: Belief, achieved: int, measured: int) -> Surprise:
    """How surprising it is that `achieved` of `measured` achieve, under a belief held before they were measured."""
    expected = Fraction(belief.mean).limit_denominator(10**6) * measured
    return _beside(belief.predictive(measured), achieved, measured, expected)


def intake_surprise(before: Arrivals, plan: Sequence[Fraction | int], months: int, came: int) -> Surprise:
    """How surprising it is that `came` units came in the first `months` months of a plan by month.

    `before` is what was believed before anyone came. `measured` is how many were planned by then, rounded, and
    `expected` how many of them that belief expects, delays included.
    """
    chances = before.still_to_come(plan, 0, months)
    expected = Fraction(float(chances @ np.arange(len(chances)))).limit_denominator(10**6)
    return _beside(chances, came, round_half_away(planned_by(plan, months)), expected)


def _beside(chances: Floats, achieved: int, measured: int, expected: Fraction) -> Surprise:
    so_few, so_many = float(chances[: achieved + 1].sum()), float(chances[achieved:].sum())
    return Surprise(achieved, measured, expected, so_few, so_many)


def intake_warning(seen: Surprise, place: Place = NOWHERE) -> Problem | None:
    """The warning that too few arrivals give, or none. Too many are for the contract's own limits to say."""
    if seen.level is Level.AS_EXPECTED or not seen.is_below:
        return None
    told = {"came": seen.achieved, "planned": seen.measured, "once_in": seen.once_in}
    if seen.level is Level.ALARM:
        return warning("early_warning.intake_far_below_plan", place, **told)
    return warning("early_warning.intake_below_plan", place, **told)


def early_warning(seen: Surprise, place: Place = NOWHERE) -> Problem | None:
    """The warning that a follow-up gives, or none; above the expectation only an alarm is worth saying."""
    told = {
        "achieved": seen.achieved,
        "measured": seen.measured,
        "expected": round_half_away(seen.expected),
        "once_in": seen.once_in,
    }
    match seen.level, seen.is_below:
        case Level.ALARM, True:
            return warning("early_warning.far_below_expected", place, **told)
        case Level.NOTICE, True:
            return warning("early_warning.below_expected", place, **told)
        case Level.ALARM, False:
            return warning("early_warning.far_above_expected", place, **told)
        case _:
            return None
