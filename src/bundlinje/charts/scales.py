"""Scales: the unit an axis counts in, where its ticks stand, and numbers as an axis or a label tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import floor, log10

from bundlinje.charts.lettering import typeset
from bundlinje.money import ORE_PER_KRONE, Ore, round_half_away
from bundlinje.words.numbers import Language, decimal, kroner, millions, percent, shortest

_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
_ENOUGH = Fraction(85, 100)
"""A step may be this part of the wanted one: rather a tick more than half of them."""
_MILLION = 1_000_000 * ORE_PER_KRONE
_THOUSAND = 1_000 * ORE_PER_KRONE


class Unit(Enum):
    """What an axis counts in: its code, how much one is in the values drawn, and the decimals of its labels.

    What is counted is whole, and so is every step of its axis.
    """

    KRONER = ("kroner", ORE_PER_KRONE, 0)
    THOUSANDS = ("thousands", _THOUSAND, 0)
    MILLIONS = ("millions", _MILLION, 1)
    WHOLE_MILLIONS = ("millions", _MILLION, 0)
    SHARE = ("share", Fraction(1, 100), 0)
    COUNT = ("count", 1, 0)

    @property
    def code(self) -> str:
        """The code of its name in words."""
        return str(self.value[0])

    @property
    def one(self) -> Fraction:
        """One of the unit in the values drawn: øre, or parts of one."""
        return Fraction(self.value[1])

    def label(self, value: Fraction | int, language: Language) -> str:
        """A value as a number of the unit: `4,2`; a share with its sign: `80 %`."""
        if self is Unit.SHARE:
            return typeset(percent(Fraction(value), language, 0))
        return typeset(decimal(Fraction(value) / self.one, int(self.value[2]), language))

    def tick(self, value: Fraction | int, language: Language) -> str:
        """A tick's value with as few decimals as tell it."""
        if self is Unit.SHARE:
            return typeset(percent(Fraction(value), language, 1))
        return typeset(shortest(Fraction(value) / self.one, 3, language))


def unit_for(values: Iterable[Ore]) -> Unit:
    """The unit in which amounts of this size read well: kroner, thousands or millions of kroner."""
    largest = max((abs(value) for value in values), default=0)
    if largest < 30 * _THOUSAND:
        return Unit.KRONER
    if largest < 3 * _MILLION:
        return Unit.THOUSANDS
    return Unit.MILLIONS if largest < 200 * _MILLION else Unit.WHOLE_MILLIONS


def told(ore: Ore, unit: Unit, language: Language) -> str:
    """An amount inside a sentence about amounts of a unit: `4,2 mio. kr.`, `340.000 kr.`, `12.340 kr.`."""
    if unit in (Unit.MILLIONS, Unit.WHOLE_MILLIONS):
        return typeset(millions(ore, language))
    return typeset(kroner(round_half_away(Fraction(ore) / unit.one) * int(unit.one), language))


def share_told(share: Fraction | float, language: Language) -> str:
    """A chance inside a sentence, in whole per cent; what is not quite nothing or all is said so: `< 1 %`."""
    exact = Fraction(share)
    if 0 < exact < Fraction(1, 200):
        return typeset(f"< {percent(Fraction(1, 100), language, 0)}")
    if Fraction(199, 200) <= exact < 1:
        return typeset(f"> {percent(Fraction(99, 100), language, 0)}")
    return typeset(percent(exact, language, 0))


@dataclass(frozen=True, slots=True)
class Scale:
    """One direction of a chart: its ends and ticks in the values drawn."""

    low: Fraction
    high: Fraction
    ticks: tuple[Fraction, ...] = ()

    def part(self, value: Fraction | float) -> float:
        """How far along the scale a value stands: 0 at the low end, 1 at the high end."""
        return float((Fraction(value) - self.low) / (self.high - self.low))


def nice(values: Iterable[Fraction | int], unit: Unit, about: int = 5, zero: bool = True) -> Scale:
    """A scale over the values with about this many ticks, round in the unit: steps of 1, 2, 2.5 or 5.

    It ends at a tick, or, where that would leave half a step of nothing, a little beyond the last value.
    """
    found = [Fraction(value) for value in values] + ([Fraction(0)] if zero else [])
    low, high = min(found), max(found)
    step = _step(max(high - low, unit.one), about, unit)
    first, last = floor(low / step), -floor(-high / step)
    if first == last:
        last += 1
    near, far = _end(low, first * step, step), _end(high, last * step, step)
    ticks = (step * n for n in range(first, last + 1))
    return Scale(near, far, tuple(tick for tick in ticks if near <= tick <= far))


def _end(value: Fraction, tick: Fraction, step: Fraction) -> Fraction:
    beyond = tick - value
    if abs(beyond) <= step / 2:
        return tick
    return value + (step / 10 if beyond > 0 else -step / 10)


def _step(span: Fraction, about: int, unit: Unit) -> Fraction:
    rough = span / unit.one / about
    power = Fraction(10) ** floor(log10(rough))
    steps = [step * power for step in _STEPS if unit is not Unit.COUNT or (step * power).denominator == 1]
    return next((step for step in steps if step >= rough * _ENOUGH), Fraction(1)) * unit.one


def close(values: Sequence[int], about: int) -> Scale:
    """A scale that ends at its first and last year, with about this many years marked, evenly and none twice.

    A single year stands in the middle.
    """
    first, last = min(values), max(values)
    every = next((n for n in (1, 2, 5, 10, 20, 50) if (last - first) / n <= about), 100)
    ticks = tuple(Fraction(year) for year in range(first, last + 1) if (last - year) % every == 0)
    half = Fraction(1, 2) if first == last else 0
    return Scale(Fraction(first) - half, Fraction(last) + half, ticks)
