"""Laws of conditions: three-valued logic, and what a condition says it asks for."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.contract.model import plain
from bundlinje.grammar.condition import Condition
from bundlinje.settlement.outcomes import NO, NOT_KNOWN, YES, all_of, any_of, negation

VALUES = (NO, YES, NOT_KNOWN)
NAMES = st.sampled_from(["one", "two", "three"])


def column(value: int) -> Any:
    return np.array([value], dtype=np.int8)


def shown(value: Any) -> int:
    return int(value[0])


def test_de_morgan_holds_in_three_values() -> None:
    for one, two in product(VALUES, repeat=2):
        a, b = column(one), column(two)
        assert shown(negation(all_of([a, b]))) == shown(any_of([negation(a), negation(b)]))
        assert shown(negation(any_of([a, b]))) == shown(all_of([negation(a), negation(b)]))


def test_learning_a_fact_never_turns_what_was_known_into_its_opposite() -> None:
    for one, two in product(VALUES, repeat=2):
        for how in (all_of, any_of):
            before = shown(how([column(one), column(two)]))
            for learnt_one, learnt_two in product(VALUES, repeat=2):
                if one not in (NOT_KNOWN, learnt_one) or two not in (NOT_KNOWN, learnt_two):
                    continue
                after = shown(how([column(learnt_one), column(learnt_two)]))
                assert before in (NOT_KNOWN, after)


def test_an_unknown_part_is_settled_by_the_others_where_they_can() -> None:
    unknown = column(NOT_KNOWN)
    assert shown(all_of([unknown, column(NO)])) == NO
    assert shown(any_of([unknown, column(YES)])) == YES
    assert shown(all_of([unknown, column(YES)])) == NOT_KNOWN
    assert shown(negation(unknown)) == NOT_KNOWN


def conditions() -> st.SearchStrategy[dict[str, Any] | str]:
    """Conditions as written, up to three deep."""
    bounds = st.dictionaries(
        st.sampled_from(["at_least", "above", "at_most", "below"]), st.integers(0, 99), min_size=1, max_size=2
    )
    tests = st.dictionaries(st.sampled_from(["days", "degree"]), bounds, min_size=1)
    leaves = st.one_of(NAMES, tests, st.builds(lambda name: {"segment": name}, NAMES))
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=6,
    )


def asked(raw: Any) -> tuple[list[str], list[str]]:
    """Names of numbers and of outcomes in a condition, by reading it as it is written."""
    if isinstance(raw, str):
        return [], [raw]
    inner = [*raw.get("any", []), *raw.get("all", []), *([raw["not"]] if "not" in raw else [])]
    numbers = [name for name in raw if name not in ("any", "all", "not", "segment")]
    found = [asked(part) for part in inner]
    return numbers + [n for one, _ in found for n in one], [o for _, one in found for o in one]


@given(conditions())
def test_a_condition_tells_every_number_and_outcome_it_asks_for(raw: Any) -> None:
    condition = Condition.model_validate(raw)
    numbers, outcomes = asked(raw)
    assert [name for name, _ in condition.numbers()] == numbers
    assert list(condition.outcomes()) == outcomes


@given(conditions())
def test_a_condition_written_and_read_again_is_the_same(raw: Any) -> None:
    condition = Condition.model_validate(raw)
    assert Condition.model_validate(plain(condition)) == condition


@given(st.integers(0, 9), st.integers(0, 9))
def test_edges_of_a_bound_hold_what_they_say(value: int, bound: int) -> None:
    words = {"at_least": value >= bound, "above": value > bound, "at_most": value <= bound, "below": value < bound}
    for word in words:
        condition = Condition.model_validate({"n": {word: bound}})
        ((name, bounds),) = condition.numbers()
        assert (name, {w: q.value for w, q in bounds.given().items()}) == ("n", {word: Fraction(bound)})
