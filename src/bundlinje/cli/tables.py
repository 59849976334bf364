"""Drawing tables of codes and values in a terminal: calm, numbers to the right, what does not reconcile stands out."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich import box
from rich.console import Console
from rich.table import Table as Drawing
from rich.text import Text

from bundlinje.cli.columns import Column, blocks, columns_of, fitted
from bundlinje.grammar.part import Mark
from bundlinje.report.table import Code, Table, Thousands, Weight
from bundlinje.words.numbers import Language
from bundlinje.words.tables import text

_STYLES = {
    Weight.PLAIN: "",
    Weight.GROUP: "dim italic",
    Weight.TOTAL: "bold",
    Weight.PRINTED: "dim",
    Weight.DIFFERENCE: "yellow",
}
_ALARMS = {"note.does_not_reconcile", "note.difference", "note.alternative"}
_ENDLESS = 10_000


def show_table(table: Table, language: Language) -> None:
    """Write a table and its notes: folded to the width of a terminal, or in full width to a file."""
    terminal = Console()
    room = terminal.width if terminal.is_terminal else _ENDLESS
    for line in drawn_lines(table, language, room, terminal.is_terminal):
        click.echo(line, color=terminal.is_terminal)


def drawn_lines(table: Table, language: Language, room: int, coloured: bool = False) -> Iterator[str]:
    """The lines of a table and its notes, none wider than `room` where that can be, without blanks at their ends."""
    console = Console(highlight=False, width=room, force_terminal=coloured, no_color=None if coloured else True)
    with console.capture() as written:
        for thing in (*drawings(table, language, room), *notes(table, language), Text()):
            console.print(thing)
    yield from (line if coloured else line.rstrip() for line in written.get().splitlines())


def drawings(table: Table, language: Language, room: int) -> Iterator[Drawing]:
    """The table as rich draws it: several of them, one under the other, where its columns do not fit side by side."""
    title = text(table.title, language)
    for block in blocks(columns_of(table, language), room):
        yield _drawn(table, block, room, title)
        title = ""


def _drawn(table: Table, block: list[Column], room: int, title: str) -> Drawing:
    drawing = Drawing(title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column, width in zip(block, fitted(block, room), strict=True):
        drawing.add_column(
            column.heading, justify="left" if column.is_text else "right", overflow="fold", width=width, vertical="top"
        )
    for number, row in enumerate(table.rows):
        drawing.add_row(*(Text(column.cells[number]) for column in block), style=_STYLES[row.weight])
    return drawing


def notes(table: Table, language: Language) -> Iterator[Text]:
    """The notes under the table; in a table that does not reconcile, those that say so are marked."""
    said = [*table.notes, *([Code("note.star")] if _leans_on_an_assumption(table) else [])]
    for note in said:
        alarming = table.alarm and isinstance(note, Code) and note.code in _ALARMS
        yield Text(text(note, language), style="yellow" if alarming else "dim")


def _leans_on_an_assumption(table: Table) -> bool:
    cells = (cell for row in table.rows for cell in row.cells)
    explained = any(isinstance(note, Code) and note.code == "note.assumed" for note in table.notes)
    return not explained and any(isinstance(cell, Thousands) and cell.mark is Mark.ASSUMED for cell in cells)
