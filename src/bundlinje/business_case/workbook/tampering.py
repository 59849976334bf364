"""What happened to a workbook besides its inputs: formulas typed over, cells and rows added, sheets gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bundlinje.business_case.workbook.page import Book, Page, cell_name
from bundlinje.business_case.workbook.stored import Stored, StoredBook
from bundlinje.business_case.workbook.writing import sheet_name
from bundlinje.problems import Place, Problem, warning


@dataclass(frozen=True, slots=True)
class Actual:
    """Where a named cell stands now: a spreadsheet moves the name along with its cell."""

    sheet: str
    name: str

    @classmethod
    def of(cls, stored: StoredBook, name: str) -> Actual | None:
        """Where a name points; nothing where it, or the cell it pointed at, was deleted."""
        found = stored.names.get(name)
        return cls(*found) if found and found[0] in stored.sheets else None

    def cell(self, stored: StoredBook) -> Stored | None:
        """What stands there."""
        return stored.sheets[self.sheet].get(self.name)

    def place(self, file: str) -> Place:
        """The place for a problem about it."""
        return Place(file, path=f"{self.sheet}!{self.name}")


def tampered(stored: StoredBook, file: str, book: Book) -> Iterator[Problem]:
    """Everything that stands in a workbook otherwise than it was written, apart from its inputs."""
    for page in book.pages:
        first = Actual.of(stored, sheet_name(page.code))
        if first is None:
            yield warning("workbook.sheet_gone", Place(file), sheet=page.code)
        elif first.name != "A1" or _moved(stored, page):
            yield warning("workbook.rows_moved", Place(file, path=first.sheet), sheet=first.sheet)
        else:
            yield from _overwritten(stored, file, page, first.sheet)
            yield from _added(stored, file, page, first.sheet)


def _moved(stored: StoredBook, page: Page) -> bool:
    """Whether any cell with a name of its own stands elsewhere than it was written."""
    named = [(cell_name(*place), entry.name) for place, entry in page.entries()]
    named += [(cell_name(*place), formula.name) for place, formula in page.formulas() if formula.name]
    actual = [(expected, Actual.of(stored, name)) for expected, name in named]
    return any(now is None or now.name != expected for expected, now in actual)


def _overwritten(stored: StoredBook, file: str, page: Page, sheet: str) -> Iterator[Problem]:
    cells = stored.sheets[sheet]
    for (row, column), _ in page.formulas():
        name = cell_name(row, column)
        now = cells.get(name)
        if now is None or not now.formula:
            shown = "" if now is None else _shown(now)
            yield warning("workbook.formula_overwritten", Place(file, path=f"{sheet}!{name}"), text=shown)


def _added(stored: StoredBook, file: str, page: Page, sheet: str) -> Iterator[Problem]:
    ours = {cell_name(*place) for place in page.cells}
    for name, cell in stored.sheets[sheet].items():
        if name not in ours and cell.value not in (None, ""):
            yield warning("workbook.cell_added", Place(file, path=f"{sheet}!{name}"), text=_shown(cell))


def _shown(cell: Stored) -> str:
    return str(cell.value) if isinstance(cell.value, str) else f"{float(cell.value or 0):.12g}"
