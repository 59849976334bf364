from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bundlinje.forecast.learning.belief import Beta
from bundlinje.forecast.learning.evidence import Evidence
from bundlinje.forecast.learning.importance import LEAST_EFFECTIVE
from bundlinje.forecast.learning.mixture import Collapse, near_plan_or_collapsed
from bundlinje.forecast.learning.one_time import Still, learned_once
from bundlinje.forecast.learning.prior import Prior
from bundlinje.streams import Streams

SIGNED = Prior(Fraction(1, 2))
HALF, OVER, NOT_YET = Fraction(1, 2), Fraction(1), Fraction(0)


def stream(block: int = 0) -> np.random.Generator:
    return Streams(1).of("one", "learning", block)


def test_nobody_yet_before_it_can_come_is_no_failure() -> None:
    after = learned_once(SIGNED.belief, 0, [Still(40, NOT_YET)], stream())
    assert after.mean == pytest.approx(0.5, abs=0.01)


def test_when_the_time_is_up_it_is_what_counting_gives() -> None:
    exact = SIGNED.belief.updated(Evidence(Fraction(10), Fraction(40)))
    after = learned_once(SIGNED.belief, 10, [Still(30, OVER)], stream())
    assert after.mean == pytest.approx(exact.mean, abs=0.004)
    assert after.interval() == pytest.approx(exact.interval(), abs=0.008)


def test_a_quarter_at_half_time_is_on_course_for_a_half() -> None:
    """10 of 40 have achieved half-way: counted as failures the others would say 30 %, waiting they say about 50 %."""
    after = learned_once(SIGNED.belief, 10, [Still(30, HALF)], stream())
    assert after.mean == pytest.approx(0.5, abs=0.02)


def test_the_further_the_time_has_gone_without_it_the_lower_the_rate() -> None:
    means = [learned_once(SIGNED.belief, 4, [Still(36, Fraction(n, 4))], stream()).mean for n in range(5)]
    assert means == sorted(means, reverse=True)


def test_people_who_have_got_differently_far_are_told_apart() -> None:
    grouped = learned_once(SIGNED.belief, 4, [Still(18, NOT_YET), Still(18, OVER)], stream())
    averaged = learned_once(SIGNED.belief, 4, [Still(36, HALF)], stream())
    assert grouped.mean < averaged.mean


@pytest.mark.parametrize("achieved", [0, 4, 40])
@pytest.mark.parametrize("people", [0, 40, 4_000])
def test_the_weights_are_worth_enough_draws(achieved: int, people: int) -> None:
    after = learned_once(SIGNED.belief, achieved, [Still(people, Fraction(3, 4))], stream())
    assert after.effective > LEAST_EFFECTIVE


def test_without_anybody_the_prior_is_what_is_believed() -> None:
    assert learned_once(Beta(Fraction(3), Fraction(4)), 0, [], stream()).mean == pytest.approx(3 / 7, abs=0.01)


def test_a_mixture_learns_from_those_still_waiting_too() -> None:
    mixture = near_plan_or_collapsed(SIGNED, Collapse())
    after = learned_once(mixture, 1, [Still(41, Fraction(3, 4))], stream())
    over = mixture.updated(Evidence(Fraction(1), Fraction(42)))
    assert over.mean < after.mean < 0.2


@pytest.mark.parametrize(("people", "passed"), [(-1, HALF), (3, Fraction(3, 2))])
def test_less_than_nobody_or_more_than_all_the_time_cannot_be(people: int, passed: Fraction) -> None:
    with pytest.raises(ValueError, match="people at"):
        Still(people, passed)
