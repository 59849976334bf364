"""Intervals against published ones.

Newcombe, R. G. (1998): Interval estimation for the difference between independent proportions: comparison of eleven
methods. Statistics in Medicine 17, 873–890; table II, method 10 (hybrid score, from Wilson's intervals). Agreement is
to the four digits printed there.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.comparisons.interval import newcombe, wilson

PUBLISHED = [
    ((56, 70), (48, 80), "0.0524", "0.3339"),
    ((9, 10), (3, 10), "0.1705", "0.8090"),
    ((10, 10), (0, 20), "0.6791", "1.0000"),
    ((84, 101), (89, 105), "-0.1177", "0.0851"),
]


@pytest.mark.parametrize(("one", "other", "low", "high"), PUBLISHED)
def test_the_interval_of_a_difference_is_the_published_one(
    one: tuple[int, int], other: tuple[int, int], low: str, high: str
) -> None:
    assert tuple(f"{end:.4f}" for end in newcombe(one, other)) == (low, high)


COUNTED = st.integers(1, 2_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTED)
def test_a_share_lies_in_its_interval_and_the_interval_among_the_shares(counted: tuple[int, int]) -> None:
    low, high = wilson(*counted)
    assert 0 <= low <= counted[0] / counted[1] <= high <= 1


@given(COUNTED, COUNTED)
def test_a_difference_lies_in_its_interval(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = newcombe(one, other)
    assert -1 <= low <= one[0] / one[1] - other[0] / other[1] <= high <= 1


@given(COUNTED, COUNTED)
def test_the_difference_the_other_way_has_the_mirrored_interval(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = newcombe(one, other)
    assert newcombe(other, one) == pytest.approx((-high, -low), abs=1e-12)


def test_of_nobody_every_share_is_possible() -> None:
    assert wilson(0, 0) == (0, 1)
