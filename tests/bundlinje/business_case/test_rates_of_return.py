"""Break-even and rates of return of a row of years: textbook figures, laws, and rows that have none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.business_case.bottom_line import BottomLine, break_even
from bundlinje.business_case.rate_of_return import NoRate, internal_rate_of_return
from bundlinje.data.discount import flat


def row(*net: int, rate: Fraction = Fraction(0)) -> BottomLine:
    """A bottom line of what comes in (positive) and goes out (negative) from 2022 on."""
    years = tuple(range(2022, 2022 + len(net)))
    benefits, costs = tuple(max(ore, 0) for ore in net), tuple(max(-ore, 0) for ore in net)
    return BottomLine("invented", years, benefits, costs, (0,) * len(net), flat(rate), Fraction(2), Fraction(1))


def test_present_value_ratio_and_return_are_those_of_the_textbook_annuity() -> None:
    """3,000 now for 500 a year in 20 years at 3 %: benefit-cost ratio 2.554, internal rate of return 19.30 %.

    Both figures hold for benefits that begin at once (years 0–19), the first of them beside the investment.
    """
    line = BottomLine(
        view="oracle",
        years=tuple(range(2022, 2042)),
        benefits=(50_000,) * 20,
        costs=(300_000, *(0,) * 19),
        repayments=(0,) * 20,
        discount=flat(Fraction(3, 100)),
        participants=Fraction(1),
        successes=Fraction(1),
    )
    assert line.benefit_cost_ratio is not None
    assert round(line.benefit_cost_ratio, 3) == Fraction("2.554")
    assert line.internal_rate_of_return.rate is not None
    assert round(line.internal_rate_of_return.rate, 4) == Fraction("0.1930")


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any), st.integers(1, 10**9))
@settings(max_examples=60)
def test_at_its_rate_of_return_a_row_is_worth_nothing(gains: list[int], spent: int) -> None:
    found = internal_rate_of_return([-spent, *gains])
    if found.rate is None:
        assert found.why is NoRate.OUT_OF_REACH
        return
    worth = sum((ore / (1 + found.rate) ** t for t, ore in enumerate([-spent, *gains])), Fraction(0))
    steep = sum(t * ore / (1 + found.rate) ** (t + 1) for t, ore in enumerate([-spent, *gains]))
    assert abs(worth) <= abs(steep) / 10**11 + Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("net", "why"),
    [
        ([100, 100], NoRate.NEVER_CHANGES_SIGN),
        ([0, 0], NoRate.NEVER_CHANGES_SIGN),
        ([-100, 300, -200], NoRate.CHANGES_SIGN_AGAIN),
        ([100, -110], NoRate.GAINS_FIRST),
    ],
)
def test_a_row_without_one_rate_of_return_says_why(net: list[int], why: NoRate) -> None:
    found = internal_rate_of_return(net)
    assert (found.rate, found.why) == (None, why)


@pytest.mark.requirement("BC-05")
def test_break_even_is_the_first_crossing_and_the_year_from_which_it_stays() -> None:
    found = break_even((2022, 2023, 2024, 2025, 2026), (-100, 150, -80, 50, 10))
    assert (found.first, found.stays, found.ends_at) == (2023, 2025, 30)
    assert break_even((2022, 2023), (-100, 50)).first is None
    assert not break_even((2022, 2023), (-100, 50)).ends_positive


def test_nothing_spent_is_not_broken_even() -> None:
    assert break_even((2022, 2023, 2024), (0, -100, 150)).first == 2024
    assert break_even((2022, 2023), (0, 0)).first is None


def test_a_case_without_costs_has_no_benefit_cost_ratio() -> None:
    assert row(100, 100).benefit_cost_ratio is None
