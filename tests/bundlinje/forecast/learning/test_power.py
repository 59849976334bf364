from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.comparisons.interval import newcombe, wilson
from bundlinje.forecast.learning.belief import Certain
from bundlinje.forecast.learning.power import (
    Group,
    least_against,
    least_for_width,
    least_in_each,
    power,
    power_against,
)

RATES = st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20)
SIZES = st.integers(1, 25)


@given(RATES, SIZES, RATES, SIZES)
def test_power_is_the_chance_of_the_pairs_whose_interval_leaves_out_nought(
    rate: Fraction, measured: int, other: Fraction, others: int
) -> None:
    """The same sum, pair by pair, by the interval of the report itself."""
    chances, other_chances = Certain(rate).predictive(measured), Certain(other).predictive(others)
    counted = 0.0
    for one, chance in enumerate(chances):
        for two, other_chance in enumerate(other_chances):
            low, high = newcombe((one, measured), (two, others))
            counted += chance * other_chance * (low > 0 or high < 0)
    assert power(Group(rate, measured), Group(other, others)) == pytest.approx(counted, abs=1e-9)


@given(RATES, SIZES, RATES, SIZES)
def test_power_is_the_same_whichever_group_is_named_first(
    rate: Fraction, measured: int, other: Fraction, others: int
) -> None:
    one, two = Group(rate, measured), Group(other, others)
    assert power(one, two) == pytest.approx(power(two, one), abs=1e-12)


@given(RATES, SIZES, RATES)
def test_power_against_a_reference_is_the_chance_of_the_counts_whose_interval_leaves_it_out(
    rate: Fraction, measured: int, reference: Fraction
) -> None:
    chances = Certain(rate).predictive(measured)
    left_out = [not low <= float(reference) <= high for low, high in (wilson(x, measured) for x in range(measured + 1))]
    assert power_against(Group(rate, measured), reference) == pytest.approx(float(chances @ left_out))


def test_where_there_is_no_difference_one_is_seen_about_one_time_in_twenty() -> None:
    assert power(Group(Fraction(1, 2), 300), Group(Fraction(1, 2), 300)) == pytest.approx(0.05, abs=0.01)


@pytest.mark.requirement("PP-08")
def test_forty_two_people_cannot_tell_a_tenth_more_in_work() -> None:
    """Din vej i job at its planned size: 45 % against 35 % in a comparison group would be seen one time in six."""
    assert power(Group(Fraction(19, 42), 42), Group(Fraction(19, 42) - Fraction(1, 10), 42)) == pytest.approx(
        0.17, abs=0.01
    )


@pytest.mark.requirement("PP-08")
def test_the_advised_number_has_the_wanted_power_and_keeps_it() -> None:
    advised = least_in_each(Fraction(45, 100), Fraction(25, 100))
    assert advised == 88
    kept = [power(Group(Fraction(45, 100), n), Group(Fraction(25, 100), n)) for n in range(advised, advised + 10)]
    assert min(kept) >= 0.8


def test_more_power_takes_more_people_and_a_reference_fewer_than_a_group() -> None:
    rate, other = Fraction(45, 100), Fraction(25, 100)
    usual, strong = least_in_each(rate, other), least_in_each(rate, other, wanted=Fraction(9, 10))
    alone = least_against(rate, other)
    assert usual is not None
    assert strong is not None
    assert alone is not None
    assert alone < usual < strong


def test_no_number_is_advised_where_there_is_nothing_to_see_or_too_little() -> None:
    half = Fraction(1, 2)
    assert (least_in_each(half, half), least_against(half, half)) == (None, None)
    assert least_in_each(half, half + Fraction(1, 1_000)) is None


@pytest.mark.requirement("PP-08")
def test_an_interval_of_ten_points_either_way_takes_some_ninety_people() -> None:
    advised = least_for_width(Fraction(1, 2), Fraction(1, 10))
    assert advised == 93
    low, high = wilson(46, 92)
    assert high - low > 0.2 > wilson(47, 94)[1] - wilson(47, 94)[0]
