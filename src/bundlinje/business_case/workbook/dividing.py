"""An amount divided to the øre by formulas, exactly as `bundlinje.money.split` divides it.

Every part is rounded down, and the øre left over go to the largest rests, ties by the order given. With small whole
weights the working is in whole numbers, which a spreadsheet holds exactly (`rounded_down`, `rest`). Weights that are
themselves amounts make products beyond its fifteen digits; then parts are taken to a few decimals (`part_of`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from bundlinje.business_case.workbook.expression import Expression, added, below, rounded, when
from bundlinje.money import ORE_PER_KRONE, round_half_away

_PLACES = 5
"""Decimals of an øre: what is closer is the noise of a spreadsheet's fifteen digits, and counts as equal."""


def in_ore(kroner: Expression) -> Expression:
    """An amount in whole øre; a spreadsheet's kroner are a hair off."""
    return rounded(kroner * ORE_PER_KRONE, 0)


def whole_weights(weights: Sequence[Fraction]) -> list[int]:
    """Weights as the smallest whole numbers in the same proportions."""
    scale = lcm(*(weight.denominator for weight in weights))
    parts = [int(weight * scale) for weight in weights]
    common = gcd(*parts) or 1
    return [part // common for part in parts]


def rounded_down(amount: Expression, weight: Expression, whole: Expression) -> Expression:
    """The part of an amount that falls on a weight among weights that sum to `whole`, rounded down; 0 where all are.

    `whole` is a cell, a sum or a plain number, and so is its own divisor.
    """
    text = f"IF({whole.text}=0,0,INT({(amount * weight).text}/{whole.text}))"
    if amount.value is None or weight.value is None or whole.value is None:
        return Expression(text, None)
    exact = amount.number * weight.number / whole.number if whole.number else Fraction(0)
    return Expression(text, Fraction(exact.numerator // exact.denominator))


def rest(amount: Expression, weight: Expression, whole: Expression, down: Expression) -> Expression:
    """What rounding down left of a part, in parts of `whole`."""
    return amount * weight - whole * down


def part_of(amount: Expression, weight: Expression, whole: Expression) -> Expression:
    """The part that falls on a weight which is an amount itself, to a few decimals of an øre; 0 where all are."""
    text = f"IF({whole.text}=0,0,ROUND({(amount * weight).text}/{whole.text},{_PLACES}))"
    if amount.value is None or weight.value is None or whole.value is None:
        return Expression(text, None)
    exact = amount.number * weight.number / whole.number if whole.number else Fraction(0)
    return Expression(text, _to_places(exact))


def whole_of(part: Expression) -> Expression:
    """A part rounded down."""
    value = None if part.value is None else Fraction(part.number.numerator // part.number.denominator)
    return Expression(f"INT({part.text})", value)


def part_of_one(part: Expression) -> Expression:
    """What rounding down leaves of a part, without the noise of taking it off."""
    return rounded(part - whole_of(part), _PLACES)


def _to_places(exact: Fraction) -> Fraction:
    return Fraction(round_half_away(exact * 10**_PLACES), 10**_PLACES)


def with_left_over(amount: Expression, downs: Sequence[Expression], rests: Sequence[Expression]) -> list[Expression]:
    """The parts: each rounded down, and one more where its rest is among the largest."""
    left = amount - added(list(downs))
    return [_one_more(down, _ahead(rests, place), left) for place, down in enumerate(downs)]


def _ahead(rests: Sequence[Expression], place: int) -> Expression:
    """How many rests come before this one: those that are larger, and equal ones that stand before it."""
    mine = rests[place]
    others = [(other, ">=" if number < place else ">") for number, other in enumerate(rests) if number != place]
    text = "+".join(f"({other.text}{sign}{mine.text})" for other, sign in others) or "0"
    if any(one.value is None for one in rests):
        return Expression(text, None)
    ahead = sum(o.number > mine.number or (sign == ">=" and o.number == mine.number) for o, sign in others)
    return Expression(text, Fraction(ahead))


def _one_more(down: Expression, ahead: Expression, left: Expression) -> Expression:
    return down + when(below(ahead, left), 1, 0)
