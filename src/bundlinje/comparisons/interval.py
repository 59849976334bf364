"""How sure a share or a difference of shares is: score intervals for the reader. Shown beside a result, never paid on.

Wilson (1927) for one share; Newcombe (1998), method 10, for the difference of two. These are the only floating-point
numbers here, and nothing that is paid reads them. Below `SMALL_SAMPLE` the interval is shown with a warning.
"""

from __future__ import annotations

from math import sqrt

SMALL_SAMPLE = 30
"""Fewer than this many are too few to say anything about others: a usual rule of thumb, here a named choice."""

Z_95 = 1.959963984540054
"""Standard normal quantile of a two-sided 95 % interval."""


def wilson(successes: int, of: int, z: float = Z_95) -> tuple[float, float]:
    """Interval for a share counted as `successes` out of `of`; of nobody it is everything from 0 to 1."""
    if of == 0:
        return 0.0, 1.0
    share, weight = successes / of, z * z / of
    middle = share + weight / 2
    spread = z * sqrt(share * (1 - share) / of + weight / (4 * of))
    low, high = (middle - spread) / (1 + weight), (middle + spread) / (1 + weight)
    return (0.0 if successes == 0 else low), (1.0 if successes == of else high)


def newcombe(one: tuple[int, int], other: tuple[int, int], z: float = Z_95) -> tuple[float, float]:
    """Interval for the share of `one` minus the share of `other`, each (successes, of), counted independently."""
    low_one, high_one = wilson(*one, z)
    low_other, high_other = wilson(*other, z)
    share_one, share_other = (part[0] / part[1] if part[1] else 0.5 for part in (one, other))
    difference = share_one - share_other
    low = difference - sqrt((share_one - low_one) ** 2 + (high_other - share_other) ** 2)
    high = difference + sqrt((high_one - share_one) ** 2 + (share_other - low_other) ** 2)
    return low, high
