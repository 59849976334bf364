"""Scales: round ticks, units that read well, and amounts as a sentence tells them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundlinje.charts import scales
from bundlinje.charts.scales import Unit

ORE = st.integers(-(10**13), 10**13)


@given(st.lists(ORE, min_size=1, max_size=20), st.booleans())
def test_a_scale_holds_its_values_and_its_ticks_are_round_and_even(values: list[int], zero: bool) -> None:
    unit = scales.unit_for(values)
    scale = scales.nice(values, unit, zero=zero)
    steps = {b - a for a, b in zip(scale.ticks, scale.ticks[1:], strict=False)}
    assert scale.low <= min(values) <= max(values) <= scale.high
    assert scale.low < scale.high
    assert all(scale.low <= tick <= scale.high for tick in scale.ticks)
    assert 1 <= len(scale.ticks) <= 9
    assert len(steps) <= 1
    assert all(str(step / unit.one).strip("0.") in {"1", "2", "25", "5", "1/2", "1/4", "1/5", "5/2"} for step in steps)


@given(st.lists(ORE, min_size=1, max_size=20))
def test_nothing_has_a_tick_where_amounts_are_held_against_it(values: list[int]) -> None:
    assert Fraction(0) in scales.nice(values, scales.unit_for(values)).ticks


@given(st.integers(1900, 2100), st.integers(0, 60), st.integers(2, 12))
def test_years_are_marked_evenly_and_the_last_always(first: int, more: int, about: int) -> None:
    scale = scales.close([first, first + more], about)
    assert scale.ticks[-1] == first + more
    assert len(scale.ticks) <= about + 1
    assert scale.low <= first <= first + more <= scale.high
    assert scale.low < scale.high


@pytest.mark.parametrize(
    ("ore", "unit", "danish", "english"),
    [
        (1_234_500, Unit.KRONER, "12.345 kr.", "DKK 12,345"),
        (-34_049_900, Unit.THOUSANDS, "−340.000 kr.", "DKK −340,000"),
        (1_136_000_000, Unit.MILLIONS, "11,4 mio. kr.", "DKK 11.4 million"),
        (-50_000_000, Unit.MILLIONS, "−0,5 mio. kr.", "DKK −0.5 million"),
    ],
)
def test_an_amount_in_a_sentence_is_as_exact_as_the_chart(ore: int, unit: Unit, danish: str, english: str) -> None:
    told = [scales.told(ore, unit, language).replace("\u00a0", " ") for language in ("da", "en")]
    assert told == [danish, english]


@pytest.mark.parametrize(
    ("largest", "unit"),
    [
        (0, Unit.KRONER),
        (2_999_999, Unit.KRONER),
        (3_000_000, Unit.THOUSANDS),
        (299_999_999, Unit.THOUSANDS),
        (-300_000_000, Unit.MILLIONS),
        (20_000_000_000, Unit.WHOLE_MILLIONS),
    ],
)
def test_the_unit_follows_the_largest_amount(largest: int, unit: Unit) -> None:
    assert scales.unit_for([1, largest]) is unit


@pytest.mark.parametrize(
    ("share", "told"), [(0, "0 %"), (0.002, "< 1 %"), (0.83, "83 %"), (0.997, "> 99 %"), (Fraction(1), "100 %")]
)
def test_what_is_almost_sure_is_not_told_as_sure(share: float, told: str) -> None:
    assert scales.share_told(share, "da").replace("\u00a0", " ") == told


def test_a_tick_has_the_decimals_it_needs_and_no_more() -> None:
    assert [Unit.MILLIONS.tick(tick, "da") for tick in (0, 250_000_000, 500_000_000)] == ["0", "2,5", "5"]
