"""Exact money: the rounding rule, the split that loses no øre, and how amounts are read and written."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.money import (
    Money,
    kroner_text,
    ore_from_kroner,
    round_half_away,
    round_half_away_column,
    split,
    split_column,
)

AMOUNTS = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(
    st.one_of(st.integers(0, 1_000), st.fractions(0, 10, max_denominator=97)), min_size=1, max_size=7
).filter(any)

WEIGHTS_OF_A_COLUMN = st.lists(
    st.one_of(st.integers(0, 1_000), st.fractions(0, 10, max_denominator=12)), min_size=1, max_size=8
).filter(any)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("5/2", 3), ("1/3", 0), ("-2/3", -1), ("7", 7), ("0", 0)],
)
def test_half_an_ore_is_rounded_away_from_zero(exact: str, rounded: int) -> None:
    assert round_half_away(Fraction(exact)) == rounded


@given(st.decimals(-(10**9), 10**9, places=6))
def test_rounding_is_what_decimal_calls_half_up(amount: Decimal) -> None:
    with localcontext() as context:
        context.prec = 40
        assert round_half_away(Fraction(amount)) == int(amount.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.fractions())
def test_rounding_moves_at_most_half_an_ore_and_mirrors(amount: Fraction) -> None:
    assert abs(round_half_away(amount) - amount) <= Fraction(1, 2)
    assert round_half_away(-amount) == -round_half_away(amount)


@given(st.lists(st.tuples(st.integers(-(10**17), 10**17), st.integers(1, 10**6)), min_size=1, max_size=6))
def test_a_column_is_rounded_as_its_amounts_are(pairs: list[tuple[int, int]]) -> None:
    numerators, denominators = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    expected = [round_half_away(Fraction(one, two)) for one, two in pairs]
    assert round_half_away_column(numerators, denominators).tolist() == expected


def test_a_column_may_share_one_denominator() -> None:
    assert round_half_away_column(np.array([5, -5, 4], dtype=np.int64), 10).tolist() == [1, -1, 0]


@given(AMOUNTS, WEIGHTS)
def test_a_split_loses_no_ore_and_keeps_the_sign(total: int, weights: list[Fraction | int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(part * total >= 0 for part in parts)
    assert split(-total, weights) == tuple(-part for part in parts)


@given(AMOUNTS, WEIGHTS)
def test_every_part_is_within_one_ore_of_exact(total: int, weights: list[Fraction | int]) -> None:
    whole = sum(weights, Fraction(0))
    assert all(
        abs(part - total * weight / whole) < 1 for part, weight in zip(split(total, weights), weights, strict=True)
    )


@given(AMOUNTS, WEIGHTS)
def test_what_weighs_nothing_gets_nothing(total: int, weights: list[Fraction | int]) -> None:
    assert all(part == 0 for part, weight in zip(split(total, weights), weights, strict=True) if weight == 0)


@given(AMOUNTS, WEIGHTS, st.fractions(Fraction(1, 50), 50))
def test_only_the_proportion_of_weights_counts(total: int, weights: list[Fraction | int], factor: Fraction) -> None:
    assert split(total, [weight * factor for weight in weights]) == split(total, weights)


def test_ties_go_by_the_order_given() -> None:
    assert split(2, [1, 1, 1]) == (1, 1, 0)
    assert split(-2, [1, 1, 1]) == (-1, -1, 0)


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [3, -1]])
def test_there_is_no_honest_way_to_split_by_nothing_or_less(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split(100, weights)


@given(AMOUNTS)
def test_an_amount_is_read_as_it_is_written(ore: int) -> None:
    assert ore_from_kroner(kroner_text(ore)) == ore


@pytest.mark.parametrize(
    ("text", "ore"),
    [("20 000", 2_000_000), ("1 234,50", 123_450), ("-12.75", -1_275), ("−3", -300), ("1\u00a0000", 100_000), ("0", 0)],
)
def test_kroner_are_read_as_people_write_them(text: str, ore: int) -> None:
    assert ore_from_kroner(text) == ore


@pytest.mark.parametrize("text", ["20.000", "1,5", "12 34", "1e3", "", "kr", "1 000 00", "0x10", "½"])
def test_what_could_mean_two_amounts_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        ore_from_kroner(text)


@given(AMOUNTS, AMOUNTS)
def test_money_of_one_currency_adds_up(one: int, two: int) -> None:
    assert Money(one) + Money(two) == Money(one + two)
    assert Money(one) - Money(two) == Money(one) + -Money(two)


def test_currencies_never_mix() -> None:
    for mix in (lambda: Money(1) + Money(1, "NOK"), lambda: Money(1) - Money(1, "SEK")):
        with pytest.raises(ValueError, match="do not add up"):
            mix()


@given(AMOUNTS, WEIGHTS)
def test_money_splits_into_money_of_the_same_currency(ore: int, weights: list[Fraction | int]) -> None:
    parts = Money(ore, "NOK").split(weights)
    assert [part.ore for part in parts] == list(split(ore, weights))
    assert {part.currency for part in parts} == {"NOK"}


@given(st.lists(st.integers(-(10**10), 10**10)), WEIGHTS_OF_A_COLUMN)
def test_a_column_is_split_as_its_amounts_are(totals: list[int], weights: list[Fraction | int]) -> None:
    parts = split_column(np.array(totals, dtype=np.int64), weights)
    assert len(parts) == len(weights)
    assert list(zip(*(part.tolist() for part in parts), strict=True)) == [split(total, weights) for total in totals]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_a_column_has_no_honest_split_by_nothing_or_less(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split_column(np.array([100]), weights)


@pytest.mark.parametrize("weights", [[1, 46_339], [1, 46_340], [Fraction(1, 10_007), Fraction(1, 10_009), 3]])
def test_a_column_of_large_amounts_is_split_by_unlike_weights(weights: list[Fraction | int]) -> None:
    totals = [10**15 + number for number in range(-40, 41)] + [-(10**18) - 1]
    parts = split_column(np.array(totals, dtype=np.int64), weights)
    assert list(zip(*(part.tolist() for part in parts), strict=True)) == [split(total, weights) for total in totals]


def test_weights_without_a_common_measure_for_a_column_are_refused() -> None:
    with pytest.raises(OverflowError):
        split_column(np.array([100]), [10**10, 10**10 + 1])
