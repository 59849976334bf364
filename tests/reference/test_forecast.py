"""What is said of many draws, against NumPy's and SciPy's own answers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bundlinje.forecast.paths import P10, P50, P90, chance, quantile_at, spread

DRAWS = st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=60).map(lambda ore: np.array(ore, dtype=np.int64))


@given(DRAWS)
def test_the_three_values_are_numpys_quantiles_that_were_drawn(values: np.ndarray) -> None:
    told = spread(values)
    theirs = np.quantile(values, [0.1, 0.5, 0.9], method="inverted_cdf")
    assert [told.p10, told.p50, told.p90] == theirs.tolist()
    assert {told.p10, told.p50, told.p90} <= set(values.tolist())


@given(DRAWS)
def test_the_mean_and_its_error_are_those_of_scipy(values: np.ndarray) -> None:
    told = spread(values)
    assert told.mean == pytest.approx(float(values.mean()), rel=1e-12)
    expected = float(stats.sem(values)) if len(values) > 1 else 0.0
    assert told.error == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(st.lists(st.booleans(), min_size=2, max_size=50))
def test_a_chance_is_an_exact_share_with_the_error_of_a_share(holds: list[bool]) -> None:
    share, error = chance(np.array(holds))
    assert share == Fraction(sum(holds), len(holds))
    assert error == pytest.approx(float(stats.sem(holds, ddof=0)), abs=1e-12)


@given(st.integers(1, 10_000))
def test_quantiles_of_any_number_of_draws_are_in_order_and_inside(draws: int) -> None:
    places = [quantile_at(draws, at) for at in (Fraction(0), P10, P50, P90, Fraction(1))]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, draws - 1)
