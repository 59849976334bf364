"""What the planned intake can show: the power of every comparison of a contract, and how many units it would take.

The shares are those that are expected before anything is measured: the outlook's, else the contract's. Where nobody
states them the power is not known, and why is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bundlinje.contract.sense.comparing import AS_MANY, Contrast, comparisons
from bundlinje.forecast.learning.power import (
    Group,
    least_against,
    least_beside,
    least_in_each,
    power,
    power_against,
)
from bundlinje.forecast.situation import Situation


@dataclass(frozen=True, slots=True)
class Shown:
    """What a comparison can show at the planned number of units: `power` is a chance, none where it is not known.

    `enough` is how many units would show the expected difference four times in five; none where no number would.
    """

    about: Contrast
    power: float | None
    enough: int | None


def shown(stands: Situation) -> tuple[Shown, ...]:
    """What every comparison of a contract can show of the expected difference, with as many units as are planned."""
    return tuple(_shown(one) for one in comparisons(stands.contract, dict(_stated(stands))))


def _stated(stands: Situation) -> Iterator[tuple[str, Fraction]]:
    for name, rate in stands.outlook.rates.items():
        if rate.expected is not None:
            yield name, Fraction(rate.expected)


def _shown(one: Contrast) -> Shown:
    if one.unknown is not None or one.expected is None or one.against is None or one.units is None:
        return Shown(one, None, None)
    group = Group(one.expected, one.units)
    if one.of is None:
        return Shown(one, power_against(group, one.against), least_against(one.expected, one.against))
    if one.of == AS_MANY:
        return Shown(one, power(group, Group(one.against, one.units)), least_in_each(one.expected, one.against))
    other = Group(one.against, one.of)
    return Shown(one, power(group, other), least_beside(one.expected, other))
