"""Charts with a row for each thing: its label left of the field, or over the row where the chart is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bundlinje.charts.canvas import Canvas, Label, Place, Row, span
from bundlinje.charts.lettering import LINE, widest, wrapped
from bundlinje.charts.palette import Size
from bundlinje.charts.scales import Scale

_WIDEST_COLUMN = 220
_BAR = 18
_OFF = 10


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows from the top down: the lines of their labels, how high each is, and where in it the bar lies."""

    size: Size
    labels: tuple[tuple[str, ...], ...]
    plain: tuple[int, ...]
    """How many lines of each label are its name; the rest is set in grey."""

    @property
    def left_room(self) -> float:
        """The room of the labels beside the field."""
        if self.size.narrow:
            return 0
        return widest([line for lines in self.labels for line in lines], self.size.text, bold=True) + _OFF

    @property
    def heights(self) -> tuple[float, ...]:
        """The height of every row."""
        return tuple(self._height(lines) for lines in self.labels)

    def _height(self, lines: Sequence[str]) -> float:
        text = len(lines) * self.size.text * LINE
        return text + _BAR + 14 if self.size.narrow else max(text + 10, _BAR + 14)

    @property
    def height(self) -> float:
        """The height of all rows."""
        return sum(self.heights)

    @property
    def scale(self) -> Scale:
        """The upright scale: pixels from the top of the first row."""
        return Scale(Fraction(self.height), Fraction(0))

    def middle(self, row: int) -> float:
        """Where the middle of a row's bar is."""
        top, high = sum(self.heights[:row]), self.heights[row]
        return top + (high - _BAR / 2 - 8 if self.size.narrow else high / 2)

    def bar(self, row: int, left: Place, right: Place, thick: float = _BAR) -> Row:
        """A bar of a row from one value to another."""
        return span(left, self.middle(row) - thick / 2, right, self.middle(row) + thick / 2)

    def draw_labels(self, canvas: Canvas, bold: frozenset[int] = frozenset()) -> None:
        """The labels of all rows, some of them bold."""
        shown: list[Label] = []
        for n, (lines, plain) in enumerate(zip(self.labels, self.plain, strict=True)):
            look: Any = {"lines": lines, "bold": n in bold, "quiet_after": plain}
            if self.size.narrow:
                middle = sum(self.heights[:n]) + 2 + len(lines) * self.size.text * LINE / 2
                label = Label(canvas.x.low, middle, dx=self.size.edge - canvas.page.left, **look)
            else:
                label = Label(canvas.x.low, self.middle(n), align="right", dx=-self._beside(canvas), **look)
            shown.append(label)
        canvas.labels(shown, covering=self.size.narrow)

    def _beside(self, canvas: Canvas) -> float:
        return canvas.page.left - self.size.edge - self.left_room + _OFF


def rows(size: Size, labels: Sequence[tuple[str, str]]) -> Rows:
    """Rows for labels of a name and what stands under it in grey."""
    room = size.inner if size.narrow else _WIDEST_COLUMN
    names = [wrapped(name, size.text, room, bold=True) for name, _ in labels]
    under = [wrapped(more, size.text, room) for _, more in labels]
    lines = tuple((*name, *more) for name, more in zip(names, under, strict=True))
    return Rows(size, lines, tuple(map(len, names)))
