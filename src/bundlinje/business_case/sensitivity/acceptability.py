"""What a success may cost: over a range of prices, how likely the price covers the cost and still leaves a gain.

Two curves meet here. The higher the price of a success, the likelier it covers what the intervention costs, and the
less likely that a payer still gains by it. Between them lies what two parties can agree on. (The first is the
cost-effectiveness acceptability curve of health economics: the chance that price × successes exceeds the cost.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle
from typing import TYPE_CHECKING

from bundlinje.business_case.sensitivity.estimate import Estimate, chance
from bundlinje.money import ORE_PER_KRONE, Ore

if TYPE_CHECKING:
    from bundlinje.business_case.sensitivity.distributions import Draws

POINTS = 41
"""Prices on a curve whose range nobody chose."""


@dataclass(frozen=True, slots=True)
class Acceptable:
    """One price of a success (øre): the chance that it covers the cost, and by payer that it is worth its price."""

    price: Ore
    covers: Estimate
    worth: Mapping[str, Estimate]


def acceptability(
    prices: Sequence[Ore], successes: Draws, cost: Draws, gain: Mapping[str, Draws]
) -> tuple[Acceptable, ...]:
    """The curve over these prices; cost and each payer's gain (before paying for successes) are draws in øre."""
    return tuple(
        Acceptable(
            price,
            chance(int((price * successes > cost).sum()), len(cost)),
            {payer: chance(int((mine > price * successes).sum()), len(mine)) for payer, mine in gain.items()},
        )
        for price in prices
    )


def price_range(successes: Draws, cost: Draws, gain: Mapping[str, Draws]) -> tuple[Ore, ...]:
    """Prices from nothing, in even round steps, to where hardly any draw changes its answer.

    Draws without successes have no such price.
    """
    import numpy as np

    some = successes > 0
    tops = [float(np.quantile(amount[some] / successes[some], 0.95)) for amount in (cost, *gain.values()) if some.any()]
    step = _round_step(max(tops, default=0.0) / (POINTS - 1))
    return tuple(step * number for number in range(POINTS))


def _round_step(least: float) -> Ore:
    """The smallest of 1, 2 and 5 times a power of ten kroner that is not below this many øre."""
    step = ORE_PER_KRONE
    for factor in cycle((Fraction(2), Fraction(5, 2), Fraction(2))):
        if step >= least:
            break
        step = int(step * factor)
    return step
