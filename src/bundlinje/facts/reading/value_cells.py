"""Values of facts: each row's number is read with the decimals and the scale that its fact declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bundlinje.facts.base import FactKind
from bundlinje.facts.columns import Column
from bundlinje.facts.declared import own_value
from bundlinje.facts.reading import numbers
from bundlinje.facts.reading.raw import LINE, Mark
from bundlinje.facts.reading.tell import Teller
from bundlinje.facts.reading.yes import stands
from bundlinje.facts.values import Measured
from bundlinje.grammar.quantity import Dimension

if TYPE_CHECKING:
    import polars as pl


def read(
    texts: pl.DataFrame, column: Column, table: str, declared: Mapping[str, FactKind], teller: Teller
) -> pl.Series:
    """The stored numbers of a column of values; what cannot be read is told and left null."""
    import polars as pl

    rows = _with_decimals(texts, column, table, declared)
    text, mark = pl.col("text"), teller.raw.mark
    percent = text.str.ends_with("%")
    rows = rows.with_columns(_micro=numbers.micros(text, mark)).with_columns(
        _bad=_fault(text, mark, percent),
        _stored=pl.col("_micro") // _step(),
    )
    _tell(rows, column, teller)
    return rows.select(pl.when(pl.col("_bad").is_null()).then("_stored").cast(pl.Int64).alias(column.name)).to_series()


def _with_decimals(texts: pl.DataFrame, column: Column, table: str, declared: Mapping[str, FactKind]) -> pl.DataFrame:
    """The texts with what each row may hold: `_decimals` (null: no value at all), `_share`, and whether it must."""
    import polars as pl

    if table == "enrolments":
        held = own_value(declared, column.name)
        decimals, share, needed = pl.lit(held.decimals, pl.Int64), pl.lit(_is_share(held)), pl.lit(False)
        known = pl.lit(True)
    else:
        kinds = {name: kind.carries for name, kind in declared.items() if kind.table == table}
        places = {name: held.decimals for name, held in kinds.items() if held is not None}
        shares = [name for name, held in kinds.items() if held is not None and _is_share(held)]
        fact = pl.col("fact")
        decimals = fact.replace_strict(places, default=None, return_dtype=pl.Int64)
        share, needed, known = fact.is_in(shares), fact.is_in(list(places)), fact.is_in(list(kinds)).fill_null(False)
    return texts.select(
        LINE,
        text=pl.col(column.name),
        void=pl.col("void"),
        _decimals=decimals,
        _share=share,
        _needed=needed,
        _known=known,
    )


def _step() -> pl.Expr:
    """Millionths in one stored unit of a row's fact."""
    import polars as pl

    return pl.col("_decimals").replace_strict({n: 10 ** (6 - n) for n in range(7)}, default=None, return_dtype=pl.Int64)


def _is_share(held: Measured) -> bool:
    return held.dimension is Dimension.SHARE


def _fault(text: pl.Expr, mark: Mark, percent: pl.Expr) -> pl.Expr:
    """The code of what is wrong with a value; null where nothing is."""
    import polars as pl

    micro, decimals, share = pl.col("_micro"), pl.col("_decimals"), pl.col("_share")
    faults = (
        (~pl.col("_known"), None),
        (text.is_null() & pl.col("_needed") & stands(), "facts.value.missing"),
        (text.is_null(), None),
        (decimals.is_null(), "facts.value.not_declared"),
        (numbers.ambiguous(text, mark), "facts.value.ambiguous"),
        (~numbers.is_number(text, mark), "facts.value.unreadable"),
        (percent & ~share, "facts.value.unreadable"),
        (micro.is_null() | (micro % _step() != 0), "facts.value.decimals"),
        (share & ~percent & (micro.abs() > numbers.MICRO), "facts.value.share_over_one"),
        (micro.abs() // _step() >= numbers.LARGEST, "facts.value.too_large"),
    )
    code = pl.lit(None, pl.String)
    for wrong, name in reversed(faults):
        code = pl.when(wrong).then(pl.lit(name, pl.String)).otherwise(code)
    return code


def _tell(rows: pl.DataFrame, column: Column, teller: Teller) -> None:
    import polars as pl

    faulty = rows.filter(pl.col("_bad").is_not_null())
    if faulty.is_empty():
        return
    for code in faulty["_bad"].unique().sort():
        teller.rows(faulty.filter(pl.col("_bad") == code), code, column.name, "text", "_decimals")
