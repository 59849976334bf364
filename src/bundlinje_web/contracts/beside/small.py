"""Counts of so few citizens that they could be recognised are not shown (CNF-02)."""

from __future__ import annotations

from dataclasses import replace

from bundlinje.report.table import Cell, Code, Count, Table
from bundlinje_web.bridge.portfolio import SMALL
from bundlinje_web.frame.words import say_now

_RESULT = "forecast/of"


def is_small(number: int) -> bool:
    """Whether a count is one of few."""
    return 0 < number < SMALL


def without_small(table: Table) -> Table:
    """The table with every "so many of so many" hidden where either side of it is one of few."""
    rows = tuple(replace(row, cells=tuple(_shown(cell) for cell in row.cells)) for row in table.rows)
    return replace(table, rows=rows)


def _shown(cell: Cell) -> Cell:
    if not isinstance(cell, Code) or cell.code != _RESULT:
        return cell
    achieved, measured = cell.values.get("achieved"), cell.values.get("measured")
    if not isinstance(achieved, Count) or not isinstance(measured, Count):
        return cell
    few = is_small(achieved.number) or is_small(measured.number - achieved.number)
    return say_now("books.hidden") if few else cell
