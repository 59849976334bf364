"""Drawing tables of codes and values in a terminal: calm, numbers to the right, what does not reconcile stands out."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table as Drawing
from rich.text import Text

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


def show_table(table: Table, language: Language) -> None:
    """Write a table and its notes to the terminal, or in full width to a file."""
    console = Console(highlight=False)
    drawing = drawn(table, language)
    need = Measurement.get(console, console.options.update(max_width=1_000), drawing)
    # Numbers are never broken over lines: a narrow terminal scrolls or wraps, and a file takes all it needs.
    width = max(console.width, need.minimum) if console.is_terminal else need.maximum
    wide = Console(highlight=False, width=width)
    wide.print(drawing)
    for line in notes(table, language):
        wide.print(line, soft_wrap=True)
    wide.print()


def drawn(table: Table, language: Language) -> Drawing:
    """The table as rich draws it."""
    drawing = Drawing(title=text(table.title, language), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for number, heading in enumerate(table.headings):
        if number in table.text_columns:
            drawing.add_column(text(heading, language), justify="left", overflow="fold")
        else:
            drawing.add_column(text(heading, language), justify="right", no_wrap=True)
    for row in table.rows:
        cells = [row.label, *row.cells, *[None] * (len(table.headings) - 1 - len(row.cells))]
        drawing.add_row(*(Text(text(cell, language)) for cell in cells), style=_STYLES[row.weight])
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
