"""Tables of values that are no rows of the database: the engine's tables, with a link on each number to its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from bundlinje.money import ORE_PER_KRONE, round_half_away
from bundlinje.report.table import Cell, Count, Kroner, Percent, Points, Table, Thousands, Times, Weight
from bundlinje.words import numbers
from bundlinje.words.tables import text
from bundlinje_web.bridge.explaining import Saying, Told, Unit, Why
from bundlinje_web.frame.words import language_now, say_now

_NUMBERS = (Thousands, Kroner, Percent, Times, Points, Count)


def told(cell: Told, area: str = "fund") -> str:
    """What a label or a cell says in the language of the page. What is not known is a word, never a sign."""
    if isinstance(cell, Saying):
        return say_now(cell.code, **{name: told(value, area) for name, value in cell.values.items()})
    if isinstance(cell, Thousands) and cell.ore is None:
        return say_now("frame.not_stated")
    return minus(text(cell, language_now(), area))


def minus(number: str) -> str:
    """A number with the sign for minus that is read aloud as one."""
    return f"\u2212{number[1:]}" if number[:1] == "-" and number[1:2].isdigit() else number


def value_told(value: Fraction | None, unit: Unit) -> str:
    """An exact value, rounded for the eye only."""
    if value is None:
        return say_now("frame.not_stated")
    language = language_now()
    if unit is Unit.ORE:
        return minus(numbers.kroner(round_half_away(value), language))
    if unit is Unit.SHARE:
        return minus(numbers.percent(value, language, 2))
    if unit is Unit.POINTS:
        return minus(numbers.points(value, language))
    return minus(numbers.shortest(value, 4, language))


def why_told(why: Why) -> str:
    """A number with its unit."""
    return value_told(why.value, why.unit)


def number_url(code: str, query: Mapping[str, str] | None = None) -> str:
    """Where a number is explained, with what the page it stands on is asked for."""
    kept = {name: value for name, value in (query or {}).items() if value}
    return reverse("number", args=[code]) + (f"?{urlencode(kept)}" if kept else "")


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands in one place: its text, where it is explained, and how it is lined up."""

    text: str
    url: str = ""
    is_number: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its label, its cells, and how it stands out."""

    label: GridCell
    cells: tuple[GridCell, ...] = ()
    weight: str = "plain"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is shown: a caption, headings, rows, notes; `alarm` where it does not add up."""

    caption: str
    headings: tuple[GridCell, ...]
    rows: tuple[GridRow, ...]
    notes: tuple[str, ...] = ()
    alarm: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.headings)


Links = Callable[[int, int], str]
"""The address of what explains a cell, by its row and column; nothing where it explains itself."""


def _nowhere(_row: int, _column: int) -> str:
    return ""


def grid(table: Table, area: str = "fund", links: Links = _nowhere, label_links: Links = _nowhere) -> Grid:
    """An engine's table with links."""
    heads = tuple(
        GridCell(told(head, area), is_number=column not in table.text_columns)
        for column, head in enumerate(table.headings)
    )
    rows = tuple(
        GridRow(
            GridCell(told(row.label, area), label_links(number, 0)),
            tuple(_cell(cell, area, links(number, column)) for column, cell in enumerate(row.cells)),
            row.weight.value,
        )
        for number, row in enumerate(table.rows)
    )
    return Grid(told(table.title, area), heads, rows, tuple(told(note, area) for note in table.notes), table.alarm)


def _cell(cell: Cell, area: str, url: str) -> GridCell:
    shown = told(cell, area)
    return GridCell(shown, url if shown else "", isinstance(cell, _NUMBERS))


def plain_grid(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[tuple[GridCell, Sequence[GridCell]]],
    notes: Sequence[str] = (),
) -> Grid:
    """A table made of cells; a column is one of numbers where its first cell is."""
    held = tuple(GridRow(label, tuple(cells)) for label, cells in rows)
    first = held[0].cells if held else ()
    numeric = (False, *(cell.is_number for cell in first))
    heads = tuple(
        GridCell(head, is_number=numeric[number] if number < len(numeric) else False)
        for number, head in enumerate(headings)
    )
    return Grid(caption, heads, held, tuple(notes))


def number_cell(why: Why, query: Mapping[str, str] | None = None, shown: str = "") -> GridCell:
    """A number as a cell that links to its reasons."""
    mark = "assumed" if why.mark.name == "ASSUMED" else ""
    return GridCell(shown or why_told(why), number_url(why.code, query) if why.code else "", is_number=True, mark=mark)


def kroner_cell(why: Why, query: Mapping[str, str] | None = None) -> GridCell:
    """Money rounded to whole kroner for the eye; the exact amount stands where it is explained."""
    if why.value is None:
        return number_cell(why, query)
    whole = round_half_away(why.value / ORE_PER_KRONE)
    return number_cell(why, query, minus(numbers.whole(whole, language_now())))


def export_rows(shown: Grid) -> tuple[list[tuple[str, str, str]], list[list[str]]]:
    """The heads and rows of a table for a file."""
    heads = [(f"c{number}", head.text, "text") for number, head in enumerate(shown.headings)]
    rows = []
    for row in shown.rows:
        cells = [row.label.text, *(cell.text for cell in row.cells)]
        rows.append(cells + [""] * (shown.width - len(cells)))
    return heads, rows


WEIGHTS = {weight.value for weight in Weight}
