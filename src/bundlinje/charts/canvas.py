"""The canvas: marks of a chart in the values they stand for, put together as a Vega-Lite chart.

The picture as a whole is one named image with its table beside it, so the marks inside carry no names of their own.
Vega-Lite is written here as it is: to build and check the same chart with Altair takes a second or two each time. The
tests hold every chart against Altair's schema instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from bundlinje.charts.lettering import LINE, widest
from bundlinje.charts.page import Page, Placed, Sign
from bundlinje.charts.palette import EDGE, FONT, GRID, INK, PAPER, QUIET
from bundlinje.charts.scales import Scale

Place: TypeAlias = Fraction | float
Row: TypeAlias = Mapping[str, Place | str]
Align: TypeAlias = Literal["left", "center", "right"]
_SIGN = 16
VERSION = "6.4"
"""The Vega-Lite that is written, and that draws it."""
_DASHES = [5, 4]


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place in the field, moved by pixels; lines under one another share it as their middle."""

    x: Place
    y: Place
    lines: tuple[str, ...]
    colour: str = INK
    bold: bool = False
    align: Align = "left"
    dx: float = 0
    dy: float = 0
    quiet_after: int = 99
    """Lines after this many are set in grey."""


@dataclass(slots=True)
class Canvas:
    """A field with a scale each way, on a page; what is drawn later covers what was drawn before."""

    page: Page
    x: Scale
    y: Scale
    layers: list[dict[str, Any]] = field(default_factory=list)

    def grid(self, across: bool = False) -> None:
        """Faint lines at the ticks of the upright scale, or (`across`) of the level one."""
        if across:
            rows = [span(tick, self.y.low, tick, self.y.high) for tick in self.x.ticks]
        else:
            rows = [span(self.x.low, tick, self.x.high, tick) for tick in self.y.ticks]
        self.rule(rows, GRID)

    def rule(self, rows: Sequence[Row], colour: str, thick: float = 1, dashed: bool = False) -> None:
        """Straight lines from (x, y) to (x2, y2)."""
        self._add("rule", rows, ("x", "y", "x2", "y2"), color=colour, strokeWidth=thick, **_dash(dashed))

    def zero(self, across: bool = False) -> None:
        """The line at nothing: level, or (`across`) upright."""
        row = span(0, self.y.low, 0, self.y.high) if across else span(self.x.low, 0, self.x.high, 0)
        self.rule([row], EDGE, 1.25)

    def boxes(self, rows: Sequence[Row], colour: str, edge: str = "", thick: float = 1) -> None:
        """Rectangles from (x, y) to (x2, y2)."""
        drawn = {"stroke": edge, "strokeWidth": thick} if edge else {}
        self._add("rect", rows, ("x", "y", "x2", "y2"), color=colour, **drawn)

    def area(self, rows: Sequence[Row], colour: str) -> None:
        """The field between y and y2 along x."""
        self._add("area", rows, ("x", "y", "y2"), color=colour)

    def line(self, rows: Sequence[Row], colour: str, thick: float = 2, dashed: bool = False) -> None:
        """A line through (x, y), from left to right."""
        self._add("line", rows, ("x", "y"), color=colour, strokeWidth=thick, strokeJoin="round", **_dash(dashed))

    def points(
        self, rows: Sequence[Row], colour: str, shape: str = "circle", size: int = 40, hollow: bool = False
    ) -> None:
        """Marks at (x, y): filled, or hollow."""
        fill = {"fill": PAPER, "stroke": colour, "strokeWidth": 2} if hollow else {"fill": colour, "stroke": PAPER}
        self._add("point", rows, ("x", "y"), shape=shape, size=size, opacity=1, **{"strokeWidth": 1, **fill})

    def labels(self, labels: Sequence[Label], covering: bool = False) -> None:
        """Texts at places in the field; where they are `covering`, no line of the field runs through them."""
        if covering:
            self._cover(labels)
        looks: dict[tuple[Any, ...], list[Row]] = {}
        for label in labels:
            for look, row in self._set(label):
                looks.setdefault(look, []).append(row)
        for (colour, weight, align, dx, dy), rows in looks.items():
            drawn = {"color": colour, "fontWeight": weight, "align": align, "dx": dx, "dy": dy}
            size = self.page.size.text
            self._add("text", rows, ("x", "y", "text"), fontSize=size, baseline="middle", **drawn)

    def _cover(self, labels: Sequence[Label]) -> None:
        size = self.page.size.text
        for label in labels:
            wide, high = widest(label.lines, size, label.bold) + 4, len(label.lines) * size * LINE
            x = self.page.left + self.x.part(label.x) * self.page.field_width + label.dx
            y = self.page.top + (1 - self.y.part(label.y)) * self.page.field_height + label.dy
            left = x - {"left": 2, "center": wide / 2, "right": wide - 2}[label.align]
            self._at(left, y - high / 2, "rect", x2=left + wide, y2=y + high / 2, color=PAPER)

    def _set(self, label: Label) -> Iterator[tuple[tuple[Any, ...], Row]]:
        step = self.page.size.text * LINE
        first = label.dy - (len(label.lines) - 1) * step / 2
        for n, line in enumerate(label.lines):
            quiet = n >= label.quiet_after
            weight = "bold" if label.bold and not quiet else "normal"
            look = (QUIET if quiet else label.colour, weight, label.align, label.dx, round(first + n * step, 2))
            yield look, {"x": label.x, "y": label.y, "text": line}

    def finished(self) -> dict[str, Any]:
        """The chart as Vega-Lite, its texts and key around it."""
        for text in self.page.texts:
            self._at(text.x, text.y, "text", text=text.text, color=text.colour, fontSize=text.size,
                     fontWeight="bold" if text.bold else "normal", baseline="top", align="left")  # fmt: skip
        for placed in self.page.key:
            self._sign(placed)
        page = self.page
        return {
            "width": page.field_width,
            "height": page.field_height,
            "autosize": {"type": "none"},
            "padding": {"left": page.left, "right": page.right, "top": page.top, "bottom": page.bottom},
            "config": {"font": FONT, "background": PAPER, "aria": False, "view": {"stroke": None}},
            "layer": self.layers,
        }

    def _sign(self, placed: Placed) -> None:
        x, y, entry = placed.x, placed.y, placed.entry
        middle = x + _SIGN / 2
        if entry.sign is Sign.FIELD:
            edge = {"stroke": entry.edge} if entry.edge else {}
            self._at(x, y - 6, "rect", x2=x + _SIGN, y2=y + 6, color=entry.colour, **edge)
        elif entry.sign in (Sign.LINE, Sign.DASHES):
            dash = _dash(entry.sign is Sign.DASHES)
            self._at(x, y, "rule", x2=x + _SIGN, y2=y, color=entry.colour, strokeWidth=2.5, **dash)
        elif entry.sign is Sign.HOLLOW:
            look: Any = {"fill": PAPER, "stroke": entry.colour, "strokeWidth": 2}
            self._at(middle, y, "point", shape="diamond", size=80, opacity=1, **look)
        else:
            shape = "diamond" if entry.sign is Sign.DIAMOND else "circle"
            self._at(middle, y, "point", shape=shape, size=80, fill=entry.colour, stroke=PAPER, opacity=1)
        size = self.page.size.text
        type_: Any = {"color": INK, "fontSize": size, "baseline": "middle", "align": "left"}
        for n, line in enumerate(placed.lines):
            self._at(x + _SIGN + 6, y + n * size * LINE, "text", text=line, **type_)

    def _at(self, x: float, y: float, mark: str, x2: float | None = None, y2: float | None = None, **look: Any) -> None:
        """A mark at a place on the page."""
        across = {"x": x, "x2": x2}
        along = {"y": y, "y2": y2}
        places = {name: round(at - self.page.left, 2) for name, at in across.items() if at is not None}
        places |= {name: round(at - self.page.top, 2) for name, at in along.items() if at is not None}
        self._layer([{}], mark, {name: {"value": at} for name, at in places.items()}, look)

    def _add(self, mark: str, rows: Sequence[Row], channels: tuple[str, ...], **look: Any) -> None:
        """Marks at values of the field; of nothing, none."""
        if rows:
            self._layer(rows, mark, {name: self._channel(name) for name in channels}, look)

    def _channel(self, name: str) -> dict[str, Any]:
        if name == "text":
            return {"field": "text", "type": "nominal"}
        if name in ("x2", "y2"):
            return {"field": name}
        scale = self.x if name == "x" else self.y
        ends = {"domain": [float(scale.low), float(scale.high)], "nice": False, "zero": False}
        return {"field": name, "type": "quantitative", "axis": None, "scale": ends}

    def _layer(self, rows: Sequence[Row], mark: str, places: Mapping[str, Any], look: Mapping[str, Any]) -> None:
        plain = [{name: _number(value) for name, value in row.items()} for row in rows]
        drawn = {"data": {"values": plain}, "mark": {"type": mark, **look}, "encoding": dict(places)}
        self.layers.append(drawn)


def _number(value: Fraction | float | str) -> float | str:
    return float(value) if isinstance(value, Fraction) else value


def _dash(dashed: bool) -> dict[str, Any]:
    return {"strokeDash": _DASHES} if dashed else {}


def span(x: Place, y: Place, x2: Place, y2: Place) -> Row:
    """A row from one corner, or end, to the other."""
    return {"x": x, "y": y, "x2": x2, "y2": y2}
