"""What knowing more is worth, held to closed forms, to enumeration and to SciPy."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from scipy import integrate, stats

from bundlinje.business_case.sensitivity.distributions import Beta
from bundlinje.business_case.sensitivity.information import Line, normal_evpi, partial, perfect, pilot


@pytest.mark.parametrize(("mean", "deviation"), [(0.0, 1.0), (1.0, 2.0), (-3.0, 2.5), (250_000.0, 900_000.0)])
def test_the_closed_form_of_perfect_information_is_the_integral_it_stands_for(mean: float, deviation: float) -> None:
    """E[max(net, 0)] − max(E[net], 0), integrated by SciPy over the normal distribution."""
    net = stats.norm(mean, deviation)
    gain, _ = integrate.quad(lambda x: x * net.pdf(x), 0, inf if deviation < 100 else mean + 12 * deviation)
    assert normal_evpi(mean, deviation) == pytest.approx(gain - max(mean, 0), rel=1e-6)


def test_perfect_information_of_a_decision_nobody_doubts_is_worth_nothing() -> None:
    assert normal_evpi(5, 0) == 0
    assert normal_evpi(1_000, 1) == pytest.approx(0)


@pytest.mark.parametrize(("mean", "deviation"), [(1.0, 2.0), (-3.0, 2.5), (0.5, 10.0)])
def test_drawn_perfect_information_is_the_closed_form_within_its_error(mean: float, deviation: float) -> None:
    found = perfect(np.random.default_rng(11).normal(mean, deviation, 200_000))
    assert abs(found.value - normal_evpi(mean, deviation)) < 4 * found.error


def test_knowing_one_of_two_causes_is_worth_the_closed_form_of_its_own_part() -> None:
    """Net = 2·x + noise: knowing x leaves a normal expectation with twice its deviation."""
    generator = np.random.default_rng(12)
    values, noise = generator.normal(0.3, 1.0, 200_000), generator.normal(-1.0, 5.0, 200_000)
    found = partial(values, 2 * values + noise)
    assert abs(found.value - normal_evpi(2 * 0.3 - 1.0, 2.0)) < 4 * found.error


def test_a_pilot_is_worth_what_scipys_beta_binomial_says() -> None:
    prior, expected, n = Beta.counted(19, 42), Line(900_000.0, -410_000.0, 0.0), 25
    chances = stats.betabinom(n, prior.a, prior.b).pmf(range(n + 1))
    after = [expected.at((prior.a + x) / (prior.a + prior.b + n)) for x in range(n + 1)]
    worth = sum(p * max(net, 0) for p, net in zip(chances, after, strict=True)) - max(expected.at(prior.mean), 0)
    found = pilot(prior, expected, n)
    assert found.worth == pytest.approx(worth, rel=1e-9)
    assert found.changes == pytest.approx(sum(p for p, net in zip(chances, after, strict=True) if net > 0))
    assert found.at_least == next(x for x, net in enumerate(after) if net > 0)


def test_an_endless_pilot_is_worth_what_perfect_knowledge_of_the_rate_is() -> None:
    prior, expected = Beta.counted(19, 42), Line(900_000.0, -410_000.0, 0.0)
    rate = stats.beta(prior.a, prior.b)
    gain, _ = integrate.quad(lambda p: max(expected.at(p), 0) * rate.pdf(p), 410 / 900, 1)
    known = gain - max(expected.at(prior.mean), 0)
    assert pilot(prior, expected, 3_000).worth == pytest.approx(known, rel=0.02)
    assert pilot(prior, expected, 3_000).worth < known
