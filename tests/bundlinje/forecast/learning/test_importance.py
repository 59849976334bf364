from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.learning.belief import Beta
from bundlinje.forecast.learning.evidence import NOTHING, Evidence
from bundlinje.forecast.learning.importance import DRAWS, LEAST_EFFECTIVE, Weighed
from bundlinje.forecast.learning.prior import Prior
from bundlinje.forecast.learning.sources import Source, learned_from
from bundlinje.forecast.learning.stated_range import StatedRange
from bundlinje.problems import Place, Refused
from bundlinje.streams import Streams

STATED = StatedRange(Fraction(35, 100), Fraction(45, 100), Fraction(55, 100))
SIGNED = Prior(Fraction(19, 42)).belief


def evidence(achieved: int, measured: int) -> Evidence:
    return Evidence(Fraction(achieved), Fraction(measured))


def stream(block: int = 0) -> np.random.Generator:
    return Streams(1).of("one", "learning", block)


def test_a_stated_range_goes_through_its_three_numbers() -> None:
    assert [STATED.quantile(chance) for chance in (0.1, 0.5, 0.9)] == pytest.approx([0.35, 0.45, 0.55])
    assert [STATED.at_most(rate) for rate in (0.35, 0.45, 0.55)] == pytest.approx([0.1, 0.5, 0.9])
    assert STATED.interval(Fraction(4, 5)) == pytest.approx((0.35, 0.55))


def test_no_stated_rate_reaches_none_or_all() -> None:
    assert (STATED.at_most(0), STATED.at_most(1)) == (0, 1)


def test_draws_of_a_stated_range_lie_as_it_says() -> None:
    drawn = STATED.sample(stream(), 20_000)
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx([0.35, 0.45, 0.55], abs=0.005)
    assert float(drawn.mean()) == pytest.approx(STATED.mean, abs=0.003)


def test_chances_of_counts_under_a_stated_range_expect_its_mean() -> None:
    chances = STATED.predictive(42)
    assert chances.sum() == pytest.approx(1)
    assert chances @ np.arange(43) == pytest.approx(42 * STATED.mean)


def test_a_stated_range_moves_towards_what_came() -> None:
    after = STATED.updated(evidence(4, 42), stream())
    assert 4 / 42 < after.mean < 0.35
    assert after.interval()[1] < 0.45


@pytest.mark.parametrize(("achieved", "measured"), [(0, 0), (4, 42), (19, 42), (40, 42), (400, 4_200)])
def test_the_weights_are_worth_enough_draws_however_far_off_the_expectation_was(achieved: int, measured: int) -> None:
    after = STATED.updated(evidence(achieved, measured), stream())
    assert LEAST_EFFECTIVE <= after.effective <= DRAWS


def test_too_few_effective_draws_are_refused_and_never_a_silent_number() -> None:
    stated = StatedRange(STATED.p10, STATED.p50, STATED.p90, Place("case.yaml", 7))
    with pytest.raises(Refused) as refused:
        stated.updated(evidence(4, 42), stream(), draws=200)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line) == ("learning.too_few_effective_draws", 7)
    assert problem.values["draws"] == 200
    assert int(problem.values["effective"] or 0) < LEAST_EFFECTIVE


def test_the_same_stream_gives_the_same_answer() -> None:
    one, other = (STATED.updated(evidence(4, 42), stream()) for _ in range(2))
    assert np.array_equal(one.weights, other.weights)


@pytest.mark.parametrize("stated", [(0, 45, 55), (45, 45, 55), (55, 45, 35), (35, 45, 100)])
def test_three_numbers_that_do_not_rise_within_the_shares_are_refused(stated: tuple[int, int, int]) -> None:
    with pytest.raises(Refused) as refused:
        StatedRange(*(Fraction(one, 100) for one in stated))
    assert [problem.code for problem in refused.value.problems] == ["learning.range_not_rising"]


def test_a_source_that_is_the_measure_teaches_what_the_exact_rule_teaches() -> None:
    exact = SIGNED.updated(evidence(4, 42))
    weighed = learned_from(SIGNED, [Source("register", evidence(4, 42))], stream())
    assert weighed.mean == pytest.approx(exact.mean, abs=0.004)
    assert weighed.interval() == pytest.approx(exact.interval(), abs=0.008)


def test_without_sources_the_prior_is_what_is_believed() -> None:
    weighed = learned_from(SIGNED, [], stream())
    assert weighed.mean == pytest.approx(SIGNED.mean, abs=0.01)


def test_two_sources_that_are_the_measure_teach_what_their_sum_teaches() -> None:
    exact = SIGNED.updated(evidence(9, 59))
    parted = [Source("register", evidence(4, 42)), Source("questionnaire", evidence(5, 17))]
    assert learned_from(SIGNED, parted, stream()).mean == pytest.approx(exact.mean, abs=0.004)


def test_however_many_a_biased_source_asks_it_tells_no_better_than_its_bias() -> None:
    asked = [Source("provider", evidence(4 * some, 5 * some), off=Fraction(1, 2)) for some in (1_000, 100_000)]
    few, many = (learned_from(Beta(Fraction(1), Fraction(1)), [source], stream()).interval() for source in asked)
    assert many == pytest.approx(few, abs=0.01)
    assert many[1] - many[0] > 0.2


def test_a_source_that_may_be_off_moves_the_belief_less() -> None:
    sure, unsure = (Source("provider", evidence(30, 40), off) for off in (Fraction(0), Fraction(1)))
    assert SIGNED.mean < learned_from(SIGNED, [unsure], stream()).mean < learned_from(SIGNED, [sure], stream()).mean


def test_sources_may_correct_a_stated_range() -> None:
    after = learned_from(STATED, [Source("register", evidence(4, 42))], stream())
    assert after.mean == pytest.approx(STATED.updated(evidence(4, 42), stream(1)).mean, abs=0.006)


def test_a_bias_below_zero_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Source("register", NOTHING, Fraction(-1))
    assert [problem.code for problem in refused.value.problems] == ["learning.off_below_zero"]


def test_a_weighed_belief_can_be_drawn_from_and_counted_with() -> None:
    after = STATED.updated(evidence(4, 42), stream())
    drawn = after.sample(stream(1), 20_000)
    assert float(drawn.mean()) == pytest.approx(after.mean, abs=0.002)
    chances = after.predictive(10)
    assert chances.sum() == pytest.approx(1)
    assert chances @ np.arange(11) == pytest.approx(10 * after.mean)
    assert after.at_most(after.interval()[0]) == pytest.approx(0.1, abs=0.01)


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=30))
def test_effective_draws_are_at_least_one_and_at_most_all(weights: list[float]) -> None:
    shares = np.array(weights) / sum(weights)
    effective = Weighed(np.linspace(0.1, 0.9, len(weights)), shares).effective
    assert 1 - 1e-9 <= effective <= len(weights) + 1e-9
