"""What may be said of an uncertain input, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bundlinje.business_case.sensitivity.distributions import Beta, Certain, Distribution, Gamma, Pert
from bundlinje.business_case.sensitivity.spread import Spread
from bundlinje.problems import Refused
from bundlinje.words.problems import say

SOME: list[Distribution] = [Certain(3.5), Beta(4.5, 38.5), Gamma(12, 0.4), Pert.through(80, 100, 130)]


def test_a_counted_rate_has_half_a_success_and_half_a_failure_more_than_was_seen() -> None:
    assert Beta.counted(4, 42) == Beta(4.5, 38.5)


def test_nothing_of_nobody_still_leaves_every_rate_possible() -> None:
    assert Beta.counted(0, 0).quantile(0.5) == pytest.approx(0.5)


@given(st.floats(0.05, 0.95), st.floats(0.01, 0.2))
def test_a_rate_by_mean_and_variation_has_that_mean_and_variation(mean: float, cv: float) -> None:
    rate = Beta.around(mean, cv)
    assert (rate.mean, rate.variance**0.5) == pytest.approx((mean, mean * cv))


@pytest.mark.parametrize("distribution", SOME)
def test_fewer_draws_are_the_beginning_of_more(distribution: Distribution) -> None:
    few, many = (distribution.sample(np.random.default_rng(7), n) for n in (512, 1_024))
    assert (few == many[:512]).all()


@pytest.mark.parametrize("distribution", SOME)
def test_quantiles_rise(distribution: Distribution) -> None:
    low, middle, high = (distribution.quantile(p) for p in (0.1, 0.5, 0.9))
    assert low <= middle <= high


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda: Beta.counted(5, 4), "sensitivity.counts_do_not_fit"),
        (lambda: Beta.around(0.9, 0.5), "sensitivity.rate_too_wide"),
        (lambda: Pert.through(80, 80, 130), "sensitivity.points_out_of_order"),
        (lambda: Pert.through(80, 81, 130), "sensitivity.points_too_skew"),
    ],
)
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_cannot_be_is_refused_in_words(asked: object, code: str, language: str) -> None:
    with pytest.raises(Refused) as refused:
        asked()  # type: ignore[operator]
    assert [problem.code for problem in refused.value.problems] == [code]
    assert "{" not in say(refused.value.problems[0], language)  # type: ignore[arg-type]


def test_a_spread_is_a_variation_or_three_points() -> None:
    assert Spread.model_validate({"cv": "20 %"}).points is None
    assert Spread.model_validate({"p10": "80 %", "p50": "100 %", "p90": "130 %"}).points is not None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "spread.unclear"),
        ({"cv": "20 %", "p50": "100 %"}, "spread.unclear"),
        ({"p10": "80 %", "p90": "130 %"}, "spread.unclear"),
        ({"cv": "-20 %"}, "spread.negative"),
        ({"p10": "120 %", "p50": "100 %", "p90": "130 %"}, "spread.out_of_order"),
    ],
)
def test_a_spread_that_says_too_little_or_too_much_is_refused(raw: dict[str, str], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Spread.model_validate(raw)
    assert [fault["type"] for fault in refused.value.errors()] == [code]
