"""Texts → days, numbers and words, column by column; a cell that cannot be read goes to `found` with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bundlinje.dates import FOREVER
from bundlinje.facts.base import FactKind
from bundlinje.facts.columns import LEFT, OPEN, Cell, Column, columns_of
from bundlinje.facts.reading import days, value_cells
from bundlinje.facts.reading.header import match_headers
from bundlinje.facts.reading.private import refuse_personal_numbers
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.facts.reading.tell import Teller
from bundlinje.facts.reading.yes import stands, yes
from bundlinje.facts.store.schema import own_names
from bundlinje.problems import Collector

if TYPE_CHECKING:
    import polars as pl


def typed(
    raw: Raw, table: str, declared: Mapping[str, FactKind], found: Collector
) -> tuple[pl.DataFrame, Teller] | None:
    """The table in stored columns and `LINE`; none if a needed column is missing. Problems go to `found`."""
    import polars as pl

    refuse_personal_numbers(raw, found)
    columns = columns_of(table, own_names(declared))
    matched = match_headers(raw, columns, found)
    if any(c.column_needed and c.name not in matched for c in columns):
        return None
    blank = pl.lit(None, pl.String)
    texts = raw.cells.select(
        LINE, *((pl.col(str(matched[c.name])) if c.name in matched else blank).alias(c.name) for c in columns)
    )
    teller = Teller(raw, matched, found)
    texts = _with_single_fact(texts, table, declared)
    _unknown_facts(texts, table, declared, teller)
    _blanks(texts, columns, teller)
    plain = [_read(texts, column, teller) for column in columns if column.cell is not Cell.VALUE]
    values = [value_cells.read(texts, c, table, declared, teller) for c in columns if c.cell is Cell.VALUE]
    frame = pl.DataFrame([texts[LINE], *plain, *values]).select(*(c.name for c in columns), LINE)
    return _defaults(frame, table, matched), teller


def _with_single_fact(texts: pl.DataFrame, table: str, declared: Mapping[str, FactKind]) -> pl.DataFrame:
    """Money that moves may leave its fact blank if the contract declares only one."""
    import polars as pl

    names = [name for name, kind in declared.items() if kind.table == table]
    if table != "flows" or len(names) != 1:
        return texts
    return texts.with_columns(pl.col("fact").fill_null(names[0]))


def _unknown_facts(texts: pl.DataFrame, table: str, declared: Mapping[str, FactKind], teller: Teller) -> None:
    import polars as pl

    if "fact" not in texts.columns:
        return
    names = [n for n, kind in declared.items() if kind.table == table or (table == "coverage" and kind.stated_coverage)]
    bad = texts.filter(pl.col("fact").is_not_null() & ~pl.col("fact").is_in(names))
    teller.rows(bad, "facts.fact.unknown", "fact", "fact", table=table, known=", ".join(names) or "–")
    if table == "flows":
        teller.rows(texts.filter(pl.col("fact").is_null() & stands()), "facts.cell.blank", "fact")


def _blanks(texts: pl.DataFrame, columns: tuple[Column, ...], teller: Teller) -> None:
    import polars as pl

    for column in columns:
        if column.cell_needed:
            bad = texts.filter(pl.col(column.name).is_null() & stands())
            code = "facts.spell.no_end" if column.may_be_open else "facts.cell.blank"
            teller.rows(bad, code, column.name)


def _read(texts: pl.DataFrame, column: Column, teller: Teller) -> pl.Series:
    readers = {Cell.DAY: _days, Cell.END: _days, Cell.WORD: _words, Cell.YES: _yes}
    if column.cell not in readers:
        return texts[column.name]
    return readers[column.cell](texts, column, teller)


def _days(texts: pl.DataFrame, column: Column, teller: Teller) -> pl.Series:
    import polars as pl

    text = pl.col(column.name)
    reader = days.end_numbers if column.may_be_open else days.day_numbers
    read = texts.select(LINE, column.name, _day=reader(text))
    unread = read.filter(pl.col("_day").is_null() & text.is_not_null())
    serial = text.str.contains(days.SERIAL)
    teller.rows(unread.filter(serial).rename({column.name: "text"}), "facts.day.serial", column.name, "text")
    teller.rows(unread.filter(~serial).rename({column.name: "text"}), "facts.day.unreadable", column.name, "text")
    is_open = text.str.to_lowercase().is_in(list(OPEN))
    strange = read.filter(~pl.col("_day").is_between(days.EARLIEST, days.LATEST) & ~is_open)
    teller.rows(strange.rename({column.name: "text"}), "facts.day.strange", column.name, "text")
    return read["_day"].alias(column.name)


def _words(texts: pl.DataFrame, column: Column, teller: Teller) -> pl.Series:
    import polars as pl

    words = dict(column.words or {})
    text = pl.col(column.name).str.to_lowercase()
    read = texts.select(LINE, text=pl.col(column.name), _word=text.replace_strict(words, default=None))
    bad = read.filter(pl.col("_word").is_null() & pl.col("text").is_not_null())
    teller.rows(bad, "facts.word.unknown", column.name, "text", known=", ".join(dict.fromkeys(words.values())))
    return read["_word"].cast(pl.String).alias(column.name)


def _yes(texts: pl.DataFrame, column: Column, teller: Teller) -> pl.Series:
    import polars as pl

    read = texts.select(LINE, text=pl.col(column.name), _yes=yes(pl.col(column.name)))
    bad = read.filter(pl.col("_yes").is_null() & pl.col("text").is_not_null())
    teller.rows(bad, "facts.word.unknown", column.name, "text", known="yes, no")
    return read["_yes"].fill_null(False).alias(column.name)


def _defaults(frame: pl.DataFrame, table: str, matched: Mapping[str, int]) -> pl.DataFrame:
    """What a blank means where it means something: everyone started who is enrolled, if nothing is said of starting."""
    import polars as pl

    if table != "enrolments":
        return frame
    started = pl.col("started") if "started" in matched else pl.col("from").alias("started")
    left = pl.col("left").str.to_lowercase().str.replace_all(" ", "_")
    return frame.with_columns(
        pl.col("group").fill_null("intervention"),
        started,
        pl.col("until").fill_null(FOREVER),
        left.replace(LEFT).alias("left"),
    )
