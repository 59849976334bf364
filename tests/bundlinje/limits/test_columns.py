"""The columns under the limits: exact, however large the amounts, and refused where they would not be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.limits.base import Limit
from bundlinje.limits.columns.cutting import proportion


@given(st.lists(st.integers(0, 2**57), min_size=1, max_size=5), st.data())
def test_a_share_of_a_cut_is_exact_though_the_product_fits_no_64_bits(amounts: list[int], data: Any) -> None:
    whole = max(1, sum(amounts))
    take = data.draw(st.integers(0, whole))
    amount = np.array(amounts, dtype=np.int64)
    part, remainder = proportion(amount, np.full_like(amount, take), np.full_like(amount, whole))
    expected = [divmod(one * take, whole) for one in amounts]
    assert list(zip(part.tolist(), remainder.tolist(), strict=True)) == expected


def test_columns_of_different_lengths_are_refused(claims: Any) -> None:
    with pytest.raises(ValueError, match="different lengths"):
        replace(claims([1, 2]), due=np.zeros(1, dtype=np.int32))


def test_amounts_that_could_overflow_are_refused(claims: Any) -> None:
    with pytest.raises(OverflowError):
        claims([2**55])
    with pytest.raises(OverflowError):
        claims([0], settled=[-(2**55)])


def test_more_levels_than_can_be_numbered_are_refused(limit: Any, claims: Any, answers: Any) -> None:
    cap = limit("{at_most: 1 kr, for: each unit, excess: lost, cut: latest due first}")
    far = claims([5, 5], unit=[0, 2**20], due=[0, 2**30], follow_up=[1, 2**20])
    with pytest.raises(OverflowError):
        cap.cut(far, answers())


def test_what_every_limit_must_say_is_asked_for() -> None:
    bare = Limit()
    for ask in (bare.all_bounds, bare.term_names, lambda: bare.cut(None, None)):  # type: ignore[arg-type]
        with pytest.raises(NotImplementedError):
            ask()
