"""Waterfalls: one after the other, until each is full."""

from __future__ import annotations

from typing import Any

import pytest

from bundlinje.splits.base import Purse

CLASSES = "{in_turn: [{to: senior, up_to: balance}, {to: junior, up_to: balance}, {shares: {dsi: 50 %, raadet: 50 %}}]}"
DONOR = "{in_turn: [{to: donor, up_to: 1 000 kr}, {shares: {msb: 60 %, outcomes-fund: 40 %}}]}"
TOGETHER = "{in_turn: [{until_full: [a, b, c], split: {shares: {a: 50 %, b: 25 %, c: 25 %}}}, vehicle]}"


@pytest.mark.parametrize(
    ("amount", "senior", "junior", "dsi"), [(50, 50, 0, 0), (100, 100, 0, 0), (130, 100, 30, 0), (200, 100, 60, 20)]
)
def test_the_junior_class_waits_for_the_senior(split: Any, amount: int, senior: int, junior: int, dsi: int) -> None:
    parts = split(CLASSES).parts(amount, Purse(balance={"senior": 100, "junior": 60}))
    assert (parts["senior"], parts["junior"], parts["dsi"]) == (senior, junior, dsi)
    assert sum(parts.values()) == amount


@pytest.mark.requirement("CON-08")
def test_a_donation_writes_down_what_the_authority_pays(split: Any) -> None:
    fresh = split(DONOR).parts(150_000, Purse())
    assert fresh == {"donor": 100_000, "msb": 30_000, "outcomes-fund": 20_000}
    later = split(DONOR).parts(10_000, Purse(paid_to_date={"donor": 95_000}))
    assert later == {"donor": 5_000, "msb": 3_000, "outcomes-fund": 2_000}


def test_a_sum_may_hold_for_each_year(split: Any) -> None:
    rule = split("{in_turn: [{to: donor, up_to: 1 kr, each: year}, msb]}")
    purse = Purse(paid_to_date={"donor": 900}, paid_this_year={"donor": 40})
    assert rule.parts(100, purse) == {"donor": 60, "msb": 40}


def test_two_steps_to_one_account_count_what_was_just_handed_out(split: Any) -> None:
    rule = split("{in_turn: [{to: a, up_to: balance}, {to: a, up_to: balance}, b]}")
    assert rule.parts(100, Purse(balance={"a": 30})) == {"a": 30, "b": 70}


def test_accounts_fill_side_by_side_and_one_that_is_full_leaves_its_part(split: Any) -> None:
    parts = split(TOGETHER).parts(100, Purse(balance={"a": 20, "b": 30, "c": 90}))
    assert parts == {"a": 20, "b": 30, "c": 50, "vehicle": 0}
    parts = split(TOGETHER).parts(200, Purse(balance={"a": 20, "b": 30, "c": 90}))
    assert parts == {"a": 20, "b": 30, "c": 90, "vehicle": 60}


def test_an_account_without_a_share_is_filled_once_the_others_are(split: Any) -> None:
    rule = split("{in_turn: [{until_full: [a, b], split: {shares: {a: 100 %, b: 0 %}}}, vehicle]}")
    assert rule.parts(100, Purse(balance={"a": 20, "b": 30})) == {"a": 20, "b": 30, "vehicle": 50}


def test_an_inner_waterfall_skips_what_is_full_further_out(split: Any) -> None:
    rule = split(
        "{in_turn: [{until_full: [a, b], split: {in_turn: [{to: a, up_to: 1 000 kr}, {to: b, up_to: balance}]}}, z]}"
    )
    assert rule.parts(100, Purse(balance={"a": 20, "b": 30})) == {"a": 20, "b": 30, "z": 50}


def test_the_last_takes_the_rest_even_above_its_limit(split: Any) -> None:
    rule = split("{in_turn: [{to: senior, up_to: balance}, {to: junior, up_to: balance}]}")
    assert rule.parts(100, Purse(balance={"senior": 10, "junior": 20})) == {"senior": 10, "junior": 90}
    rule = split("{in_turn: [{until_full: [a, b], split: {pro_rata: [a, b], to: drawn}}]}")
    assert rule.parts(100, Purse(drawn={"a": 1, "b": 1}, balance={"a": 10, "b": 20})) == {"a": 45, "b": 55}


def test_money_that_flows_back_is_the_mirror_image(split: Any) -> None:
    purse = Purse(balance={"senior": 100, "junior": 60})
    there, back = split(CLASSES).parts(130, purse), split(CLASSES).parts(-130, purse)
    assert back == {account: -ore for account, ore in there.items()}


def test_it_knows_its_accounts_and_those_whose_balance_it_needs(split: Any) -> None:
    assert split(CLASSES).accounts() == ("senior", "junior", "dsi", "raadet")
    assert split(CLASSES).investor_accounts() == ("senior", "junior")
    assert split(DONOR).investor_accounts() == ()
    assert split(TOGETHER).investor_accounts() == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{in_turn: [donor, {to: senior, up_to: balance}]}", "split.never_reached"),
        ("{in_turn: [{pro_rata: [a], to: drawn}, b]}", "split.never_reached"),
        ("{in_turn: [{until_full: [a, b], split: a}, c]}", "split.until_full_accounts"),
        ("{in_turn: [{to: {shares: {a: 50 %, b: 50 %}}, up_to: balance}, c]}", "split.balance_of_many"),
        ("{in_turn: [{to: pro rata to drawn capital, up_to: 1 kr}, c]}", "split.accounts_not_named"),
        ("{in_turn: []}", "too_short"),
    ],
)
def test_a_waterfall_that_cannot_run_is_refused_with_a_code(split: Any, text: str, code: str) -> None:
    with pytest.raises(ValueError) as refusal:
        split(text)
    assert [mistake["type"] for mistake in refusal.value.errors()] == [code]  # type: ignore[attr-defined]
