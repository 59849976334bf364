"""Fixed shares, ceilings and overflow, with invented amounts."""

from __future__ import annotations

from typing import Any

import pytest

from bundlinje.splits.base import Purse

CEILING = "{shares: {msb: {share: 70 %, at_most: 400 kr, each: year, overflow: outcomes-fund}, outcomes-fund: 30 %}}"
THREE = "{shares: {a: {share: 50 %, at_most: 10 kr}, b: 25 %, c: 25 %}}"


@pytest.mark.requirement("SPL-01", "SPL-02")
def test_a_payment_is_shared_between_two_budgets_to_the_ore(split: Any) -> None:
    shares = split("{shares: {msb/decentral: 60 %, outcomes-fund: 40 %}}")
    assert shares.parts(10_001, Purse()) == {"msb/decentral": 6_001, "outcomes-fund": 4_000}


def test_the_last_ore_goes_to_the_largest_remainder_and_a_tie_to_the_first_written(split: Any) -> None:
    assert split("{shares: {a: 1/3, b: 1/3, c: 1/3}}").parts(2, Purse()) == {"a": 1, "b": 1, "c": 0}
    assert split("{shares: {a: 25 %, b: 75 %}}").parts(1, Purse()) == {"a": 0, "b": 1}


def test_money_that_flows_back_is_the_mirror_image(split: Any) -> None:
    shares = split("{shares: {msb/decentral: 60 %, outcomes-fund: 40 %}}")
    assert shares.parts(-10_001, Purse()) == {"msb/decentral": -6_001, "outcomes-fund": -4_000}


def test_what_goes_above_a_ceiling_overflows(split: Any) -> None:
    assert split(CEILING).parts(100_000, Purse()) == {"msb": 40_000, "outcomes-fund": 60_000}


def test_a_ceiling_of_a_year_counts_what_the_payer_paid_this_year(split: Any) -> None:
    purse = Purse(paid_to_date={"msb": 90_000}, paid_this_year={"msb": 35_000})
    assert split(CEILING).parts(10_000, purse) == {"msb": 5_000, "outcomes-fund": 5_000}


def test_a_ceiling_to_date_counts_what_the_payer_ever_paid(split: Any) -> None:
    shares = split("{shares: {msb: {share: 50 %, at_most: 400 kr, overflow: fund}, fund: 50 %}}")
    purse = Purse(paid_to_date={"msb": 39_900}, paid_this_year={})
    assert shares.parts(1_000, purse) == {"msb": 100, "fund": 900}


def test_without_an_overflow_the_others_take_the_rest_by_their_shares(split: Any) -> None:
    assert split(THREE).parts(10_000, Purse()) == {"a": 1_000, "b": 4_500, "c": 4_500}


def test_when_nobody_has_room_the_last_takes_the_rest(split: Any) -> None:
    shares = split("{shares: {a: {share: 50 %, at_most: 1 kr}, b: {share: 50 %, at_most: 2 kr}}}")
    assert shares.parts(1_000, Purse()) == {"a": 100, "b": 900}


def test_an_account_that_is_full_leaves_its_share_to_the_others(split: Any) -> None:
    assert split("{shares: {a: 50 %, b: 50 %}}").parts(100, Purse(full=frozenset({"a"}))) == {"a": 0, "b": 100}


def test_a_share_may_be_split_on(split: Any) -> None:
    shares = split("{shares: {msb: 50 %, investors: {share: 50 %, split: {pro_rata: [x, y], to: drawn}}}}")
    assert shares.parts(100, Purse(drawn={"x": 1, "y": 4})) == {"msb": 50, "x": 10, "y": 40}
    assert shares.accounts() == ("msb", "x", "y")
    assert shares.investor_accounts() == ("x", "y")


def test_a_share_may_go_to_every_account_there_is(split: Any) -> None:
    shares = split("{shares: {fund: 50 %, investors: {share: 50 %, split: pro rata to drawn capital}}}")
    assert shares.parts(100, Purse(drawn={"x": 1, "y": 4})) == {"fund": 50, "x": 10, "y": 40}


def test_a_ceiling_on_a_share_that_is_split_on_counts_all_its_accounts(split: Any) -> None:
    shares = split(
        "{shares: {both: {share: 50 %, at_most: 1 kr, overflow: z, split: {shares: {x: 50 %, y: 50 %}}}, z: 50 %}}"
    )
    assert shares.parts(200, Purse(paid_to_date={"x": 30, "y": 30})) == {"x": 20, "y": 20, "z": 160}
    assert shares.accounts() == ("x", "y", "z")


@pytest.mark.requirement("SPL-09")
def test_each_unit_is_paid_for_by_its_own_authority(split: Any) -> None:
    shares = split(
        "{shares: {own: {share: 80 %, split: {to: {by: segment, north: randers, south: aarhus}}}, fund: 20 %}}"
    )
    assert shares.parts(100, Purse(segment="north")) == {"randers": 80, "fund": 20}
    assert shares.parts(100, Purse(segment="south")) == {"aarhus": 80, "fund": 20}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{shares: {a: 60 %, b: 30 %}}", "split.not_whole"),
        ("{shares: {a: 110 %, b: -10 %}}", "split.not_whole"),
        ("{shares: {a: {share: 60 %, overflow: b}, b: 40 %}}", "split.ceiling_missing"),
        ("{shares: {a: {share: 60 %, each: year}, b: 40 %}}", "split.ceiling_missing"),
        ("{shares: {a: {share: 60 %, at_most: 1 kr, split: pro rata to balance}, b: 40%}}", "split.accounts_not_named"),
        ("{shares: {a: {share: 60 %, at_most: 1 kr, overflow: a}, b: 40 %}}", "split.ceiling_passed_by"),
        ("{shares: {a: {share: 60 %, at_most: 1 kr}, b: {share: 40 %, split: a}}}", "split.ceiling_passed_by"),
        ("{shares: {a: {share: 60 %, at_most: 1 kr, overflow: b}, b: {share: 40 %, at_most: 1 kr}}}",
         "split.ceiling_passed_by"),
    ],
)  # fmt: skip
def test_shares_that_do_not_hold_are_refused_with_a_code(split: Any, text: str, code: str) -> None:
    with pytest.raises(ValueError) as refusal:
        split(text)
    assert [mistake["type"] for mistake in refusal.value.errors()] == [code]  # type: ignore[attr-defined]


def test_the_refusal_says_what_the_shares_sum_to(split: Any) -> None:
    with pytest.raises(ValueError) as refusal:
        split("{shares: {a: 60 %, b: 30 %}}")
    assert refusal.value.errors()[0]["ctx"] == {"sum": "90 %"}  # type: ignore[attr-defined]
