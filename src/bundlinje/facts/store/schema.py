"""The stored form of each table: column types, and which bookkeeping columns are kept only where they say something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bundlinje.facts.base import FactKind
from bundlinje.facts.columns import FIRST_DAY, Cell, columns_of
from bundlinje.facts.declared import own_numbers

if TYPE_CHECKING:
    import polars as pl

_SQL = {Cell.DAY: "INTEGER", Cell.END: "INTEGER", Cell.VALUE: "BIGINT", Cell.YES: "BOOLEAN"}


def own_names(declared: Mapping[str, FactKind]) -> tuple[str, ...]:
    """The numbers the declared enrolments fix for a unit."""
    return tuple(own_numbers(declared))


def schema(table: str, own: Iterable[str]) -> dict[str, pl.DataType]:
    """Stored columns of a table and their types: days int32, values int64, words text."""
    import polars as pl

    types = {Cell.DAY: pl.Int32(), Cell.END: pl.Int32(), Cell.VALUE: pl.Int64(), Cell.YES: pl.Boolean()}
    return {column.name: types.get(column.cell, pl.String()) for column in columns_of(table, own)}


def sql_schema(table: str, own: Iterable[str]) -> dict[str, str]:
    """`schema` in the words of SQL, for tables that lie on disk."""
    return {column.name: _SQL.get(column.cell, "VARCHAR") for column in columns_of(table, own)}


def stored(frame: pl.DataFrame) -> pl.DataFrame:
    """A table without the bookkeeping nobody used, so that counting need not look at it."""
    unused = [name for name in ("id", "source") if frame[name].null_count() == frame.height]
    if "id" in unused:
        unused.append("void")
    return frame.drop(unused)


def full(frame: pl.DataFrame, table: str, own: Iterable[str]) -> pl.DataFrame:
    """A stored table with every column of its schema, in order."""
    import polars as pl

    if "recorded" not in frame.columns:
        first = pl.col(FIRST_DAY[table])
        frame = frame.with_columns(recorded=first - 1 if table == "reports" else first)
    if "void" not in frame.columns:
        frame = frame.with_columns(void=pl.lit(False))
    types = schema(table, own)
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in types.items() if name not in frame.columns]
    return frame.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in types.items())
