"""Writing a book of facts as CSV, XLSX or Parquet, the same bytes every time, with a note that it is invented."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from synthetic.book import COLUMNS, Book, Cell, Row

DAYS = ("from", "until", "day")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""When a workbook says it was made: always the same, so that its bytes are too."""


def write_folder(book: Book, folder: Path) -> None:
    """Write every table that has rows, in the book's form, and a README that says what is invented."""
    folder.mkdir(parents=True, exist_ok=True)
    write = {"csv": _write_csv, "xlsx": _write_xlsx, "parquet": _write_parquet}[book.form]
    for table, rows in book.tables.items():
        used = [name for name in COLUMNS[table] if any(row.get(name) is not None for row in rows)]
        write(folder / f"{table}.{book.form}", used, rows)
    (folder / "README.md").write_text(_note(book), encoding="utf-8", newline="\n")


def _write_csv(path: Path, columns: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_text(row.get(name)) for name in columns] for row in rows)


def _write_xlsx(path: Path, columns: list[str], rows: list[Row]) -> None:
    with xlsxwriter.Workbook(path) as workbook:
        workbook.set_properties({"created": LONG_AGO})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet(path.stem)
        sheet.write_row(0, 0, columns)
        for number, row in enumerate(rows, start=1):
            for position, name in enumerate(columns):
                _write_cell(sheet, number, position, row.get(name), day)


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write(row, column, cell)


def _write_parquet(path: Path, columns: list[str], rows: list[Row]) -> None:
    data = {name: [row.get(name) for row in rows] for name in columns}
    types = {name: pl.Date for name in columns if name in DAYS}
    pl.DataFrame(data, schema_overrides=types).write_parquet(path, compression="zstd")


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _note(book: Book) -> str:
    lines = "\n".join(f"- {line}" for line in book.reproduces)
    real = "The draws of capital and reported payments are printed ones; their rows name the document in `source`."
    return (
        f"# {book.contract}: opdigtede fakta (invented facts)\n\n"
        "Every person, family, child, student and course here is opdigtet – invented – and so is everything recorded\n"
        "about them: rows with `syntetisk` in `source`. `examples/aarhus/make_facts.py` makes them so that counting\n"
        "them gives what public documents print; nothing else can be learnt from them.\n"
        f"{real}\n\n"
        f"Counted, they give:\n\n{lines}\n"
    )
