"""XLSX: the one sheet that holds the table, its dates as dates and its numbers as they are shown."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.problems import Collector, Place, error

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE = re.compile(rb"<v>[^<]+</v>|<is>")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_xlsx(raw: bytes, file: str, table: str, found: Collector) -> Raw | None:
    """The cells of the sheet called like the table, or of the only sheet that is filled in."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(raw))
    except (CalamineError, OSError):
        found.add(error("facts.file.broken", Place(file)))
        return None
    sheet = _sheet(workbook, table, file, found)
    if sheet is None:
        return None
    found.add(*_dead_cells(raw, sheet.name, file), *_merged(sheet, file))
    return _raw(sheet, file)


def _sheet(workbook: CalamineWorkbook, table: str, file: str, found: Collector) -> CalamineSheet | None:
    sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    filled = [sheet for sheet in sheets if sheet.start is not None]
    named = [sheet for sheet in filled if sheet.name.strip().lower() == table]
    if not filled:
        found.add(error("facts.file.empty", Place(file)))
    elif len(named or filled) > 1:
        names = ", ".join(sheet.name for sheet in filled)
        found.add(error("facts.sheet.several", Place(file), sheets=names, table=table))
    else:
        return (named or filled)[0]
    return None


def _raw(sheet: CalamineSheet, file: str) -> Raw:
    import polars as pl

    rows = sheet.to_python(skip_empty_area=False)
    filled = [(line, row) for line, row in enumerate(rows, 1) if any(cell != "" for cell in row)]
    header_line, header = filled[0]
    width = max(i for i, cell in enumerate(header, 1) if cell != "")
    width = max(width, *(i for _, row in filled for i, cell in enumerate(row, 1) if cell != ""))
    columns = {str(i): [_text(row[i]) for _, row in filled[1:]] for i in range(width)}
    schema = {**dict.fromkeys(columns, pl.String), LINE: pl.Int32}
    cells = pl.DataFrame({**columns, LINE: [line for line, _ in filled[1:]]}, schema=schema)
    return Raw(file, tuple(_text(h) or "" for h in header[:width]), cells, sheet=sheet.name, header_line=header_line)


def _text(cell: Any) -> str | None:
    """A cell as text: dates in ISO, numbers with the fifteen digits a spreadsheet keeps, yes and no as words."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _merged(sheet: CalamineSheet, file: str) -> Iterator[Any]:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        cells = f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}"
        yield error("facts.cell.merged", Place(file, top + 1, left + 1, sheet.name), cells=cells)


def _dead_cells(raw: bytes, sheet: str, file: str) -> Iterator[Any]:
    """Cells the reader sees as blank though they are not: errors, and formulas nobody has calculated."""
    xml = _sheet_xml(raw, sheet)
    if b"<f" not in xml and b't="e"' not in xml:
        return
    for letters, line, attributes, inside in _CELL.findall(xml):
        place = Place(file, int(line), _number(letters.decode()) + 1, f"{sheet}!{letters.decode()}{int(line)}")
        if b't="e"' in attributes:
            yield error("facts.cell.error", place)
        elif b"<f" in inside and not _VALUE.search(inside):
            yield error("facts.cell.not_calculated", place)


def _sheet_xml(raw: bytes, sheet: str) -> bytes:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        try:
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - calamine has read it already
            links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
            link = next(node.get(_OFFICE) for node in book.iter() if node.get("name") == sheet and node.get(_OFFICE))
            target = next(str(node.get("Target")) for node in links if node.get("Id") == link)
            return archive.read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
        except (KeyError, StopIteration):
            return b""


def _letters(column: int) -> str:
    first, last = divmod(column, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
