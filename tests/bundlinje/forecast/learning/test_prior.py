from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.learning.belief import Belief, Beta, Certain
from bundlinje.forecast.learning.evidence import Evidence, FollowUp, Weighing
from bundlinje.forecast.learning.prior import STRENGTH, Prior, history, learned
from bundlinje.problems import Place, Refused
from bundlinje.streams import Streams

SIGNED = Prior(Fraction(19, 42))
FOUR_OF_42 = FollowUp(1, 4, 42, "first intake")
RATES = st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=50)
STRENGTHS = st.fractions(Fraction(1, 2), 200, max_denominator=4)
COUNTS = st.integers(0, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(RATES, STRENGTHS)
def test_without_follow_ups_the_signed_expectation_is_what_is_believed(rate: Fraction, strength: Fraction) -> None:
    assert learned(Prior(rate, strength), []).rate == rate


@pytest.mark.requirement("PP-14")
def test_the_expected_rate_of_din_vej_i_job_moves_towards_what_came_by_itself() -> None:
    """19 of 42 were signed and 4 of 42 came; ten people's worth of signature is left beside forty-two people."""
    after = learned(SIGNED, [FOUR_OF_42])
    assert after.rate == (Fraction(19, 42) * STRENGTH + 4) / (STRENGTH + 42)
    assert Fraction(4, 42) < after.rate < Fraction(1, 6)


@pytest.mark.requirement("PP-14")
def test_with_several_follow_ups_the_learned_rate_closes_in_on_what_comes() -> None:
    told = [FollowUp(number, 4, 42, f"intake {number}") for number in range(1, 8)]
    away = [one.rate - Fraction(4, 42) for one in history(SIGNED, told)]
    assert away == sorted(away, reverse=True)
    assert 0 < away[-1] < Fraction(1, 80)


def test_the_same_people_followed_for_years_close_in_more_slowly_than_new_ones() -> None:
    same = [FollowUp(number, 4, 42, "first intake") for number in range(1, 8)]
    new = [FollowUp(number, 4, 42, f"intake {number}") for number in range(1, 8)]
    assert learned(SIGNED, same).strength < learned(SIGNED, new).strength
    assert learned(SIGNED, same).rate > learned(SIGNED, new).rate


def test_history_knows_at_each_follow_up_only_what_had_come_by_then() -> None:
    told = [FOUR_OF_42, FollowUp(3, 9, 42, "first intake")]
    before, first, second = history(SIGNED, told)
    assert (before, first, second) == (SIGNED.belief, learned(SIGNED, told[:1]), learned(SIGNED, told))


def test_old_evidence_that_fades_lets_the_newest_speak() -> None:
    told = [FollowUp(1, 4, 42, "first"), FollowUp(2, 30, 42, "second")]
    fading = learned(SIGNED, told, Weighing(kept=Fraction(1, 4)))
    assert fading.rate > learned(SIGNED, told).rate


@given(RATES, STRENGTHS, COUNTS)
def test_what_is_learned_lies_between_what_was_signed_and_what_came(
    rate: Fraction, strength: Fraction, counts: tuple[int, int]
) -> None:
    after = learned(Prior(rate, strength), [FollowUp(1, *counts)]).rate
    came = Fraction(*counts) if counts[1] else rate
    assert min(rate, came) <= after <= max(rate, came)


@given(RATES, STRENGTHS, st.lists(COUNTS, max_size=5))
def test_other_people_in_any_order_teach_the_same(
    rate: Fraction, strength: Fraction, counts: list[tuple[int, int]]
) -> None:
    prior = Prior(rate, strength)
    told = [FollowUp(1, *one, str(place)) for place, one in enumerate(counts)]
    one_by_one = prior.belief
    for one in reversed(told):
        one_by_one = one_by_one.updated(Evidence(Fraction(one.achieved), Fraction(one.measured)))
    assert learned(prior, told) == one_by_one


@pytest.mark.parametrize("belief", [Certain(Fraction(2, 5)), Beta(Fraction(2), Fraction(3))])
def test_draws_have_the_mean_that_is_believed(belief: Belief) -> None:
    drawn = belief.sample(Streams(1).of("one", "rate", 0), 20_000)
    assert float(drawn.mean()) == pytest.approx(belief.mean, abs=0.005)


@given(RATES, STRENGTHS, st.integers(0, 60))
def test_chances_of_counts_sum_to_one_and_expect_the_rate(rate: Fraction, strength: Fraction, measured: int) -> None:
    for belief in (Certain(rate), Prior(rate, strength).belief):
        chances = belief.predictive(measured)
        assert chances.sum() == pytest.approx(1)
        assert chances @ np.arange(measured + 1) == pytest.approx(float(rate) * measured)


@pytest.mark.parametrize(("rate", "sure"), [(Fraction(0), 0), (Fraction(1), 7)])
def test_a_rate_of_none_or_all_leaves_one_count(rate: Fraction, sure: int) -> None:
    assert Certain(rate).predictive(7)[sure] == 1


@given(RATES, st.fractions(5, 200, max_denominator=4))
def test_the_interval_holds_its_chance_with_as_much_left_out_on_either_side(rate: Fraction, strength: Fraction) -> None:
    belief = Prior(rate, strength).belief
    low, high = belief.interval(Fraction(4, 5))
    assert belief.at_most(low) == pytest.approx(0.1, abs=1e-6)
    assert belief.at_most(high) == pytest.approx(0.9, abs=1e-6)


def test_a_flat_budget_knows_no_uncertainty() -> None:
    flat = Certain(Fraction(4, 5))
    assert flat.interval() == (0.8, 0.8)
    assert (flat.at_most(0.79), flat.at_most(0.8)) == (0, 1)


def test_an_expectation_that_cannot_learn_is_refused_with_all_that_is_wrong_with_it() -> None:
    with pytest.raises(Refused) as refused:
        Prior(Fraction(1), Fraction(0), Place("case.yaml", 3, 5))
    assert [problem.code for problem in refused.value.problems] == ["learning.no_strength", "learning.rate_is_certain"]
    assert {problem.place.line for problem in refused.value.problems} == {3}


def test_a_beta_belief_without_people_on_both_sides_cannot_be() -> None:
    with pytest.raises(ValueError, match="Beta"):
        Beta(Fraction(0), Fraction(1))
