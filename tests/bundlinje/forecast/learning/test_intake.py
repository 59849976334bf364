from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.learning.intake import Arrivals, Fill, IntakePrior, count_interval, planned_by
from bundlinje.problems import Refused
from bundlinje.streams import Streams

PLAN = [Fraction(5, 2)] * 24
"""60 people over two years, as many every month."""

MAYBE_LATE = ((0, Fraction(1, 2)), (3, Fraction(3, 10)), (6, Fraction(1, 5)))


def test_before_anyone_came_the_plan_is_what_is_believed() -> None:
    belief = IntakePrior(Fraction(20)).belief
    assert (belief.mean, belief.delay) == (1, 0)


def test_half_of_those_planned_moves_the_belief_by_what_was_due() -> None:
    after = IntakePrior(Fraction(20)).belief.updated(PLAN, 12, 15)
    assert after.fills[0].share == Fraction(20 + 15, 20 + 30)


def test_the_expected_final_intake_follows_what_has_come() -> None:
    """15 of 30 came in the first year: of the 30 of the second year 21 are now expected, 36 of 60 in all."""
    after = IntakePrior(Fraction(20)).belief.updated(PLAN, 12, 15)
    chances = after.still_to_come(PLAN, 12, 24)
    assert float(chances @ np.arange(len(chances))) == pytest.approx(21)
    low, high = count_interval(chances)
    assert low < 21 < high


def test_nobody_in_the_first_months_speaks_for_a_late_start() -> None:
    after = IntakePrior(Fraction(60), delays=MAYBE_LATE).belief.updated(PLAN, 6, 0)
    assert after.weights[2] > 0.85
    assert after.delay > 5


def test_as_many_as_planned_speaks_for_a_start_in_time() -> None:
    after = IntakePrior(Fraction(60), delays=MAYBE_LATE).belief.updated(PLAN, 6, 15)
    assert after.weights[0] > 0.9


def test_what_is_planned_shifts_with_the_delay_and_is_nothing_before_the_start() -> None:
    assert (planned_by(PLAN, 6), planned_by(PLAN, -3), planned_by(PLAN, 99)) == (15, 0, 60)


def test_a_delay_that_is_ruled_out_by_an_arrival_loses_all_weight() -> None:
    after = IntakePrior(Fraction(20), delays=MAYBE_LATE).belief.updated(PLAN, 3, 1)
    assert after.weights[1:] == (0, 0)


def test_arrivals_before_every_possible_start_are_refused() -> None:
    late = IntakePrior(Fraction(20), delays=((6, Fraction(1)),)).belief
    with pytest.raises(Refused) as refused:
        late.updated(PLAN, 3, 1)
    assert [problem.code for problem in refused.value.problems] == ["learning.came_before_start"]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 12), st.integers(1, 12))
def test_learning_twice_is_learning_at_once(first: int, second: int, before: int, after: int) -> None:
    fill = Fill(Fraction(20), Fraction(20))
    assert fill.updated(first, Fraction(before)).updated(second, Fraction(after)) == fill.updated(
        first + second, Fraction(before + after)
    )


@given(st.fractions(1, 60, max_denominator=4), st.fractions(0, 60, max_denominator=4))
def test_chances_of_arrivals_sum_to_one_and_expect_the_share_of_the_plan(came: Fraction, planned: Fraction) -> None:
    fill = Fill(came, Fraction(20))
    chances = fill.predictive(planned)
    assert chances.sum() == pytest.approx(1)
    assert chances @ np.arange(len(chances)) == pytest.approx(float(fill.share * planned))


@given(st.integers(0, 30))
def test_the_chance_of_a_number_is_the_same_both_ways(came: int) -> None:
    fill = Fill(Fraction(7), Fraction(9))
    assert np.log(fill.predictive(Fraction(11))[came]) == pytest.approx(fill.log_likelihood(came, Fraction(11)))


def test_nobody_planned_leaves_nobody_to_come() -> None:
    assert Fill(Fraction(7), Fraction(9)).predictive(Fraction(0)).tolist() == [1]


def test_draws_of_delay_and_share_go_together() -> None:
    after = IntakePrior(Fraction(20), delays=MAYBE_LATE).belief.updated(PLAN, 12, 10)
    delays, shares = after.sample(Streams(1).of("one", "intake", 0), 20_000)
    for delay, weight, fill in zip(after.delays, after.weights, after.fills, strict=True):
        assert float((delays == delay).mean()) == pytest.approx(weight, abs=0.02)
        assert float(shares[delays == delay].mean()) == pytest.approx(fill.mean, abs=0.03)


def test_the_interval_of_a_share_leaves_out_as_much_below_as_above() -> None:
    fill = Fill(Fraction(35), Fraction(50))
    low, high = fill.interval(Fraction(4, 5))
    assert (fill.at_most(low), fill.at_most(high)) == pytest.approx((0.1, 0.9))


@given(st.integers(0, 60), st.sampled_from([Fraction(1, 2), Fraction(4, 5), Fraction(19, 20)]))
def test_an_interval_of_counts_holds_at_least_its_level(planned: int, level: Fraction) -> None:
    chances = Fill(Fraction(7), Fraction(9)).predictive(Fraction(planned))
    low, high = count_interval(chances, level)
    assert chances[low : high + 1].sum() >= float(level) - 1e-9


def test_draws_of_a_share_have_its_mean() -> None:
    drawn = Fill(Fraction(35), Fraction(50)).sample(Streams(1).of("one", "intake", 0), 20_000)
    assert float(drawn.mean()) == pytest.approx(0.7, abs=0.005)


def test_delays_whose_chances_do_not_sum_to_one_are_refused_with_a_strength_of_nothing() -> None:
    with pytest.raises(Refused) as refused:
        IntakePrior(Fraction(0), delays=((0, Fraction(1, 2)), (3, Fraction(1, 4))))
    assert [p.code for p in refused.value.problems] == ["learning.delays_unclear", "learning.no_strength"]


def test_a_fill_needs_some_who_came_and_some_who_were_planned() -> None:
    with pytest.raises(ValueError, match="Fill"):
        Fill(Fraction(0), Fraction(3))


def test_a_delay_without_weight_stays_without() -> None:
    fill = Fill(Fraction(20), Fraction(20))
    assert Arrivals((0, 3), (1.0, 0.0), (fill, fill)).updated(PLAN, 6, 2).weights == (1.0, 0.0)
