"""Caps, each as a contract writes it, with entries few enough to follow by hand."""

from __future__ import annotations

from typing import Any

import pytest


def kroner(claims: Any, cut: Any) -> list[int]:
    return ((claims.to_date - cut.off) // 100).tolist()


def test_a_cap_for_each_unit_holds_for_every_unit_and_leaves_groups_alone(
    limit: Any, claims: Any, answers: Any
) -> None:
    found = claims([40_000, 30_000, 20_000, 90_000], unit=[0, 0, 1, -1])
    cut = limit("{at_most: 50 000 kr, for: each unit, excess: lost}").cut(found, answers())
    assert (found.to_date - cut.off)[:2].sum() == 5_000_000
    assert kroner(found, cut)[2:] == [20_000, 90_000]
    assert not cut.lost.any()


def test_a_cap_for_each_person_adds_up_the_courses_of_one_person(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([40, 30, 20], unit=[0, 1, 2], person=[7, 7, 8])
    cut = limit("{at_most: 50 kr, for: each person, excess: lost}").cut(found, answers())
    assert cut.groups.key.tolist() == [7, 8]
    assert cut.groups.before.tolist() == [7_000, 2_000]
    assert cut.groups.after.tolist() == [5_000, 2_000]


def test_a_cap_falls_on_the_newest_follow_up_first(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([60, 50, 40], follow_up=[1, 2, 3])
    cut = limit("{at_most: 80 kr, for: total, excess: lost}").cut(found, answers())
    assert kroner(found, cut) == [60, 20, 0]


@pytest.mark.requirement("PAY-27")
def test_a_large_first_payment_is_paid_as_long_as_the_total_has_room(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([3_600, 900], follow_up=[1, 2])
    cut = limit("{at_most: 4 100 kr, for: total, excess: lost}").cut(found, answers())
    assert kroner(found, cut) == [3_600, 500]


def test_a_cut_in_proportion_loses_no_ore(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([1, 1, 1], unit=[0, 1, 2])
    cut = limit("{at_most: 1 kr, for: total, excess: lost}").cut(found, answers())
    assert cut.off.tolist() == [67, 67, 66]


def test_the_odd_ore_of_a_cut_falls_on_the_same_unit_in_whatever_order_rows_stand(
    limit: Any, claims: Any, answers: Any
) -> None:
    cap = limit("{at_most: 1 kr, for: total, excess: lost}")
    assert cap.cut(claims([1, 1, 1], unit=[1, 2, 3]), answers()).off.tolist() == [67, 67, 66]
    assert cap.cut(claims([1, 1, 1], unit=[3, 1, 2]), answers()).off.tolist() == [66, 67, 67]


def test_a_cut_in_term_order_takes_the_term_written_first_before_the_next(
    limit: Any, claims: Any, answers: Any
) -> None:
    found = claims([50, 50], term=[1, 0])
    cut = limit("{at_most: 60 kr, for: total, excess: lost, cut: in term order}").cut(found, answers())
    assert kroner(found, cut) == [50, 10]


@pytest.mark.parametrize("due", [[3, 1, 2], [19_900, 18_000, 19_000]])
def test_a_cut_latest_due_first_spares_what_fell_due_early(
    limit: Any, claims: Any, answers: Any, due: list[int]
) -> None:
    found = claims([50, 50, 50], due=due)
    cut = limit("{at_most: 70 kr, for: total, excess: lost, cut: latest due first}").cut(found, answers())
    assert kroner(found, cut) == [0, 50, 20]


def test_a_cap_tests_the_sum_of_its_scope_and_cuts_positive_entries_only(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([100, -30], unit=[0, 1])
    cut = limit("{at_most: 50 kr, for: total, excess: lost}").cut(found, answers())
    assert kroner(found, cut) == [80, -30]


def test_a_cap_on_one_term_leaves_the_others_alone(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([100, 100], term=[0, 1])
    cut = limit("{at_most: 50 kr, for: term work, excess: lost}").cut(found, answers())
    assert kroner(found, cut) == [100, 50]
    assert cut.groups.key.tolist() == [1]


def test_a_cap_may_name_the_terms_it_adds_up(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([100, 100, 100], term=[0, 1, 2], names=("home", "work", "fee"))
    cap = limit("{at_most: 150 kr, for: total, excess: lost, terms: [home, work]}")
    assert kroner(found, cap.cut(found, answers())) == [75, 75, 100]
    assert cap.term_names() == ("home", "work")


def test_a_cap_on_a_year_counts_what_the_year_has_paid_already(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([100], settled=[20])
    cap = limit("{at_most: 90 kr, for: each year, excess: waits}")
    cut = cap.cut(found, answers(paid={None: 5_000}))
    assert kroner(found, cut) == [60]
    assert cut.groups.before.tolist() == [13_000]
    assert not cut.lost.any()


def test_a_cap_on_a_year_of_some_terms_counts_what_those_terms_were_paid(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([100, 100], term=[0, 1])
    cap = limit("{at_most: 90 kr, for: each year, excess: waits, terms: [home]}")
    assert kroner(found, cap.cut(found, answers(paid={("home",): 5_000, None: 99_900}))) == [40, 100]


def test_a_cap_on_each_follow_up_forgets_what_was_paid_before(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([100, 60], settled=[70, 0], follow_up=[1, 2])
    cut = limit("{at_most: 50 kr, for: each follow-up, excess: lost}").cut(found, answers(paid={None: 9_900}))
    assert kroner(found, cut) == [100, 20]
    assert cut.lost.tolist() == cut.off.tolist()


def test_a_balance_limits_the_money_of_this_settlement(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([100, 60], settled=[70, 0], follow_up=[1, 2])
    cap = limit("{at_most: balance of senior, for: total, excess: lost}")
    cut = cap.cut(found, answers(balances={"senior": 4_000}))
    assert kroner(found, cut) == [100, 10]
    assert cut.lost.tolist() == [0, 5_000]
    assert cap.account_names() == ("senior",)


def test_a_balance_below_nothing_leaves_nothing_to_pay(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([60])
    cut = limit("{at_most: balance of senior, for: total, excess: lost}").cut(found, answers(balances={"senior": -100}))
    assert kroner(found, cut) == [0]


def test_a_return_is_capped_at_a_multiple_of_the_capital(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([12_000])
    cut = limit("{at_most: 112.5 % of drawn capital, for: total, excess: lost}").cut(found, answers())
    assert kroner(found, cut) == [9_000]


def test_a_cap_on_units_pays_the_earliest_due_and_then_the_cheapest(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([50, 10, 20, 30], unit=[0, 1, 2, 3], due=[0, 5, 5, 9])
    cut = limit("{at_most: 20 % of planned units, for: total, excess: lost}").cut(found, answers())
    assert kroner(found, cut) == [50, 10, 0, 0]
    assert (cut.groups.before.tolist(), cut.groups.after.tolist()) == ([4], [2])


def test_a_unit_paid_for_keeps_its_place_when_it_earns_more_later(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([10, 90, 20], unit=[0, 0, 1], due=[1, 2, 1], follow_up=[1, 2, 1])
    cut = limit("{at_most: 1 unit, for: total, excess: lost}").cut(found, answers())
    assert kroner(found, cut) == [10, 90, 0]


def test_no_entries_are_cut_to_no_entries(limit: Any, claims: Any, answers: Any) -> None:
    for text in ("50 kr, for: each unit", "1 unit, for: total", "50 kr, for: each year"):
        cut = limit(f"{{at_most: {text}, excess: lost}}").cut(claims([]), answers())
        assert cut.off.tolist() == []


def test_a_term_that_does_not_exist_is_not_passed_over_in_silence(limit: Any, claims: Any, answers: Any) -> None:
    with pytest.raises(ValueError):
        limit("{at_most: 50 kr, for: term house, excess: lost}").cut(claims([100]), answers())
