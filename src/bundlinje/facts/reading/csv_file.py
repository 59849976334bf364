"""CSV as Danish and English programs write it: comma or semicolon, quoted or not, in any of three encodings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bundlinje.facts.reading.decode import decode
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.facts.reading.tell import MOST_SHOWN
from bundlinje.problems import Collector, Place, error

if TYPE_CHECKING:
    import polars as pl


def read_csv(raw: bytes, file: str, found: Collector) -> Raw | None:
    """The cells of a CSV file; none, and why in `found`, if it cannot be taken apart."""
    try:
        text = decode(raw)
    except ValueError:
        found.add(error("facts.file.not_text", Place(file)))
        return None
    if not text.strip():
        found.add(error("facts.file.empty", Place(file)))
        return None
    separator = _separator(text)
    parts = _quoted(text, separator, file, found) if '"' in text else _plain(text, separator)
    return None if parts is None else _table(parts, separator, file, text.endswith("\n"), found)


def _separator(text: str) -> str:
    header = text.lstrip("\n").split("\n", 1)[0]
    return max(";,\t", key=header.count)


def _plain(text: str, separator: str) -> pl.DataFrame:
    """Rows of a file without quotes, taken apart column by column. Far faster than row by row."""
    import polars as pl

    lines = pl.Series("text", text.split("\n")).to_frame().with_row_index(LINE, offset=1)
    filled = lines.filter(pl.col("text").str.strip_chars(f" \t{separator}") != "")
    return filled.select(pl.col(LINE).cast(pl.Int32), cells=pl.col("text").str.split(separator))


def _quoted(text: str, separator: str, file: str, found: Collector) -> pl.DataFrame | None:
    import polars as pl

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    try:
        for line, row in _with_first_line(reader):
            if any(cell.strip() for cell in row):
                lines.append(line)
                rows.append(row)
    except csv.Error:
        found.add(error("facts.file.quote_open", Place(file, reader.line_num)))
        return None
    return pl.DataFrame({LINE: lines, "cells": rows}, schema={LINE: pl.Int32, "cells": pl.List(pl.String)})


def _with_first_line(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they begin on, which is not the line they end on where a quoted cell holds a line break."""
    before = 0
    for row in reader:
        yield before + 1, row
        before = reader.line_num  # type: ignore[attr-defined]


def _table(rows: pl.DataFrame, separator: str, file: str, whole: bool, found: Collector) -> Raw:
    import polars as pl

    header_line, headers = rows.row(0)
    width = len(headers)
    body = rows.slice(1)
    _wrong_widths(body, width, file, whole, found)
    cells = body.select(
        *(_cell(pl.col("cells").list.get(i, null_on_oob=True)).alias(str(i)) for i in range(width)), pl.col(LINE)
    )
    names = tuple(header.strip() for header in headers)
    return Raw(file, names, cells, "," if separator == ";" else ".", header_line=header_line)


def _cell(cell: pl.Expr) -> pl.Expr:
    import polars as pl

    stripped = cell.str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def _wrong_widths(body: pl.DataFrame, width: int, file: str, whole: bool, found: Collector) -> None:
    import polars as pl

    wrong = body.select(LINE, cells=pl.col("cells").list.len()).filter(pl.col("cells") != width)
    last = body[LINE].max()
    for line, cells in wrong.head(MOST_SHOWN).iter_rows():
        cut = line == last and not whole and cells < width
        found.add(error("facts.file.cut" if cut else "facts.row.cells", Place(file, line), cells=cells, headers=width))
    if wrong.height > MOST_SHOWN:
        found.add(error("facts.more", Place(file), same="facts.row.cells", count=wrong.height - MOST_SHOWN))
