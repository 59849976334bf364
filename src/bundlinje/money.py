"""Exact money: integer øre, fractions for rates, one rounding rule, and splits that never lose an øre.

One krone is 100 øre. Everything here works on whole øre (`int`, or int64 columns); a rate, share or unit price
times quantity is an exact `Fraction` of an øre until it is rounded once, half away from zero.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import gcd, lcm
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column: TypeAlias = NDArray[np.int64]

Ore: TypeAlias = int
ORE_PER_KRONE = 100
LARGEST_ORE = 2**62
"""No amount or product in a column may reach this: int64 would overflow soon after."""

_KRONER = re.compile(r"^(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](?P<ore>\d{2}))?$")


def round_half_away(amount: Fraction) -> Ore:
    """Round an exact number of øre to whole øre, half away from zero: 0.5 → 1, −0.5 → −1."""
    doubled = 2 * abs(amount.numerator) + amount.denominator
    rounded = doubled // (2 * amount.denominator)
    return rounded if amount >= 0 else -rounded


def split(total: Ore, weights: Sequence[Fraction | int]) -> tuple[Ore, ...]:
    """Divide an amount in proportion to non-negative weights so that the parts sum to it, to the øre.

    Every exact part is rounded down and the øre left over go to the largest remainders, ties by the order given.
    A negative amount is the mirror image of the positive one. Weights that are all zero raise `ValueError`,
    as does a negative weight: there is no honest way to divide by them.
    """
    whole = sum(weights, Fraction(0))
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be non-negative and not all zero")
    if total < 0:
        return tuple(-part for part in split(-total, weights))
    exact = [Fraction(total) * weight / whole for weight in weights]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def split_column(totals: Column, weights: Sequence[Fraction | int]) -> tuple[Column, ...]:
    """`split` for a column of amounts by the same weights: a column of parts for each weight, to the same øre.

    Weights as for `split`; those that have no common measure for numbers of 64 bits raise `OverflowError`.
    """
    import numpy as np

    if sum(weights, Fraction(0)) <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be non-negative and not all zero")
    shares = _in_whole_parts(weights)
    whole = sum(shares)
    if whole * whole >= LARGEST_ORE:
        raise OverflowError("weights too unlike to divide a column by")
    magnitude: Column = np.abs(totals)
    rounds = magnitude // whole
    rest = magnitude - rounds * whole
    if whole < len(totals):
        # Once all have had their shares so many rounds, few different amounts are left, and each is divided once.
        small = tuple(part[rest] for part in _by_largest_remainder(np.arange(whole), shares))
    else:
        small = _by_largest_remainder(rest, shares)
    parts = tuple(share * rounds + part for share, part in zip(shares, small, strict=True))
    return parts if totals.min(initial=0) >= 0 else tuple(np.where(totals < 0, -part, part) for part in parts)


def _in_whole_parts(weights: Sequence[Fraction | int]) -> list[int]:
    """The smallest whole numbers in the same proportion."""
    measure = lcm(*(Fraction(weight).denominator for weight in weights))
    parts = [int(weight * measure) for weight in weights]
    common = gcd(*parts)
    return [part // common for part in parts]


def _by_largest_remainder(amounts: Column, shares: Sequence[int]) -> tuple[Column, ...]:
    """Amounts below the sum of the shares, divided by them."""
    import numpy as np

    whole = sum(shares)
    handed = [share * amounts // whole for share in shares]
    remainder = [share * amounts - part * whole for share, part in zip(shares, handed, strict=True)]
    left = amounts - sum(handed)
    ahead: list[Column] = [np.zeros_like(amounts) for _ in shares]
    for i, j in combinations(range(len(shares)), 2):
        # Ahead are larger remainders, and equal ones that come first: comparing columns is faster than sorting rows.
        first = remainder[i] >= remainder[j]
        ahead[i] += ~first
        ahead[j] += first
    return tuple(part + (before < left) for part, before in zip(handed, ahead, strict=True))


def round_half_away_column(numerators: Column, denominator: int | Column) -> Column:
    """`round_half_away` for a column of exact amounts `numerators / denominator` (denominators positive)."""
    import numpy as np

    divisor: Column = np.asarray(denominator, dtype=np.int64)
    magnitude: Column = np.floor_divide(2 * np.abs(numerators) + divisor, 2 * divisor)
    return np.where(numerators < 0, -magnitude, magnitude)


def ore_from_kroner(text: str) -> Ore:
    """Read kroner as people write them in contracts: `20 000`, `1 234,50`, `-12.75` → øre.

    Thousands are parted by spaces; a comma or point parts off exactly two digits of øre. Anything else, such as
    `20.000`, which is twenty to some and twenty thousand to others, raises `ValueError`.
    """
    found = _KRONER.match(text.strip())
    if found is None:
        raise ValueError(text)
    whole = int(re.sub(r"[ \u00a0\u202f]", "", found["whole"]))
    ore = whole * ORE_PER_KRONE + int(found["ore"] or 0)
    return -ore if found["sign"] else ore


def kroner_text(ore: Ore) -> str:
    """Write øre the way `ore_from_kroner` reads them: `20 000`, `1 234.50`."""
    whole, rest = divmod(abs(ore), ORE_PER_KRONE)
    grouped = f"{whole:,}".replace(",", " ")
    return f"{'-' if ore < 0 else ''}{grouped}{f'.{rest:02d}' if rest else ''}"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of money at the edge of the engine: whole øre of one currency. Currencies never mix."""

    ore: Ore
    currency: str = "DKK"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.ore + other.ore, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.ore - other.ore, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.ore, self.currency)

    def split(self, weights: Sequence[Fraction | int]) -> tuple[Money, ...]:
        """Divide as `split` does; the parts sum to the whole."""
        return tuple(Money(part, self.currency) for part in split(self.ore, weights))
