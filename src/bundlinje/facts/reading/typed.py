"""Texts → days, numbers and words, column by column; a cell that cannot be read goes to `found` with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from bundlinje.dates import FOREVER
from bundlinje.facts.base import FactKind
from bundlinje.facts.columns import LEFT, OPEN, Cell, Column, columns_of
from bundlinje.facts.reading import days, value_cells
from bundlinje.facts.reading.header import match_headers
from bundlinje.facts.reading.private import refuse_personal_numbers
from bundlinje.facts.reading.raw import LINE, Raw
from bundlinje.facts.reading.tell import Check, Teller
from bundlinje.facts.reading.yes import stands, yes
from bundlinje.facts.store.schema import own_names
from bundlinje.problems import Collector

if TYPE_CHECKING:
    import polars as pl

Declared = Mapping[str, FactKind]

READ = "\x00read "
"""Starts the name of a column of read cells, beside the texts they were read from."""


def typed(raw: Raw, table: str, declared: Declared, found: Collector) -> tuple[pl.DataFrame, Teller] | None:
    """The table in stored columns and `LINE`; none if a needed column is missing. Problems go to `found`."""
    import polars as pl

    refuse_personal_numbers(raw, found)
    columns = columns_of(table, own_names(declared))
    matched = match_headers(raw, columns, found)
    if any(c.column_needed and c.name not in matched for c in columns):
        return None
    teller = Teller(raw, matched, found)
    texts = _texts(raw, columns, matched, _only_fact(table, declared))
    cells = {c.name: value_cells.Cells(c.name, table, declared, raw.mark) for c in columns if c.cell is Cell.VALUE}
    lazy = texts.lazy().with_columns(
        _read(c)(pl.col(c.name)).alias(READ + c.name) for c in columns if c.cell is not Cell.VALUE
    )
    for cell in cells.values():
        lazy = cell.read(lazy)
    read = lazy.with_columns(cell.stored(READ) for cell in cells.values()).collect()
    teller.tell(read, [*_fact_checks(table, declared), *(check for c in columns for check in _checks(c))])
    for cell in cells.values():
        teller.tell(read, cell.checks(read))
    stored = read.select(LINE, *(pl.col(READ + c.name).alias(c.name) for c in columns))
    return _defaults(stored, table, matched).select(*(c.name for c in columns), LINE), teller


def _texts(raw: Raw, columns: tuple[Column, ...], matched: Mapping[str, int], only_fact: str | None) -> pl.DataFrame:
    import polars as pl

    blank = pl.lit(None, pl.String)
    cells = {c.name: pl.col(str(matched[c.name])) if c.name in matched else blank for c in columns}
    if only_fact is not None:
        cells["fact"] = cells["fact"].fill_null(only_fact)
    return raw.cells.select(LINE, *(cell.alias(name) for name, cell in cells.items()))


def _only_fact(table: str, declared: Declared) -> str | None:
    """Money that moves may leave its fact blank if the contract declares only one."""
    names = [name for name, kind in declared.items() if kind.table == table]
    return names[0] if table == "flows" and len(names) == 1 else None


def _read(column: Column) -> Callable[[pl.Expr], pl.Expr]:
    """How the cells of a column are read."""
    readers = {Cell.WORD: _word(column), Cell.YES: lambda text: yes(text).fill_null(False)}
    readers |= {Cell.DAY: days.day_numbers, Cell.END: days.end_numbers if column.may_be_open else days.day_numbers}
    return readers.get(column.cell, lambda text: text)


def _word(column: Column) -> Callable[[pl.Expr], pl.Expr]:
    import polars as pl

    words = dict(column.words or {})
    return lambda text: text.str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.String)


def _fact_checks(table: str, declared: Declared) -> Iterator[Check]:
    import polars as pl

    if table == "enrolments":
        return
    names = [n for n, kind in declared.items() if kind.table == table or (table == "coverage" and kind.stated_coverage)]
    fact = pl.col("fact")
    known = {"table": table, "known": ", ".join(names) or "–"}
    yield Check(fact.is_not_null() & ~fact.is_in(names), "facts.fact.unknown", "fact", {"fact": "fact"}, known)
    if table == "flows":
        yield Check(fact.is_null() & stands(), "facts.cell.blank", "fact")


def _checks(column: Column) -> Iterator[Check]:
    import polars as pl

    text, read = pl.col(column.name), pl.col(READ + column.name)
    show = {"text": column.name}
    if column.cell_needed:
        blank = "facts.spell.no_end" if column.may_be_open else "facts.cell.blank"
        yield Check(text.is_null() & stands(), blank, column.name)
    if column.cell in {Cell.DAY, Cell.END}:
        unread, serial = read.is_null() & text.is_not_null(), text.str.contains(days.SERIAL)
        strange = ~read.is_between(days.EARLIEST, days.LATEST) & ~text.str.to_lowercase().is_in(list(OPEN))
        yield Check(unread & serial, "facts.day.serial", column.name, show)
        yield Check(unread & ~serial, "facts.day.unreadable", column.name, show)
        yield Check(strange, "facts.day.strange", column.name, show)
    if column.cell is Cell.WORD:
        known = {"known": ", ".join(dict.fromkeys((column.words or {}).values()))}
        yield Check(read.is_null() & text.is_not_null(), "facts.word.unknown", column.name, show, known)
    if column.cell is Cell.YES:
        unread = yes(text).is_null() & text.is_not_null()
        yield Check(unread, "facts.word.unknown", column.name, show, {"known": "yes, no"})


def _defaults(frame: pl.DataFrame, table: str, matched: Mapping[str, int]) -> pl.DataFrame:
    """What a blank means where it means something: everyone started who is enrolled, if nothing is said of starting."""
    import polars as pl

    if table != "enrolments":
        return frame
    left = pl.col("left").str.to_lowercase().str.replace_all(" ", "_")
    return frame.with_columns(
        pl.col("group").fill_null("intervention"),
        pl.col("started" if "started" in matched else "from").alias("started"),
        pl.col("until").fill_null(FOREVER),
        left.replace(LEFT).alias("left"),
    )
