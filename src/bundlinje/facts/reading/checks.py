"""What rows must be to each other: no period reversed, no record told twice, no day counted twice, no stranger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje.facts.columns import BOOKKEEPING, FIRST_DAY
from bundlinje.facts.reading.raw import LINE
from bundlinje.facts.reading.tell import Teller

if TYPE_CHECKING:
    import polars as pl

ONCE = {
    "enrolments": (("unit",), "facts.enrolment.twice"),
    "scores": (("fact", "unit", "day"), "facts.score.twice"),
    "reports": (("fact", "cohort", "from", "until"), "facts.report.twice"),
}
"""Columns that no two rows in force may share, and what it is called when they do."""


def settled_rows(frame: pl.DataFrame, table: str, teller: Teller) -> pl.DataFrame:
    """The rows of one table, each delivery once, with the day each was recorded. What does not fit is told."""
    import polars as pl

    _periods(frame, table, teller)
    _withdrawals(frame, teller)
    dated = frame.with_columns(recorded=_recorded(table))
    once = _delivered_once(dated)
    _records(once, teller)
    newest = in_force(once).filter(pl.col("id").is_null() | (pl.col(LINE) == pl.col(LINE).min().over("id")))
    _once(newest, table, teller)
    if table == "spells":
        _overlaps(newest, teller)
    return once


def strangers(frame: pl.DataFrame, enrolled: pl.Series, teller: Teller) -> None:
    """Tell of rows about units that were never enrolled."""
    import polars as pl

    unit = pl.col("unit")
    bad = in_force(frame).filter(unit.is_not_null() & ~unit.is_in(enrolled.implode()) & (unit != "*"))
    teller.rows(bad, "facts.unit.not_enrolled", "unit", "unit")


def in_force(frame: pl.DataFrame) -> pl.DataFrame:
    """The newest row of every record, without those withdrawn."""
    import polars as pl

    newest = pl.col("id").is_null() | (pl.col("recorded") == pl.col("recorded").max().over("id"))
    return frame.filter(newest & ~pl.col("void"))


def _recorded(table: str) -> pl.Expr:
    import polars as pl

    first = pl.col(FIRST_DAY[table])
    return pl.coalesce("recorded", first - 1 if table == "reports" else first)


def _periods(frame: pl.DataFrame, table: str, teller: Teller) -> None:
    import polars as pl

    if "until" in frame.columns:
        teller.rows(frame.filter(pl.col("until") <= pl.col("from")), "facts.period.reversed", "until")
    if table == "enrolments":
        teller.rows(frame.filter(pl.col("started") < pl.col("from")), "facts.enrolment.started_before", "started")


def _withdrawals(frame: pl.DataFrame, teller: Teller) -> None:
    import polars as pl

    withdrawn = frame.filter("void")
    teller.rows(withdrawn.filter(pl.col("id").is_null()), "facts.void.no_id", "void")
    undated = withdrawn.filter(pl.col("id").is_not_null() & pl.col("recorded").is_null())
    teller.rows(undated, "facts.void.not_recorded", "recorded")


def _delivered_once(frame: pl.DataFrame) -> pl.DataFrame:
    """A row with an id counts once if it is the same in all; one without if it says the same, recorded first."""
    import polars as pl

    words = [name for name in frame.columns if name != LINE]
    said = [name for name in words if name not in {column.name for column in BOOKKEEPING}]
    ordered = frame.sort("recorded", LINE, nulls_last=True)
    with_id = ordered.filter(pl.col("id").is_not_null()).unique(words, keep="first", maintain_order=True)
    without = ordered.filter(pl.col("id").is_null()).unique(said, keep="first", maintain_order=True)
    return pl.concat([without, with_id]).sort(LINE)


def _records(frame: pl.DataFrame, teller: Teller) -> None:
    import polars as pl

    same = frame.filter(pl.col("id").is_not_null() & (pl.len().over("id", "recorded") > 1))
    later = same.filter(pl.col(LINE) > pl.col(LINE).min().over("id", "recorded"))
    teller.rows(later, "facts.id.repeated", "id", "id")


def _once(newest: pl.DataFrame, table: str, teller: Teller) -> None:
    import polars as pl

    if table not in ONCE:
        return
    columns, code = ONCE[table]
    firsts = newest.with_columns(first_line=pl.col(LINE).min().over(columns))
    told = [name for name in columns if name in {"fact", "unit"}]
    whole = pl.all_horizontal(pl.col(name).is_not_null() for name in columns if name != "cohort")
    teller.rows(firsts.filter(whole & (pl.col(LINE) > pl.col("first_line"))), code, columns[-1], *told, "first_line")


def _overlaps(newest: pl.DataFrame, teller: Teller) -> None:
    import polars as pl

    ordered = newest.filter(pl.col("from").is_not_null() & (pl.col("until") > pl.col("from"))).sort(
        "fact", "unit", "from", LINE
    )
    unit = ("fact", "unit")
    reached = ordered.with_columns(_reached=pl.col("until").cum_max().over(unit))
    before = reached.with_columns(
        _before=pl.col("_reached").shift(1).over(unit), other_line=pl.col(LINE).shift(1).over(unit)
    )
    teller.rows(
        before.filter(pl.col("_before") > pl.col("from")), "facts.spell.overlaps", "from", "fact", "unit", "other_line"
    )
