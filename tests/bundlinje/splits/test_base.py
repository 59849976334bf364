"""Leaves of a split, the purse, and how splits are told apart."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from bundlinje.problems import Refused
from bundlinje.splits.base import SHELF, AnySplit, Purse, Split
from bundlinje.splits.leaf import NOT_PAID, VEHICLE, BySegment, Leaf

AUTHORITIES = "{to: {by: segment, north: randers, south: {pro_rata: [x], to: drawn}}}"


def test_there_are_three_kinds_of_split() -> None:
    assert list(SHELF.kinds) == ["in_turn", "pro_rata", "shares"]


@pytest.mark.parametrize("name", ["msb/decentral", "senior", VEHICLE, NOT_PAID])
def test_a_name_is_an_account_that_takes_all(split: Any, name: str) -> None:
    leaf = split(name)
    assert isinstance(leaf, Leaf)
    assert leaf.parts(17, Purse()) == {name: 17}
    assert leaf.parts(-17, Purse()) == {name: -17}
    assert leaf.investor_accounts() == ()


@pytest.mark.parametrize(
    "text",
    [
        "msb/decentral",
        AUTHORITIES,
        "pro rata to drawn capital",
        "{in_turn: [{to: donor, up_to: 1 kr, assumed: why}, {until_full: [a], split: a}, {shares: {x: 1/3, y: 2/3}}]}",
        "{shares: {a: {share: 70 %, at_most: 4 kr, overflow: b}, b: 30 %}, source: the agreement}",
    ],
)
def test_a_split_writes_what_it_read(split: Any, text: str) -> None:
    adapter: TypeAdapter[Split] = TypeAdapter(AnySplit)
    one = split(text)
    assert adapter.validate_python(adapter.dump_python(one, by_alias=True)) == one
    assert adapter.validate_python(one) == one


@pytest.mark.parametrize("text", ["{share: {a: 100 %}}", "{to: a, up_to: 3 kr}", "12", "[a, b]"])
def test_what_is_no_split_is_refused(split: Any, text: str) -> None:
    with pytest.raises(ValueError) as refusal:
        split(text)
    assert [mistake["type"] for mistake in refusal.value.errors()] == ["kind.none"]  # type: ignore[attr-defined]


def test_a_segment_without_an_account_is_refused_and_named(split: Any) -> None:
    for segment in ("west", None):
        with pytest.raises(Refused) as refusal:
            split(AUTHORITIES).parts(100, Purse(segment=segment))
        assert refusal.value.problems[0].values == {"segment": segment, "known": "north, south"}


def test_each_units_own_account_lists_all_of_them(split: Any) -> None:
    assert isinstance(split(AUTHORITIES), BySegment)
    assert split(AUTHORITIES).accounts() == ("randers", "x")
    assert split(AUTHORITIES).investor_accounts() == ("x",)


def test_what_was_just_handed_out_counts_at_once() -> None:
    purse = Purse(balance={"a": 100}, paid_to_date={"b": 5}).after({"a": 30, "b": 7})
    assert purse == Purse(balance={"a": 70}, paid_to_date={"b": 12, "a": 30}, paid_this_year={"a": 30, "b": 7})


def test_what_every_split_must_say_is_asked_for() -> None:
    for ask in (Split().accounts, lambda: Split().parts(1, Purse())):
        with pytest.raises(NotImplementedError):
            ask()
