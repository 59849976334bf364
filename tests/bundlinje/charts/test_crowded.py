"""Whatever the numbers and however long the names: no text covers another, and none leaves the page."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bundlinje.charts import picture

from bundlinje import charts
from bundlinje.charts.data import (
    About,
    Acceptability,
    Bars,
    Chances,
    Cumulated,
    Curve,
    Fan,
    FanYear,
    Interval,
    Payer,
    SideBySide,
    Step,
    Swing,
    Tornado,
    Waterfall,
)
from bundlinje.grammar.part import Mark

WORDS = ("kommunens", "netto", "pr.", "beskæftigelsesindsatsernes", "og", "enhedsomkostninger", "i", "Ålborg", "øvrige")
LABELS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
ABOUT = st.builds(About, LABELS, notes=st.lists(LABELS, max_size=2).map(tuple))
ORE = st.integers(1, 11).flatmap(lambda size: st.integers(-(10**size), 10**size))
LENGTHS = st.integers(1, 20)
FIRST = 2020
FIVE = st.lists(ORE, min_size=5, max_size=5).map(sorted)


def curves(most: int) -> Any:
    return st.lists(st.builds(Curve, LABELS, _points()), min_size=1, max_size=most).map(tuple)


def _points() -> Any:
    return st.lists(ORE, min_size=1, max_size=20).map(lambda found: tuple(enumerate(found, FIRST)))


def _years(found: list[list[int]]) -> tuple[FanYear, ...]:
    return tuple(FanYear(year, *five) for year, five in enumerate(found, FIRST))


def _bars(n: int) -> Any:
    payers = st.builds(Payer, LABELS, st.lists(ORE, min_size=n, max_size=n).map(tuple))
    return st.builds(Bars, ABOUT, st.just(tuple(range(FIRST, FIRST + n))), st.lists(payers, min_size=1, max_size=5))


def _interval(label: str, five: list[int], sure: bool) -> Interval:
    low, quarter, middle, upper, high = five
    return Interval(label, middle) if sure else Interval(label, middle, low, quarter, upper, high)


def _prices(found: list[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
    return tuple(sorted(dict(found).items()))


CHANCES = st.builds(Chances, LABELS, st.lists(st.tuples(ORE.map(abs), st.floats(0, 1)), min_size=1).map(_prices))
CROWDED = {
    "fan": st.builds(
        Fan,
        ABOUT,
        st.lists(FIVE, min_size=1, max_size=20).map(_years),
        known=st.lists(ORE, max_size=8).map(lambda found: tuple(enumerate(found, FIRST - len(found)))),
        beside=st.one_of(st.just(()), curves(3)),
    ),
    "tornado": st.builds(
        Tornado,
        ABOUT,
        ORE,
        st.lists(st.builds(Swing, LABELS, ORE, ORE, LABELS, LABELS, st.sampled_from(Mark)), min_size=1, max_size=14),
    ),
    "waterfall": st.builds(
        Waterfall, ABOUT, st.lists(st.builds(Step, LABELS, ORE, st.booleans()), min_size=1, max_size=12)
    ),
    "cumulated": st.builds(Cumulated, ABOUT, curves(5), st.sampled_from((None, FIRST))),
    "bars": LENGTHS.flatmap(_bars),
    "side_by_side": st.builds(
        SideBySide,
        ABOUT,
        st.lists(st.builds(_interval, LABELS, FIVE, st.booleans()), min_size=1, max_size=5),
        st.lists(st.tuples(LABELS, ORE), max_size=3),
    ),
    "acceptability": st.builds(
        Acceptability, ABOUT, st.lists(CHANCES, min_size=1, max_size=5), st.one_of(st.none(), ORE.map(abs))
    ),
    "histogram": st.builds(charts.histogram_of, ABOUT, st.lists(ORE.map(abs), min_size=1), ORE.map(abs)),
}


@pytest.mark.parametrize("kind", CROWDED)
@settings(max_examples=8)
@given(st.data(), st.sampled_from(("da", "en")), st.sampled_from((charts.PHONE, charts.WIDE)))
def test_no_text_covers_another_or_leaves_the_page(kind: str, data: Any, language: str, size: charts.Size) -> None:
    svg = getattr(charts, kind)(data.draw(CROWDED[kind]), language, size).svg()
    found, root = picture.boxes(svg), picture.root(svg)
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    assert [(a.text, b.text) for a, b in combinations(found, 2) if a.meets(b)] == []
    assert [b for b in found if b.left < -0.5 or b.right > wide + 0.5 or b.top < 0 or b.bottom > high] == []
