"""A book of pages as an Excel file: names, styles, validation, print set-up, and our values beside the formulas."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundlinje.business_case.workbook.expression import Value
from bundlinje.business_case.workbook.page import Book, Cell, Entry, Formula, Look, Named, Page, Said, Shape, cell_name
from bundlinje.business_case.workbook.styles import FOOTER, Styles
from bundlinje.business_case.workbook.wording import Wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HIDDEN = "bundlinje"
"""The hidden sheet that says which case the workbook was made from."""

NOT_KNOWN = "#N/A"
_REFERENCE = re.compile(r"\{(\w+)\}!")
_PLAIN_NAME = re.compile(r"^[^\W\d]\w*$")
_A4 = 9
_COLUMNS = 24
"""Columns that can still be read on one page wide; a wider sheet goes on, with its first column on every page."""
_MESSAGE = 255
_TITLE = 32
_FILLED = 0.95
"""The part of a column's width, in letters, that a line of wrapped text fills; the rest is lost where words break."""
_HEIGHTS = {Look.TITLE: 24, Look.WRAPPED: 14, Look.HEADING: 14, Look.FIGURES: 14}


def sheet_name(code: str) -> str:
    """The name that a page's first cell has, by which its sheet is found again whatever it is called by then."""
    return f"sheet_{code}"


