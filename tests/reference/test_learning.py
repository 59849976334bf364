"""Learning against distributions that are not ours: SciPy's beta, beta-binomial, negative binomial and quadrature.

The published example is Gelman et al., Bayesian Data Analysis (3rd edition, 2013), section 2.4: 437 girls among 980
births with placenta previa and a uniform prior; the posterior has mean .446 and a central 95 % interval .415 to .477.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from bundlinje.forecast.calibration import crps
from bundlinje.forecast.learning.belief import Beta, Certain
from bundlinje.forecast.learning.evidence import Evidence
from bundlinje.forecast.learning.intake import Fill
from bundlinje.forecast.learning.one_time import Still, learned_once
from bundlinje.forecast.learning.power import Group, least_in_each, power
from bundlinje.forecast.learning.prior import Prior
from bundlinje.forecast.learning.sources import Source, learned_from
from bundlinje.forecast.learning.stated_range import StatedRange
from bundlinje.forecast.learning.surprise import surprise
from bundlinje.streams import Streams

SHAPES = st.fractions(Fraction(1, 10), 300, max_denominator=10)
GIRLS = Evidence(Fraction(437), Fraction(980))


def test_placenta_previa_with_a_uniform_prior_is_the_published_posterior() -> None:
    after = Beta(Fraction(1), Fraction(1)).updated(GIRLS)
    assert f"{after.mean:.3f}" == "0.446"
    assert tuple(f"{end:.3f}" for end in after.interval(Fraction(95, 100))) == ("0.415", "0.477")


@given(SHAPES, SHAPES, st.sampled_from([Fraction(1, 2), Fraction(4, 5), Fraction(19, 20)]))
def test_intervals_of_a_beta_belief_are_scipys(achieved: Fraction, missed: Fraction, level: Fraction) -> None:
    belief = Beta(achieved, missed)
    theirs = stats.beta.interval(float(level), float(achieved), float(missed))
    assert belief.interval(level) == pytest.approx(theirs, rel=1e-8, abs=1e-12)


@given(SHAPES, SHAPES, st.integers(0, 300))
def test_chances_of_counts_are_the_beta_binomial(achieved: Fraction, missed: Fraction, measured: int) -> None:
    theirs = stats.betabinom.pmf(np.arange(measured + 1), measured, float(achieved), float(missed))
    assert np.allclose(Beta(achieved, missed).predictive(measured), theirs, rtol=1e-7, atol=1e-12)


@given(st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=50), st.integers(0, 300))
def test_chances_of_counts_at_a_certain_rate_are_binomial(rate: Fraction, measured: int) -> None:
    theirs = stats.binom.pmf(np.arange(measured + 1), measured, float(rate))
    assert np.allclose(Certain(rate).predictive(measured), theirs, rtol=1e-7, atol=1e-12)


@pytest.mark.requirement("RSK-05")
def test_the_surprise_of_din_vej_i_job_is_the_tail_of_the_beta_binomial() -> None:
    prior = Prior(Fraction(19, 42), Fraction(10))
    seen = surprise(prior.belief, 4, 42)
    assert seen.so_few == pytest.approx(stats.betabinom.cdf(4, 42, *prior.belief.shape))
    certain = surprise(Certain(Fraction(19, 42)), 4, 42)
    assert certain.so_few == pytest.approx(stats.binom.cdf(4, 42, 19 / 42))


@given(st.fractions(Fraction(1, 2), 100, max_denominator=4), st.fractions(Fraction(1, 2), 100, max_denominator=4))
def test_chances_of_arrivals_are_negative_binomial(came: Fraction, planned: Fraction) -> None:
    chances = Fill(came, Fraction(20)).predictive(planned)
    theirs = stats.nbinom.pmf(np.arange(len(chances)), float(came), 20 / (20 + float(planned)))
    assert np.allclose(chances, theirs, rtol=1e-7, atol=1e-12)


def test_the_share_of_the_plan_is_gamma() -> None:
    fill = Fill(Fraction(35), Fraction(50))
    assert fill.interval() == pytest.approx(stats.gamma.interval(0.8, 35, scale=1 / 50))
    assert fill.at_most(0.6) == pytest.approx(stats.gamma.cdf(0.6, 35, scale=1 / 50))


def _moments(density: Any) -> tuple[float, float]:
    """Mean and chance below 0.3 of an unnormed density of the rate, by adaptive quadrature."""
    whole, below = (integrate.quad(density, 0, high, points=[0.1, 0.25], limit=500)[0] for high in (1, 0.3))
    first = integrate.quad(lambda rate: density(rate) * rate, 0, 1, points=[0.1, 0.25], limit=500)[0]
    return first / whole, below / whole


def test_weights_of_a_stated_range_agree_with_quadrature() -> None:
    stated = StatedRange(Fraction(35, 100), Fraction(45, 100), Fraction(55, 100))

    def density(rate: float) -> float:
        return float(np.exp(stated.log_density(np.array([rate]))[0])) * stats.binom.pmf(4, 42, rate)

    mean, below = _moments(density)
    after = stated.updated(Evidence(Fraction(4), Fraction(42)), Streams(3).of("one", "learning", 0), 20_000)
    assert after.mean == pytest.approx(mean, abs=0.0015)
    assert after.at_most(0.3) == pytest.approx(below, abs=0.01)


def test_the_density_of_a_stated_range_holds_all_chance() -> None:
    stated = StatedRange(Fraction(10, 100), Fraction(45, 100), Fraction(55, 100))
    whole = integrate.quad(lambda rate: float(np.exp(stated.log_density(np.array([rate])))[0]), 0, 1, points=[0.45])[0]
    assert whole == pytest.approx(1)


def test_weights_of_a_source_that_may_be_off_agree_with_quadrature() -> None:
    """Gauss and Hermite's points over the bias, and a fine grid over the rate."""
    biases, worth = np.polynomial.hermite_e.hermegauss(60)
    rates = (np.arange(2_000) + 0.5) / 2_000
    odds = np.log(rates / (1 - rates))[:, None] + biases / 2
    likely = stats.binom.pmf(30, 40, 1 / (1 + np.exp(-odds))) @ worth
    weights = stats.beta.pdf(rates, 4, 6) * likely
    after = learned_from(
        Beta(Fraction(4), Fraction(6)),
        [Source("provider", Evidence(Fraction(30), Fraction(40)), Fraction(1, 2))],
        Streams(3).of("one", "learning", 0),
        20_000,
    )
    assert after.mean == pytest.approx(float(rates @ weights / weights.sum()), abs=0.003)


