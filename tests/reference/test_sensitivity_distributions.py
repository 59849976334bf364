"""The distributions of the business case against SciPy's: distribution functions, quantiles, moments and samples.

SciPy (scipy.special and scipy.stats) is the outside oracle; nothing at run time loads it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from bundlinje.business_case.sensitivity.distributions import Beta, Gamma, Pert
from bundlinje.business_case.sensitivity.special import beta_cdf, beta_quantile, gamma_cdf, gamma_quantile, log_beta

SHAPE = st.floats(0.3, 5_000)
INSIDE = st.floats(0.001, 0.999)


@given(INSIDE, SHAPE, SHAPE)
def test_the_beta_distribution_function_is_scipys(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-10)


@given(INSIDE, SHAPE)
def test_the_gamma_distribution_function_is_scipys(p: float, shape: float) -> None:
    x = float(stats.gamma.ppf(p, shape))
    assert gamma_cdf(x, shape) == pytest.approx(special.gammainc(shape, x), abs=1e-10)


@given(INSIDE, SHAPE, SHAPE)
def test_a_beta_quantile_is_scipys(p: float, a: float, b: float) -> None:
    assert beta_quantile(p, a, b) == pytest.approx(stats.beta.ppf(p, a, b), rel=1e-8, abs=1e-11)


@given(INSIDE, SHAPE)
def test_a_gamma_quantile_is_scipys(p: float, shape: float) -> None:
    assert gamma_quantile(p, shape) == pytest.approx(stats.gamma.ppf(p, shape), rel=1e-8, abs=1e-11)


@given(SHAPE, SHAPE)
def test_the_logarithm_of_the_beta_function_is_scipys(a: float, b: float) -> None:
    assert log_beta(a, b) == pytest.approx(special.betaln(a, b), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("a", "b"), [(5e5 + 1, 5e5), (1e9, 4e9), (3e4, 2e6)])
@pytest.mark.parametrize("p", [0.01, 0.1, 0.5, 0.9])
def test_quantiles_of_very_many_are_scipys_too(p: float, a: float, b: float) -> None:
    assert beta_quantile(p, a, b) == pytest.approx(stats.beta.ppf(p, a, b), rel=1e-6)
    assert gamma_quantile(p, a + b) == pytest.approx(stats.gamma.ppf(p, a + b), rel=1e-6)


def test_certain_and_impossible_lie_at_the_ends() -> None:
    assert (beta_cdf(0, 2, 3), beta_cdf(1, 2, 3), gamma_cdf(0, 2)) == (0, 1, 0)
    assert (beta_quantile(0, 2, 3), beta_quantile(1, 2, 3)) == (0, 1)
    assert (gamma_quantile(0, 2), gamma_quantile(1, 2)) == (0, float("inf"))


KNOWN = [
    (Beta.counted(19, 42), stats.beta(19.5, 23.5)),
    (Gamma(250_000, 0.3), stats.gamma(1 / 0.09, scale=250_000 * 0.09)),
    (Pert(10, 30, 90), stats.beta(2, 4, loc=10, scale=80)),
]


@pytest.mark.parametrize(("ours", "theirs"), KNOWN, ids=["beta", "gamma", "pert"])
def test_moments_and_quantiles_are_scipys(ours: Any, theirs: Any) -> None:
    assert (ours.mean, ours.variance) == pytest.approx(theirs.stats("mv"), rel=1e-12)
    assert [ours.quantile(p) for p in (0.1, 0.5, 0.9)] == pytest.approx(theirs.ppf([0.1, 0.5, 0.9]), rel=1e-9)


@pytest.mark.parametrize(("ours", "theirs"), KNOWN, ids=["beta", "gamma", "pert"])
def test_samples_come_from_the_distribution(ours: Any, theirs: Any) -> None:
    drawn = ours.sample(np.random.default_rng(2026), 20_000)
    assert stats.kstest(drawn, theirs.cdf).pvalue > 0.01


def test_pert_has_the_mean_and_variance_of_its_textbook() -> None:
    """Malcolm and others (1959): mean (low + 4 mode + high) / 6; on (0, 6) with mode 3 that is 3, variance 9/7."""
    assert (Pert(0, 3, 6).mean, Pert(0, 3, 6).variance) == pytest.approx((3, 9 / 7))


@given(st.floats(0.32, 0.68), st.floats(-1_000, 1_000), st.floats(0.1, 1_000))
def test_a_pert_goes_through_the_three_points_it_was_given(skew: float, p10: float, length: float) -> None:
    points = (p10, p10 + skew * length, p10 + length)
    fitted = Pert.through(*points)
    assert [fitted.quantile(p) for p in (0.1, 0.5, 0.9)] == pytest.approx(points, abs=1e-6 * length)
    assert fitted.low < fitted.mode < fitted.high
