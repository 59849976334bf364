"""Amounts by payer keep their sum to the øre, and units of time go into one another exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.data.payers import ByPayer, Payer
from bundlinje.data.provenance import Status, weakest
from bundlinje.data.units import PER_YEAR, Unit, exchanged
from bundlinje.money import round_half_away

AMOUNTS = st.fractions(min_value=0, max_value=10**9, max_denominator=1_000)
TIMES = st.sampled_from(list(PER_YEAR))


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from([1, -1]))
def test_rounded_parts_sum_to_the_rounded_whole(one: Fraction, other: Fraction, third: Fraction, sign: int) -> None:
    amount = ByPayer(one, other, third).times(Fraction(sign))
    assert sum(amount.rounded().values()) == round_half_away(amount.total)


def test_payers_who_gain_and_lose_at_once_are_not_rounded_together() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        ByPayer(Fraction(3), Fraction(-1)).rounded()


def test_a_payer_is_asked_for_by_name() -> None:
    amount = ByPayer.only(Payer.REGION, Fraction(7)) + ByPayer.with_state(Fraction(10), state=Fraction(4))
    assert [amount[payer] for payer in Payer] == [6, 7, 4]
    assert (-amount).total == -17


def test_a_year_is_12_months_52_weeks_and_365_days() -> None:
    assert [exchanged(Fraction(1), Unit.YEAR, unit) for unit in (Unit.MONTH, Unit.WEEK, Unit.DAY)] == [12, 52, 365]


@given(AMOUNTS, TIMES, TIMES)
def test_a_quantity_told_in_another_unit_comes_back_the_same(quantity: Fraction, unit: Unit, other: Unit) -> None:
    assert exchanged(exchanged(quantity, unit, other), other, unit) == quantity


@pytest.mark.parametrize(("unit", "into"), [(Unit.HOUR, Unit.WEEK), (Unit.DAY, Unit.CONTACT), (Unit.CASE, Unit.CHILD)])
def test_what_is_no_time_is_told_in_no_other_unit(unit: Unit, into: Unit) -> None:
    with pytest.raises(ValueError, match=unit):
        exchanged(Fraction(1), unit, into)


def test_any_unit_is_told_in_itself() -> None:
    assert exchanged(Fraction(3), Unit.CONTACT, Unit.CONTACT) == 3


def test_what_leans_on_several_numbers_is_known_as_badly_as_the_worst() -> None:
    assert weakest(Status.SEEN, Status.UNVERIFIED, Status.DERIVED) is Status.UNVERIFIED
    assert weakest() is Status.SEEN


def test_what_nobody_outside_vouches_for_is_assumed() -> None:
    assert [status for status in Status if status.is_assumed] == [Status.CHOICE, Status.UNVERIFIED]
