"""What a number of participants can show, against SciPy's binomial and statsmodels' power of two proportions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import power_proportions_2indep

from bundlinje.business_case.sensitivity.detectable import (
    against_counted,
    against_stated,
    at_least,
    critical,
    exact_power,
    least,
)

RATE = st.floats(0.02, 0.95)


@given(st.integers(1, 300), RATE, RATE)
def test_the_exact_power_is_scipys_binomial_tail(participants: int, reference: float, rate: float) -> None:
    fewest = critical(participants, reference)
    if fewest is None:
        assert stats.binom.sf(participants - 1, participants, reference) > 0.025 - 1e-9
    else:
        assert stats.binom.sf(fewest - 1, participants, reference) <= 0.025 + 1e-9
        assert stats.binom.sf(fewest - 2, participants, reference) > 0.025 - 1e-9
        tail = stats.binom.sf(fewest - 1, participants, rate)
        assert exact_power(participants, reference, rate) == pytest.approx(tail, abs=1e-9)


@given(st.integers(5, 300), RATE)
def test_the_lowest_rate_that_is_found_is_found_four_times_in_five(participants: int, reference: float) -> None:
    found = against_stated(0.5, reference, participants)
    fewest = critical(participants, reference)
    if found.rate is not None and fewest is not None:
        assert at_least(fewest, participants, found.rate) == pytest.approx(0.8, abs=1e-6)


@pytest.mark.requirement("PP-08")
@given(st.floats(0.0, 0.9), st.floats(0.05, 0.9))
def test_the_number_that_is_enough_is_the_first_that_no_later_one_falls_below(reference: float, rise: float) -> None:
    expected = min(reference + rise, 0.99)
    found, tried = least(expected, reference), np.arange(1, 3_000)
    fewest = stats.binom.isf(0.025, tried, reference) + 1
    shows = stats.binom.sf(fewest - 1, tried, expected) >= 0.8
    falls = np.flatnonzero(~shows)
    assert found == (int(tried[falls[-1]]) + 1 if len(falls) else 1)


def test_ten_against_forty_per_cent_takes_nineteen_and_not_the_twelve_of_the_approximation() -> None:
    assert exact_power(12, 0.1, 0.4) == pytest.approx(0.56, abs=0.005)
    assert against_stated(0.4, 0.1, 30).enough == 19
    assert exact_power(19, 0.1, 0.4) > 0.8 > exact_power(18, 0.1, 0.4)


@pytest.mark.parametrize(("expected", "reference"), [(0.4, 0.4), (0.3, 0.4), (0.3001, 0.3)])
def test_no_number_is_enough_for_no_rise_or_next_to_none(expected: float, reference: float) -> None:
    assert least(expected, reference) is None


@pytest.mark.parametrize(("expected", "reference", "of", "participants"), [
    (0.5, 0.3, 80, 80), (0.31, 0.2, 120, 60), (0.45, 0.1, 42, 42), (0.9, 0.6, 1_475, 83),
])  # fmt: skip
def test_power_against_a_counted_reference_is_statsmodels(
    expected: float, reference: float, of: int, participants: int
) -> None:
    """The upper side of a two-sided test at five per cent: a rise that looks like a fall has not been found."""
    theirs = _statsmodels(expected, reference, of, participants)
    assert against_counted(expected, reference, of, participants).power == pytest.approx(theirs, abs=1e-9)


def test_the_lowest_rate_against_a_counted_reference_has_the_power_asked_for() -> None:
    found = against_counted(0.5, 0.3, 80, 80)
    assert found.rate is not None
    assert _statsmodels(found.rate, 0.3, 80, 80) == pytest.approx(0.8, abs=1e-9)


def _statsmodels(expected: float, reference: float, of: int, participants: int) -> float:
    asked = {"ratio": of / participants, "alpha": 0.025, "alternative": "larger", "return_results": False}
    return float(power_proportions_2indep(expected - reference, reference, participants, **asked))
