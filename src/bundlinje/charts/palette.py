"""Colours and type: the greys and the blue of the Danish Common Design System, and an orange that stands off for all.

Texts have a contrast of at least 4.5 to 1 on white, marks and edges at least 3 to 1. What is below zero is orange and
stands below; colour never says anything alone.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""One face by three names: the three have the same widths, so what is laid out for one fits in all."""

PAPER = "#ffffff"
INK = "#1a1a1a"
QUIET = "#595959"
EDGE = "#747474"
GRID = "#dcdcdc"
FLAT = "#454545"

BLUE = "#0059b3"
BLUE_EDGE = "#4d8cc9"
BLUE_HALF = "#8fb9e0"
BLUE_MOST = "#cfe2f4"

ORANGE = "#b34d00"
ORANGE_MOST = "#f7dfc9"

SERIES = (BLUE, ORANGE, "#6b6b6b", "#8a3ffc", "#4f3512")
"""Payers and other series, in the order they are given."""

TEXTS = (INK, QUIET, FLAT, *SERIES)
MARKS = (BLUE_EDGE, EDGE)


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a chart is and how its texts are set, all in pixels. A narrow chart puts labels over what they name."""

    width: int
    plot_height: int
    title: int
    text: int
    note: int
    narrow: bool = False
    edge: int = 10

    @property
    def inner(self) -> int:
        """The room for text between the edges."""
        return self.width - 2 * self.edge


WIDE = Size(width=720, plot_height=300, title=18, text=13, note=11)
PHONE = Size(width=340, plot_height=220, title=16, text=12, note=11, narrow=True)
