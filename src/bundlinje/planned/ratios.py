"""Exact ratios in columns: in every world a whole number over another, never rounded on the way.

Where the lower number is 0, the ratio is not known, and nothing that is made of it is. A column of one row holds for
every world. What no longer fits 64 bits goes on in Python's own integers, so that nothing is too large.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.figures.base import NOT_KNOWN, Range
from bundlinje.money import LARGEST_ORE, round_half_away, round_half_away_column

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ratios:
    """`over` ÷ `under` in every world; `under` is never below zero."""

    over: Int64
    under: Int64

    @classmethod
    def exactly(cls, value: Fraction | int | None) -> Ratios:
        """The same number in every world; not known for none."""
        one = Fraction(value or 0)
        return cls(_whole(one.numerator), _whole(0 if value is None else one.denominator))

    @classmethod
    def of(cls, values: Iterable[Range]) -> Ratios:
        """One number a world, as a figure tells it."""
        exact = [one.value if one.known else None for one in values]
        over = np.array([0 if one is None else one.numerator for one in exact], dtype=object)
        return cls(over, np.array([0 if one is None else one.denominator for one in exact], dtype=object))

    @property
    def known(self) -> Bool:
        """Where the number is known."""
        known: Bool = np.asarray(self.under > 0, dtype=bool)
        return known

    def plus(self, other: Ratios) -> Ratios:
        """The sum."""
        over = _sum(_product(self.over, other.under), _product(other.over, self.under))
        return Ratios(over, _product(self.under, other.under))

    def minus(self, other: Ratios) -> Ratios:
        """The difference."""
        return self.plus(Ratios(-other.over, other.under))

    def times(self, other: Ratios) -> Ratios:
        """The product."""
        return Ratios(_product(self.over, other.over), _product(self.under, other.under))

    def through(self, other: Ratios) -> Ratios:
        """The quotient; not known where the other is nothing."""
        turned = Ratios(np.where(other.over < 0, -other.under, other.under), np.abs(other.over))
        nothing = (self.under == 0) | (other.under == 0)
        found = self.times(turned)
        return Ratios(found.over, np.where(nothing, 0, found.under))

    def magnitude(self) -> Ratios:
        """The number without its sign."""
        return Ratios(np.abs(self.over), self.under)

    def stepped(self, step: Fraction, direction: str) -> Ratios:
        """In whole steps, rounded `down`, `up` or to the `nearest`, half away from zero."""
        over, under = _product(self.over, _whole(step.denominator)), _product(self.under, _whole(step.numerator))
        safe = np.where(under == 0, 1, under)
        if direction == "nearest":
            magnitude = _sum(_product(np.abs(over), _whole(2)), safe) // _product(safe, _whole(2))
            steps = np.where(over < 0, -magnitude, magnitude)
        else:
            steps = over // safe if direction == "down" else -(-over // safe)
        return Ratios(_product(steps, _whole(step.numerator)), np.where(under == 0, 0, step.denominator))

    def holds(self, bounds: Mapping[str, Fraction]) -> Bool:
        """Where the number keeps all of these bounds; where it is not known the answer means nothing."""
        held = np.ones(len(self.over), dtype=bool)
        for word, bound in bounds.items():
            mine = _product(self.over, _whole(bound.denominator))
            held &= TESTS[word](mine, _product(self.under, _whole(bound.numerator))).astype(bool)
        return held

    def ore(self) -> Int64:
        """Rounded once to whole øre, half away from zero; nothing where it is not known."""
        over, under = np.where(self.known, self.over, 0), np.where(self.under == 0, 1, self.under)
        if object not in (over.dtype, under.dtype) and 2 * _largest(over) + _largest(under) < LARGEST_ORE:
            return round_half_away_column(over, under)
        pairs = zip(over.tolist(), under.tolist(), strict=True)
        return np.array([round_half_away(Fraction(*one)) for one in pairs], dtype=np.int64)

    def one(self, world: int) -> Range:
        """The number in one world, as a figure tells it."""
        under = self.under[world]
        return Range.exactly(_fraction(self.over[world]) / _fraction(under)) if under else NOT_KNOWN


TESTS = {"at_least": np.greater_equal, "above": np.greater, "at_most": np.less_equal, "below": np.less}


def _fraction(number: Any) -> Fraction:
    return number if isinstance(number, Fraction) else Fraction(int(number))


def _whole(number: int) -> Int64:
    return np.array([number], dtype=object if abs(number) >= LARGEST_ORE else np.int64)


def _product(one: Int64, other: Int64) -> Int64:
    if object not in (one.dtype, other.dtype) and _largest(one) * _largest(other) >= LARGEST_ORE:
        return one.astype(object) * other
    return one * other


def _sum(one: Int64, other: Int64) -> Int64:
    if object not in (one.dtype, other.dtype) and _largest(one) + _largest(other) >= LARGEST_ORE:
        return one.astype(object) + other
    return one + other


def _largest(column: Int64) -> int:
    return max(int(column.max(initial=0)), -int(column.min(initial=0)))