def write_book(book: Book, path: Path, wording: Wording, about: dict[str, str], year: int) -> None:
    """Write a book to an Excel file. `about` goes to the hidden sheet; the file is the same, byte for byte, each time.

    A file has a day it was made on; the engine has no clock, so it is the first day of the case's `year`.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as file:
        file.set_properties({"title": about["title"], "created": datetime(year, 1, 1, tzinfo=UTC)})
        file.set_calc_mode("auto")
        writer = _Writer(file, wording, {page.code: wording.say(f"sheet.{page.code}") for page in book.pages})
        for page in book.pages:
            writer.page(page, about["title"])
        _hidden_sheet(file, about)


def _hidden_sheet(file: Workbook, about: dict[str, str]) -> None:
    sheet = file.add_worksheet(HIDDEN)
    for row, (key, text) in enumerate(about.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, text)
    sheet.very_hidden()


class _Writer:
    """Writes the pages of one file."""

    def __init__(self, file: Workbook, wording: Wording, names: dict[str, str]) -> None:
        self.file = file
        self.wording = wording
        self.names = names
        self.styles = Styles(file)
        self.heights: dict[tuple[str, int], float] = {}

    def page(self, page: Page, title: str) -> None:
        """Write one page to a sheet of its own."""
        sheet = self.file.add_worksheet(self.names[page.code])
        for (row, column), cell in page.cells.items():
            self._cell(sheet, page, row, column, cell)
        for column, width in enumerate(page.widths):
            sheet.set_column(column, column, width)
        if len(page.widths) > 0:
            sheet.set_column(len(page.widths), len(page.widths) + 60, page.widths[-1])
        self.file.define_name(sheet_name(page.code), f"={_quoted(sheet.get_name())}!$A$1")
        self._set_up(sheet, page, title)

    def _set_up(self, sheet: Worksheet, page: Page, title: str) -> None:
        """How the sheet looks on screen and paper, and that only inputs are open to be changed."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        columns = 1 + max((column for _, column in page.cells), default=0)
        sheet.fit_to_pages(ceil(columns / _COLUMNS), 0)
        if columns > _COLUMNS:
            sheet.repeat_columns(0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.set_header(f"&L{title.replace('&', '&&')}&R&A")
        sheet.set_footer(FOOTER)
        sheet.hide_gridlines(2)
        if page.frozen:
            sheet.freeze_panes(*page.frozen)
            sheet.repeat_rows(0, page.frozen[0] - 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _cell(self, sheet: Worksheet, page: Page, row: int, column: int, cell: Cell) -> None:
        content = cell.content
        if isinstance(content, Entry):
            self._entry(sheet, row, column, content)
        elif isinstance(content, Formula):
            style = self.styles.formula(content.shape, cell.look)
            text = "=" + self._resolved(content.expression.text, page.code)
            sheet.write_formula(row, column, text, style, _stored(content.expression.value))
            self._name(content.name, page, row, column)
        else:
            text = self._text(content)
            style = self.styles.text(cell.look, quoted=_looks_like_formula(text), indented=column > 0)
            sheet.write_string(row, column, text, style)
            self._heighten(sheet, page, (row, column), cell.look, text)

    def _heighten(self, sheet: Worksheet, page: Page, place: tuple[int, int], look: Look, text: str) -> None:
        """Make a row as high as its longest wrapped text needs: no spreadsheet does so when it opens a file."""
        if look not in _HEIGHTS:
            return
        row, column = place
        room = page.widths[min(column, len(page.widths) - 1)] * _FILLED
        lines = 1 if look is Look.TITLE else max(ceil(len(text) / room), 1)
        height = max(_HEIGHTS[look] * lines, self.heights.get((page.code, row), 0))
        self.heights[page.code, row] = height
        sheet.set_row(row, height)

    def _entry(self, sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
        style = self.styles.entry(entry.shape, entry.mark)
        value = entry.value
        if value is None and entry.shape is not Shape.TEXT:
            sheet.write_formula(row, column, "=NA()", style, NOT_KNOWN)
        elif isinstance(value, Fraction):
            sheet.write_number(row, column, float(value), style)
        elif isinstance(value, str) and value:
            quoted = self.styles.entry(entry.shape, entry.mark, quoted=_looks_like_formula(value))
            sheet.write_string(row, column, value, quoted)
        else:
            sheet.write_blank(row, column, None, style)
        self._validation(sheet, row, column, entry)
        place = f"{_quoted(sheet.get_name())}!{_absolute(row, column)}"
        self.file.define_name(entry.name, f"={place}")

    def _name(self, name: str | None, page: Page, row: int, column: int) -> None:
        if name:
            self.file.define_name(name, f"={_quoted(self.names[page.code])}!{_absolute(row, column)}")

    def _validation(self, sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
        rule = _rule(entry)
        if rule is None:
            return
        limits = {"least": _shown(entry.least, entry.shape), "most": _shown(entry.most, entry.shape)}
        kind = "least" if entry.most is None else "between"
        sheet.data_validation(
            row,
            column,
            row,
            column,
            {
                **rule,
                "ignore_blank": False,
                "error_title": self.wording.say("validation.title")[:_TITLE],
                "error_message": self.wording.say(f"validation.{kind}", **limits)[:_MESSAGE],
            },
        )

    def _text(self, content: Said | Named | str) -> str:
        if isinstance(content, Said):
            values = {key: self._text(one) if isinstance(one, Said) else one for key, one in content.values.items()}
            return self.wording.say(content.code, **values)
        return content.text(self.wording.language) if isinstance(content, Named) else content

    def _resolved(self, text: str, here: str) -> str:
        """A formula with the names of sheets for their codes; its own sheet needs none."""
        return _REFERENCE.sub(lambda found: "" if found[1] == here else f"{_quoted(self.names[found[1]])}!", text)


def _stored(value: Value) -> Any:
    """Our value of a formula as the file keeps it."""
    if value is None:
        return NOT_KNOWN
    return float(value) if isinstance(value, Fraction) else value


def _rule(entry: Entry) -> dict[str, Any] | None:
    if entry.least is None:
        return None
    kind = "integer" if entry.shape in (Shape.YEAR, Shape.YEARS, Shape.WHOLE) else "decimal"
    if entry.most is None:
        return {"validate": kind, "criteria": ">=", "value": float(entry.least)}
    return {"validate": kind, "criteria": "between", "minimum": float(entry.least), "maximum": float(entry.most)}


def _shown(limit: Fraction | None, shape: Shape) -> str:
    if limit is None:
        return ""
    return f"{float(limit * 100):g} %" if shape in (Shape.SHARE, Shape.GROWTH) else f"{float(limit):g}"


def _looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula once someone edits its cell."""
    return text[:1] in {"=", "+", "-", "@", "\t", "\r"}


def _quoted(sheet: str) -> str:
    doubled = sheet.replace("'", "''")
    return sheet if _PLAIN_NAME.match(sheet) else f"'{doubled}'"


def _absolute(row: int, column: int) -> str:
    name = cell_name(row, column)
    return re.sub(r"^([A-Z]+)(\d+)$", r"$\1$\2", name)
