from __future__ import annotations

from fractions import Fraction
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.learning.belief import Beta
from bundlinje.forecast.learning.evidence import Evidence
from bundlinje.forecast.learning.mixture import Collapse, Mixture, near_plan_or_collapsed, normed
from bundlinje.forecast.learning.prior import Prior
from bundlinje.problems import Refused
from bundlinje.streams import Streams

SIGNED = Prior(Fraction(19, 42))
MIXTURE = near_plan_or_collapsed(SIGNED, Collapse())
COUNTS = st.integers(0, 100).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def evidence(achieved: int, measured: int) -> Evidence:
    return Evidence(Fraction(achieved), Fraction(measured))


def test_before_any_follow_up_one_in_ten_is_taken_to_collapse_to_a_quarter() -> None:
    assert MIXTURE.mean == pytest.approx(float(Fraction(19, 42) * (Fraction(9, 10) + Fraction(1, 10) * Fraction(1, 4))))


def test_four_of_42_say_that_the_contract_is_one_that_collapsed() -> None:
    assert MIXTURE.updated(evidence(4, 42)).weights[1] > 0.95


def test_nineteen_of_42_say_that_it_is_not() -> None:
    assert MIXTURE.updated(evidence(19, 42)).weights[1] < 0.005


def test_a_mixture_of_one_sort_is_that_sort() -> None:
    beta = Beta(Fraction(3), Fraction(4))
    alone = Mixture((1.0,), (beta,))
    assert alone.mean == beta.mean
    assert alone.interval() == pytest.approx(beta.interval())
    assert alone.updated(evidence(2, 9)).sorts == (beta.updated(evidence(2, 9)),)
    assert np.allclose(alone.predictive(9), beta.predictive(9))


@given(COUNTS, COUNTS)
def test_learning_twice_is_learning_at_once(one: tuple[int, int], other: tuple[int, int]) -> None:
    twice = MIXTURE.updated(evidence(*one)).updated(evidence(*other))
    at_once = MIXTURE.updated(evidence(*one) + evidence(*other))
    assert twice.sorts == at_once.sorts
    assert twice.weights == pytest.approx(at_once.weights, abs=1e-9)


@given(st.integers(0, 42))
def test_weights_move_by_how_likely_each_sort_held_what_came(achieved: int) -> None:
    """Bayes' rule by the predictive chances, which are worked out another way than the marginal likelihoods."""
    likely = [
        weight * sort.predictive(42)[achieved] for weight, sort in zip(MIXTURE.weights, MIXTURE.sorts, strict=True)
    ]
    expected = likely[1] / sum(likely)
    assert isclose(MIXTURE.updated(evidence(achieved, 42)).weights[1], expected, rel_tol=1e-9, abs_tol=1e-12)


def test_a_sort_without_weight_never_gains_any() -> None:
    ruled_out = Mixture((1.0, 0.0), MIXTURE.sorts)
    assert ruled_out.updated(evidence(0, 42)).weights == (1.0, 0.0)


def test_the_interval_leaves_out_as_much_below_as_above() -> None:
    low, high = MIXTURE.interval(Fraction(9, 10))
    assert MIXTURE.at_most(low) == pytest.approx(0.05)
    assert MIXTURE.at_most(high) == pytest.approx(0.95)


def test_draws_come_from_both_sorts_as_their_weights_say() -> None:
    drawn = MIXTURE.sample(Streams(1).of("one", "rate", 0), 20_000)
    assert float(drawn.mean()) == pytest.approx(MIXTURE.mean, abs=0.005)
    assert float((drawn <= 0.25).mean()) == pytest.approx(MIXTURE.at_most(0.25), abs=0.01)


def test_weights_far_below_what_a_float_holds_still_sum_to_one() -> None:
    assert normed([-5_000.0, -5_000.0]) == (0.5, 0.5)


def test_a_collapse_that_is_no_share_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Collapse(chance=Fraction(2), near=Fraction(0))
    assert [p.code for p in refused.value.problems] == ["learning.collapse_unclear", "learning.no_strength"]
