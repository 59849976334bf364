"""How the value of a fact is written and stored: what it counts, its decimals in the file, its scale in the column."""

from __future__ import annotations

from dataclasses import dataclass

from bundlinje.grammar.quantity import Dimension


MILLIONTHS = 1_000_000
"""Scale of shares and of a unit's own points: stored as whole millionths."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a written number counts: its dimension, its decimals in a file and the scale it is stored at."""

    dimension: Dimension
    decimals: int
    scale: int

    @property
    def shift(self) -> int:
        """Digits the decimal point moves between the file and the column: kroner to øre 2, a share to millionths 6."""
        return {Dimension.KRONER: 2}.get(self.dimension, len(str(self.scale)) - 1)


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
