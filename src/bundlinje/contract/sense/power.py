"""How often a comparison of shares would show an expected effect: normal approximation, two-sided at five per cent.

A reader's number, never a payer's: nothing is settled by it. Source: Fleiss, Levin and Paik, Statistical Methods for
Rates and Proportions (2003), chapters 2 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from statistics import NormalDist

ENOUGH = 0.8
"""The power that evaluations are planned for: four times in five."""

_Z = NormalDist()
_TWO_SIDED = _Z.inv_cdf(0.975)
_LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """An expected share against a reference: stated (`of` is none), counted on `of` units, or on as many (0)."""

    expected: float
    against: float
    of: int | None


def power(compared: Comparison, units: int) -> float:
    """The probability, from 0 to 1, that so many units show a difference in the expected direction."""
    if units <= 0:
        return 0.0
    p, q, of = compared.expected, compared.against, units if compared.of == 0 else compared.of
    if of is None:
        equal, apart = sqrt(q * (1 - q) / units), sqrt(p * (1 - p) / units)
    else:
        pooled = (p * units + q * of) / (units + of)
        equal = sqrt(pooled * (1 - pooled) * (1 / units + 1 / of))
        apart = sqrt(p * (1 - p) / units + q * (1 - q) / of)
    beyond = abs(p - q) - _TWO_SIDED * equal
    if apart == 0:
        return 1.0 if beyond > 0 else 0.0
    return _Z.cdf(beyond / apart)


def needed(compared: Comparison) -> int:
    """The fewest units with enough power; 0 if no number of them has it, as against a baseline of very few."""
    if power(compared, _LARGEST) < ENOUGH:
        return 0
    low, high = 0, _LARGEST
    while high - low > 1:
        middle = ceil((low + high) / 2)
        low, high = (low, middle) if power(compared, middle) >= ENOUGH else (middle, high)
    return high
