"""Parquet from a register: any column types, days as dates or as numbers of days since 1970-01-01."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bundlinje.facts.columns import Cell, as_header, columns_of
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.problems import Collector, Place, error

if TYPE_CHECKING:
    import polars as pl


def read_parquet(path: Path, file: str, table: str, found: Collector) -> Raw | None:
    """The cells of a Parquet file as texts, row by row numbered from 1."""
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError):
        found.add(error("facts.file.broken", Place(file)))
        return None
    days = {header for c in columns_of(table) if c.cell in {Cell.DAY, Cell.END} for header in c.headers}
    texts = [_texts(frame[name], as_header(name) in days).alias(str(i)) for i, name in enumerate(frame.columns)]
    lines = pl.Series(LINE, range(1, frame.height + 1), dtype=pl.Int32)
    return Raw(file, tuple(frame.columns), pl.DataFrame([*texts, lines]), header_line=0)


def _texts(column: pl.Series, days: bool) -> pl.Series:
    import polars as pl

    if days and column.dtype.is_integer():
        column = column.cast(pl.Int32).cast(pl.Date)
    if isinstance(column.dtype, pl.Datetime):
        column = column.cast(pl.Date)
    if column.dtype == pl.Boolean:
        return column.replace_strict({True: "yes", False: "no"}, return_dtype=pl.String)
    return column.cast(pl.String, strict=False)
