"""Whether an actual number is below, on or above the one that was planned or expected."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

Standing: TypeAlias = Literal["below", "on_plan", "above"]

ON_PLAN_WITHIN = Fraction(5, 100)
"""Up to this share from what was expected still counts as on plan."""


def compare(actual: int, expected: int, within: Fraction = ON_PLAN_WITHIN) -> Standing:
    """Whether an actual number is below, on or above an expected one; up to a share `within` off is on plan."""
    if actual < expected * (1 - within):
        return "below"
    return "above" if actual > expected * (1 + within) else "on_plan"
