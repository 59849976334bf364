"""The one curve: pieces that cover every value a figure can take exactly once, each flat or a straight line.

Edges say what they include: `from` ≥, `above` >, `up_to` ≤, `below` <. Steps, all or nothing, interpolation, excess
over a gate, proportional to target and two-way payment are all this curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.part import Part
from bundlinje.grammar.quantity import Quantity


class Piece(Part):
    """One stretch of the curve: what it pays, flat, or from `pays` at its lower edge to `rising_to` at its upper."""

    from_: Quantity | None = Field(default=None, alias="from")
    above: Quantity | None = None
    up_to: Quantity | None = None
    below: Quantity | None = None
    pays: AnyAmount
    rising_to: AnyAmount | None = None

    @model_validator(mode="after")
    def _edges(self) -> Piece:
        if (self.from_ and self.above) or (self.up_to and self.below):
            raise PydanticCustomError("curve.two_edges", "two edges on one side")
        if self.rising_to is not None and (self.lower is None or self.upper is None):
            raise PydanticCustomError("curve.slope_without_end", "slope without end")
        if self.lower and self.upper and not self._holds_something(self.upper.value - self.lower.value):
            raise PydanticCustomError("curve.reversed", "reversed")
        return self

    def _holds_something(self, width: Fraction) -> bool:
        """A piece without width holds its one value if both edges are in it, and then it cannot rise."""
        one_value = self.from_ is not None and self.up_to is not None and self.rising_to is None
        return width > 0 or (width == 0 and one_value)

    @property
    def lower(self) -> Quantity | None:
        """The lower edge, if it has one."""
        return self.from_ or self.above

    @property
    def upper(self) -> Quantity | None:
        """The upper edge, if it has one."""
        return self.up_to or self.below

    def __contains__(self, value: Fraction) -> bool:
        return not (
            (self.from_ and value < self.from_.value)
            or (self.above and value <= self.above.value)
            or (self.up_to and value > self.up_to.value)
            or (self.below and value >= self.below.value)
        )

    def height(self, value: Fraction, foot: Fraction, top: Fraction | None) -> Fraction:
        """What the piece pays at a value, given what it pays at its edges."""
        if top is None or self.lower is None or self.upper is None:
            return foot
        width = self.upper.value - self.lower.value
        return foot + (top - foot) * (value - self.lower.value) / width


def gaps_and_overlaps(pieces: Sequence[Piece]) -> list[tuple[int, str]]:
    """Where pieces, sorted by lower edge, leave a value out or take it twice: (number of the later piece, code)."""
    order = sorted(range(len(pieces)), key=lambda i: _start(pieces[i]))
    if not order:
        return [(0, "curve.gap")]
    wrong: list[tuple[int, str]] = []
    if pieces[order[0]].lower is not None:
        wrong.append((order[0], "curve.gap"))
    for one, two in pairwise(order):
        wrong.extend((two, code) for code in _joint(pieces[one], pieces[two]))
    if pieces[order[-1]].upper is not None:
        wrong.append((order[-1], "curve.gap"))
    return wrong


def _start(piece: Piece) -> tuple[bool, Fraction, bool]:
    return piece.lower is not None, piece.lower.value if piece.lower else Fraction(0), piece.above is not None


def _joint(one: Piece, two: Piece) -> list[str]:
    if one.upper is None or two.lower is None:
        return ["curve.overlap"]
    if one.upper.value != two.lower.value:
        return ["curve.gap" if one.upper.value < two.lower.value else "curve.overlap"]
    included = (one.up_to is not None) + (two.from_ is not None)
    return {0: ["curve.gap"], 1: [], 2: ["curve.overlap"]}[included]


def piece_at(pieces: Sequence[Piece], value: Fraction) -> Piece:
    """The piece that holds a value. A curve without a gap has exactly one."""
    return next(piece for piece in pieces if value in piece)
