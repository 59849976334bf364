from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.calibration import (
    calibrate,
    coverage,
    crps,
    judged,
    judged_alike,
    pinball,
    pit_histogram,
    placed,
)
from bundlinje.forecast.learning.belief import Beta
from bundlinje.forecast.learning.evidence import FollowUp
from bundlinje.forecast.learning.prior import Prior, learned
from bundlinje.streams import Streams

STREAMS = Streams(2026)
PEOPLE = 42
SIGNED = Prior(Fraction(19, 42))


def history(truly: Beta, follow_ups: int) -> Any:
    """A contract whose true rate is drawn, followed up so many times among new people, and once more: the truth."""

    def simulate(generator: np.random.Generator) -> tuple[list[FollowUp], float]:
        rate = truly.sample(generator, 1)[0]
        *known, truth = generator.binomial(PEOPLE, rate, follow_ups + 1).tolist()
        return [FollowUp(number, one, PEOPLE, str(number)) for number, one in enumerate(known)], truth

    return simulate


def learning(prior: Prior) -> Any:
    return lambda known, generator: generator.binomial(PEOPLE, learned(prior, known).sample(generator, 400))


def never_learning(prior: Prior) -> Any:
    return lambda _, generator: generator.binomial(PEOPLE, float(prior.rate), 400)


@pytest.mark.requirement("PP-14")
@pytest.mark.parametrize("follow_ups", [0, 1, 4])
def test_eighty_per_cent_comes_eighty_times_in_a_hundred_where_the_expectation_is_right(follow_ups: int) -> None:
    seen = calibrate(history(SIGNED.belief, follow_ups), learning(SIGNED), 600, STREAMS)
    assert seen.holds
    assert seen.shared.error == pytest.approx(0.016, abs=0.003)
    assert np.abs(seen.histogram - 0.1).max() < 0.04


def test_it_visibly_fails_where_the_expectation_is_wrong_and_not_learned() -> None:
    truly = Beta(Fraction(4), Fraction(38))
    seen = calibrate(history(truly, 4), never_learning(SIGNED), 200, STREAMS)
    assert not seen.holds
    assert seen.shared.share < 0.1
    assert seen.histogram[0] > 0.9


def test_learning_mends_an_expectation_that_was_wrong() -> None:
    truly = Beta(Fraction(4), Fraction(38))
    mended = calibrate(history(truly, 8), learning(SIGNED), 400, STREAMS)
    wrong = calibrate(history(truly, 8), never_learning(SIGNED), 400, STREAMS)
    assert mended.shared.share > 0.7
    assert mended.crps < wrong.crps / 4
    assert mended.pinball < wrong.pinball / 4


def test_a_forecast_that_is_too_sure_covers_too_little() -> None:
    """The rate is uncertain, and a forecast that takes it for certain has only luck in it."""
    seen = calibrate(history(SIGNED.belief, 0), never_learning(SIGNED), 400, STREAMS)
    assert not seen.holds
    assert seen.shared.share < 0.7


def test_more_histories_leave_the_first_as_they_were() -> None:
    kept: list[Any] = []

    def remember(known: Any, generator: np.random.Generator) -> Any:
        kept.append(known)
        return generator.random(10)

    for histories in (5, 9):
        calibrate(history(SIGNED.belief, 1), remember, histories, STREAMS)
    assert kept[:5] == kept[5:10]


def test_closed_intervals_cover_steps_more_often_than_they_say() -> None:
    draws = [np.array([0, 1])] * 10
    seen = judged(draws, [0.0] * 5 + [1.0] * 5, Fraction(4, 5))
    assert (seen.closed.share, seen.shared.share) == pytest.approx((1.0, 0.8))


def test_coverage_is_a_share_with_its_sampling_error() -> None:
    seen = coverage([(0, 1)] * 4, [0.5, 1, 2, 0])
    assert (seen.share, seen.of) == (0.75, 4)
    assert seen.error == pytest.approx((0.75 * 0.25 / 4) ** 0.5)
    assert seen.holds(Fraction(4, 5))
    assert not coverage([(0, 1)] * 400, [0.5] * 400).holds(Fraction(4, 5))


def test_a_truth_on_many_draws_is_divided_among_the_parts_it_covers() -> None:
    assert placed(np.array([1, 2, 2, 3]), 2) == (0.25, 0.75)
    assert pit_histogram([(0.25, 0.75)], bins=4) == pytest.approx([0, 0.5, 0.5, 0])


def test_truths_that_no_draw_hit_lie_in_one_part() -> None:
    assert pit_histogram([(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (1.0, 1.0)], bins=2) == pytest.approx([0.25, 0.75])


def test_the_true_quantile_has_the_lowest_score() -> None:
    truths = range(101)
    scores = {stated: sum(pinball(stated, 0.9, truth) for truth in truths) for stated in range(101)}
    assert min(scores, key=lambda stated: scores[stated]) == 90


def test_a_forecast_without_spread_scores_its_distance_from_the_truth() -> None:
    assert crps(np.array([7, 7, 7]), 10) == 3


def test_the_score_of_draws_is_what_all_pairs_give() -> None:
    draws = np.array([3, 1, 4, 1, 5, 9])
    pairs = np.abs(draws[:, None] - draws).mean()
    assert crps(draws, 2.5) == pytest.approx(np.abs(draws - 2.5).mean() - pairs / 2)


def test_the_score_takes_payments_in_ore_without_overflow() -> None:
    assert crps(np.array([2**60, 2**60], dtype=np.int64), 2.0**60) == 0


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=30), st.lists(st.integers(-7, 7), min_size=1, max_size=10))
def test_one_forecast_of_many_truths_is_judged_as_many_alike_are(draws: list[int], truths: list[int]) -> None:
    many = judged([np.array(draws)] * len(truths), truths)
    once = judged_alike(np.array(draws), np.array(truths))
    assert (once.closed, once.shared, once.level) == (many.closed, many.shared, many.level)
    assert once.histogram == pytest.approx(many.histogram)
    assert (once.pinball, once.crps) == pytest.approx((many.pinball, many.crps))
