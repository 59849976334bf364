"""Which rows count: recorded by then, the newest correction of each record, nothing withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bundlinje.dates import FOREVER
from bundlinje.facts.columns import FIRST_DAY

if TYPE_CHECKING:
    import narwhals as nw


def recorded(table: str, columns: list[str]) -> nw.Expr:
    """The day a row was recorded: as it says, or else when it happened."""
    import narwhals as nw

    if "recorded" in columns:
        return nw.col("recorded")
    first = nw.col(FIRST_DAY[table])
    return first - 1 if table == "reports" else first


def in_force(frame: nw.LazyFrame[Any], table: str, cutoff: int = FOREVER) -> nw.LazyFrame[Any]:
    """The rows of a table that were recorded by the cut-off (a day number) and not superseded or withdrawn by then."""
    import narwhals as nw

    columns = frame.collect_schema().names()
    known = frame.filter(recorded(table, columns) <= cutoff)
    if "id" not in columns:
        return known
    newest = known.with_columns(recorded(table, columns).max().over("id").alias("_newest"))
    stands = nw.col("id").is_null() | (recorded(table, columns) == nw.col("_newest"))
    return newest.filter(stands & ~nw.col("void")).drop("_newest")
