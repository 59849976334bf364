"""What rows must be to each other: no period reversed, no record told twice, no day counted twice, no stranger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bundlinje.facts.columns import BOOKKEEPING, FIRST_DAY
from bundlinje.facts.reading.raw import LINE
from bundlinje.facts.reading.tell import Check, Teller

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
    teller.tell(frame, _row_checks(table))
    once = _delivered_once(frame.with_columns(recorded=_recorded(table)))
    newest = in_force(once)
    if once["id"].null_count() < once.height:
        newest = _first_of_each_id(once, teller)
    _once(newest, table, teller)
    if table == "spells":
        _overlaps(newest, teller)
    return once


def strangers(frame: pl.DataFrame, enrolled: pl.Series, teller: Teller) -> None:
    """Tell of rows about units that were never enrolled."""
    import polars as pl

    unit = pl.col("unit")
    wrong = unit.is_not_null() & ~unit.is_in(enrolled.implode()) & (unit != "*")
    teller.tell(in_force(frame), [Check(wrong, "facts.unit.not_enrolled", "unit", {"unit": "unit"})])


def in_force(frame: pl.DataFrame) -> pl.DataFrame:
    """The newest row of every record, without those withdrawn."""
    import polars as pl

    if frame["id"].null_count() == frame.height:
        return frame.filter(~pl.col("void"))
    newest = pl.col("id").is_null() | (pl.col("recorded") == pl.col("recorded").max().over("id"))
    return frame.filter(newest & ~pl.col("void"))


def _recorded(table: str) -> pl.Expr:
    import polars as pl

    first = pl.col(FIRST_DAY[table])
    return pl.coalesce("recorded", first - 1 if table == "reports" else first)


def _row_checks(table: str) -> Iterator[Check]:
    import polars as pl

    if table in {"enrolments", "spells", "reports", "coverage"}:
        yield Check(pl.col("until") <= pl.col("from"), "facts.period.reversed", "until")
    if table == "enrolments":
        yield Check(pl.col("started") < pl.col("from"), "facts.enrolment.started_before", "started")
    void, known = pl.col("void"), pl.col("id").is_not_null()
    yield Check(void & ~known, "facts.void.no_id", "void")
    yield Check(void & known & pl.col("recorded").is_null(), "facts.void.not_recorded", "recorded")


def _delivered_once(frame: pl.DataFrame) -> pl.DataFrame:
    """A row with an id counts once if it is the same in all; one without if it says the same, recorded first."""
    import polars as pl

    words = [name for name in frame.columns if name != LINE]
    said = [name for name in words if name not in {column.name for column in BOOKKEEPING}]
    ordered = frame.sort("recorded", LINE, nulls_last=True)
    if ordered["id"].null_count() == ordered.height:
        return ordered.unique(said, keep="first", maintain_order=True).sort(LINE)
    with_id = ordered.filter(pl.col("id").is_not_null()).unique(words, keep="first", maintain_order=True)
    without = ordered.filter(pl.col("id").is_null()).unique(said, keep="first", maintain_order=True)
    return pl.concat([without, with_id]).sort(LINE)


def _first_of_each_id(once: pl.DataFrame, teller: Teller) -> pl.DataFrame:
    """The rows in force; of rows that contradict each other under one id and day the first, and the others are told."""
    import polars as pl

    known = pl.col("id").is_not_null()
    first = pl.col(LINE).min().over("id", "recorded")
    teller.tell(once, [Check(known & (pl.col(LINE) > first), "facts.id.repeated", "id", {"id": "id"})])
    return in_force(once.filter(~known | (pl.col(LINE) == first)))


def _once(newest: pl.DataFrame, table: str, teller: Teller) -> None:
    import polars as pl

    if table not in ONCE:
        return
    columns, code = ONCE[table]
    firsts = newest.with_columns(first_line=pl.col(LINE).min().over(columns))
    show = {name: name for name in (*columns, "first_line") if name in {"fact", "unit", "first_line"}}
    whole = pl.all_horizontal(pl.col(name).is_not_null() for name in columns if name != "cohort")
    teller.tell(firsts, [Check(whole & (pl.col(LINE) > pl.col("first_line")), code, columns[-1], show)])


def _overlaps(newest: pl.DataFrame, teller: Teller) -> None:
    import polars as pl

    sound = pl.col("from").is_not_null() & (pl.col("until") > pl.col("from"))
    ordered = newest.filter(sound).sort("fact", "unit", "from", LINE)
    unit = ("fact", "unit")
    before = ordered.with_columns(
        _before=pl.col("until").cum_max().shift(1).over(unit), other_line=pl.col(LINE).shift(1).over(unit)
    )
    show = {"fact": "fact", "unit": "unit", "other_line": "other_line"}
    teller.tell(before, [Check(pl.col("_before") > pl.col("from"), "facts.spell.overlaps", "from", show)])
