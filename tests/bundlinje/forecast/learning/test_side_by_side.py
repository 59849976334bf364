from __future__ import annotations

from fractions import Fraction

import pytest

from bundlinje.forecast.learning.evidence import FollowUp
from bundlinje.forecast.learning.prior import Prior
from bundlinje.forecast.learning.side_by_side import side_by_side

SIGNED = Prior(Fraction(19, 42))
FOLLOWED = [FollowUp(number, 4, 42, "first intake") for number in (1, 2, 3)]


@pytest.mark.requirement("RSK-05", "PP-14")
def test_the_flat_budget_stands_still_while_the_others_learn() -> None:
    before, *after = (side_by_side(SIGNED, FOLLOWED[:count]) for count in range(4))
    assert {one.flat.rate for one in (before, *after)} == {Fraction(4, 5) * Fraction(19, 42)}
    for name in ("mixture", "learned"):
        rates = [getattr(one, name).mean for one in (before, *after)]
        assert rates == sorted(rates, reverse=True)
        assert rates[-1] < 0.16


def test_the_flat_budget_lies_outside_what_is_believed_after_four_of_42() -> None:
    seen = side_by_side(SIGNED, FOLLOWED[:1])
    assert seen.learned.at_most(seen.flat.mean) > 0.999
    assert seen.mixture.at_most(seen.flat.mean) > 0.98


def test_the_chance_that_the_contract_has_collapsed_is_told() -> None:
    assert side_by_side(SIGNED, []).collapsed == pytest.approx(0.1)
    assert side_by_side(SIGNED, FOLLOWED[:1]).collapsed > 0.95
    assert side_by_side(SIGNED, [FollowUp(1, 18, 42)]).collapsed < 0.01


def test_a_contract_on_plan_keeps_all_three_close() -> None:
    seen = side_by_side(SIGNED, [FollowUp(1, 19, 42)])
    assert seen.learned.rate == SIGNED.rate
    assert seen.mixture.mean == pytest.approx(float(SIGNED.rate), abs=0.005)


def test_another_share_may_be_budgeted() -> None:
    assert side_by_side(SIGNED, [], budgeted=Fraction(1)).flat.rate == SIGNED.rate


def test_the_three_are_shown_in_one_order() -> None:
    assert [name for name, _ in side_by_side(SIGNED, []).all()] == ["flat", "mixture", "learned"]
