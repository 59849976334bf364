"""What a curve pays at a value: for a group one value, for units a column of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.grammar.curve import Piece, piece_at
from bundlinje.terms.base import Ground, Price, Rows

if TYPE_CHECKING:
    from bundlinje.terms.base import Int32


def curve_price(pieces: Sequence[Piece], value: Fraction, row: Rows, ground: Ground, path: str) -> Price:
    """What the curve pays at one value."""
    piece = piece_at(pieces, value)
    position = next(i for i, one in enumerate(pieces) if one is piece)
    foot = ground.number_for(piece.pays, row, f"{path}.{position}.pays")
    if piece.rising_to is None:
        return foot
    top = ground.number_for(piece.rising_to, row, f"{path}.{position}.rising_to")
    if foot.ore is None or top.ore is None:
        return foot if foot.ore is None else top
    return Price(piece.height(value, foot.ore, top.ore), (*foot.marks, *top.marks))


def curve_prices(
    pieces: Sequence[Piece], rows: Rows, ground: Ground, path: str
) -> tuple[Rows, Int32, tuple[Price, ...]]:
    """What the curve pays each unit: the rows with quantity 1, and the price of each. Equal values are priced once."""
    import numpy as np

    values = np.stack([rows.num, rows.den], axis=1)
    distinct, first, position = np.unique(values, axis=0, return_index=True, return_inverse=True)
    one_row = np.zeros(len(rows), dtype=bool)
    prices = []
    for (num, den), example in zip(distinct, first, strict=True):
        one_row[:] = False
        one_row[example] = True
        prices.append(curve_price(pieces, Fraction(int(num), int(den)), rows.where(one_row), ground, path))
    ones = np.ones(len(rows), dtype=np.int64)
    return replace(rows, num=ones, den=ones), position.reshape(-1).astype(np.int32), tuple(prices)
