"""A chart on a page: its picture inline, named and told, and the same numbers as a table under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from bundlinje_web.frame.grids import Grid, Links, grid

if TYPE_CHECKING:
    from bundlinje.charts import Chart


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart as the template `frame/parts/chart.html` shows it."""

    title: str
    svg: SafeString
    table: Grid


def shown(chart: Chart, links: Links | None = None) -> ShownChart:
    """A chart for a page. Its SVG is drawn by the engine from our own numbers and has neither scripts nor styles."""
    svg = mark_safe(chart.svg())  # noqa: S308 - made by the engine; every text in it is escaped there
    table = grid(chart.table, "charts", links) if links else grid(chart.table, "charts")
    return ShownChart(chart.title, svg, table)
