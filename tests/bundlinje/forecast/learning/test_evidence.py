from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.learning.evidence import NOTHING, Evidence, FollowUp, Weighing, design_effect, weigh
from bundlinje.problems import Refused

NEW_EACH_TIME = Weighing(alike=Fraction(0))
SHARES = st.fractions(0, 1, max_denominator=20)
COUNTS = st.integers(0, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
FOLLOW_UPS = st.lists(
    st.builds(
        lambda number, counted, people: FollowUp(number, *counted, people),
        st.integers(1, 8),
        COUNTS,
        st.sampled_from(["first", "second"]),
    ),
    max_size=6,
)


def counted(achieved: int, measured: int) -> Evidence:
    return Evidence(Fraction(achieved), Fraction(measured))


def test_one_follow_up_is_worth_the_people_it_measured() -> None:
    assert weigh([FollowUp(1, 4, 42)], Weighing()) == counted(4, 42)


def test_nobody_measured_is_nothing_learned_and_not_a_failure() -> None:
    assert weigh([], Weighing()) == NOTHING
    assert weigh([FollowUp(1, 0, 0)], Weighing()) == NOTHING


def test_other_people_are_new_evidence() -> None:
    told = [FollowUp(1, 4, 42, "spring"), FollowUp(2, 5, 17, "autumn")]
    assert weigh(told, Weighing(alike=Fraction(1))) == counted(9, 59)


def test_the_same_people_asked_again_with_the_same_answers_tell_nothing_new() -> None:
    again = [FollowUp(number, 4, 42, "spring") for number in (1, 2, 3)]
    assert weigh(again, Weighing(alike=Fraction(1))) == counted(4, 42)


def test_the_same_people_asked_three_times_half_alike_are_worth_one_and_a_half_times() -> None:
    again = [FollowUp(number, 4, 42, "spring") for number in (1, 2, 3)]
    assert weigh(again, Weighing(alike=Fraction(1, 2))) == counted(4, 42).times(Fraction(3, 2))


def test_answers_that_are_not_alike_all_count() -> None:
    again = [FollowUp(number, 4, 42, "spring") for number in (1, 2, 3)]
    assert weigh(again, NEW_EACH_TIME) == counted(12, 126)


def test_what_was_counted_a_follow_up_ago_may_be_worth_half() -> None:
    told = [FollowUp(1, 8, 40, "spring"), FollowUp(2, 2, 10, "autumn")]
    assert weigh(told, Weighing(kept=Fraction(1, 2))) == counted(6, 30)


def test_where_different_persons_were_measured_each_time_all_count() -> None:
    told = [FollowUp(number, 4, 42) for number in (1, 2, 3)]
    assert weigh(told, Weighing(alike=Fraction(1)), {"": 126}) == counted(12, 126)


def test_where_half_were_measured_twice_they_are_worth_what_they_told() -> None:
    """40 persons gave 60 answers, 1.5 each: with answers that are quite alike they are worth 40."""
    told = [FollowUp(1, 3, 40), FollowUp(2, 3, 20)]
    assert weigh(told, Weighing(alike=Fraction(1)), {"": 40}) == counted(4, 40)


@given(SHARES, st.fractions(1, 20, max_denominator=10))
def test_the_design_effect_lies_between_one_answer_and_all(alike: Fraction, times: Fraction) -> None:
    assert 1 <= design_effect(times, alike) <= times


@given(FOLLOW_UPS, SHARES, st.fractions(Fraction(1, 20), 1, max_denominator=20))
def test_evidence_is_never_worth_more_than_what_was_counted(
    follow_ups: list[FollowUp], alike: Fraction, kept: Fraction
) -> None:
    worth = weigh(follow_ups, Weighing(alike, kept))
    assert 0 <= worth.achieved <= worth.measured <= sum(one.measured for one in follow_ups)


@given(FOLLOW_UPS, SHARES)
def test_the_order_of_the_list_does_not_matter(follow_ups: list[FollowUp], alike: Fraction) -> None:
    assert weigh(follow_ups, Weighing(alike)) == weigh(follow_ups[::-1], Weighing(alike))


@pytest.mark.parametrize(("achieved", "measured"), [(5, 4), (-1, 4)])
def test_more_cannot_achieve_than_were_measured(achieved: int, measured: int) -> None:
    with pytest.raises(ValueError, match="of 4"):
        FollowUp(1, achieved, measured)


def test_assumptions_that_are_no_shares_are_refused_together() -> None:
    with pytest.raises(Refused) as refused:
        Weighing(alike=Fraction(3, 2), kept=Fraction(0))
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"learning.alike_not_a_share", "learning.kept_not_a_share"}
