"""Sentences with gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.words.template import Slot, fill, parse, slots_of


def test_a_gap_is_filled() -> None:
    assert fill("{a} og {b}", {"a": "x", "b": "y"}) == "x og y"


def test_a_part_in_brackets_is_left_out_where_a_value_is_missing() -> None:
    assert fill("{a}[, dog højst {b}].", {"a": "x", "b": None}) == "x."
    assert fill("{a}[, dog højst {b}].", {"a": "x", "b": "y"}) == "x, dog højst y."


def test_an_empty_text_is_a_value_and_keeps_its_part() -> None:
    assert fill("[({a})]", {"a": ""}) == "()"


def test_a_gap_that_must_be_filled_and_is_not_is_refused_with_its_name() -> None:
    with pytest.raises(KeyError, match="needs b"):
        fill("{a} {b}", {"a": "x", "b": None})


def test_a_gap_says_its_form_and_its_place_in_a_list() -> None:
    assert slots_of("{ratio[1]} {each:every}") == (Slot("ratio", "", 1), Slot("each", "every"))


def test_braces_written_twice_stand_for_themselves() -> None:
    assert fill("{{unknown: hvorfor}}", {}) == "{unknown: hvorfor}"


@pytest.mark.parametrize("text", ["a [b", "a ]b", "[a [b]]"])
def test_brackets_that_do_not_pair_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@given(st.text(alphabet=st.characters(blacklist_characters="[]{}")))
def test_a_text_without_gaps_stays_as_it_is(text: str) -> None:
    assert fill(text, {}) == text
