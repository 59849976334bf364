"""Laws of the curve: every value in exactly one piece, slopes that meet their ends, edges that say what they hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bundlinje.grammar.curve import Piece, gaps_and_overlaps, piece_at

EDGES = st.lists(st.integers(-20, 20), min_size=0, max_size=5, unique=True).map(sorted)
PRICES = st.integers(-900, 900).map(lambda kroner: f"{kroner} kr")


@st.composite
def covers(draw: st.DrawFn) -> list[Piece]:
    """Curves that cover every value once: neighbours share an edge, and one of them includes it."""
    edges = draw(EDGES)
    included_below = [draw(st.booleans()) for _ in edges]
    pieces: list[dict[str, Any]] = [{"pays": draw(PRICES)} for _ in range(len(edges) + 1)]
    for number, (edge, below) in enumerate(zip(edges, included_below, strict=True)):
        pieces[number]["up_to" if below else "below"] = edge
        pieces[number + 1]["above" if below else "from"] = edge
    for piece in pieces[1:-1]:
        if draw(st.booleans()):
            piece["rising_to"] = draw(PRICES)
    return [Piece.model_validate(piece) for piece in draw(st.permutations(pieces))]


def probes(pieces: list[Piece]) -> list[Fraction]:
    """Values at, beside and between all edges."""
    edges = sorted({edge.value for piece in pieces for edge in (piece.lower, piece.upper) if edge})
    between = [(one + two) / 2 for one, two in pairwise(edges)]
    outside = [edges[0] - 1, edges[-1] + 1] if edges else [Fraction(0)]
    return [*edges, *between, *outside]


@given(covers())
def test_a_curve_without_a_gap_holds_every_value_in_exactly_one_piece(pieces: list[Piece]) -> None:
    assert gaps_and_overlaps(pieces) == []
    for value in probes(pieces):
        assert [piece for piece in pieces if value in piece] == [piece_at(pieces, value)]


@given(covers(), st.data())
def test_leaving_out_a_piece_leaves_a_gap(pieces: list[Piece], data: st.DataObject) -> None:
    pieces.pop(data.draw(st.integers(0, len(pieces) - 1)))
    assert "curve.gap" in {code for _, code in gaps_and_overlaps(pieces)}


@given(covers(), st.data())
def test_a_piece_written_twice_overlaps(pieces: list[Piece], data: st.DataObject) -> None:
    pieces.append(pieces[data.draw(st.integers(0, len(pieces) - 1))])
    assert "curve.overlap" in {code for _, code in gaps_and_overlaps(pieces)}


@st.composite
def anything(draw: st.DrawFn) -> list[Piece]:
    """Pieces that may or may not fit together."""
    pieces = []
    for _ in range(draw(st.integers(1, 4))):
        low, high = sorted(draw(st.lists(st.integers(0, 6), min_size=2, max_size=2, unique=True)))
        slots: dict[str, Any] = {"pays": "1 kr"}
        if draw(st.booleans()):
            slots[draw(st.sampled_from(["from", "above"]))] = low
        if draw(st.booleans()):
            slots[draw(st.sampled_from(["up_to", "below"]))] = high
        pieces.append(Piece.model_validate(slots))
    return pieces


@given(anything())
def test_the_checker_is_silent_exactly_when_every_value_has_one_piece(pieces: list[Piece]) -> None:
    once = all(sum(value in piece for piece in pieces) == 1 for value in probes(pieces))
    assert (gaps_and_overlaps(pieces) == []) == once


@given(covers(), st.permutations(range(6)))
def test_the_order_pieces_are_written_in_changes_nothing(pieces: list[Piece], order: list[int]) -> None:
    shuffled = [pieces[i] for i in order if i < len(pieces)]
    for value in probes(pieces):
        assert piece_at(shuffled, value) == piece_at(pieces, value)


@given(covers(), st.fractions(-100, 100), st.fractions(-100, 100))
def test_a_slope_meets_its_stated_ends_and_stays_between_them(
    pieces: list[Piece], foot: Fraction, top: Fraction
) -> None:
    for piece in (one for one in pieces if one.rising_to is not None):
        assert piece.lower is not None
        assert piece.upper is not None
        low, high = piece.lower.value, piece.upper.value
        assert piece.height(low, foot, top) == foot
        assert piece.height(high, foot, top) == top
        assert piece.height((low + high) / 2, foot, top) == (foot + top) / 2


@given(covers(), st.fractions(-100, 100))
def test_a_flat_piece_pays_the_same_everywhere(pieces: list[Piece], foot: Fraction) -> None:
    assert {piece.height(value, foot, None) for piece in pieces for value in probes(pieces)} == {foot}


@given(st.integers(-20, 20), st.booleans())
def test_an_edge_has_the_value_of_the_piece_that_includes_it(edge: int, below: bool) -> None:
    lower = Piece.model_validate({"up_to" if below else "below": edge, "pays": "1 kr"})
    upper = Piece.model_validate({"above" if below else "from": edge, "pays": "2 kr"})
    assert piece_at([lower, upper], Fraction(edge)) is (lower if below else upper)
