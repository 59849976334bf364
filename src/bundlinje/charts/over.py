"""Labels over the field, for lines that stand upright in it."""

from __future__ import annotations

from bundlinje.charts.canvas import Canvas, Label, Place
from bundlinje.charts.lettering import LINE, width
from bundlinje.charts.palette import FLAT, Size

_OFF = 8


def room_over(size: Size, lines: int = 1) -> float:
    """The room that this many lines of labels need over a field."""
    return lines * size.text * LINE + _OFF if lines else _OFF


def over(canvas: Canvas, x: Place, told: str, lines_up: int = 0) -> Label:
    """A label over the field at a value along it, so many lines up, moved so far that it stays on the page."""
    size = canvas.page.size
    at = canvas.page.left - size.edge + canvas.x.part(x) * canvas.page.field_width
    half = width(told, size.text, bold=True) / 2
    inside = min(max(at, half), size.inner - half)
    up = size.text * (0.9 + lines_up * LINE)
    return Label(x, canvas.y.high, (told,), FLAT, bold=True, align="center", dx=inside - at, dy=-up)
