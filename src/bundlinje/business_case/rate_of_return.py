"""The internal rate of return: the yearly rate at which a row of yearly net amounts is worth nothing today.

There is one only where money goes out first and comes in later, with one change of sign; any other row has none that
means something, and says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

DIGITS = 12
"""Decimals that the rate is told with; it is worked out with many more."""
_PRECISION = 60
_LOWEST = Decimal("-0.999999")
_HIGHEST = Decimal(10) ** 6


class NoRate(StrEnum):
    """Why there is no internal rate of return."""

    NEVER_CHANGES_SIGN = "never_changes_sign"
    CHANGES_SIGN_AGAIN = "changes_sign_again"
    GAINS_FIRST = "gains_first"
    """It brings money before it costs any: there is nothing invested that could earn a return."""
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Return:
    """The rate, or why there is none."""

    rate: Fraction | None
    why: NoRate | None = None


def internal_rate_of_return(net: Sequence[Fraction | int]) -> Return:
    """The rate of net amounts at the ends of years 0, 1, 2, …, to 12 decimals, by halving an interval around it."""
    signs = [amount > 0 for amount in net if amount]
    changes = sum(before != after for before, after in pairwise(signs))
    if changes != 1:
        return Return(None, NoRate.CHANGES_SIGN_AGAIN if changes else NoRate.NEVER_CHANGES_SIGN)
    if signs[0]:
        return Return(None, NoRate.GAINS_FIRST)
    with localcontext() as context:
        context.prec = _PRECISION
        amounts = [Decimal(Fraction(one).numerator) / Decimal(Fraction(one).denominator) for one in net]
        found = _root(amounts)
        return Return(None, NoRate.OUT_OF_REACH) if found is None else Return(Fraction(round(found, DIGITS)))


def _root(amounts: Sequence[Decimal]) -> Decimal | None:
    low, high = _LOWEST, _HIGHEST
    below = _worth(amounts, low) > 0
    if (_worth(amounts, high) > 0) == below:
        return None
    while high - low > Decimal(10) ** (-DIGITS - 4):
        middle = (low + high) / 2
        if (_worth(amounts, middle) > 0) == below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _worth(amounts: Sequence[Decimal], rate: Decimal) -> Decimal:
    """The present value times a positive number: Horner's scheme in 1 / (1 + rate), from the last year back."""
    worth, each = Decimal(0), 1 / (1 + rate)
    for amount in reversed(amounts):
        worth = worth * each + amount
    return worth
