"""Writing facts: CSV for people and other programs, or prepared Parquet to count where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bundlinje.dates import FOREVER
from bundlinje.facts.columns import Cell, Column, columns_of
from bundlinje.facts.declared import own_value
from bundlinje.facts.store.fetch import fetch_polars
from bundlinje.facts.store.prepared import mark
from bundlinje.facts.store.schema import full, own_names, stored
from bundlinje.facts.tables import NAMES, Facts

if TYPE_CHECKING:
    import polars as pl

ROW_GROUP = 1_000_000
"""Rows that are kept together in a prepared file."""

_ORDER = ("fact", "unit", "from", "day")


def write_facts(facts: Facts, folder: Path, form: Literal["csv", "parquet"] = "csv") -> None:
    """Write every row, corrections and all, so that `read_facts` reads the same facts again. Empty tables get no file.

    Parquet is prepared: sorted by fact and unit, uncompressed, in stored numbers, with the scale in its metadata.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        rows = full(fetch_polars(facts.rows.table(name)), name, own_names(facts.declared))
        if rows.is_empty():
            continue
        if form == "csv":
            _texts(rows, name, facts).write_csv(folder / f"{name}.csv")
        else:
            ordered = stored(rows).sort([column for column in _ORDER if column in rows.columns])
            ordered.write_parquet(
                folder / f"{name}.parquet",
                compression="uncompressed",
                row_group_size=ROW_GROUP,
                metadata=mark(name, ordered["fact"].unique() if "fact" in rows.columns else (), facts.declared),
            )


def rows_in_force(facts: Facts, name: str) -> list[dict[str, str]]:
    """The rows of a table that are in force, as a file has them and without blanks, so that they can be read again."""
    texts = _texts(facts.frame(name), name, facts)
    return [{column: cell for column, cell in row.items() if cell is not None} for row in texts.to_dicts()]


def _texts(rows: pl.DataFrame, name: str, facts: Facts) -> pl.DataFrame:
    columns = columns_of(name, own_names(facts.declared))
    return rows.select(_text(column, name, facts).alias(column.name) for column in columns)


def _text(column: Column, table: str, facts: Facts) -> pl.Expr:
    import polars as pl

    cell = pl.col(column.name)
    if column.cell is Cell.YES:
        return pl.when(cell).then(pl.lit("yes"))
    if column.cell is Cell.VALUE:
        return _value(column.name, table, facts)
    if column.cell in {Cell.DAY, Cell.END}:
        day = cell.cast(pl.Date).dt.strftime("%Y-%m-%d")
        return pl.when(cell == FOREVER).then(pl.lit("open")).otherwise(day) if column.may_be_open else day
    return cell


def _value(name: str, table: str, facts: Facts) -> pl.Expr:
    """A stored number with the decimals of its fact, exactly."""
    import polars as pl

    decimals = _decimals(name, table, facts)
    text = pl.lit(None, pl.String)
    for places in sorted(set(decimals.values())):
        here = [fact for fact, held in decimals.items() if held == places]
        rows = pl.lit(True) if table == "enrolments" else pl.col("fact").is_in(here)
        text = pl.when(rows & pl.col(name).is_not_null()).then(_decimal(pl.col(name), places)).otherwise(text)
    return text


def _decimals(name: str, table: str, facts: Facts) -> dict[str, int]:
    if table == "enrolments":
        return {name: own_value(facts.declared, name).decimals}
    return {fact: kind.carries.decimals for fact, kind in facts.declared.items() if kind.carries is not None}


def _decimal(value: pl.Expr, places: int) -> pl.Expr:
    import polars as pl

    parts = [
        pl.when(value < 0).then(pl.lit("-")).otherwise(pl.lit("")),
        (value.abs() // 10**places).cast(pl.String),
    ]
    if places:
        parts += [pl.lit("."), (value.abs() % 10**places).cast(pl.String).str.zfill(places)]
    return pl.concat_str(parts)
