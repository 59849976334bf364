"""Intervals against an implementation that is not ours: statsmodels' Wilson and Newcombe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from bundlinje.comparisons.interval import newcombe, wilson

COUNTED = st.integers(2, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTED)
def test_the_interval_of_a_share_is_that_of_statsmodels(counted: tuple[int, int]) -> None:
    assert wilson(*counted) == pytest.approx(proportion_confint(*counted, method="wilson"), abs=1e-9)


@given(COUNTED, COUNTED)
def test_the_interval_of_a_difference_is_that_of_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    theirs = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert newcombe(one, other) == pytest.approx(theirs, abs=1e-9)
