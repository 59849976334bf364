"""Caps that see the same money."""

from __future__ import annotations

from typing import Any

STRICTEST = "{together: [{at_most: 90 kr, for: each unit}, {at_most: balance of senior, for: total}], excess: lost}"


def test_the_strictest_member_decides_for_each_entry(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([200, 40], unit=[0, 1])
    cut = limit(STRICTEST).cut(found, answers(balances={"senior": 12_000}))
    # Unit 0 may have 90; the balance takes 120 of 240 off in proportion: 100 and 20. Each keeps the least.
    assert ((found.to_date - cut.off) // 100).tolist() == [90, 20]
    assert cut.groups.member.tolist() == [0, 0, 1]


def test_only_what_a_balance_cut_is_remembered_as_lost(limit: Any, claims: Any, answers: Any) -> None:
    found = claims([200, 40], unit=[0, 1])
    cut = limit(STRICTEST).cut(found, answers(balances={"senior": 12_000}))
    assert (cut.lost // 100).tolist() == [100, 20]


def test_it_names_its_terms_and_accounts(limit: Any) -> None:
    both = limit("{together: [{at_most: 9 kr, for: term home}, {at_most: 50 % of senior, for: total, terms: [work]}],"
                 " excess: waits}")  # fmt: skip
    assert both.term_names() == ("home", "work")
    assert both.account_names() == ("senior",)
