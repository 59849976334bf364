"""What of a table had happened by the cut-off: later days are cut away, later ends are not yet known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bundlinje.dates import FOREVER
from bundlinje.facts.store.in_force import in_force

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]


def known_by(frame: Frame, table: str, cutoff: int = FOREVER) -> Frame:
    """The rows of a table in force at the cut-off (a day number), as far as they had happened by then."""
    happened = {
        "enrolments": _enrolments,
        "spells": _spells,
        "coverage": _periods,
        "reports": _reports,
    }
    return happened.get(table, _days)(in_force(frame, table, cutoff), cutoff)


def _days(frame: Frame, cutoff: int) -> Frame:
    import narwhals as nw

    return frame.filter(nw.col("day") <= cutoff)


def _reports(frame: Frame, cutoff: int) -> Frame:
    import narwhals as nw

    return frame.filter(nw.col("from") <= cutoff)


def _periods(frame: Frame, cutoff: int) -> Frame:
    import narwhals as nw

    if cutoff >= FOREVER:
        return frame
    return frame.filter(nw.col("from") <= cutoff).with_columns(_until(cutoff).alias("until"))


def _until(cutoff: int) -> nw.Expr:
    import narwhals as nw

    return nw.min_horizontal(nw.col("until"), nw.lit(cutoff + 1, nw.Int32)).cast(nw.Int32)


def _spells(frame: Frame, cutoff: int) -> Frame:
    """Spells until the cut-off. Where what was believed then overlaps, the spell that began first keeps the day."""
    import narwhals as nw

    cut = _periods(frame, cutoff)
    if "id" not in cut.collect_schema().names():
        return cut
    order = ["from", "until"]
    reached = cut.with_columns(nw.col("until").cum_max().over("fact", "unit", order_by=order).alias("_reached"))
    before = reached.with_columns(nw.col("_reached").shift(1).over("fact", "unit", order_by=order).alias("_before"))
    begins = nw.max_horizontal(nw.col("from"), nw.col("_before").fill_null(-FOREVER)).cast(nw.Int32)
    return (
        before.with_columns(begins.alias("from")).filter(nw.col("from") < nw.col("until")).drop("_reached", "_before")
    )


def _enrolments(frame: Frame, cutoff: int) -> Frame:
    """Who was enrolled by then; a start, an exit or another project that lay ahead is not yet known."""
    import narwhals as nw

    gone = nw.col("until") <= cutoff
    elsewhere = nw.col("also_from").is_null() | (nw.col("also_from") <= cutoff)
    return frame.filter(nw.col("from") <= cutoff).with_columns(
        started=nw.when(nw.col("started") <= cutoff).then(nw.col("started")),
        left=nw.when(gone).then(nw.col("left")),
        also_in=nw.when(elsewhere).then(nw.col("also_in")),
        also_from=nw.when(elsewhere).then(nw.col("also_from")),
        until=nw.when(gone).then(nw.col("until")).otherwise(nw.lit(FOREVER, nw.Int32)),
    )
