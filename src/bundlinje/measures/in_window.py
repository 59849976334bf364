"""Facts in windows: the rows of one fact joined to the windows of its units and cut to them.

Units meet first, windows are compared afterwards, and nothing here depends on the order of rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw

    Frame = nw.LazyFrame[Any]

OCCASION = ("u", "occasion")
"""What a result row is about: the unit's index and the occasion's number."""


def spells_in(spells: Frame, fact: str, windows: Frame) -> Frame:
    """The part of each spell that lies in a window, as `low` and `high` (half-open), with its `value`."""
    import narwhals as nw

    hits = windows.join(spells.filter(nw.col("fact") == fact).select("unit", "from", "until", "value"), on="unit")
    inside = hits.filter((nw.col("from") < nw.col("end")) & (nw.col("until") > nw.col("start")))
    return inside.with_columns(low=nw.max_horizontal("from", "start"), high=nw.min_horizontal("until", "end")).select(
        "unit", *OCCASION, "start", "end", "low", "high", "value"
    )


def days_in(spells: Frame, fact: str, windows: Frame) -> Frame:
    """Rows `num` (days of a spell inside a window) and `evidence` (1)."""
    import narwhals as nw

    return _counted(spells_in(spells, fact, windows), nw.col("high") - nw.col("low"))


def days_in_both(spells: Frame, fact: str, other: str, windows: Frame) -> Frame:
    """Rows `num`: minus the days of a window that lie in a spell of both facts."""
    import narwhals as nw

    first = spells_in(spells, fact, windows).select("unit", *OCCASION, "low", "high")
    second = spells.filter(nw.col("fact") == other).select("unit", "from", "until")
    both = first.join(second, on="unit").filter((nw.col("from") < nw.col("high")) & (nw.col("until") > nw.col("low")))
    return _counted(both, nw.max_horizontal("from", "low") - nw.min_horizontal("until", "high"))


def valued_days_in(spells: Frame, fact: str, windows: Frame, times: int = 1) -> Frame:
    """Rows `num`: value times days inside a window, times a whole number."""
    import narwhals as nw

    days = (nw.col("high") - nw.col("low")).cast(nw.Int64)
    return _counted(spells_in(spells, fact, windows), nw.col("value").cast(nw.Int64) * days * times)


def points_in(rows: Frame, fact: str, windows: Frame) -> Frame:
    """Events or scores of a fact on the days of a window, with `day`, `value` and the window's `target`."""
    import narwhals as nw

    hits = windows.join(rows.filter(nw.col("fact") == fact).select("unit", "day", "value"), on="unit")
    inside = hits.filter((nw.col("day") >= nw.col("start")) & (nw.col("day") < nw.col("end")))
    return inside.select("unit", *OCCASION, "day", "value", "target")


def values_of(points: Frame, times: int = 1) -> Frame:
    """Rows `num`: the value of each point, times a whole number."""
    import narwhals as nw

    return _counted(points, nw.col("value").cast(nw.Int64) * times)


def ones_of(points: Frame) -> Frame:
    """Rows `num` 1, for counting."""
    import narwhals as nw

    return _counted(points, nw.lit(1, nw.Int64))


def _counted(rows: Frame, num: nw.Expr) -> Frame:
    import narwhals as nw

    return rows.select(*OCCASION, num.cast(nw.Int64).alias("num"), nw.lit(1, nw.Int64).alias("evidence"))


def summed(*rows: Frame) -> Frame:
    """Add rows up by unit and occasion. Whole numbers only, so that the order of adding cannot matter."""
    import narwhals as nw

    every = nw.concat(list(rows)) if len(rows) > 1 else rows[0]
    added = every.group_by(*OCCASION).agg(nw.col("num").sum(), nw.col("evidence").sum())
    return added.select(*OCCASION, nw.col("num").cast(nw.Int64), nw.col("evidence").cast(nw.Int64))
