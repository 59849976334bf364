"""Laws of figures: shares lie between nought and one, a mix between its members, and steps keep the order."""

from __future__ import annotations

from fractions import Fraction

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bundlinje.contract.model import plain
from bundlinje.figures.base import SHELF, AnyFigure, Range, Tally, counted_in
from bundlinje.figures.mix import Mix
from bundlinje.figures.share import Share
from bundlinje.grammar.quantity import Share as Part

NUMBERS = st.fractions(-50, 50, max_denominator=60)


class Seen:
    """A view that has one tally, and figures by name."""

    def __init__(self, tally: Tally | None = None, figures: dict[str, Range] | None = None) -> None:
        self._tally, self._figures = tally, figures or {}

    def tally(self, outcome: str, among: str) -> Tally | None:
        return self._tally

    def figure(self, name: str) -> Range:
        return self._figures[name]


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    of = draw(st.integers(1, 200))
    achieved = draw(st.integers(0, of))
    return Tally(Fraction(achieved), draw(st.integers(0, of - achieved)), of)


@given(tallies())
def test_a_share_lies_between_nought_and_one(tally: Tally) -> None:
    share = Share(share="x", among="due").of(Seen(tally))  # type: ignore[arg-type]
    assert share.low is not None
    assert share.high is not None
    assert 0 <= share.low <= share.high <= 1
    assert share.known == (tally.waiting == 0)


@st.composite
def weights(draw: st.DrawFn) -> list[Part]:
    parts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    return [Part(Fraction(part, sum(parts))) for part in parts]


@given(weights(), st.data())
def test_a_mix_lies_between_its_least_and_greatest_member(parts: list[Part], data: st.DataObject) -> None:
    names = [f"m{number}" for number in range(len(parts))]
    ends = [sorted(data.draw(st.tuples(NUMBERS, NUMBERS))) for _ in names]
    figures = {name: Range(low, high) for name, (low, high) in zip(names, ends, strict=True)}
    mixed = Mix(mix=dict(zip(names, parts, strict=True))).of(Seen(figures=figures))  # type: ignore[arg-type]
    assert mixed.low is not None
    assert mixed.high is not None
    assert min(low for low, _ in ends) <= mixed.low <= mixed.high <= max(high for _, high in ends)


@given(NUMBERS, NUMBERS, st.sampled_from(["down", "up", "nearest"]), st.integers(1, 40))
def test_steps_keep_the_order_and_stay_within_one_step(
    one: Fraction, two: Fraction, direction: str, percent: int
) -> None:
    steps, step = {f"{percent} pp": direction}, Fraction(percent, 100)
    first, second = (counted_in(Range.exactly(value), steps).value for value in sorted((one, two)))
    assert first <= second
    assert (first / step).denominator == 1
    assert abs(first - min(one, two)) <= (step / 2 if direction == "nearest" else step)
    assert counted_in(Range.exactly(first), steps).value == first


@pytest.mark.parametrize("kind", sorted(SHELF.kinds))
def test_the_example_of_every_kind_reads_and_is_written_the_same(kind: str) -> None:
    figures: TypeAdapter[object] = TypeAdapter(AnyFigure)
    figure = figures.validate_python(yaml.safe_load(SHELF.kinds[kind].example))
    assert isinstance(figure, SHELF.kinds[kind])
    assert figures.validate_python(plain(figure)) == figure
    assert figure.names()
