"""A chart on a page: its picture inline, named and told, and the same numbers as a table under it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from bundlinje.charts.palette import BLUE_EDGE, BLUE_HALF, BLUE_MOST
from bundlinje_web.frame.grids import Grid, Links, grid

if TYPE_CHECKING:
    from bundlinje.charts import Chart


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart as the template `frame/parts/chart.html` shows it."""

    title: str
    svg: SafeString
    table: Grid


_LINES = {BLUE_MOST: "M-2 2L2 -2M0 8L8 0M6 10L10 6", BLUE_HALF: "M-2 6L2 10M0 0L8 8M6 -2L10 2"}
"""How each band is hatched: the wide one upwards, the narrow one downwards, so that no band is told by colour alone."""


def hatched(svg: str) -> str:
    """The picture with the bands of what may come hatched, each in a pattern of its own."""
    root = re.search(r"<svg\b[^>]*>", svg)
    used = {colour: lines for colour, lines in _LINES.items() if f'fill="{colour}"' in svg}
    if root is None or not used:
        return svg
    mark = sha256(svg.encode()).hexdigest()[:10]
    patterns = ""
    for number, (colour, lines) in enumerate(used.items()):
        name = f"h{mark}-{number}"
        svg = svg.replace(f'fill="{colour}"', f'fill="url(#{name})"')
        patterns += (
            f'<pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{colour}"></rect>'
            f'<path d="{lines}" fill="none" stroke="{BLUE_EDGE}" stroke-width=".8"></path></pattern>'
        )
    return f"{svg[: root.end()]}<defs>{patterns}</defs>{svg[root.end() :]}"


@dataclass(frozen=True)
class _Drawing:
    """A chart that is the same as another where all it tells is the same: its picture is drawn once."""

    told: str
    chart: Chart = field(compare=False)


@lru_cache(maxsize=64)
def _picture(of: _Drawing) -> str:
    return hatched(of.chart.svg())


def shown(chart: Chart, links: Links | None = None) -> ShownChart:
    """A chart for a page. Its SVG is drawn by the engine from our own numbers and has neither scripts nor styles."""
    told = repr((chart.language, chart.title, chart.description, chart.table))
    svg = mark_safe(_picture(_Drawing(told, chart)))  # noqa: S308 - made by the engine; every text in it is escaped there
    table = grid(chart.table, "charts", links) if links else grid(chart.table, "charts")
    return ShownChart(chart.title, svg, table)
