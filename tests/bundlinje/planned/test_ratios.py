"""Ratios in columns: in every world they are what fractions are, known or not, small or too large for 64 bits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.figures.base import NOT_KNOWN, Range, counted_in
from bundlinje.money import round_half_away
from bundlinje.planned.ratios import Ratios

SMALL = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=10_000)
LARGE = st.builds(Fraction, st.integers(-(10**30), 10**30), st.integers(1, 10**30))
NUMBERS = st.one_of(st.none(), SMALL, LARGE)
COLUMNS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4)


def told(value: Fraction | None) -> Range:
    return NOT_KNOWN if value is None else Range.exactly(value)


def column(values: list[Fraction | None]) -> Ratios:
    """Columns of 64 bits where all fit, otherwise of Python's integers."""
    found = Ratios.of(map(told, values))
    largest = max(max(abs(one) for one in part.tolist()) for part in (found.over, found.under))
    return found if largest >= 2**62 else Ratios(found.over.astype(np.int64), found.under.astype(np.int64))


def both(one: Fraction | None, other: Fraction | None, how: Callable[[Fraction, Fraction], Fraction]) -> Range:
    return NOT_KNOWN if one is None or other is None else told(how(one, other))


SUMS: dict[str, tuple[Any, Any]] = {
    "plus": (Ratios.plus, lambda one, other: one + other),
    "minus": (Ratios.minus, lambda one, other: one - other),
    "times": (Ratios.times, lambda one, other: one * other),
}


@pytest.mark.parametrize("sum_", SUMS)
@given(COLUMNS)
def test_columns_reckon_as_fractions_do(sum_: str, pairs: list[tuple[Fraction | None, Fraction | None]]) -> None:
    in_columns, alone = SUMS[sum_]
    found = in_columns(*(column(list(side)) for side in zip(*pairs, strict=True)))
    assert [found.one(world) for world in range(len(pairs))] == [both(*pair, alone) for pair in pairs]


@given(COLUMNS)
def test_nothing_is_known_of_what_is_divided_by_nothing(pairs: list[tuple[Fraction | None, Fraction | None]]) -> None:
    one, other = (column(list(side)) for side in zip(*pairs, strict=True))
    found, magnitude = one.through(other), one.magnitude()
    for world, (over, under) in enumerate(pairs):
        expected = both(over, under, lambda a, b: a / b) if under else NOT_KNOWN
        assert found.one(world) == expected
        assert magnitude.one(world) == both(over, over, lambda a, _: abs(a))


@given(st.lists(NUMBERS, min_size=1, max_size=4), st.sampled_from(["down", "up", "nearest"]), st.integers(1, 400))
def test_steps_are_taken_as_a_figure_takes_them(values: list[Fraction | None], way: str, hundredths: int) -> None:
    step = Fraction(hundredths, 100)
    found = column(values).stepped(step, way)
    assert [found.one(world) for world in range(len(values))] == [
        counted_in(told(value), {f"{hundredths} %": way}) for value in values
    ]


@given(st.lists(NUMBERS, min_size=1, max_size=4), SMALL)
def test_bounds_are_held_or_not_to_the_fraction(values: list[Fraction | None], bound: Fraction) -> None:
    ratios = column(values)
    held = {word: ratios.holds({word: bound}).tolist() for word in ("at_least", "above", "at_most", "below")}
    for world, value in enumerate(values):
        if value is not None:
            found = {word: worlds[world] for word, worlds in held.items()}
            assert found == {
                "at_least": value >= bound, "above": value > bound, "at_most": value <= bound, "below": value < bound
            }  # fmt: skip


@given(st.lists(st.one_of(st.none(), SMALL), min_size=1, max_size=4), LARGE)
def test_an_amount_is_rounded_once_half_away_from_zero(values: list[Fraction | None], price: Fraction) -> None:
    price = price % 10**12
    found = column(values).times(Ratios.exactly(price)).ore()
    assert found.dtype == np.int64
    assert found.tolist() == [0 if value is None else round_half_away(value * price) for value in values]


def test_one_number_for_all_worlds_may_be_unknown_or_larger_than_64_bits() -> None:
    assert Ratios.exactly(None).one(0) == NOT_KNOWN
    assert Ratios.exactly(Fraction(10**40, 3)).one(0) == Range.exactly(Fraction(10**40, 3))


def test_parts_of_a_unit_count_as_exactly_as_whole_ones() -> None:
    expected = Ratios(np.array([Fraction(1, 3)], dtype=object), np.array([Fraction(2, 3)], dtype=object))
    assert expected.one(0) == Range.exactly(Fraction(1, 2))
    assert expected.times(Ratios.exactly(101)).ore().tolist() == [51]
