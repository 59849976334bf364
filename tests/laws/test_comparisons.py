"""Laws of comparisons: swapping negates, equal is nothing, and a replaced reference holds on its own side."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bundlinje.comparisons.base import SHELF, AnyReference, compare
from bundlinje.comparisons.until import Until
from bundlinje.contract.model import plain
from bundlinje.figures.base import NOT_KNOWN, Range

NUMBERS = st.fractions(-50, 50, max_denominator=60)
BETTER = st.sampled_from(["lower", "higher"])
REFERENCE: TypeAdapter[Any] = TypeAdapter(AnyReference)
exactly = Range.exactly


class At:
    """A view of one moment, in which every figure is the same."""

    def __init__(self, day: int, figure: Fraction = Fraction(1)) -> None:
        self._day, self._figure = day, figure

    def when(self) -> tuple[int, int, str]:
        return self._day, 1, ""

    def figure(self, name: str) -> Range:
        return exactly(self._figure)


@given(NUMBERS, NUMBERS, BETTER)
def test_swapping_the_groups_negates_the_difference(one: Fraction, two: Fraction, better: str) -> None:
    forth = compare(exactly(one), exactly(two), "difference", better).value
    assert compare(exactly(two), exactly(one), "difference", better).value == -forth


@given(NUMBERS, BETTER)
def test_equal_groups_differ_by_nothing(value: Fraction, better: str) -> None:
    assert compare(exactly(value), exactly(value), "difference", better) == exactly(0)
    assume(value)
    assert compare(exactly(value), exactly(value), "relative", better) == exactly(0)
    assert compare(exactly(value), exactly(value), "attainment", better) == exactly(1)


@given(NUMBERS, NUMBERS, st.sampled_from(["difference", "relative"]))
def test_what_is_better_one_way_is_worse_the_other(one: Fraction, two: Fraction, how: str) -> None:
    assume(two)
    lower = compare(exactly(one), exactly(two), how, "lower").value
    assert compare(exactly(one), exactly(two), how, "higher").value == -lower


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["difference", "relative", "attainment"]), BETTER)
def test_a_number_in_a_range_has_its_effect_in_the_range_of_effects(
    one: Fraction, two: Fraction, against: Fraction, how: str, better: str
) -> None:
    assume(against)
    low, high = sorted((one, two))
    effects = compare(Range(low, high), exactly(against), how, better)
    inside = compare(exactly((low + high) / 2), exactly(against), how, better).value
    assert effects.low is not None
    assert effects.high is not None
    assert effects.low <= inside <= effects.high


@given(NUMBERS, BETTER)
def test_what_is_not_known_stays_not_known(value: Fraction, better: str) -> None:
    assert compare(NOT_KNOWN, exactly(value), "difference", better) == NOT_KNOWN
    assert compare(exactly(value), NOT_KNOWN, "difference", better) == NOT_KNOWN
    assert compare(exactly(value), Range(value, value + 1), "difference", better) == NOT_KNOWN


@given(NUMBERS)
def test_no_deadweight_takes_nothing_away(value: Fraction) -> None:
    nothing = REFERENCE.validate_python({"deadweight": "0 %"}).of(At(0, value), "f")
    assert compare(exactly(value), nothing, "difference", "higher") == exactly(value)


@given(st.integers(-4000, 4000))
def test_a_replaced_reference_is_each_of_both_on_its_own_side(day: int) -> None:
    until = Until.model_validate(
        {"until": {"date": "1970-01-01"}, "first": {"target": "20 %"}, "then": {"target": "15 %"}}
    )
    alone = until.then if day >= 0 else until.first
    assert until.of(At(day), "f") == alone.of(At(day), "f")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(SHELF.kinds))
def test_the_example_of_every_kind_reads_and_is_written_the_same(kind: str) -> None:
    reference = REFERENCE.validate_python(yaml.safe_load(SHELF.kinds[kind].example))
    assert isinstance(reference, SHELF.kinds[kind])
    assert REFERENCE.validate_python(plain(reference)) == reference
