"""Power: whether so few people can show anything, before anyone signs; and how many it would take.

The decision is the one a reader makes: the 95 % interval beside the result holds 0, or it does not. The chance of it is
summed over every pair of counts (exact, no normal approximation), for Newcombe's interval of two groups and Wilson's of
one. So the power is that of the interval the report will show, small groups and rates near 0 included.
Boschloo's test would be a little stronger, but nobody sees it in the report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np

from bundlinje.comparisons.interval import Z_95, wilson
from bundlinje.forecast.learning.belief import Certain, Floats

WANTED = Fraction(4, 5)
"""The chance of seeing a difference that is there, below which a comparison is usually not worth making."""

MOST = 20_000
"""No more people than this are ever advised in each group: a difference that needs them is none for a contract."""

_NEGLIGIBLE = 1e-15
_STAYS = 10
"""Power goes up in a saw's teeth: it must stay high for so many more people before a number is advised."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group as planned: the rate it is expected to have, and how many people are measured."""

    rate: Fraction
    measured: int


def power(one: Group, other: Group) -> float:
    """The chance that the interval of the difference between two groups will not hold 0."""
    share_one, low_one, high_one, chance_one = _counts(one)
    share_other, low_other, high_other, chance_other = _counts(other)
    difference = share_one[:, None] - share_other
    below = np.sqrt((share_one - low_one)[:, None] ** 2 + (high_other - share_other) ** 2)
    above = np.sqrt((high_one - share_one)[:, None] ** 2 + (share_other - low_other) ** 2)
    seen = (difference > below) | (difference < -above)
    return float(chance_one @ seen @ chance_other)


def power_against(group: Group, reference: Fraction) -> float:
    """The chance that the interval of one group's share will not hold a fixed reference, such as a past share."""
    _, low, high, chance = _counts(group)
    return float(chance @ ((low > float(reference)) | (high < float(reference))))


def least_in_each(rate: Fraction, other: Fraction, wanted: Fraction = WANTED) -> int | None:
    """How many people in each of two groups of these rates give the wanted power; none where not even `MOST` do."""
    if rate == other:
        return None
    return _least(lambda people: power(Group(rate, people), Group(other, people)), float(wanted))


def least_beside(rate: Fraction, other: Group, wanted: Fraction = WANTED) -> int | None:
    """How many people tell this rate from a group whose size is given; none where it is too small for any number."""
    if rate == other.rate:
        return None
    return _least(lambda people: power(Group(rate, people), other), float(wanted))


def least_against(rate: Fraction, reference: Fraction, wanted: Fraction = WANTED) -> int | None:
    """How many people of this rate tell it from a fixed reference with the wanted power; none where not `MOST` do."""
    if rate == reference:
        return None
    return _least(lambda people: power_against(Group(rate, people), reference), float(wanted))


def least_for_width(rate: Fraction, either_way: Fraction) -> int | None:
    """How many people it takes for the interval of a share to reach no further than this either way of its middle."""
    return _first(lambda people: _half_width(float(rate), people) <= float(either_way))


def _counts(group: Group) -> tuple[Floats, Floats, Floats, Floats]:
    """Every count that may come: its share, the ends of its Wilson interval, and its chance."""
    chances = Certain(group.rate).predictive(group.measured)
    counts = np.flatnonzero(chances > _NEGLIGIBLE)
    ends = np.array([wilson(int(count), group.measured) for count in counts])
    return counts / max(group.measured, 1), ends[:, 0], ends[:, 1], chances[counts]


def _least(power_of: Callable[[int], float], wanted: float) -> int | None:
    """The first number of people from which on the power stays: the first that reaches it, past every dip after it."""
    found = _first(lambda people: power_of(people) >= wanted)
    if found is None:
        return None
    kept, people = 0, found
    while kept < _STAYS:
        kept = kept + 1 if power_of(people) >= wanted else 0
        people += 1
    return people - _STAYS


def _first(enough: Callable[[int], bool]) -> int | None:
    """The first number of people that is enough, by doubling and halving; none above `MOST`."""
    high = 1
    while not enough(high):
        high *= 2
        if high > MOST:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _half_width(share: float, people: int) -> float:
    weight = Z_95**2 / people
    return Z_95 * sqrt(share * (1 - share) / people + weight / (4 * people)) / (1 + weight)
