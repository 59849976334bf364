from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.forecast.learning.belief import Certain
from bundlinje.forecast.learning.evidence import FollowUp
from bundlinje.forecast.learning.intake import IntakePrior
from bundlinje.forecast.learning.prior import Prior, learned
from bundlinje.forecast.learning.surprise import Level, early_warning, intake_surprise, intake_warning, surprise
from bundlinje.problems import Place, Severity
from bundlinje.words.problems import say

SIGNED = Prior(Fraction(19, 42))
COUNTS = st.integers(1, 100).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.requirement("RSK-05")
def test_four_of_42_where_19_were_expected_raises_the_alarm_for_a_decision() -> None:
    seen = surprise(SIGNED.belief, 4, 42)
    assert (seen.level, seen.is_below, seen.expected) == (Level.ALARM, True, 19)
    warned = early_warning(seen, Place("din-vej-i-job.yaml"))
    assert warned is not None
    assert (warned.code, warned.severity) == ("early_warning.far_below_expected", Severity.WARNING)
    assert dict(warned.values) == {"achieved": 4, "measured": 42, "expected": 19, "once_in": 91}
    assert say(warned, "en").endswith(
        "The steering group and the Council must decide: go on, amend the contract or stop."
    )


def test_as_many_as_expected_warn_of_nothing() -> None:
    assert early_warning(surprise(SIGNED.belief, 19, 42)) is None


def test_somewhat_few_are_worth_a_look() -> None:
    warned = early_warning(surprise(SIGNED.belief, 9, 42))
    assert warned is not None
    assert warned.code == "early_warning.below_expected"


def test_far_too_many_are_worth_a_look_at_the_measurement() -> None:
    warned = early_warning(surprise(SIGNED.belief, 40, 42))
    assert warned is not None
    assert warned.code == "early_warning.far_above_expected"


def test_somewhat_many_are_no_reason_to_warn() -> None:
    seen = surprise(SIGNED.belief, 31, 42)
    assert (seen.level, early_warning(seen)) == (Level.NOTICE, None)


def test_a_small_group_does_not_cry_wolf() -> None:
    """One of ten and ten of a hundred are the same share; only the hundred are an alarm."""
    assert surprise(SIGNED.belief, 1, 10).level is not Level.ALARM
    assert surprise(SIGNED.belief, 10, 100).level is Level.ALARM


def test_what_was_learned_is_no_longer_surprised() -> None:
    after = learned(SIGNED, [FollowUp(1, 4, 42, "first")])
    assert surprise(after, 4, 42).level is Level.AS_EXPECTED


def test_a_plan_that_is_taken_for_certain_is_surprised_the_most() -> None:
    """Under 19 of 42 as if it were sure, 4 or fewer come less than once in a million."""
    assert surprise(Certain(Fraction(19, 42)), 4, 42).once_in > 1_000_000


@given(COUNTS)
def test_so_few_and_so_many_overlap_in_what_came(counts: tuple[int, int]) -> None:
    seen = surprise(SIGNED.belief, *counts)
    came = SIGNED.belief.predictive(counts[1])[counts[0]]
    assert seen.so_few + seen.so_many == pytest.approx(1 + came)


@given(COUNTS)
def test_fewer_are_never_less_surprising_below_the_expectation(counts: tuple[int, int]) -> None:
    achieved, measured = counts
    if achieved and (seen := surprise(SIGNED.belief, achieved, measured)).is_below:
        assert surprise(SIGNED.belief, achieved - 1, measured).chance <= seen.chance


PLAN = [Fraction(5, 2)] * 24
"""60 people over two years, as many every month."""

INTENDED = IntakePrior(Fraction(60)).belief


def test_fifteen_of_thirty_planned_by_now_raise_the_alarm_for_intake() -> None:
    seen = intake_surprise(INTENDED, PLAN, 12, 15)
    assert (seen.level, seen.measured, float(seen.expected)) == (Level.ALARM, 30, pytest.approx(30))
    warned = intake_warning(seen)
    assert warned is not None
    assert warned.code == "early_warning.intake_far_below_plan"
    assert "15 have been admitted; by the plan it should be 30" in say(warned, "en")


def test_somewhat_few_arrivals_are_worth_a_look_and_as_many_as_planned_are_not() -> None:
    warned = intake_warning(intake_surprise(INTENDED, PLAN, 12, 21))
    assert warned is not None
    assert warned.code == "early_warning.intake_below_plan"
    assert intake_warning(intake_surprise(INTENDED, PLAN, 12, 29)) is None


def test_more_arrivals_than_planned_warn_of_nothing() -> None:
    assert intake_warning(intake_surprise(INTENDED, PLAN, 12, 55)) is None


def test_a_start_that_was_thought_to_slip_is_less_surprising() -> None:
    maybe_late = IntakePrior(Fraction(60), delays=((0, Fraction(1, 2)), (6, Fraction(1, 2)))).belief
    assert intake_surprise(maybe_late, PLAN, 12, 15).so_few > 10 * intake_surprise(INTENDED, PLAN, 12, 15).so_few
