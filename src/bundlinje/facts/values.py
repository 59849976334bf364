"""How the value of a fact is written and stored: what it counts, its decimals in the file, its scale in the column."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.grammar.quantity import Dimension

MILLIONTHS = 1_000_000
"""Scale of shares and of a unit's own points: stored as whole millionths."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a written number counts: its dimension, the decimals it may have, and the scale it is stored at.

    Kroner have two decimals and are stored in øre; a share has six, or four where it is written in per cent.
    """

    dimension: Dimension
    decimals: int
    scale: int


KRONER = Measured(Dimension.KRONER, 2, 1)
SHARE = Measured(Dimension.SHARE, 6, MILLIONTHS)
COUNT = Measured(Dimension.COUNT, 0, 1)
DAYS = Measured(Dimension.DAYS, 0, 1)


def points(decimals: int) -> Measured:
    """Points with this many decimals."""
    return Measured(Dimension.POINTS, decimals, 10**decimals)


def number(decimals: int) -> Measured:
    """A plain number with this many decimals."""
    return Measured(Dimension.COUNT, decimals, 10**decimals)
