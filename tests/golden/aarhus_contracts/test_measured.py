"""Measured by the library, the invented facts give what the documents print: counts, shares and means, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np
import pytest

from bundlinje.settlement.outcomes import ACHIEVED, EXPECTED
from bundlinje.settlement.result import Settlement

Settle = Callable[[str], Sequence[Settlement]]
POOLED = -1


def _figure(settlement: Settlement, name: str, first: int | None = None) -> Fraction:
    number = settlement.follow_up
    return settlement.land.figure(name, first or number, number, POOLED).value.value


def _counts(settlement: Settlement, outcome: str, occasion: int = 0) -> tuple[int, int]:
    """How many achieved an outcome on an occasion, of how many that were measured."""
    states = settlement.land.outcomes.states(outcome)
    achieved = states.state[:, occasion] == ACHIEVED
    measured = states.measured[:, occasion]
    return int((achieved & measured).sum()), int(measured.sum())


@pytest.mark.requirement("FUP-06", "PAY-15")
@pytest.mark.parametrize(("occasion", "counts", "printed", "above"), [(0, (22, 38), 58, 87), (1, (7, 13), 54, 74)])
def test_as_many_have_lower_blood_sugar_as_printed_and_as_far_above_the_expected(
    settlements: Settle, occasion: int, counts: tuple[int, int], printed: int, above: int
) -> None:
    last = settlements("sammen-om-diabetes")[-1]
    achieved, measured = _counts(last, "lower-hba1c", occasion)
    expected = last.land.contract.expected
    assert expected is not None
    rate = (expected.rates or {})["lower-hba1c"].value
    assert rate is not None
    assert (achieved, measured) == counts
    assert round(Fraction(100 * achieved, measured)) == printed
    assert round((Fraction(printed, 100) / rate.value - 1) * 100) == above


@pytest.mark.requirement("PAY-16")
@pytest.mark.parametrize(("occasion", "mean"), [(0, Fraction(49, 10)), (1, Fraction(59, 10))])
def test_blood_sugar_falls_on_average_as_printed(settlements: Settle, occasion: int, mean: Fraction) -> None:
    values = settlements("sammen-om-diabetes")[-1].land.measuring.values("fall-points")
    known = np.flatnonzero(values.known[:, occasion] & (values.due[:, occasion] <= values.due[:, 0].max()))
    falls = [values.at(int(unit), occasion) for unit in known]
    assert sum((fall for fall in falls if fall is not None), Fraction(0)) / len(falls) == mean


@pytest.mark.requirement("PAY-23")
def test_a_hundred_controls_count_as_expected_at_the_early_end(settlements: Settle) -> None:
    states = settlements("sammen-om-diabetes")[-1].land.outcomes.states("lower-hba1c")
    assert int((states.state == EXPECTED).sum()) == 100


@pytest.mark.requirement("PAY-09", "PAY-08")
def test_families_are_counted_as_printed(settlements: Settle) -> None:
    last = settlements("dialog-mod-vold")[-1]
    assert _counts(last, "violence-ceased") == (9, 11)
    assert _counts(last, "no-family-treatment") == (7, 9)
    assert _counts(last, "no-crisis-centre") == (9, 9)
    assert _figure(last, "ceased-share", first=1) == Fraction(9, 11)


@pytest.mark.requirement("PAY-20", "FUP-04", "FUP-07")
def test_dropout_is_110_of_1475_below_the_baseline(settlements: Settle) -> None:
    (settlement,) = settlements("flere-kloge-haender")
    assert _figure(settlement, "dropout-rate") == Fraction(83, 1475)
    assert _figure(settlement, "reduction") == Fraction(110, 1475)
    assert _figure(settlement, "fewer-dropouts") == 110


@pytest.mark.requirement("PAY-13", "FUP-20")
@pytest.mark.parametrize(("number", "kroner"), [(1, 700_000), (2, 1_665_000)])
def test_the_groups_differ_by_what_was_received(settlements: Settle, number: int, kroner: int) -> None:
    settlement = settlements("ungifokus")[number - 1]
    assert _figure(settlement, "saving") == 100 * kroner


def test_4_of_42_are_in_work(settlements: Settle) -> None:
    (settlement,) = settlements("din-vej-i-job")
    assert _figure(settlement, "in-work-share") == Fraction(4, 42)


@pytest.mark.requirement("PAY-06", "FUP-09")
def test_3_of_4_have_better_self_mastery_and_those_not_followed_up_are_not_counted(settlements: Settle) -> None:
    last = settlements("hjem-job-og-helhed")[-1]
    assert _counts(last, "mastery", occasion=4) == (9, 12)


@pytest.mark.requirement("PAY-02", "FUP-01")
def test_two_half_years_of_housing_first_fall_due_at_the_fourth_follow_up(settlements: Settle) -> None:
    states = settlements("havnen")[-1].land.outcomes.states("stable-home")
    due_now = {int(one) for one in np.flatnonzero((states.follow_up == 4).any(axis=0))}
    assert due_now == {3, 4}


@pytest.mark.requirement("PAY-03")
def test_exactly_five_days_at_a_shelter_is_still_a_stable_home(settlements: Settle) -> None:
    last = settlements("hjem-job-og-helhed")[-1]
    days = last.land.measuring.values("shelter-days").num
    states = last.land.outcomes.states("stable-home").state
    five = (days == 5) & np.isin(states, (0, ACHIEVED))
    assert five.any()
    assert (states[five] == ACHIEVED).all()


@pytest.mark.requirement("PAY-04")
def test_exactly_a_quarter_of_full_time_is_employment_and_less_is_not(settlements: Settle) -> None:
    land = settlements("hjem-job-og-helhed")[-1].land
    degree, states = land.measuring.values("employment-degree"), land.outcomes.states("employment").state
    decided = np.isin(states, (0, ACHIEVED))
    quarter = decided & (degree.num * 4 == degree.den)
    less = decided & (degree.num > 0) & (degree.num * 4 < degree.den)
    assert quarter.any()
    assert less.any()
    assert (states[quarter] == ACHIEVED).all()
    assert (states[less] != ACHIEVED).all()


@pytest.mark.requirement("PAY-17")
def test_a_child_is_paid_for_once_on_each_step_it_has_reached(settlements: Settle) -> None:
    last = settlements("laer-for-livet")[-1]
    reached = last.land.outcomes.states("camp").state == ACHIEVED
    assert int(reached.sum()) == 18 + 16
    assert (reached.sum(axis=1) <= 1).all()