def test_weights_of_an_outcome_that_happens_once_agree_with_quadrature() -> None:
    def density(rate: float) -> float:
        return float(stats.beta.pdf(rate, 5, 5) * 100 * rate**4 * (1 - rate / 4) ** 12 * (1 - 3 * rate / 4) ** 26)

    mean, below = _moments(density)
    still = [Still(12, Fraction(1, 4)), Still(26, Fraction(3, 4))]
    after = learned_once(Beta(Fraction(5), Fraction(5)), 4, still, Streams(3).of("one", "learning", 0), 20_000)
    assert after.mean == pytest.approx(mean, abs=0.002)
    assert after.at_most(0.3) == pytest.approx(below, abs=0.01)


@pytest.mark.requirement("PP-08")
@pytest.mark.parametrize(("rate", "other"), [(45, 25), (80, 60), (50, 48), (60, 45)])
def test_the_advised_number_is_near_the_normal_formula_of_statsmodels(rate: int, other: int) -> None:
    """Theirs is the arcsine approximation and ours is summed exactly: they agree where groups are large."""
    effect = proportion_effectsize(rate / 100, other / 100)
    theirs = NormalIndPower().solve_power(effect, alpha=0.05, power=0.8)
    assert least_in_each(Fraction(rate, 100), Fraction(other, 100)) == pytest.approx(theirs, rel=0.02, abs=3)


@pytest.mark.parametrize(("rate", "other", "people"), [(50, 40, 300), (30, 20, 250), (50, 50, 300)])
def test_power_is_near_the_normal_formula_of_statsmodels(rate: int, other: int, people: int) -> None:
    effect = proportion_effectsize(rate / 100, other / 100)
    theirs = NormalIndPower().power(effect, people, 0.05)
    ours = power(Group(Fraction(rate, 100), people), Group(Fraction(other, 100), people))
    assert ours == pytest.approx(theirs, abs=0.015)


def test_the_score_of_a_normal_forecast_is_its_closed_form() -> None:
    """Gneiting and Raftery (2007), equation 21: the CRPS of a standard normal forecast."""
    draws = stats.norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    for truth in (-1.0, 0.0, 2.0):
        closed = truth * (2 * stats.norm.cdf(truth) - 1) + 2 * stats.norm.pdf(truth) - 1 / np.sqrt(np.pi)
        assert crps(draws, truth) == pytest.approx(closed, abs=1e-4)
